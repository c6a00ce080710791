import type { ReferralReason } from '../../../../server/contract/words.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { Field, TextArea } from '../../ui/field.js';
import { LONGEST_NOTE } from './core/reasons.js';
import type { Missing } from './core/reasons.js';
import type { Fault } from './answer-dialog.js';
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

/** A reason from the one list, by the words a service would use. */
export function ReasonChoice<Reason extends ReferralReason>({
  legend,
  reasons,
  value,
  wrong,
  onChoose,
}: {
  legend: string;
  reasons: readonly (Reason & keyof typeof REASON_WORDS)[];
  value: ReferralReason | null;
  wrong: string | undefined;
  onChoose: (reason: Reason) => void;
}) {
  return (
    <ChoiceField legend={legend} wrong={wrong}>
      <ChoiceCards
        legend={legend}
        value={value as (Reason & keyof typeof REASON_WORDS) | null}
        onChoose={onChoose}
        choices={reasons.map((reason) => ({ value: reason, title: REASON_WORDS[reason]() }))}
      />
    </ChoiceField>
  );
}
