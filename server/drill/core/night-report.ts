import type { DrillLetter, DrillReport } from '../../contract/drill.js';
import { POLICY_LETTERS } from '../../contract/escalation.js';
import type { Ask, PolicyLetter } from '../../contract/escalation.js';
import { secondsBetween } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Replayed } from './replay-crisis.js';

/** One crisis of the night with what became of it. */
export interface NightCrisis extends Replayed { number: number; letter: PolicyLetter; at: Date }

const median = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[Math.max(Math.ceil(values.length / 2) - 1, 0)] ?? null;
const waitOf = ({ at, answered }: NightCrisis): number[] => (answered ? [secondsBetween(at, answered.at)] : []);

/** For each letter of the night: how many, how many answered, how long that took, and how often the alarm rang. */
export const byLetter = (night: readonly NightCrisis[]): DrillLetter[] => POLICY_LETTERS.flatMap((letter): DrillLetter[] => {
  const mine = night.filter((one) => one.letter === letter);
  const waits = mine.flatMap(waitOf);
  return mine.length === 0 ? [] : [{
    letter, crises: mine.length, answered: waits.length, alarms: mine.filter(({ alarmAt }) => alarmAt !== null).length,
    medianSeconds: median(waits), longestSeconds: waits.length === 0 ? null : Math.max(...waits),
  }];
});

/** The crisis that waited longest for its answer; among equals the first. Null when none was answered. */
export function longestWait(night: readonly NightCrisis[]): DrillReport['longestWait'] {
  let longest: DrillReport['longestWait'] = null;
  for (const crisis of night) for (const seconds of waitOf(crisis)) if (!longest || seconds > longest.seconds) longest = { number: crisis.number, letter: crisis.letter, seconds };
  return longest;
}

/** How often each person would have been asked (each rung of each crisis counts once), and what each would have taken. */
export function loads(night: readonly NightCrisis[]): Map<StaffId, { asked: number; taken: number }> {
  const all = new Map<StaffId, { asked: number; taken: number }>();
  const add = (staffId: StaffId, what: 'asked' | 'taken'): void => {
    const known = all.get(staffId) ?? { asked: 0, taken: 0 };
    all.set(staffId, { ...known, [what]: known[what] + 1 });
  };
  for (const { moments, answered } of night) {
    for (const { people } of moments) for (const { staffId } of people) add(staffId, 'asked');
    if (answered) add(answered.staffId, 'taken');
  }
  return all;
}

/** Hand-overs lie on quarters of an hour in every time zone. */
const STEP_MS = 15 * 60_000;

/** The stretches from `from` to `to` in which an ask names nobody, to the quarter of an hour. */
export function gapsOf(asks: readonly Ask[], named: (ask: Ask, at: Date) => readonly StaffId[], from: Date, to: Date): { ask: Ask; from: Date; to: Date }[] {
  return asks.flatMap((ask) => {
    const gaps: { ask: Ask; from: Date; to: Date }[] = [];
    let open: Date | null = null;
    for (let at = from.getTime(); at < to.getTime(); at += STEP_MS) {
      const instant = new Date(at);
      const empty = named(ask, instant).length === 0;
      if (empty) open ??= instant;
      else if (open) {
        gaps.push({ ask, from: open, to: instant });
        open = null;
      }
    }
    if (open) gaps.push({ ask, from: open, to });
    return gaps;
  });
}

/** Every instant at which somebody is looked for, for telling whom nothing reaches. */
export const quartersOf = (from: Date, to: Date): Date[] => Array.from({ length: Math.ceil((to.getTime() - from.getTime()) / STEP_MS) }, (_, step) => new Date(from.getTime() + step * STEP_MS));
