import { useState } from 'react';
import { PhoneLink } from '../../ui/button.js';
import { AnswerDialog } from './answer-dialog.js';
import { HAND_BACK_REASONS, reasoned } from './core/reasons.js';
import type { OfferedReason } from './core/reasons.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import { CHOICE_ID, Choices, NOTE_ID, NoteField, reasonFault, reasonWords } from './reason-fields.js';

/** Gives somebody who was accepted back to the network, with the reason; the number to ring stands beside it. */
export function HandBackDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { phone, owner } = useProvider();
  const [reason, setReason] = useState<OfferedReason | null>(null);
  const [note, setNote] = useState('');

  return (
    <AnswerDialog
      open={open}
      title={providerWords('hand-back')}
      act={providerWords('hand-back.send')}
      onClose={onClose}
      read={() => {
        const given = reasoned(reason, note);
        return typeof given === 'string' ? [reasonFault(given)] : { answer: 'hand-back', ...given };
      }}
    >
      {(wrong) => (
        <>
          <p>{providerWords('hand-back.note', { owner })}</p>
          <PhoneLink number={phone} words={providerWords('coming.ring', { owner })} block />
          <Choices
            id={CHOICE_ID}
            legend={providerWords('hand-back.why')}
            value={reason}
            wrong={wrong(CHOICE_ID)}
            onChoose={setReason}
            choices={HAND_BACK_REASONS.map((one) => ({ value: one, title: reasonWords(one) }))}
          />
          {reason !== null && <NoteField value={note} needed={reason === 'OTHER'} wrong={wrong(NOTE_ID)} onChange={setNote} />}
        </>
      )}
    </AnswerDialog>
  );
}
