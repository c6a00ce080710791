import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schedule } from '../../../server/contract/directory.js';
import { hoursOf, intakeOpenAt, openAt, openStretches } from '../../../server/directory/core/opening-hours.js';
import { aSchedule, aService, anIntakeContact, someHours } from './support/build.js';

const ZONE = 'Europe/London';
/** A local time in New York in winter (UTC−5); 2026-11-02 is a Monday. */
const winter = (date: string, time: string): Date => new Date(`${date}T${time}:00-05:00`);
const daily = (opensAt: string, closesAt: string, own: Partial<Schedule> = {}): Schedule => aSchedule({ byday: 'MO,TU,WE,TH,FR,SA,SU', opensAt, closesAt, ...own });

describe('opening hours', () => {
  it('include the opening minute and exclude the closing one', () => {
    const hours = someHours([aSchedule()]);
    expect(openAt(hours, winter('2026-11-02', '08:59'), ZONE)).toEqual({ state: 'opens', at: winter('2026-11-02', '09:00'), byAppointment: false });
    expect(openAt(hours, winter('2026-11-02', '09:00'), ZONE)).toEqual({ state: 'open', until: winter('2026-11-02', '17:00'), byAppointment: false });
    expect(openAt(hours, winter('2026-11-02', '17:00'), ZONE)).toEqual({ state: 'opens', at: winter('2026-11-09', '09:00'), byAppointment: false });
  });

  it('can hold several sittings on one day', () => {
    const hours = someHours([aSchedule({ opensAt: '08:00', closesAt: '12:00' }), aSchedule({ id: 'b', opensAt: '14:00', closesAt: '16:00' })]);
    expect(openAt(hours, winter('2026-11-02', '11:00'), ZONE)).toMatchObject({ state: 'open', until: winter('2026-11-02', '12:00') });
    expect(openAt(hours, winter('2026-11-02', '13:00'), ZONE)).toMatchObject({ state: 'opens', at: winter('2026-11-02', '14:00') });
  });

  it.each([['00:00', '00:00'], ['00:00', '23:59:59'], ['00:00', '23:59'], ['08:00', '08:00'], ['00:00', '24:00']])('written as %s to %s every day never close', (opensAt, closesAt) => {
    expect(openAt(someHours([daily(opensAt, closesAt)]), winter('2026-11-04', '23:59'), ZONE)).toEqual({ state: 'open', until: null, byAppointment: false });
  });

  it('that never close need no schedule, but a closed day counts', () => {
    const hours = someHours([], { alwaysOpen: true, exceptions: [{ from: '--12-25', to: '--12-25', hours: 'closed', note: null }] });
    expect(openAt(hours, winter('2026-11-04', '03:00'), ZONE)).toMatchObject({ state: 'open', until: null });
    expect(openAt(hours, winter('2026-12-25', '03:00'), ZONE)).toMatchObject({ state: 'opens', at: winter('2026-12-26', '00:00') });
    expect(openAt(hours, winter('2026-12-24', '20:00'), ZONE)).toMatchObject({ state: 'open', until: winter('2026-12-25', '00:00') });
  });

  it('run past midnight into a day that has none of its own', () => {
    const hours = someHours([aSchedule({ byday: 'FR,SA', opensAt: '20:00', closesAt: '04:00' })]);
    expect(openAt(hours, winter('2026-11-08', '03:59'), ZONE)).toMatchObject({ state: 'open', until: winter('2026-11-08', '04:00') });
    expect(openAt(hours, winter('2026-11-08', '04:00'), ZONE)).toMatchObject({ state: 'opens', at: winter('2026-11-13', '20:00') });
  });

  it('by appointment only are not closed', () => { expect(openAt(someHours([], { byAppointment: true }), winter('2026-11-02', '03:00'), ZONE)).toEqual({ state: 'by-appointment' }); });

  it('nobody told us are unknown: not closed, not open', () => { expect(openAt(someHours([]), winter('2026-11-02', '12:00'), ZONE)).toEqual({ state: 'unknown', opensAt: null }); });

  it('of a day without times are unknown on that day, with the next known opening', () => {
    const hours = someHours([aSchedule(), aSchedule({ id: 'b', byday: 'SU', opensAt: null, closesAt: null })]);
    expect(openAt(hours, winter('2026-11-08', '12:00'), ZONE)).toEqual({ state: 'unknown', opensAt: winter('2026-11-09', '09:00') });
    expect(openAt(hours, winter('2026-11-07', '12:00'), ZONE)).toMatchObject({ state: 'opens' });
  });

  it('with a rule that cannot be read are unknown', () => {
    expect(openAt(someHours([aSchedule({ freq: null, byday: null })]), winter('2026-11-02', '12:00'), ZONE)).toEqual({ state: 'unknown', opensAt: null });
    expect(openAt(someHours([aSchedule({ opensAt: 'nine' })]), winter('2026-11-02', '12:00'), ZONE).state).toBe('unknown');
  });

  it('follow exceptions: other hours, closed spans, and a dated one before one of every year', () => {
    const closedSummer = { from: '--06-01', to: '--09-01', hours: 'closed' as const, note: null };
    const oneDay = { from: '2027-07-05', to: '2027-07-05', hours: [{ opensAt: '10:00', closesAt: '12:00' }], note: null };
    const hours = someHours([aSchedule()], { exceptions: [closedSummer, oneDay] });
    expect(openAt(hours, new Date('2027-07-05T11:00:00-04:00'), ZONE)).toMatchObject({ state: 'open', until: new Date('2027-07-05T12:00:00-04:00') });
    expect(openAt(hours, new Date('2027-07-12T11:00:00-04:00'), ZONE)).toMatchObject({ state: 'opens', at: new Date('2027-09-06T09:00:00-04:00') });
  });

  it('of a span over New Year hold on both sides of it', () => {
    const hours = someHours([daily('09:00', '17:00')], { exceptions: [{ from: '--12-24', to: '--01-02', hours: 'closed', note: null }] });
    expect(openAt(hours, winter('2026-12-31', '10:00'), ZONE)).toMatchObject({ state: 'opens', at: winter('2027-01-03', '09:00') });
  });

  it('are closed when every known sitting is over', () => {
    expect(openAt(someHours([aSchedule({ until: '2026-10-31' })]), winter('2026-11-02', '12:00'), ZONE)).toEqual({ state: 'closed' });
  });

  it('use the named zone, else the offset of the schedule, else the zone of the network', () => {
    const at = new Date('2026-11-02T13:30:00Z');
    expect(openAt(someHours([aSchedule({ utcOffsetHours: -5 })], { timeZone: 'America/Chicago' }), at, ZONE)).toMatchObject({ at: new Date('2026-11-02T15:00:00Z') });
    expect(openAt(someHours([aSchedule({ utcOffsetHours: -5 })], { timeZone: null }), at, ZONE)).toMatchObject({ at: new Date('2026-11-02T14:00:00Z') });
    expect(openAt(someHours([aSchedule({ utcOffsetHours: 5.5 })], { timeZone: null }), new Date('2026-11-02T03:00:00Z'), ZONE)).toMatchObject({ at: new Date('2026-11-02T03:30:00Z') });
    expect(openAt(someHours([aSchedule()], { timeZone: null }), at, ZONE)).toMatchObject({ state: 'open', until: new Date('2026-11-02T17:00:00Z') });
  });
});

