import { Link } from 'wouter';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Panel } from '../../ui/card.js';
import { FactMark } from '../../ui/fact-list.js';
import { screenWords } from './screen-words.js';

/** Which screeners were filled in, newest first, and the way to the next. */
export function ScreenersPanel({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const now = useNow(60_000);
  const mayFill = crisis.may.work && crisis.state !== 'CLOSED' && !old;
  return (
    <Panel title={screenWords('panel')} aside={mayFill && <Link href={`/crises/${crisis.id}/screen`} className="page-link">{screenWords('panel.start')}</Link>}>
      {crisis.screenings.length === 0 ? (
        <p className="muted">{screenWords('panel.none')}</p>
      ) : (
        <ul className="stack">
          {crisis.screenings.map(({ id, screener, level, needsHumanNow, at, byName }) => {
            const words = screenWords('panel.line', { name: screenWords(`screener.${screener}`), level: screenWords(`level.${level}`) });
            return (
              <li key={id}>
                {needsHumanNow ? <FactMark>{words}</FactMark> : words}
                <br />
                <small className="muted num">{screenWords('panel.by', { time: timeNear(at, now), name: byName })}</small>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
