import { useState } from 'react';
import { serverClock } from '../../live/server-clock.js';
import { TextField } from '../../ui/field.js';
import { PillButton } from '../../ui/tag.js';
import { AnswerDialog } from './answer-dialog.js';
import { OFFERED_MINUTES, fieldTime, proposedAt } from './core/proposed-time.js';
import { screenOf } from './core/provider-screen.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';

const AT_ID = 'proposed-at';

/** A day and time at which the person could come. Before a yes it is a proposal, after it the appointment. */
export function ProposeDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { view, owner } = useProvider();
  const [typed, setTyped] = useState('');

  return (
    <AnswerDialog
      open={open}
      title={providerWords('propose.title')}
      act={providerWords('propose.send')}
      onClose={onClose}
      onTaken={() => setTyped('')}
      read={() => {
        const read = proposedAt(typed, serverClock.now());
        if (read === 'empty') return [{ fieldId: AT_ID, words: providerWords('propose.missing') }];
        return read === 'past' ? [{ fieldId: AT_ID, words: providerWords('propose.past') }] : { answer: 'propose', proposedAt: read.at };
      }}
    >
      {(wrong) => (
        <>
          <div className="row" role="group" aria-label={providerWords('propose.soon')}>
            {OFFERED_MINUTES.map((minutes) => (
              <PillButton key={minutes} onClick={() => setTyped(fieldTime(serverClock.now() + minutes * 60_000))}>
                {minutes < 60 ? providerWords('propose.in-minutes', { count: minutes }) : providerWords('propose.in-hours', { count: minutes / 60 })}
              </PillButton>
            ))}
          </div>
          <TextField
            id={AT_ID}
            type="datetime-local"
            label={providerWords('propose.at')}
            error={wrong(AT_ID)}
            min={fieldTime(serverClock.now())}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p className="muted">
            {screenOf(view) === 'ask' ? providerWords('propose.words') : providerWords('propose.words-accepted', { owner })}
          </p>
        </>
      )}
    </AnswerDialog>
  );
}
