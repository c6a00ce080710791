import { useState } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { PillButton } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { asksWords } from './asks-words.js';
import { ColleagueChooser } from './colleague-chooser.js';
import { ConflictNote } from './conflict-note.js';
import { hearAct } from './hear-act.js';
import { HeldNote, useHeldBack } from './held-note.js';
import { useColleagues } from './use-colleagues.js';

const WHO_ID = 'assign-who';
const REASON_ID = 'assign-reason';
const REASONS = ['near', 'knows', 'language', 'free'] as const;

/** Asks one person now: who, and why them. */
export function AssignForm({ card: { id, ref, owner }, onClose }: { card: BoardCard; onClose: () => void }) {
  const colleagues = useColleagues(id);
  const [toId, setToId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(0);
  const sending = useSend();
  const creationKey = useCreationKey();
  const toasts = useToasts();
  const held = useHeldBack();
  const name = colleagues.data?.find((one) => one.id === toId)?.name;
  const missing = [
    ...(toId === null ? [{ fieldId: WHO_ID, words: asksWords('who.missing') }] : []),
    ...(reason.trim() === '' ? [{ fieldId: REASON_ID, words: asksWords('assign.missing') }] : []),
  ];

  const assign = async () => {
    setTried((times) => times + 1);
    if (toId === null || reason.trim() === '' || held) return;
    const input = { id, toId, reason: reason.trim() };
    if (!(await sending.send(async () => hearAct(await call('POST /api/v1/crises/:id/assignment', input, { idempotencyKey: creationKey(input) }))))) return;
    const words = asksWords('assign.done', { ref, name: name ?? '' });
    toasts.show({ title: words, spoken: words, seconds: 6 });
    onClose();
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
    >
      {tried > 0 && missing.length > 0 && <ErrorSummary key={tried} title={asksWords('form.summary')} fields={missing} />}
      <p className="muted">{owner ? asksWords('assign.words.owned', { name: owner.name }) : asksWords('assign.words')}</p>
      <ColleagueChooser id={WHO_ID} colleagues={colleagues} value={toId} onChoose={setToId} error={tried > 0 && toId === null && asksWords('who.missing')} />
      <div className="row" role="group" aria-label={asksWords('assign.reason')}>
        {REASONS.map((one) => {
          const words = asksWords(`assign.reason.${one}`);
          return (
            <PillButton key={one} pressed={reason === words} onClick={() => setReason(words)}>
              {words}
            </PillButton>
          );
        })}
      </div>
      <TextField id={REASON_ID} label={asksWords('assign.reason')} maxLength={300} value={reason} error={tried > 0 && reason.trim() === '' && asksWords('assign.missing')} onChange={(event) => setReason(event.target.value)} />
      <HeldNote />
      <ConflictNote sending={sending} id={id} code={ref} />
      <div>
        <Button type="submit" variant="primary" busy={sending.busy} disabled={held}>
          {name === undefined ? asksWords('assign.send') : asksWords('assign.send.name', { name })}
        </Button>
      </div>
    </form>
  );
}
