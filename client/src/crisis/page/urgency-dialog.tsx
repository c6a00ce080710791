import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { LETTER_WORDS, SHOWS, URGENCY_LETTERS } from '../../../../server/contract/triage.js';
import type { UrgencyLetter } from '../../../../server/contract/triage.js';
import { call } from '../../app/api.js';
import { saidByServer } from '../../app/words.js';
import { Button } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { boardWords } from '../board/board-words.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

/** A person sets the urgency, with a reason. */
export function UrgencyDialog({ crisis, open, onClose }: { crisis: CrisisView; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} title={crisisWords('urgency.title', { ref: crisis.ref })} closeLabel={boardWords('close')} onClose={onClose}>
      <UrgencyForm crisis={crisis} onClose={onClose} />
    </Dialog>
  );
}

function UrgencyForm({ crisis, onClose }: { crisis: CrisisView; onClose: () => void }) {
  const [letter, setLetter] = useState<UrgencyLetter>(crisis.letter);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, failure, send } = useSend();
  const save = async () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    const done = await send(async () => keepCrisis(await call('POST /api/v1/crises/:id/urgency', { id: crisis.id, seenVersion: crisis.version, letter, reason: reason.trim() })));
    if (done) onClose();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ChoiceCards
        legend={crisisWords('urgency.letter')}
        legendHidden
        value={letter}
        onChoose={setLetter}
        choices={URGENCY_LETTERS.map((value) => ({ value, title: `${value} · ${boardWords(`level.${SHOWS[value]}`)}`, hint: saidByServer(LETTER_WORDS[value]) }))}
      />
      <TextArea
        label={crisisWords('urgency.reason')}
        value={reason}
        rows={2}
        maxLength={500}
        error={missing && crisisWords('urgency.reason.missing')}
        onChange={(event) => setReason(event.target.value)}
      />
      {letter > crisis.letter && <p className="muted">{crisisWords('urgency.lowering')}</p>}
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={letter === crisis.letter}>
          {crisisWords('urgency.save')}
        </Button>
      </div>
    </form>
  );
}