describe('nights when the clocks change', () => {
  it('09:00 stays 09:00 when summer time begins and ends', () => {
    const hours = someHours([daily('09:00', '17:00')]);
    expect(openAt(hours, new Date('2027-03-14T06:00:00Z'), ZONE)).toMatchObject({ at: new Date('2027-03-14T13:00:00Z') });
    expect(openAt(hours, new Date('2026-11-01T03:00:00Z'), ZONE)).toMatchObject({ at: new Date('2026-11-01T14:00:00Z') });
  });
  it('a night shift is one hour shorter in spring and longer in autumn', () => {
    const hours = someHours([daily('22:00', '06:00')]);
    const length = (from: string): number => { const [one] = openStretches(hours, new Date(from), new Date(from), ZONE); return one ? (one.to - one.from) / 3_600_000 : 0; };
    expect([length('2027-03-14T06:00:00Z'), length('2026-11-01T06:00:00Z'), length('2026-11-03T06:00:00Z')]).toEqual([7, 9, 8]);
  });
  it('an always open service has no gap and no doubled hour', () => {
    const hours = someHours([daily('00:00', '00:00')]);
    expect(openStretches(hours, new Date('2026-10-30T00:00:00Z'), new Date('2026-11-03T00:00:00Z'), ZONE)).toHaveLength(1);
    expect(openStretches(hours, new Date('2027-03-12T00:00:00Z'), new Date('2027-03-16T00:00:00Z'), ZONE)).toHaveLength(1);
  });
  it('a time that is skipped is taken after the gap, one that comes twice the first time', () => {
    expect(openAt(someHours([daily('02:30', '05:00')]), new Date('2027-03-14T05:30:00Z'), ZONE)).toMatchObject({ at: new Date('2027-03-14T07:30:00Z') });
    expect(openAt(someHours([daily('01:30', '05:00')]), new Date('2026-11-01T04:30:00Z'), ZONE)).toMatchObject({ at: new Date('2026-11-01T05:30:00Z') });
  });
});

