import type { IntakeContact, OpenState, Schedule, ScheduleException, Service, ServiceLocation } from '../../contract/directory.js';
import type { Day } from './calendar-day.js';
import { dateOf } from './calendar-day.js';
import { localDay, localInstant } from './local-time.js';
import type { Rule } from './recurrence.js';
import { readRule, ruleHolds } from './recurrence.js';
import { minutesOf } from './time-of-day.js';

/** Everything that says when a service can be reached at one place. */
export interface Hours {
  readonly schedules: readonly Schedule[];
  readonly exceptions: readonly ScheduleException[];
  readonly alwaysOpen: boolean;
  readonly byAppointment: boolean;
  /** IANA name; null: the schedules' own offset, or else the network's zone. */
  readonly timeZone: string | null;
}

/** Open from one instant up to, but not including, another; in milliseconds since 1970. */
export interface Stretch { readonly from: number; readonly to: number }

/** How many days ahead an opening is looked for. Covers a monthly meeting that just passed. */
const LOOK_AHEAD_DAYS = 62;
/** Open for longer than this without a break is "no closing in sight". */
const NO_CLOSING_DAYS = 8;
const MINUTES_PER_DAY = 1440;

/**
 * The hours that count at `place`: those of the service there, else of the service, else of the place itself.
 * Exceptions of service and place both count.
 */
export function hoursOf<T>(service: Service<T>, place: ServiceLocation<T> | null): Hours {
  const own = [place?.schedules, service.schedules, place?.location.schedules].find((list) => list !== undefined && list.length > 0) ?? [];
  const { handrail } = service;
  return {
    schedules: own, alwaysOpen: handrail.alwaysOpen, byAppointment: handrail.byAppointment,
    exceptions: [...handrail.scheduleExceptions, ...(place?.location.handrail.scheduleExceptions ?? [])],
    timeZone: handrail.timeZone ?? place?.location.handrail.timeZone ?? null,
  };
}

