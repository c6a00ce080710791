import { useState } from 'react';
import type { BoardCard, CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Note, PillButton } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { hearCrisis } from './board-data.js';
import { boardWords } from './board-words.js';
import { failureWords } from './use-answer.js';

const REASONS = ['no-answer', 'worse', 'sooner', 'cannot-come'] as const;

/** Asks the next step now: one touch on a reason is enough. Open while `card` is given. */
export function EscalateDialog({ card, onClose, onDone }: { card: Pick<BoardCard, 'id' | 'ref'> | null; onClose: () => void; onDone?: (crisis: CrisisView) => void }) {
  return (
    <Dialog open={card !== null} title={boardWords('escalate.title', { ref: card?.ref ?? '' })} closeLabel={boardWords('close')} onClose={onClose}>
      {card && <Reasons card={card} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function Reasons({ card: { id, ref }, onClose, onDone }: { card: Pick<BoardCard, 'id' | 'ref'>; onClose: () => void; onDone: ((crisis: CrisisView) => void) | undefined }) {
  const { network } = useSession();
  const toasts = useToasts();
  const [own, setOwn] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const ask = async (reason: string) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const crisis = await call('POST /api/v1/crises/:id/next-rung', { id, reason });
      hearCrisis(crisis);
      onDone?.(crisis);
      const words = boardWords('escalate.done', { ref });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onClose();
    } catch (error) {
      setFailure(failureWords(error, network.dutyPhone));
      setBusy(false);
    }
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (own.trim() !== '') void ask(own.trim());
      }}
    >
      <p className="muted">{boardWords('escalate.words')}</p>
      <div className="row" role="group" aria-label={boardWords('escalate.reasons')}>
        {REASONS.map((reason) => (
          <PillButton key={reason} onClick={() => void ask(boardWords(`escalate.reason.${reason}`))}>
            {boardWords(`escalate.reason.${reason}`)}
          </PillButton>
        ))}
      </div>
      <TextField label={boardWords('escalate.own')} value={own} maxLength={300} onChange={(event) => setOwn(event.target.value)} />
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={own.trim() === ''}>
          {boardWords('escalate.send')}
        </Button>
      </div>
    </form>
  );
}
