import type { Capacity, IntakeContact, Schedule, Service } from '../../../../server/contract/directory.js';
import { newLocation, newService } from '../../../../server/directory/core/import/import-draft.js';
import type { Hours } from '../../../../server/directory/core/opening-hours.js';
import { EMPTY_SCHEDULE } from '../../../../server/directory/core/opening-hours.js';

/** A schedule that is weekly from nine to five on Mondays, unless the test says otherwise. */
export const aSchedule = (own: Partial<Schedule> = {}): Schedule =>
  ({ ...EMPTY_SCHEDULE, id: 'schedule', freq: 'WEEKLY', byday: 'MO', opensAt: '09:00', closesAt: '17:00', ...own });

/** Hours in New York with the given schedules. */
export const someHours = (schedules: Schedule[], own: Partial<Hours> = {}): Hours =>
  ({ schedules, exceptions: [], alwaysOpen: false, byAppointment: false, timeZone: 'America/New_York', ...own });

/** A service that says nothing but its name, with one place, unless the test says otherwise. */
export function aService(own: Partial<Service> = {}): Service {
  const service = newService('11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', 'Elm Row crisis house');
  const location = newLocation('33333333-3333-4333-8333-333333333333', service.organizationId, 'physical');
  const place = { id: '44444444-4444-4444-8444-444444444444', description: null, contacts: [], phones: [], schedules: [], serviceAreas: [], location };
  return { ...service, organizationName: 'Elm Row Trust', locations: [place], ...own };
}

export const aCapacity = (own: Partial<Capacity> = {}): Capacity => ({
  id: '55555555-5555-4555-8555-555555555555', unit: { id: '66666666-6666-4666-8666-666666666666', name: 'Bed', scheme: null, identifier: null, uri: null },
  available: 2, maximum: 6, description: null, updatedAt: new Date('2026-11-02T12:00:00Z'), handrail: { kind: 'bed', reportedBy: null, method: 'link' }, ...own,
});

export const anIntakeContact = (own: Partial<IntakeContact> = {}): IntakeContact => ({
  id: '77777777-7777-4777-8777-777777777777', channel: 'sms', address: '+12025550163', label: null, hours: 'always',
  verified: { by: 'Priya', at: new Date('2026-10-14T12:00:00Z'), how: 'A test message was answered' }, ...own,
});