const offsetZone = (hours: number): string => {
  const minutes = Math.round(Math.abs(hours) * 60);
  return `${hours < 0 ? '-' : '+'}${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

const zoneOf = (hours: Hours, networkZone: string): string => {
  const offset = hours.schedules.find((schedule) => schedule.utcOffsetHours !== null)?.utcOffsetHours;
  return hours.timeZone ?? (offset === undefined || offset === null ? networkZone : offsetZone(offset));
};

/** Start and end of a sitting in minutes of its day; the end may lie on the next. Null when the times cannot be read. */
function sittingMinutes({ opensAt, closesAt }: { opensAt: string | null; closesAt: string | null }): [number, number] | null {
  const opens = opensAt === null ? null : minutesOf(opensAt);
  const closes = closesAt === null ? null : minutesOf(closesAt);
  if (opens === null || closes === null || opens >= MINUTES_PER_DAY) return null;
  // 00:00–23:59:59 is how all day is written where 24:00 is not allowed
  const end = closes >= MINUTES_PER_DAY - 1 ? MINUTES_PER_DAY : closes;
  return [opens, end > opens ? end : end + MINUTES_PER_DAY];
}

function exceptionOn(exceptions: readonly ScheduleException[], day: Day): ScheduleException | null {
  const date = dateOf(day);
  const yearly = date.slice(4);
  const holds = ({ from, to }: ScheduleException): boolean => {
    if (!from.startsWith('--')) return from <= date && date <= to;
    const [start, end] = [from.slice(1), to.slice(1)];
    return start <= end ? start <= yearly && yearly <= end : yearly >= start || yearly <= end;
  };
  // a dated exception knows better than one of every year
  return exceptions.find((one) => !one.from.startsWith('--') && holds(one)) ?? exceptions.find((one) => one.from.startsWith('--') && holds(one)) ?? null;
}

/** What begins on a day: sittings in minutes, and whether we know the whole of it. */
interface DayPlan { readonly sittings: readonly (readonly [number, number])[]; readonly known: boolean }

const dayPlan = (minutes: readonly ([number, number] | null)[], readable: boolean): DayPlan =>
  ({ sittings: minutes.filter((one) => one !== null), known: readable && !minutes.includes(null) });

/** Schedules with their rules and times read; kept as long as the same `Hours` object is, which nobody may change meanwhile. */
interface Plan { readonly rules: readonly { rule: Rule | null; minutes: [number, number] | null }[]; readonly readable: boolean }
const plans = new WeakMap<Hours, Plan>();

function planOf(hours: Hours): Plan {
  const known = plans.get(hours);
  if (known) return known;
  const rules = hours.schedules.map((schedule) => ({ rule: readRule(schedule), minutes: sittingMinutes(schedule) }));
  const plan = { rules, readable: rules.length > 0 && rules.every(({ rule }) => rule !== null) };
  plans.set(hours, plan);
  return plan;
}

function sittingsOn(hours: Hours, day: Day): DayPlan {
  const exception = hours.exceptions.length > 0 ? exceptionOn(hours.exceptions, day) : null;
  if (exception) return exception.hours === 'closed' ? { sittings: [], known: true } : dayPlan(exception.hours.map(sittingMinutes), true);
  if (hours.alwaysOpen) return { sittings: [[0, MINUTES_PER_DAY]], known: true };
  const { rules, readable } = planOf(hours);
  return dayPlan(rules.filter(({ rule }) => rule !== null && ruleHolds(rule, day)).map(({ minutes }) => minutes), readable);
}

const stretchesOn = (hours: Hours, day: Day, zone: string): Stretch[] =>
  sittingsOn(hours, day).sittings
    .map(([opens, closes]) => ({ from: localInstant(day, opens, zone), to: localInstant(day, closes, zone) }))
    .filter(({ from, to }) => from < to);

/**
 * All known open stretches that touch `from` to `to`, in order and merged, so that a caller can keep them instead of asking
 * again and again. Days of unknown hours are simply not in them.
 */
export function openStretches(hours: Hours, from: Date, to: Date, networkZone: string): Stretch[] {
  const zone = zoneOf(hours, networkZone);
  const found: Stretch[] = [];
  for (let day = localDay(from.getTime(), zone) - 1; day <= localDay(to.getTime(), zone); day++) found.push(...stretchesOn(hours, day, zone));
  return merge(found).filter((one) => one.to > from.getTime() && one.from < to.getTime());
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}

/**
 * Whether somebody is there at `at`, or when next. A sitting includes its opening instant and excludes its closing one.
 * No hours at all, a day without times or a rule that cannot be read is `unknown`, never closed;
 * agreed times only is `by-appointment`, never closed.
 * @param networkZone IANA zone for hours that name none
 */
export function openAt(hours: Hours, at: Date, networkZone: string): OpenState {
  const { byAppointment } = hours;
  if (hours.alwaysOpen && hours.exceptions.length === 0) return { state: 'open', until: null, byAppointment };
  if (!hours.alwaysOpen && hours.schedules.length === 0 && hours.exceptions.every((one) => one.hours === 'closed')) {
    return byAppointment ? { state: 'by-appointment' } : { state: 'unknown', opensAt: null };
  }
  const zone = zoneOf(hours, networkZone);
  const now = at.getTime();
  const today = localDay(now, zone);
  const around = merge([-1, 0].flatMap((by) => stretchesOn(hours, today + by, zone))).find((one) => one.from <= now && now < one.to);
  if (around) return { state: 'open', until: closing(hours, now, today, zone), byAppointment };
  let known = true;
  for (let day = today; day <= today + LOOK_AHEAD_DAYS; day++) {
    const next = merge(stretchesOn(hours, day, zone)).find((one) => one.from > now);
    known &&= sittingsOn(hours, day).known;
    if (next) {
      const opens = new Date(next.from);
      return sittingsOn(hours, today).known ? { state: 'opens', at: opens, byAppointment } : { state: 'unknown', opensAt: opens };
    }
  }
  if (!known) return { state: 'unknown', opensAt: null };
  return byAppointment ? { state: 'by-appointment' } : { state: 'closed' };
}

/** When the stretch around `now` ends, followed through sittings that touch it; null when no end is in sight. */
function closing(hours: Hours, now: number, today: Day, zone: string): Date | null {
  const found = stretchesOn(hours, today - 1, zone);
  for (let day = today; day <= today + NO_CLOSING_DAYS; day++) {
    found.push(...stretchesOn(hours, day, zone));
    const end = merge(found).find((one) => one.from <= now && now < one.to)?.to ?? now;
    // nothing of a later day can begin before that day does
    if (end > now && end < localInstant(day + 1, 0, zone)) return new Date(end);
  }
  return null;
}

/** Whether an intake contact can be reached at `at`; `hours` are those of its service. */
export function intakeOpenAt<T>(contact: IntakeContact<T>, hours: Hours, at: Date, networkZone: string): OpenState {
  if (contact.hours === 'always') return { state: 'open', until: null, byAppointment: false };
  if (contact.hours === 'unknown') return { state: 'unknown', opensAt: null };
  if (contact.hours === 'service-hours') return openAt(hours, at, networkZone);
  const schedules = contact.hours.map(({ days, opensAt, closesAt }, n): Schedule => ({ ...EMPTY_SCHEDULE, id: `${contact.id}/${n}`, freq: 'WEEKLY', byday: days.join(','), opensAt, closesAt }));
  return openAt({ ...hours, schedules, alwaysOpen: false, byAppointment: false }, at, networkZone);
}

/** A schedule that says nothing yet. */
export const EMPTY_SCHEDULE: Omit<Schedule, 'id'> = {
  freq: null, interval: null, byday: null, bymonthday: null, byweekno: null, byyearday: null, wkst: null, dtstart: null, until: null, count: null,
  validFrom: null, validTo: null, opensAt: null, closesAt: null, utcOffsetHours: null, description: null, link: null, attendingType: null, notes: null,
};
