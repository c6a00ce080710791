import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../../server/contract/directory.js';
import { locationFromHsds, organizationFromHsds, serviceFromHsds } from '../../../server/directory/core/from-hsds.js';
import type { Json, Reading } from '../../../server/directory/core/json-reader.js';
import type { HsdsForm } from '../../../server/directory/core/to-hsds.js';
import { locationToHsds, organizationToHsds, serviceToHsds } from '../../../server/directory/core/to-hsds.js';
import { aCapacity, anIntakeContact, aSchedule, aService } from './support/build.js';
import { hsdsValidator } from './support/hsds-schemas.js';
import { filesOf, itWith, mustRead, ownFolder, sharedFolder } from './support/shared-data.js';

const PLAIN: HsdsForm = { version: '3.0', extension: false };
const LATER: HsdsForm = { version: '3.1', extension: false };
const OURS: HsdsForm = { version: '3.1', extension: true };
const withSchemas = itWith(sharedFolder('hsds-schema'));
const reading = (own: Partial<Reading> = {}): Reading => ({ source: 'test', country: 'US', trusted: true, shiftMs: 0, row: 1, reasons: [], ...own });
const nothingKnown = { organization: () => null, location: () => null };
const again = (service: Service): Service | null => serviceFromHsds(reading(), JSON.parse(JSON.stringify(serviceToHsds(service, OURS))) as Json, { organization: () => ({ id: service.organizationId, name: service.organizationName }), location: () => null });
const example = (version: string, name: string): Json => JSON.parse(readFileSync(join(sharedFolder('hsds-schema'), version, 'examples', name), 'utf8')) as Json;

describe('HSDS out', () => {
  withSchemas('every demo service is a valid HSDS 3.0 and 3.1 service, with no key that the schema does not name', () => {
    const { services } = mustRead(filesOf(ownFolder('config/demo/directory')), { trusted: true });
    const [older, later] = [hsdsValidator('3.0', 'service'), hsdsValidator('3.1-dev', 'service')];
    for (const service of services) {
      expect({ name: service.name, errors: older(serviceToHsds(service, PLAIN)) ? null : older.errors }).toEqual({ name: service.name, errors: null });
      expect({ name: service.name, errors: later(serviceToHsds(service, LATER)) ? null : later.errors }).toEqual({ name: service.name, errors: null });
    }
  });

  withSchemas('what was imported from both real directories leaves as valid HSDS', () => {
    const [service, organization, location] = (['service', 'organization', 'location'] as const).map((kind) => hsdsValidator('3.0', kind));
    for (const folder of ['directory-illinois-legal-aid', 'directory-san-mateo-ohana']) {
      const read = mustRead(filesOf(sharedFolder(folder)), { source: folder });
      expect(read.services.filter((one) => !service?.(serviceToHsds(one, PLAIN)))).toEqual([]);
      expect(read.locations.filter((one) => !location?.(locationToHsds(one, PLAIN)))).toEqual([]);
      expect(read.organizations.filter((one) => !organization?.(organizationToHsds(one, read.locations.filter((place) => place.organizationId === one.id), PLAIN)))).toEqual([]);
    }
  });

  it('without the extension nothing of ours leaves: no intake contact, no review', () => {
    const service = aService({ handrail: { ...aService().handrail, intake: [anIntakeContact()], review: { reason: 'look' } } });
    expect(JSON.stringify(serviceToHsds(service, LATER))).not.toMatch(/handrail|5550163|look/);
  });
});

