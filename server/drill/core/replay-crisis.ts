import type { DrillAnswers } from '../../contract/drill.js';
import type { Ladder, PolicyLetter } from '../../contract/escalation.js';
import type { Reach, ReachedMoment, answered, momentsOf, startEscalation, whenDue } from '../../escalation/index.js';
import { addMinutes } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';

/** The ladder that really pages people, as the escalation room keeps it. */
export interface RealLadder { startEscalation: typeof startEscalation; whenDue: typeof whenDue; answered: typeof answered; momentsOf: typeof momentsOf }

export interface Replayed { moments: ReachedMoment[]; answered: { staffId: StaffId; at: Date } | null; alarmAt: Date | null }

/** When nobody has answered after so many alarms, that is the finding; more of the same would add nothing. */
const MOST_ALARMS = 5;

const untouched = { state: 'waiting', attempts: [], sentAt: null, deliveredAt: null, failedAt: null, errorCode: null } as const;

/**
 * One crisis of a drill from its report at `at` until somebody answers, or until the alarm has rung five times (once, when
 * nobody ever answers). It climbs the very ladder that pages people, with whoever can be reached at each instant; only the
 * answers are made up, by `random`. An answer counts until the instant at which the next rung is due.
 */
export function replayCrisis(
  { letter, at, ladder }: { letter: PolicyLetter; at: Date; ladder: Ladder }, answers: DrillAnswers, random: () => number, reachAt: (at: Date) => Reach, real: RealLadder,
): Replayed {
  const mint = () => ({ id: '', linkHash: '', delivery: { ...untouched, attempts: [] } });
  const about = { id: 'drill', crisisId: 'drill', ref: '', teamId: '', letter, raisedById: null, policyId: 'drill', policyVersion: 0, ladder };
  const moments: ReachedMoment[] = [];
  let first: { staffId: StaffId; at: Date } | null = null;
  const note = (step: Parameters<RealLadder['momentsOf']>[0], now: Date): void => {
    const news = real.momentsOf(step, now);
    moments.push(...news);
    if (answers.kind === 'nobody') return;
    for (const { people } of news) {
      for (const { staffId } of people) {
        const [says, spread] = [random() < answers.likelihood, 0.5 + random()];
        const answerAt = addMinutes(now, answers.afterMinutes * spread);
        if (says && (first === null || answerAt < first.at)) first = { staffId, at: answerAt };
      }
    }
  };

  const begun = real.startEscalation(about, { round: 1, rung: 0 }, reachAt(at), mint, at);
  note(begun, at);
  let { state } = begun;
  const earliest = (): { staffId: StaffId; at: Date } | null => first;
  for (let alarms = state.alarmAt === null ? 0 : 1; state.nextAt !== null;) {
    const answer = earliest();
    if (answer && answer.at < state.nextAt) {
      const end = real.answered(state, answer.staffId, answer.at);
      return { moments, answered: end.ok ? answer : null, alarmAt: state.alarmAt };
    }
    if (alarms >= (answers.kind === 'nobody' ? 1 : MOST_ALARMS)) break;
    const now: Date = state.nextAt;
    const next = real.whenDue(state, reachAt(now), mint, now);
    if (!next.ok) break;
    note(next, now);
    ({ state } = next);
    if (state.alarmAt !== null) alarms += 1;
  }
  return { moments, answered: null, alarmAt: state.alarmAt };
}
