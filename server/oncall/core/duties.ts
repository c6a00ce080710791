import { grouped, overlap } from './rota.js';
import type { Segment, Stretch } from './rota.js';
import type { Schedule } from './schedule.js';

/** One person's unbroken time on one rota by one cause: turns of the same layer that meet are one duty. */
export interface Duty extends Stretch {
  rotaId: string; staffId: string; why: Segment['why']; layerId: string | null; changeId: string | null;
  /** The first and the last turn of its layer in it; null for what was put there by hand. */
  turns: { first: number; last: number } | null;
}

/** Source: domain.md §10.3, rest between shifts. */
export const REST_HOURS = 11;
const HOUR_MS = 3_600_000;

/** Something wrong with a duty; `hours` of rest, of both at once, or without a break. */
export type Breach =
  | { kind: 'rest'; duty: Duty; hours: number; previous: Duty }
  | { kind: 'double'; duty: Duty; hours: number; previous: Duty }
  | { kind: 'hours'; duty: Duty; hours: number };

const hoursBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / HOUR_MS;

/** Every duty of a rota's schedule. */
export function dutiesOf(rotaId: string, { segments, extras }: Schedule): Duty[] {
  const duties: Duty[] = [];
  for (const { staffId, why, layerId, turn, changeId, startsAt, endsAt } of [...segments, ...extras]) {
    if (staffId === null) continue;
    const last = duties.at(-1);
    const goesOn = last?.staffId === staffId && last.endsAt.getTime() === startsAt.getTime() && last.layerId === layerId && last.changeId === changeId;
    if (goesOn) duties[duties.length - 1] = { ...last, endsAt, turns: last.turns && turn !== null ? { first: last.turns.first, last: turn } : last.turns };
    else duties.push({ rotaId, staffId, why, layerId, changeId, turns: turn === null ? null : { first: turn, last: turn }, startsAt, endsAt });
  }
  return duties;
}

/** True when the time between is a break in a person's own turns, by leave or because somebody stood in: not a rest that was cut short. */
const isBreak = (before: Duty, after: Duty): boolean =>
  before.rotaId === after.rotaId && before.layerId === after.layerId && before.turns !== null && after.turns !== null && after.turns.first - before.turns.last <= 1;

/**
 * What breaks rest, hours or doubles among all duties of everybody, across rotas. Rest is real time, so a clock change neither
 * gives nor takes it. A person who follows himself in the same layer has one long duty: only `longestHours` speaks of that.
 */
export function breachesOf(duties: readonly Duty[], longestHours: (rotaId: string) => number | null): Breach[] {
  const breaches: Breach[] = [];
  for (const own of grouped(duties, ({ staffId }) => staffId).values()) {
    const sorted = own.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.rotaId.localeCompare(b.rotaId));
    let previous: Duty | null = null;
    for (const duty of sorted) {
      const rest = previous ? hoursBetween(previous.endsAt, duty.startsAt) : Number.POSITIVE_INFINITY;
      if (previous && rest < 0) breaches.push({ kind: 'double', duty, hours: hoursBetween(duty.startsAt, previous.endsAt < duty.endsAt ? previous.endsAt : duty.endsAt), previous });
      else if (previous && rest < REST_HOURS && !isBreak(previous, duty)) breaches.push({ kind: 'rest', duty, hours: rest, previous });
      if (!previous || duty.endsAt > previous.endsAt) previous = duty;
    }
    breaches.push(...tooLong(sorted, longestHours));
  }
  return breaches;
}

/** Time on one rota without a break longer than its limit, told of the duty with which it begins. */
function tooLong(sorted: readonly Duty[], longestHours: (rotaId: string) => number | null): Breach[] {
  return [...grouped(sorted, ({ rotaId }) => rotaId)].flatMap(([rotaId, duties]) => {
    const limit = longestHours(rotaId);
    if (limit === null) return [];
    const runs: { first: Duty; endsAt: Date }[] = [];
    for (const duty of duties) {
      const run = runs.at(-1);
      if (run && duty.startsAt <= run.endsAt) run.endsAt = duty.endsAt > run.endsAt ? duty.endsAt : run.endsAt;
      else runs.push({ first: duty, endsAt: duty.endsAt });
    }
    return runs.flatMap(({ first, endsAt }): Breach[] => {
      const hours = hoursBetween(first.startsAt, endsAt);
      return hours > limit ? [{ kind: 'hours', duty: { ...first, endsAt }, hours }] : [];
    });
  });
}

/** True when this person could take `stretch` with rest on both sides, being on call nowhere in it. */
export function couldTake(staffId: string, stretch: Stretch, duties: readonly Duty[], away: readonly ({ staffId: string } & Stretch)[]): boolean {
  const withRest = { startsAt: new Date(stretch.startsAt.getTime() - REST_HOURS * HOUR_MS), endsAt: new Date(stretch.endsAt.getTime() + REST_HOURS * HOUR_MS) };
  return !duties.some((duty) => duty.staffId === staffId && overlap(duty, withRest)) && !away.some((leave) => leave.staffId === staffId && overlap(leave, stretch));
}
