import type { RotaWarningView } from '../../contract/oncall.js';
import { covers } from './rota.js';
import type { Stretch } from './rota.js';

/** What is wrong on a rota: a gap, or something with one person's shift. */
export interface Trouble extends Stretch { rotaId: string; kind: 'gap' | RotaWarningView['kind']; staffId: string | null }

/** A trouble of which somebody was told: once when it came into sight, again shortly before it begins. */
export interface Told extends Trouble { id: string; toldAt: Date; nearAt: Date | null }

/** Troubles that begin within this are told: a day sooner than must be, so that a day without us loses nothing. In hours. Source: issue 4, "alarms ≥ 24 h ahead". */
export const TELL_AHEAD_HOURS = 48;
/** Told once more when a gap is so near, in hours. */
export const NEAR_HOURS = 2;
/** Rest, hours and double duty are a rota's habit: the same person on the same rota is told of once in so many hours; the screen shows all. */
export const HABIT_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;
const isHabit = (kind: Trouble['kind']): boolean => kind === 'rest' || kind === 'hours' || kind === 'double';

const same = (a: Trouble, b: Trouble): boolean => a.rotaId === b.rotaId && a.kind === b.kind && a.staffId === b.staffId;

/** The same for the same trouble in every process, so that two who look at once make one text. */
export const alarmId = ({ rotaId, kind, staffId, startsAt }: Trouble): string => `${rotaId}:${kind}:${staffId ?? ''}:${startsAt.toISOString()}`;

/** The earlier telling of this trouble: one that covers its beginning, or now when it has begun; for a habit any of the last week. */
export function tellingOf(trouble: Trouble, told: readonly Told[], now: Date): Told | null {
  const begins = trouble.startsAt < now ? now : trouble.startsAt;
  return told.find((one) => same(one, trouble) && (covers(one, begins) || one.startsAt.getTime() === trouble.startsAt.getTime()
    || (isHabit(trouble.kind) && now.getTime() - one.toldAt.getTime() < HABIT_HOURS * HOUR_MS))) ?? null;
}

/** Tellings whose trouble is gone: should it come back, it is told again. A habit's telling stays for its week. */
export const overTellings = (told: readonly Told[], troubles: readonly Trouble[], now: Date): Told[] => told.filter((one) =>
  !troubles.some((trouble) => same(one, trouble) && one.startsAt < trouble.endsAt && trouble.startsAt < one.endsAt)
  && (!isHabit(one.kind) || now.getTime() - one.toldAt.getTime() >= HABIT_HOURS * HOUR_MS));

/**
 * What must be told at `now`: `first` within 48 hours of its beginning, never twice; a gap once more (`near`) from 2 hours before.
 * One that comes into sight when it is near already is told once.
 */
export function tellNow(trouble: Trouble, told: readonly Told[], now: Date): 'first' | 'near' | null {
  if (trouble.endsAt <= now) return null;
  const hours = (trouble.startsAt.getTime() - now.getTime()) / HOUR_MS;
  const known = tellingOf(trouble, told, now);
  if (!known) return hours <= TELL_AHEAD_HOURS ? 'first' : null;
  return trouble.kind === 'gap' && known.nearAt === null && hours <= NEAR_HOURS ? 'near' : null;
}
