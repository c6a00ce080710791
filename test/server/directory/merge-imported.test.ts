import { describe, expect, it } from '@jest/globals';
import { mergeImported } from '../../../server/directory/core/merge-imported.js';
import { aCapacity, anIntakeContact, aService } from './support/build.js';

const extension = aService().handrail;

describe('a second import', () => {
  it('changes what the file tells and keeps what only we know', () => {
    const known = aService({ name: 'Old name', assuredOn: '2026-10-14', handrail: { ...extension, kinds: ['crisis-house'], kindsFrom: 'stated', urgency: { from: 'B', to: 'D' }, walkIn: true } });
    const told = aService({ name: 'New name', status: 'inactive', assuredOn: '2026-01-01', handrail: { ...extension, kinds: ['legal'], kindsFrom: 'keywords' } });
    expect(mergeImported(known, told)).toMatchObject({ name: 'New name', status: 'inactive', assuredOn: '2026-10-14', handrail: { kinds: ['crisis-house'], kindsFrom: 'stated', urgency: { from: 'B', to: 'D' }, walkIn: true } });
  });
  it('never takes away a verified intake contact, and never verifies one', () => {
    const known = aService({ handrail: { ...extension, intake: [anIntakeContact()] } });
    const told = aService({ handrail: { ...extension, intake: [anIntakeContact({ id: 'other', verified: null }), anIntakeContact({ id: 'new', address: '+12025550199', verified: null })] } });
    expect(mergeImported(known, told).handrail.intake).toMatchObject([{ address: '+12025550163', verified: { by: 'Priya' } }, { address: '+12025550199', verified: null }]);
    expect(mergeImported(known, aService()).handrail.intake).toHaveLength(1);
  });
  it('keeps the younger telling of free places, and what a service told us itself', () => {
    const young = aCapacity({ available: 0, updatedAt: new Date('2026-11-02T13:00:00Z') });
    const old = aCapacity({ available: 4 });
    expect(mergeImported(aService({ capacities: [young] }), aService({ capacities: [old] })).capacities).toMatchObject([{ available: 0 }]);
    expect(mergeImported(aService({ capacities: [old] }), aService({ capacities: [young] })).capacities).toMatchObject([{ available: 0 }]);
    expect(mergeImported(aService({ capacities: [young] }), aService()).capacities).toHaveLength(1);
  });
  it('of the very same file changes nothing', () => {
    const service = aService({ capacities: [aCapacity()], handrail: { ...extension, intake: [anIntakeContact()], kinds: ['respite'] } });
    expect(mergeImported(service, structuredClone(service))).toEqual(service);
  });
});