describe('which hours count', () => {
  const [service, late, own] = [aService(), aSchedule({ id: 'late', opensAt: '18:00', closesAt: '22:00' }), aSchedule()];
  const place = service.locations[0]!;
  it('those of the service at the place come before those of the service, and these before those of the place', () => {
    const building = { ...place, location: { ...place.location, schedules: [aSchedule({ id: 'building' })] } };
    expect(hoursOf(service, building).schedules).toMatchObject([{ id: 'building' }]);
    expect(hoursOf({ ...service, schedules: [own] }, building).schedules).toEqual([own]);
    expect(hoursOf({ ...service, schedules: [own] }, { ...building, schedules: [late] }).schedules).toEqual([late]);
  });
  it('an intake contact has the hours it says, or those of its service', () => {
    const hours = someHours([own]);
    const at = winter('2026-11-02', '19:00');
    expect(intakeOpenAt(anIntakeContact(), hours, at, ZONE)).toMatchObject({ state: 'open', until: null });
    expect(intakeOpenAt(anIntakeContact({ hours: 'service-hours' }), hours, at, ZONE)).toMatchObject({ state: 'opens' });
    expect(intakeOpenAt(anIntakeContact({ hours: 'unknown' }), hours, at, ZONE)).toEqual({ state: 'unknown', opensAt: null });
    expect(intakeOpenAt(anIntakeContact({ hours: [{ days: ['MO'], opensAt: '18:00', closesAt: '20:00' }] }), hours, at, ZONE)).toMatchObject({ state: 'open', until: winter('2026-11-02', '20:00') });
  });
});

describe('the law of opening hours', () => {
  const minutes = fc.integer({ min: 0, max: 1439 }).map((m) => `${String(Math.trunc(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
  const schedules = fc.array(fc.record({ byday: fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 }), opensAt: minutes, closesAt: minutes }), { minLength: 1, maxLength: 3 })
    .map((list) => list.map(({ byday, ...times }, n) => aSchedule({ id: String(n), byday: byday.join(','), ...times })));
  const instants = fc.integer({ min: Date.parse('2026-10-25T00:00:00Z'), max: Date.parse('2027-04-01T00:00:00Z') }).map((at) => new Date(at));

  it('asking one instant and listing the stretches always agree, and what opens is shut before', () => {
    fc.assert(fc.property(schedules, instants, (list, at) => {
      const hours = someHours(list);
      const state = openAt(hours, at, ZONE);
      const inside = openStretches(hours, at, at, ZONE).some((one) => one.from <= at.getTime() && at.getTime() < one.to);
      expect(state.state === 'open').toBe(inside);
      if (state.state === 'opens') {
        expect(state.at.getTime()).toBeGreaterThan(at.getTime());
        expect(openAt(hours, state.at, ZONE).state).toBe('open');
        expect(openAt(hours, new Date(state.at.getTime() - 1), ZONE).state).not.toBe('open');
      }
      if (state.state === 'open' && state.until) expect(openAt(hours, state.until, ZONE).state).not.toBe('open');
    }), { numRuns: 300 });
  });
});
