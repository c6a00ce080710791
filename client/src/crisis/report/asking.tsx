import type { AskedView, LadderView } from '../../../../server/contract/escalation.js';
import { exactTime, timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Card } from '../../ui/card.js';
import { Countdown } from '../../ui/countdown.js';
import { clockDuration, remainingUntil } from '../../ui/core/duration.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { TurnList } from '../../ui/steps.js';
import { ladderRows, nextAsking, saidOfStep } from './core/ladder-rows.js';
import type { LadderRow, NextAsking } from './core/ladder-rows.js';
import { useLines } from '../raise/lines.js';
import { callLink } from '../raise/core/draft-code.js';
import { fewNames } from './few-names.js';
import { reportWords } from './report-words.js';
import './report.css';

/** Who is asked now, who next and when, and what is known of each message: sent, delivered, seen and answered are four things. */
export function Asking({ ladder, emergency }: { ladder: LadderView; emergency: boolean }) {
  const now = useNow(1000);
  const next = nextAsking(ladder, now);
  return (
    <Card as="section" large aria-label={reportWords('asking')} className="asking">
      {ladder.alarm && <Alarm />}
      {next && (
        <>
          <Until next={next} now={now} />
          <ProgressBar share={next.share} tone={emergency ? 'critical' : 'warning'} />
        </>
      )}
      {ladder.state !== 'running' && <p>{reportWords('asking-ended')}</p>}
      <TurnList roomy label={reportWords('asking')} turns={ladderRows(ladder).map((row) => turnOf(row, now))} />
    </Card>
  );
}

function Alarm() {
  const { emergencyNumber } = useLines();
  return (
    <div className="asking-alarm">
      <p>{reportWords('alarm')}</p>
      {emergencyNumber && <p>{reportWords.rich('alarm.words', { number: <a href={callLink(emergencyNumber)}>{emergencyNumber}</a> })}</p>}
    </div>
  );
}

function Until({ next, now }: { next: NextAsking; now: number }) {
  const remaining = remainingUntil(next.at, now);
  if (remaining.over) return <p className="asking-now">{reportWords('next-now')}</p>;
  return (
    <p className="asking-until">
      <Countdown remaining={remaining} left={untilWords(next)} over="" size="m" />
    </p>
  );
}

function untilWords({ kind, more }: NextAsking): string {
  if (kind === 'next-round') return reportWords('until-next-round');
  if (kind === 'everyone-again') return reportWords('until-everyone');
  return more > 0 ? reportWords('until-next', { count: more }) : reportWords('until-next-step');
}

function turnOf(row: LadderRow, now: number) {
  return {
    key: String(row.index),
    title: row.asked.length > 0 ? <bdi>{fewNames(row.asked)}</bdi> : reportWords('nobody-reachable'),
    detail: detailOf(row),
    aside: asideOf(row, now),
    current: row.state === 'now',
  };
}

function asideOf({ state, startsAt }: LadderRow, now: number): string {
  if (state === 'now') return reportWords('row.now');
  if (state === 'done') return reportWords('row.asked', { time: timeOfDay(startsAt) });
  return reportWords('row.in', { duration: clockDuration(Math.max(0, Math.ceil((startsAt - now) / 1000))) });
}

/** One line while all of a step stand the same; one for each person once they differ. */
function detailOf({ state, asked }: LadderRow) {
  if (asked.length === 0) return null;
  if (state === 'next') return reportWords(asked.some(rings) ? 'said.next-both' : 'said.next');
  const [first] = asked;
  const same = asked.every(({ said }) => said === first?.said);
  if (same && first) return saidOf({ ...first, said: saidOfStep(asked) });
  return asked.map((person) => (
    <span key={person.staffId} className="said-person">
      {reportWords.rich('said.person', { name: <bdi>{person.name}</bdi>, said: saidOf(person) })}
    </span>
  ));
}

const rings = ({ channels }: AskedView): boolean => channels.some(({ channel }) => channel === 'voice');

function saidOf(person: AskedView): string {
  const words = person.said === 'seen' ? reportWords('said.seen', { time: person.at ? exactTime(person.at) : '' }) : reportWords(`said.${person.said}`);
  const isRinging = (person.said === 'sent' || person.said === 'delivered') && person.channels.some(({ channel, state }) => channel === 'voice' && state === 'sent');
  return isRinging ? `${words}, ${reportWords('said.ringing')}` : words;
}
