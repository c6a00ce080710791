import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import type { AreaFacts, ServiceFacts } from '../../../server/contract/directory-edit.js';
import { factChanges, putBack, serviceChanges } from '../../../server/directory/core/fact-changes.js';
import { factFaults } from '../../../server/directory/core/fact-faults.js';
import { factsOf } from '../../../server/directory/core/facts.js';
import { readDirectory } from '../../../server/directory/core/import/read-directory.js';
import { milesTo } from '../../../server/directory/core/find-services.js';
import { same } from '../../../server/directory/core/same.js';
import { serviceToHsds } from '../../../server/directory/core/to-hsds.js';
import { withFacts } from '../../../server/directory/core/with-facts.js';
import { factsInput } from '../../../server/directory/facts-input.js';
import { aCapacity, aService, anIntakeContact } from './support/build.js';
import { filesOf, ownFolder, sharedFolder } from './support/shared-data.js';

const AT = new Date('2026-11-02T12:00:00Z');
let made = 0;
const editing = { by: 'Dora', at: AT, newId: () => `new-${++made}`, country: 'US' };
const read = (folder: string) => {
  const found = readDirectory(filesOf(folder), { source: 's', country: 'US', timeZone: null, trusted: true, now: AT, cityOf: () => null });
  if (!found.ok) throw new Error('unreadable');
  return found.services;
};
const changed = (change: Partial<ServiceFacts>, own: Parameters<typeof aService>[0] = {}) => {
  const service = aService(own);
  return withFacts(service, { ...factsOf(service), ...change }, editing);
};

describe('a service as it is changed', () => {
  const all = [ownFolder('config/demo/directory'), sharedFolder('directory-illinois-legal-aid'), sharedFolder('directory-san-mateo-ohana')].filter((folder) => existsSync(folder)).flatMap(read);
  it('saving it untouched changes nothing, for every entry of the demo and of two real directories', () => {
    expect(all.filter((service) => !same(withFacts(service, factsOf(service), editing), service)).map(({ name }) => name)).toEqual([]);
  });
  it('every entry of them can be sent back as it came: nothing in it is refused', () => {
    for (const service of all) {
      const { error } = factsInput.validate(JSON.parse(JSON.stringify(factsOf(service))), { abortEarly: false });
      if (error || factFaults(factsOf(service), factsOf(service), 'US').length > 0) throw new Error(`${service.name}: ${error?.message ?? 'a fault'}`);
    }
  });
  it('what is changed is exactly what the history names', () => {
    fc.assert(fc.property(fc.record({
      name: fc.string({ minLength: 1 }), alert: fc.option(fc.string({ minLength: 1 })), alwaysOpen: fc.boolean(), walkIn: fc.option(fc.boolean()),
      age: fc.record({ minimum: fc.option(fc.nat(99)), maximum: fc.option(fc.nat(99)) }), documents: fc.array(fc.record({ id: fc.constant(null), document: fc.string({ minLength: 1 }) }), { maxLength: 3 }),
    }), (change) => {
      const before = factsOf(aService());
      const after = factsOf(changed(change));
      const named = factChanges(before, after).map(({ field }) => field);
      const truly = (Object.keys(change) as (keyof typeof change)[]).filter((key) => JSON.stringify(key === 'documents' ? change.documents.map(({ document }) => document) : change[key]) !== JSON.stringify(key === 'documents' ? [] : before[key]));
      expect(new Set(named)).toEqual(new Set(truly));
    }));
  });
  it('a number that becomes another loses its check; one that is checked now gets its day and its source', () => {
    const phone = { id: 'p', number: '(202) 555-0150', e164: '+12025550150', extension: null, type: 'voice' as const, description: null, languages: [], handrail: { checked: { by: 'Ana', at: AT, how: 'rang' } } };
    const facts = factsOf(aService({ phones: [phone] })).phones[0];
    if (!facts) throw new Error('no phone');
    expect(changed({ phones: [{ ...facts, number: '202-555-0151' }] }, { phones: [phone] }).phones[0]).toMatchObject({ id: 'p', number: '(202) 555-0151', e164: '+12025550151', handrail: { checked: null } });
    expect(changed({ phones: [{ ...facts, number: '202 555 0150' }] }, { phones: [phone] }).phones[0]?.handrail.checked?.by).toBe('Ana');
    expect(changed({ phones: [{ ...facts, checkedHow: 'by phone with Joy' }] }, { phones: [phone] }).phones[0]?.handrail.checked).toEqual({ by: 'Dora', at: AT, how: 'by phone with Joy' });
  });
  it('a referral may go to another address only after that is checked too', () => {
    const own = { handrail: { ...aService().handrail, intake: [anIntakeContact()] } };
    const facts = factsOf(aService(own)).intake[0];
    if (!facts) throw new Error('no intake');
    expect(changed({ intake: [{ ...facts, label: 'Night desk' }] }, own).handrail.intake[0]?.verified?.by).toBe('Priya');
    expect(changed({ intake: [{ ...facts, address: '+12025550164' }] }, own).handrail.intake[0]?.verified).toBeNull();
  });
  it('a new kind of place is a telling of now, and what was told of a known one stays', () => {
    const own = { capacities: [aCapacity()] };
    const [bed] = factsOf(aService(own)).capacities;
    if (!bed) throw new Error('no capacity');
    const after = changed({ capacities: [{ ...bed, maximum: 8 }, { id: null, unit: 'Visit', kind: 'team', maximum: null, available: 3 }] }, own).capacities;
    expect(after).toMatchObject([{ available: 2, maximum: 8, updatedAt: AT, handrail: { method: 'link' } }, { available: 3, updatedAt: AT, handrail: { kind: 'team', reportedBy: 'Dora', method: 'screen' } }]);
  });
});

