import { Temporal } from 'temporal-polyfill';
import type { Capacity, CapacityKind, CapacityState, EntryState, IntakeContact, OpenState, Schedule, ScheduleException, Service, ServiceLocation } from '../contract/directory.js';
import type { DirectoryRules, OpenAnswer } from './core/match-context.js';

/** Opening hours as the directory gathers them from a service and its place. */
export interface HoursOfService {
  readonly schedules: readonly Schedule[];
  readonly exceptions: readonly ScheduleException[];
  readonly alwaysOpen: boolean;
  readonly byAppointment: boolean;
  readonly timeZone: string | null;
}

/** The directory's own rules of time, as its door hands them out. */
export interface DirectoryTime {
  hoursOf(service: Service, place: ServiceLocation | null): HoursOfService;
  openAt(hours: HoursOfService, at: Date, networkZone: string): OpenState;
  intakeOpenAt(contact: IntakeContact, hours: HoursOfService, at: Date, networkZone: string): OpenState;
  capacityState(capacity: Capacity, now: Date): CapacityState;
  entryState(assuredOn: string | null, now: Date): EntryState;
  FRESH_MINUTES: Readonly<Record<CapacityKind, number>>;
}

const QUARTER_MS = 15 * 60_000;
const YEAR_MS = 366 * 86_400_000;

/**
 * The directory's rules as matching asks them. Opening hours say for how long they hold: until they open or close, and never
 * past the local midnight, where an exception or an unknown day may begin.
 * @param networkZone IANA zone for hours that name none
 */
export function directoryRules(time: DirectoryTime, networkZone: string): DirectoryRules {
  const nextMidnight = midnights();
  const remembered = new WeakMap<Service | ServiceLocation, HoursOfService>();

  function hoursAt(service: Service, site: ServiceLocation | null): HoursOfService {
    let hours = remembered.get(site ?? service);
    if (!hours) remembered.set(site ?? service, hours = time.hoursOf(service, site));
    return hours;
  }

  function sameUntil(state: OpenState, hours: HoursOfService, asOf: Date): Date {
    const zone = hours.timeZone ?? (hours.schedules.every(({ utcOffsetHours }) => utcOffsetHours === null) ? networkZone : null);
    const turn = state.state === 'open' ? state.until : state.state === 'opens' ? state.at : state.state === 'unknown' ? state.opensAt : null;
    // every offset in use is a whole number of quarters, so that a day in an unnamed zone begins with one of them
    const dayEnds = zone === null ? (Math.floor(asOf.getTime() / QUARTER_MS) + 1) * QUARTER_MS : nextMidnight(zone, asOf.getTime());
    return new Date(Math.min(dayEnds, turn?.getTime() ?? Infinity));
  }

  return {
    openState(service, site, contact, asOf): OpenAnswer {
      if (contact && (contact.hours === 'always' || contact.hours === 'unknown')) {
        return { state: contact.hours === 'always' ? { state: 'open', until: null, byAppointment: false } : { state: 'unknown', opensAt: null }, sameUntil: new Date(asOf.getTime() + YEAR_MS) };
      }
      const hours = hoursAt(service, site);
      const state = contact ? time.intakeOpenAt(contact, hours, asOf, networkZone) : time.openAt(hours, asOf, networkZone);
      return { state, sameUntil: sameUntil(state, hours, asOf) };
    },
    capacityState: (capacity, asOf) => time.capacityState(capacity, asOf),
    freshMinutes: time.FRESH_MINUTES,
    entryState: (assuredOn, asOf) => time.entryState(assuredOn, asOf),
  };
}

/** The next local midnight of a zone; looked up once a day for each. */
function midnights(): (zone: string, at: number) => number {
  const known = new Map<string, { from: number; to: number }>();
  return (zone, at) => {
    let day = known.get(zone);
    if (!day || at < day.from || at >= day.to) {
      const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay();
      day = { from: start.epochMilliseconds, to: start.add({ days: 1 }).startOfDay().epochMilliseconds };
      known.set(zone, day);
    }
    return day.to;
  };
}
