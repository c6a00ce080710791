import type { ReactNode } from 'react';
import { ChoiceCards } from '../../ui/choice-cards.js';
import type { Choice } from '../../ui/choice-cards.js';
import { TextArea } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import type { Fault } from './answer-dialog.js';
import { LONGEST_NOTE } from './core/reasons.js';
import type { Missing, OfferedReason } from './core/reasons.js';
import { providerWords } from './provider-words.js';

export const CHOICE_ID = 'reason';
export const WHY_ID = 'reason-why';
export const NOTE_ID = 'reason-note';

/** What is missing of a reason, and where it is given. */
export function reasonFault(missing: Missing): Fault {
  switch (missing) {
    case 'choice': return { fieldId: CHOICE_ID, words: providerWords('cannot.choice-missing') };
    case 'why': return { fieldId: WHY_ID, words: providerWords('cannot.why-missing') };
    case 'note': return { fieldId: NOTE_ID, words: providerWords('cannot.note-missing') };
  }
}

/** A reason as a service would say it. */
export const reasonWords = (reason: OfferedReason): string => providerWords(`reason.${reason}`);

/** One of a few, with what is wrong above it; `id` is where an error summary leads. */
export function Choices<Value extends string>({
  id,
  legend,
  legendHidden,
  choices,
  value,
  wrong,
  onChoose,
}: {
  id: string;
  legend: ReactNode;
  legendHidden?: boolean | undefined;
  choices: readonly Choice<Value>[];
  value: Value | null;
  wrong: string | undefined;
  onChoose: (value: Value) => void;
}) {
  return (
    <div id={id} tabIndex={-1} className={wrong ? 'field field-wrong' : 'field'}>
      {wrong && (
        <p id={`${id}-error`} className="field-error">
          <Icon name="warning" size={15} /> {wrong}
        </p>
      )}
      <ChoiceCards
        legend={legend}
        legendHidden={legendHidden}
        choices={choices}
        value={value}
        onChoose={onChoose}
        describedBy={wrong ? `${id}-error` : undefined}
      />
    </div>
  );
}

/** A few words beside a reason: about the service, so that nothing about the person comes in by this door. */
export function NoteField({ value, needed, wrong, onChange }: { value: string; needed: boolean; wrong: string | undefined; onChange: (note: string) => void }) {
  return (
    <TextArea
      id={NOTE_ID}
      rows={2}
      label={providerWords('cannot.note')}
      optional={!needed && providerWords('optional')}
      hint={providerWords('cannot.note-hint')}
      error={wrong}
      maxLength={LONGEST_NOTE}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
