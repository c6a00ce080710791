import { useState } from 'react';
import { OUTCOMES } from '../../../../server/contract/words.js';
import type { Outcome } from '../../../../server/contract/words.js';
import { AnswerDialog } from './answer-dialog.js';
import type { Fault, Said } from './answer-dialog.js';
import { TextArea } from '../../ui/field.js';
import { NOT_SERVED_REASONS, deliveredLines } from './core/reasons.js';
import type { OfferedReason } from './core/reasons.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import { CHOICE_ID, Choices, reasonFault, reasonWords } from './reason-fields.js';

const SERVED_ID = 'served';
const OUTCOME_ID = 'outcome';

/** How it ended for the service: whether they got help, and whether it helped or why not. Somebody who never came got none. */
export function FinishedDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { view } = useProvider();
  const neverCame = view.state === 'NO_SHOW';
  const [told, setTold] = useState<'yes' | 'no' | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState<OfferedReason | null>(null);
  const [delivered, setDelivered] = useState('');
  const served = neverCame ? 'no' : told;

  const read = (): Said | readonly Fault[] => {
    if (served === null) return [{ fieldId: SERVED_ID, words: providerWords('finished.served-missing') }];
    if (served === 'yes') {
      return outcome ? { answer: 'finished', served: true, outcome, ...(deliveredLines(delivered).length > 0 ? { delivered: deliveredLines(delivered) } : {}) } : [{ fieldId: OUTCOME_ID, words: providerWords('finished.outcome-missing') }];
    }
    // Who got no help there was not helped there.
    return reason ? { answer: 'finished', served: false, outcome: 'not-helped', reason } : [reasonFault('choice')];
  };

  return (
    <AnswerDialog open={open} title={providerWords('finished.title')} act={providerWords('finished.send')} onClose={onClose} read={read}>
      {(wrong) => (
        <>
          {!neverCame && (
            <Choices
              id={SERVED_ID}
              legend={providerWords('finished.served')}
              value={told}
              wrong={wrong(SERVED_ID)}
              onChoose={setTold}
              choices={(['yes', 'no'] as const).map((one) => ({ value: one, title: providerWords(`finished.served-${one}`) }))}
            />
          )}
          {served === 'yes' && (
            <Choices
              id={OUTCOME_ID}
              legend={providerWords('finished.outcome')}
              value={outcome}
              wrong={wrong(OUTCOME_ID)}
              onChoose={setOutcome}
              choices={OUTCOMES.map((one) => ({ value: one, title: providerWords(`finished.${one}`) }))}
            />
          )}
          {served === 'yes' && (
            <TextArea
              rows={2}
              label={providerWords('finished.delivered')}
              hint={providerWords('finished.delivered-hint')}
              optional={providerWords('optional')}
              maxLength={600}
              value={delivered}
              onChange={(event) => setDelivered(event.target.value)}
            />
          )}
          {served === 'no' && (
            <Choices
              id={CHOICE_ID}
              legend={providerWords('finished.why')}
              value={reason}
              wrong={wrong(CHOICE_ID)}
              onChoose={setReason}
              choices={NOT_SERVED_REASONS.map((one) => ({ value: one, title: reasonWords(one) }))}
            />
          )}
        </>
      )}
    </AnswerDialog>
  );
}
