import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { PhoneLink } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { AnswerDialog } from './answer-dialog.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';

/** "Talk first": the number of whoever has the facts, and a way to be rung. The clock runs on. */
export function TalkDialog({ open, onClose, onAsked }: { open: boolean; onClose: () => void; onAsked: () => void }) {
  const { view, owner, phone } = useProvider();
  const now = useNow(60_000);
  return (
    <AnswerDialog
      open={open}
      title={providerWords('talk.title', { owner })}
      act={providerWords('talk.ask', { owner })}
      onClose={onClose}
      onTaken={onAsked}
      read={() => ({ answer: 'talk-first' })}
    >
      {() => (
        <>
          <PhoneLink number={phone} words={providerWords('talk.ring')} size="l" block />
          <p className="muted">
            {providerWords('talk.say', { ref: view.ref })} {providerWords('talk.ask-words', { owner })}
          </p>
          <Note tone="warning">
            {view.answerBy
              ? providerWords('talk.clock', { time: timeNear(view.answerBy, now), org: view.org })
              : providerWords('talk.clock-plain', { org: view.org })}
          </Note>
        </>
      )}
    </AnswerDialog>
  );
}
