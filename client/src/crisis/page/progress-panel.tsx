import type { CrisisView, ProgressInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Note } from '../../ui/tag.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

const STATES = ['spoke', 'with-them', 'handed-on'] as const satisfies readonly ProgressInput['state'][];

/** How it goes, said by whoever has it: one touch. Silence after an answer asks everyone anew. */
export function ProgressPanel({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const now = useNow(1000);
  const { busy, failure, send } = useSend();
  const { progressBy, withThemSince, id, may } = crisis;
  const say = (state: ProgressInput['state']) => send(async () => keepCrisis(await call('POST /api/v1/crises/:id/progress', { id, state })));
  const over = progressBy !== null && Date.parse(progressBy) <= now;
  return (
    <Panel title={crisisWords('progress')}>
      <div className="stack">
        {progressBy && <Note tone="warning">{over ? crisisWords('progress.over') : crisisWords('progress.by', { time: timeNear(progressBy, now) })}</Note>}
        {withThemSince && <p className="num">{crisisWords('progress.with-since', { time: timeNear(withThemSince, now) })}</p>}
        {may.work && !old && (
          <div className="row">
            {STATES.map((state) => (
              <Button key={state} size="s" busy={busy} onClick={() => void say(state)}>
                {crisisWords(`progress.${state}`)}
              </Button>
            ))}
          </div>
        )}
        <FailureNote failure={failure} />
      </div>
    </Panel>
  );
}
