import type { LadderView } from '../../../../server/contract/escalation.js';
import { useNow } from '../../live/server-clock.js';
import { clockDuration, remainingUntil } from '../../ui/core/duration.js';
import { TurnList } from '../../ui/steps.js';
import { Note } from '../../ui/tag.js';
import { boardWords } from './board-words.js';
import { rungLines } from './core/rung-lines.js';
import type { RungLine } from './core/rung-lines.js';

/** Who is asked in turn, what is known of each message, and since or until when. */
export function Ladder({ ladder, meId }: { ladder: LadderView; meId: string }) {
  if (ladder.state !== 'running' && ladder.rungs.length === 0) return null;
  return (
    <div className="ladder">
      {ladder.alarm && (
        <Note tone="critical" icon="warning">
          {boardWords('ladder.alarm')}
        </Note>
      )}
      {!ladder.alarm && ladder.round > 1 && <p className="card-meta">{boardWords('ladder.round', { round: ladder.round, rounds: ladder.rounds })}</p>}
      <TurnList
        label={boardWords('ladder')}
        turns={rungLines(ladder).map((line) => ({
          key: line.key,
          title: namesOf(line, meId),
          detail: detailOf(line),
          aside: line.begun ? <Since at={line.at} /> : <In at={line.at} />,
          current: line.current,
        }))}
      />
    </div>
  );
}

/** Above this many, the number of people says more than their names. */
const MOST_NAMES = 3;

function namesOf({ asked }: RungLine, meId: string): string {
  if (asked.length === 0) return boardWords('ladder.nobody');
  if (asked.length > MOST_NAMES) return boardWords('ladder.people', { count: asked.length });
  return asked
    .toSorted((a, b) => Number(b.staffId === meId) - Number(a.staffId === meId))
    .map(({ staffId, name }) => (staffId === meId ? boardWords('you') : name))
    .join(', ');
}

function detailOf({ begun, asked, said }: RungLine): string {
  if (!begun) return boardWords('ladder.next');
  if (asked.length === 0) return boardWords('ladder.passed-over');
  const phrases = said.map(({ keys, count }) => {
    const words = keys.map((key) => boardWords(key)).join(', ');
    return said.length === 1 ? words : boardWords('said.some', { count, said: words });
  });
  return phrases.join('; ');
}

function Since({ at }: { at: string }) {
  const now = useNow(1000);
  return clockDuration((now - Date.parse(at)) / 1000);
}

function In({ at }: { at: string }) {
  const now = useNow(1000);
  const { over, seconds } = remainingUntil(Date.parse(at), now);
  return over ? boardWords('ladder.now-due') : boardWords('ladder.in', { duration: clockDuration(seconds) });
}
