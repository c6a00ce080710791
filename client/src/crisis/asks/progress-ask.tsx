import type { BoardCard, ProgressInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { useSend } from '../board/use-send.js';
import { asksWords } from './asks-words.js';
import { ConflictNote } from './conflict-note.js';
import { hearAct } from './hear-act.js';
import { TimeLeft } from './time-left.js';

const ANSWERS = ['with-them', 'spoke', 'handed-on'] as const satisfies readonly ProgressInput['state'][];

/** "With them yet?": until when there is time to answer, before everyone is asked anew. Nothing while it is not asked. */
export function GraceNote({ graceUntil }: Pick<BoardCard, 'graceUntil'>) {
  const now = useNow(1000);
  if (graceUntil === null) return null;
  return (
    <Note tone="critical" icon="clock">
      {Date.parse(graceUntil) <= now ? asksWords('grace.over') : asksWords.rich('grace', { left: <TimeLeft at={graceUntil} /> })}
    </Note>
  );
}

/** How it goes, in one touch. */
export function ProgressAnswers({ card: { id, ref } }: { card: Pick<BoardCard, 'id' | 'ref'> }) {
  const sending = useSend();
  const say = (state: ProgressInput['state']) => sending.send(async () => hearAct(await call('POST /api/v1/crises/:id/progress', { id, state })));
  return (
    <>
      <ConflictNote sending={sending} id={id} code={ref} />
      <div className="card-acts progress-answers">
        {ANSWERS.map((state) => (
          <Button key={state} size="s" busy={sending.busy} onClick={() => void say(state)}>
            {asksWords(`progress.${state}`)}
            <VisuallyHidden> {ref}</VisuallyHidden>
          </Button>
        ))}
      </div>
    </>
  );
}
