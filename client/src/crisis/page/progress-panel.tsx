import type { CrisisView } from '../../../../server/contract/crisis.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Panel } from '../../ui/card.js';
import { Note } from '../../ui/tag.js';
import { dueTone } from '../asks/core/due-tone.js';
import { GraceNote, ProgressAnswers } from '../asks/progress-ask.js';
import { crisisWords } from './crisis-words.js';

/** How it goes, said by whoever has it: one touch. Silence after an answer first asks the owner, then everyone anew. */
export function ProgressPanel({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const now = useNow(1000);
  const { progressBy, graceUntil, withThemSince, may } = crisis;
  return (
    <Panel title={crisisWords('progress')}>
      <div className="stack">
        <GraceNote graceUntil={graceUntil} />
        {progressBy && !graceUntil && <Note tone={dueTone(Date.parse(progressBy), now)}>{crisisWords('progress.by', { time: timeNear(progressBy, now) })}</Note>}
        {withThemSince && <p className="num">{crisisWords('progress.with-since', { time: timeNear(withThemSince, now) })}</p>}
        {may.work && !old && <ProgressAnswers card={crisis} />}
      </div>
    </Panel>
  );
}
