import { useState } from 'react';
import type { FollowUpView } from '../../../server/contract/crisis.js';
import { FOLLOW_UP_RESULTS, OUTCOMES } from '../../../server/contract/words.js';
import type { FollowUpResult, Outcome } from '../../../server/contract/words.js';
import { call } from '../app/api.js';
import { FailureNote } from '../crisis/board/failure-note.js';
import { useSend } from '../crisis/board/use-send.js';
import { Button } from '../ui/button.js';
import { TextArea } from '../ui/field.js';
import { Segmented } from '../ui/segmented.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { careWords } from './care-words.js';

/** What became of a contact: one touch and, if wanted, a note. */
export function FollowUpForm({ followUp, onDone, onCancel }: { followUp: FollowUpView; onDone: (followUp: FollowUpView) => void; onCancel: () => void }) {
  const [result, setResult] = useState<FollowUpResult | null>(null);
  const [note, setNote] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [missing, setMissing] = useState(false);
  /** A contact that asks whether a referral helped keeps the person's own answer beside the service's. */
  const asksOutcome = followUp.referralId !== undefined && result === 'reached';
  const { busy, failure, send } = useSend();
  const toasts = useToasts();

  const save = async () => {
    setMissing(result === null);
    if (result === null) return;
    await send(async () => {
      const saved = await call('POST /api/v1/follow-ups/:id/result', { id: followUp.id, result, ...(asksOutcome && outcome && { outcome }), ...(note.trim() !== '' && { note: note.trim() }) });
      const words = careWords('saved', { ref: followUp.ref });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onDone(saved);
    });
  };

  return (
    <form
      className="stack follow-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Segmented
        legend={careWords('form.result')}
        value={result}
        segments={FOLLOW_UP_RESULTS.map((value) => ({ value, label: careWords(`result.${value}`) }))}
        onChoose={setResult}
      />
      {asksOutcome && (
        <div className="stack">
          <p>{careWords('form.outcome')}</p>
          <Segmented legend={careWords('form.outcome')} value={outcome} segments={OUTCOMES.map((value) => ({ value, label: careWords(`outcome.${value}`) }))} onChoose={setOutcome} />
        </div>
      )}
      {result === 'not-reached' && <p className="muted">{careWords('form.again')}</p>}
      <TextArea label={careWords('form.note')} hint={careWords('form.note.hint')} optional={careWords('form.optional')} rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      {missing && result === null && (
        <Note tone="warning" icon="warning">
          {careWords('form.missing')}
        </Note>
      )}
      <FailureNote failure={failure} />
      <div className="row">
        <Button type="submit" variant="primary" busy={busy}>
          {careWords('form.save')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {careWords('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