describe('HSDS there and back', () => {
  it('loses nothing of any demo service', () => {
    const { services } = mustRead(filesOf(ownFolder('config/demo/directory')), { trusted: true });
    for (const service of services) expect(again(service)).toEqual(service);
  });

  it('keeps what is rare: zeros before an extension, exceptions, empty lists that mean something', () => {
    const base = aService();
    const service = aService({
      phones: [{ id: '99999999-9999-4999-8999-999999999999', number: '(202) 555-0164', e164: '+12025550164', extension: '007', type: 'voice', description: null, languages: [], handrail: { checked: { by: 'Ana', at: new Date('2026-10-01T00:00:00Z'), how: 'rang it' } } }],
      schedules: [aSchedule({ id: '88888888-8888-4888-8888-888888888888', count: 3, dtstart: '2026-01-05', wkst: 'SU', utcOffsetHours: -5 })], capacities: [aCapacity()],
      handrail: { ...base.handrail, kinds: ['crisis-house'], kindsFrom: 'stated', urgency: { from: 'B', to: 'D' }, languagesInterpreted: [], walkIn: false, accepts: { pets: false, dependants: null },
        scheduleExceptions: [{ from: '--12-24', to: '--12-24', hours: [{ opensAt: '09:00', closesAt: '12:00' }], note: 'half day' }],
        intake: [anIntakeContact({ hours: [{ days: ['MO', 'TU'], opensAt: '09:00', closesAt: '17:00' }] })] },
    });
    expect(again(service)).toEqual(service);
  });

  withSchemas('the examples of the specification can be read, and leave valid again', () => {
    for (const version of ['3.0', '3.1-dev'] as const) {
      const form: HsdsForm = version === '3.0' ? PLAIN : LATER;
      const service = serviceFromHsds(reading(), example(version, 'service_full.json'), nothingKnown);
      const validate = hsdsValidator(version, 'service');
      expect(service && validate(serviceToHsds(service, form)) ? null : validate.errors).toBeNull();
      const organization = organizationFromHsds(reading(), example(version, 'organization_full.json'));
      const validOrganization = hsdsValidator(version, 'organization');
      expect(organization && validOrganization(organizationToHsds(organization, [locationFromHsds(reading(), example(version, 'location.json'), 'x')], form)) ? null : validOrganization.errors).toBeNull();
      expect(service).toMatchObject({ name: 'Community Counselling', organizationName: 'Example Organization Inc.', languages: [{ code: 'ur' }], locations: [{ location: { name: 'MyCity Civic Center' } }] });
    }
    expect(serviceFromHsds(reading(), example('3.1-dev', 'service_full.json'), nothingKnown)?.capacities).toMatchObject([{ available: 12, updatedAt: new Date('2024-09-25T13:23:06.500Z') }]);
  });
});

describe('HSDS in, from anybody', () => {
  const id = '11111111-1111-4111-8111-111111111111';
  const read = (json: Json, own: Partial<Reading> = {}) => {
    const context = reading(own);
    return { service: serviceFromHsds(context, { id, name: 'Somewhere', status: 'active', ...json }, nothingKnown), reasons: context.reasons };
  };
  it('never believes a verification that a file claims for itself', () => {
    const handrail = { intake: [{ id, channel: 'sms', address: '202-555-0163', verified: { by: 'us', at: '2026-01-01T00:00:00Z', how: 'really' } }] };
    expect(read({ handrail }, { trusted: false }).service?.handrail.intake).toMatchObject([{ address: '+12025550163', verified: null }]);
    expect(read({ handrail }).service?.handrail.intake[0]?.verified).toMatchObject({ by: 'us' });
  });
  it('makes no intake contact of a phone', () => {
    expect(read({ phones: [{ id, number: '(202) 555-0164' }] }).service?.handrail.intake).toEqual([]);
  });
  it('a service without a usable status is inactive, and says so', () => {
    expect(read({ status: 'open' })).toMatchObject({ service: { status: 'inactive' }, reasons: [{ field: 'status', result: 'repaired' }] });
  });
  it('drops what cannot be: impossible ages and places, capacity without its time, web addresses that are scripts', () => {
    expect(read({ minimum_age: 60, maximum_age: 20, url: 'javascript:alert(1)', capacities: [{ available: 3, unit: { name: 'Bed' } }] }).service)
      .toMatchObject({ age: { minimum: null, maximum: null }, url: null, capacities: [] });
    expect(read({ maximum_age: 200 }).service?.age).toEqual({ minimum: null, maximum: null });
    expect(locationFromHsds(reading(), { id, location_type: 'physical', latitude: 100, longitude: 101 }, 'x')).toMatchObject({ latitude: null, longitude: null });
  });
  it('survives values of every wrong kind', () => {
    for (const wrong of [null, 7, 'text', [], [null, 3, 'x'], {}, { id: 7 }, true]) {
      const json = Object.fromEntries(['phones', 'schedules', 'service_areas', 'service_at_locations', 'languages', 'organization', 'capacities', 'contacts', 'handrail', 'minimum_age', 'url', 'program', 'attributes', 'metadata', 'last_modified', 'assured_date'].map((key) => [key, wrong]));
      expect(() => read(json)).not.toThrow();
    }
  });
});