describe('an area as it lies on the map', () => {
  const SQUARE = JSON.stringify({ type: 'Polygon', coordinates: [[[-77.1, 38.8], [-76.9, 38.8], [-76.9, 39], [-77.1, 39], [-77.1, 38.8]]] });
  const area = (more: Partial<AreaFacts> = {}): AreaFacts => ({ id: null, name: 'District', description: null, postalCodes: null, circle: null, shape: null, ...more });
  const only = (areas: AreaFacts[], own = {}) => changed({ areas }, own).serviceAreas[0];

  it('a pasted shape is read whole, and then stays what it is through every later change that does not touch it', () => {
    const drawn = only([area({ shape: { geojson: SQUARE } })]);
    expect(drawn).toMatchObject({ extent: SQUARE, extentType: 'geojson', polygons: [[[[-77.1, 38.8], [-76.9, 38.8], [-76.9, 39], [-77.1, 39], [-77.1, 38.8]]]] });
    const own = { serviceAreas: drawn ? [drawn] : [] };
    const [known] = factsOf(aService(own)).areas;
    expect(known?.shape).toEqual({ mark: expect.any(String), corners: 5 });
    expect(only([{ ...known!, name: 'Another name' }], own)).toMatchObject({ name: 'Another name', extent: SQUARE });
    expect(only([{ ...known!, shape: null }], own)).toMatchObject({ extent: null, extentType: null, polygons: null });
  });
  it('everything within a distance of a point is a circle to people and a shape to everybody else, its corners that far away', () => {
    fc.assert(fc.property(fc.record({ latitude: fc.double({ min: -60, max: 60, noNaN: true }), longitude: fc.double({ min: -150, max: 150, noNaN: true }), meters: fc.integer({ min: 100, max: 300_000 }) }), (circle) => {
      const made = only([area({ circle })]);
      expect(made?.handrail.circle).toEqual(circle);
      const ring = made?.polygons?.[0]?.[0] ?? [];
      expect(ring).toHaveLength(49);
      for (const [longitude, latitude] of ring) expect(Math.abs(milesTo(circle, { latitude, longitude }) * 1609.344 - circle.meters)).toBeLessThan(5 + circle.meters * 0.001);
      const facts = factsOf(aService({ serviceAreas: made ? [made] : [] })).areas[0];
      expect(facts).toMatchObject({ circle, shape: null });
    }), { numRuns: 40 });
  });
  it('another shape with as many corners is a change that the history shows', () => {
    const drawn = only([area({ shape: { geojson: SQUARE } })])!;
    const own = { serviceAreas: [drawn] };
    const [known] = factsOf(aService(own)).areas;
    const after = changed({ areas: [{ ...known!, shape: { geojson: SQUARE.replaceAll('38.8', '38.7') } }] }, own);
    expect(serviceChanges(aService(own), after).map(({ field }) => field)).toEqual(['areas']);
  });
  it('and who pays leave for others as HSDS, and come back as they were', () => {
    const service = changed({ areas: [area({ circle: { latitude: 38.9, longitude: -77, meters: 5000 } }), area({ shape: { geojson: SQUARE } })], funding: [{ id: null, source: 'The county' }] });
    const json = JSON.parse(JSON.stringify(serviceToHsds(service, { version: '3.0', extension: true }))) as { service_areas: { extent_type: string; handrail: object }[]; funding: { source: string }[] };
    expect(json.service_areas.map(({ extent_type }) => extent_type)).toEqual(['geojson', 'geojson']);
    expect(json.service_areas[0]?.handrail).toMatchObject({ circle: { latitude: 38.9, longitude: -77, meters: 5000 } });
    expect(json.funding).toMatchObject([{ source: 'The county' }]);
  });
});

