import { describe, expect, it } from '@jest/globals';
import type { Schedule } from '../../../../server/contract/directory.js';
import { hoursOfWeek, isWholeDay } from '../../../../client/src/directory/core/week-hours.js';

const TODAY = '2026-10-28';
const aSchedule = (told: Partial<Schedule>): Schedule => ({
  id: 'one', freq: 'WEEKLY', interval: null, byday: null, bymonthday: null, byweekno: null, byyearday: null, wkst: null, dtstart: null, until: null, count: null,
  validFrom: null, validTo: null, opensAt: '09:00', closesAt: '17:00', utcOffsetHours: null, description: null, link: null, attendingType: null, notes: null, ...told,
});

describe('opening hours as people read them', () => {
  it('put equal days together and keep a gap apart', () => {
    const { week } = hoursOfWeek([aSchedule({ byday: 'MO,TU,WE,FR' })], TODAY);
    expect(week.map(({ from, to }) => `${from}-${to}`)).toEqual(['MO-WE', 'FR-FR']);
  });

  it('keep several openings on one day, in their order', () => {
    const { week } = hoursOfWeek([aSchedule({ byday: 'MO', opensAt: '13:00:00', closesAt: '17:00:00' }), aSchedule({ byday: 'MO', opensAt: '09:00:00', closesAt: '12:00:00' })], TODAY);
    expect(week).toEqual([{ from: 'MO', to: 'MO', sittings: [{ opensAt: '09:00', closesAt: '12:00' }, { opensAt: '13:00', closesAt: '17:00' }] }]);
  });

  it('never call a day without told times closed', () => {
    expect(hoursOfWeek([aSchedule({ byday: 'SA', opensAt: null, closesAt: null })], TODAY).week).toEqual([{ from: 'SA', to: 'SA', sittings: [] }]);
  });

  it('tell monthly days and every second week apart from the week', () => {
    const { week, others } = hoursOfWeek([aSchedule({ freq: 'MONTHLY', byday: '1MO' }), aSchedule({ interval: 2, byday: 'TU' })], TODAY);
    expect(week).toEqual([]);
    expect(others.map(({ byday }) => byday)).toEqual(['1MO', 'TU']);
  });

  it('leave out what no longer holds or does not hold yet', () => {
    const hours = hoursOfWeek([aSchedule({ byday: 'MO', validTo: '2026-10-27' }), aSchedule({ byday: 'TU', validFrom: '2026-10-29' }), aSchedule({ byday: 'WE', validFrom: TODAY, validTo: TODAY })], TODAY);
    expect(hours.week.map(({ from }) => from)).toEqual(['WE']);
  });

  it('know a whole day in both spellings', () => {
    expect([{ opensAt: '00:00', closesAt: '00:00' }, { opensAt: '00:00', closesAt: '23:59' }, { opensAt: '08:00', closesAt: '20:00' }].map(isWholeDay)).toEqual([true, true, false]);
  });
});
