import { useState } from 'react';
import { timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Select } from '../../ui/field.js';
import { AnswerDialog } from './answer-dialog.js';
import { CANNOT_CHOICES, NOT_FOR_US_REASONS, cannotReason } from './core/reasons.js';
import type { CannotChoice, OfferedReason } from './core/reasons.js';
import { providerWords } from './provider-words.js';
import { CHOICE_ID, Choices, NOTE_ID, NoteField, WHY_ID, reasonFault, reasonWords } from './reason-fields.js';

/** "Cannot": why not, in one choice and, where the next service is chosen by it, one more. */
export function CannotDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const now = useNow(60_000);
  const [choice, setChoice] = useState<CannotChoice | null>(null);
  const [why, setWhy] = useState<OfferedReason | null>(null);
  const [note, setNote] = useState('');

  return (
    <AnswerDialog
      open={open}
      title={providerWords('cannot.title')}
      act={providerWords('cannot.send')}
      onClose={onClose}
      read={() => {
        const given = cannotReason(choice, why, note);
        return typeof given === 'string' ? [reasonFault(given)] : { answer: 'decline', ...given };
      }}
    >
      {(wrong) => (
        <>
          <Choices
            id={CHOICE_ID}
            legend={providerWords('cannot.title')}
            legendHidden
            value={choice}
            wrong={wrong(CHOICE_ID)}
            onChoose={setChoice}
            choices={CANNOT_CHOICES.map((one) => ({ value: one, title: providerWords(`cannot.${one}`) }))}
          />
          {choice === 'full' && <p className="muted">{providerWords('cannot.full-hint', { time: timeOfDay(now) })}</p>}
          {choice === 'not-for-us' && (
            <Select
              id={WHY_ID}
              label={providerWords('cannot.why')}
              error={wrong(WHY_ID)}
              value={why ?? ''}
              onChange={({ target }) => setWhy(NOT_FOR_US_REASONS.find((reason) => reason === target.value) ?? null)}
            >
              <option value="">{providerWords('cannot.choose')}</option>
              {NOT_FOR_US_REASONS.map((reason) => (
                <option key={reason} value={reason}>
                  {reasonWords(reason)}
                </option>
              ))}
            </Select>
          )}
          {choice !== null && <NoteField value={note} needed={choice === 'other'} wrong={wrong(NOTE_ID)} onChange={setNote} />}
        </>
      )}
    </AnswerDialog>
  );
}