describe('what cannot be right is named by its field', () => {
  const faults = (change: Partial<ServiceFacts>) => factFaults({ ...factsOf(aService()), ...change }, factsOf(aService()), 'US').map(({ pointer }) => pointer);
  const schedule = { id: null, freq: 'WEEKLY' as const, interval: null, byday: 'MO', bymonthday: null, validFrom: null, validTo: null, opensAt: '09:00', closesAt: '17:00', description: null };
  it.each<[string, Partial<ServiceFacts>]>([
    ['/areas/0/shape', { areas: [{ id: null, name: 'A', description: null, postalCodes: null, circle: null, shape: { geojson: '{"type":"Point","coordinates":[1,2]}' } }] }], ['/areas/0/shape', { areas: [{ id: null, name: 'A', description: null, postalCodes: null, circle: null, shape: { mark: 'of another', corners: 4 } }] }],
    ['/areas/0/name', { areas: [{ id: null, name: null, description: null, postalCodes: null, circle: null, shape: null }] }], ['/areas/0/circle', { areas: [{ id: null, name: 'A', description: null, postalCodes: null, circle: { latitude: 84.9, longitude: 0, meters: 50_000 }, shape: null }] }],
    ['/age/maximum', { age: { minimum: 18, maximum: 12 } }], ['/urgency/to', { urgency: { from: 'C', to: 'A' } }], ['/timeZone', { timeZone: 'Mars/Olympus' }], ['/url', { url: 'www.example' }],
    ['/schedules/0/closesAt', { schedules: [{ ...schedule, closesAt: null }] }], ['/schedules/0/byday', { schedules: [{ ...schedule, byday: null }] }],
    ['/exceptions/0/to', { exceptions: [{ from: '2026-12-26', to: '2026-12-24', hours: 'closed', note: null }] }], ['/exceptions/0/from', { exceptions: [{ from: '2026-02-30', to: '2026-02-30', hours: 'closed', note: null }] }],
    ['/phones/0/number', { phones: [{ id: null, number: '12', extension: null, type: null, description: null, checkedHow: null }] }],
    ['/intake/0/address', { intake: [{ id: null, channel: 'sms', address: '202-555-0150', label: null, hours: 'always' }] }],
    ['/capacities/0/available', { capacities: [{ id: null, unit: 'Bed', kind: 'bed', maximum: null, available: null }] }],
  ])('%s', (pointer, change) => { expect(faults(change)).toEqual([pointer]); });
  it('a night past midnight, several sittings a day and every Christmas are right', () => {
    expect(faults({
      schedules: [{ ...schedule, opensAt: '22:00', closesAt: '06:00' }, schedule, { ...schedule, opensAt: '18:00', closesAt: '20:00' }, { ...schedule, opensAt: null, closesAt: null }],
      exceptions: [{ from: '--12-24', to: '--12-26', hours: 'closed', note: null }],
    })).toEqual([]);
  });
});

describe('putting an earlier state back', () => {
  it('keeps the free places as they were told last, and no check comes back by itself', () => {
    const earlier = aService({ name: 'Old name', capacities: [aCapacity({ available: 6 })], handrail: { ...aService().handrail, intake: [anIntakeContact()] } });
    const now = aService({ capacities: [aCapacity({ available: 1, updatedAt: new Date('2026-11-02T13:00:00Z') }), aCapacity({ id: 'other' })] });
    const after = putBack(earlier, now);
    expect([after.name, after.capacities.map(({ available }) => available), after.handrail.intake[0]?.verified]).toEqual(['Old name', [1, 2], null]);
  });
});
