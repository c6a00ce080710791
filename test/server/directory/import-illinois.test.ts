import { describe, expect } from '@jest/globals';
import type { Service } from '../../../server/contract/directory.js';
import { hoursOf, openAt } from '../../../server/directory/core/opening-hours.js';
import type { Read } from './support/shared-data.js';
import { NOW, filesOf, itWith, mustRead, sharedFolder } from './support/shared-data.js';

const folder = sharedFolder('directory-illinois-legal-aid');
const it = itWith(folder);
let once: Read | undefined;
const read = (): Read => (once ??= mustRead(filesOf(folder), { source: 'illinois' }));
const report = (file: string) => read().reports.find((one) => one.file === file);
const reasons = (file: string, why: RegExp) => (report(file)?.reasons ?? []).filter((one) => why.test(one.why));
const phones = () => [...read().organizations, ...read().locations, ...read().services].flatMap((one) => one.phones);

describe('the Illinois legal aid directory (HSDS 1.x CSV)', () => {
  it('is recognised and read whole: every row of every file is accounted for', () => {
    expect(read().format).toBe('hsds-1-csv');
    expect(read().reports.map(({ file, rows, taken, repaired, refused }) => [file, rows, taken, repaired, refused])).toEqual([
      ['organizations.csv', 33, 33, 0, 0], ['locations.csv', 520, 520, 448, 0], ['services.csv', 430, 429, 340, 1], ['service_at_location.csv', 520, 335, 38, 185],
      ['phones.csv', 982, 955, 15, 27], ['regular_schedules.csv', 2492, 2492, 1342, 0], ['postal_addresses.csv', 33, 33, 33, 0], ['eligibilities.csv', 520, 81, 26, 439],
    ]);
    for (const one of read().reports) expect(one.taken + one.refused).toBe(one.rows);
  });

  it('341 of 430 services have an unknown organization: 340 go to placeholders marked for review, one is no service', () => {
    const stand = read().services.filter((service) => read().placeholders.has(service.organizationId));
    expect(stand).toHaveLength(340);
    expect(stand.filter((service) => service.handrail.review === null || service.organizationName === '')).toEqual([]);
    expect(read().organizations.filter((one) => read().placeholders.has(one.id) && one.handrail.review === null)).toEqual([]);
  });
  it('448 of 520 locations have an unknown organization and are kept under placeholders', () => {
    expect(read().locations.filter((one) => one.type === 'physical' && read().placeholders.has(one.organizationId ?? ''))).toHaveLength(448);
  });
  it('the one service row with only an organization_id is refused with its reason', () => {
    expect(report('services.csv')?.reasons.filter((one) => one.result === 'refused')).toEqual([{ row: expect.any(Number), field: 'id', why: 'the row has neither id nor name', result: 'refused' }]);
  });
  it('38 service_at_location rows name several services in one cell: they are taken apart, "Unnamed record" is left out', () => {
    expect(report('service_at_location.csv')?.repaired).toBe(38);
    expect(reasons('service_at_location.csv', /some are not told/)).toHaveLength(1);
    const places = read().services.reduce((sum, service) => sum + service.locations.length, 0);
    expect(places).toBeGreaterThan(335);
  });

  it('dials every phone it takes', () => {
    expect(phones().filter((phone) => !/^\+1\d{10}$/.test(phone.e164 ?? ''))).toEqual([]);
  });
  it('"no phone" and empty numbers are refused with their reason', () => {
    expect(reasons('phones.csv', /says that there is no number/)).toHaveLength(8);
    expect(reasons('phones.csv', /is empty/)).toHaveLength(19);
  });
  it('"(312) 773-1068 ext. 321" and "312-346-9766 x 715" keep their extension', () => {
    expect(phones().filter((phone) => phone.extension !== null).map((phone) => `${phone.e164} ${phone.extension}`)).toEqual(expect.arrayContaining(['+13127731068 321', '+13123469766 715']));
  });
  it('"(618) 453-3217; (618) 536-7711" becomes two phones', () => {
    const both = [...read().services, ...read().locations].find((one) => one.phones.some((phone) => phone.e164 === '+16184533217'));
    expect(both?.phones.map((phone) => phone.e164)).toEqual(expect.arrayContaining(['+16184533217', '+16185367711']));
  });
  it('makes no intake contact of any imported number', () => { expect(read().services.flatMap((service) => service.handrail.intake)).toEqual([]); });

  it('665 of 2,492 schedule rows are a weekday without times: unknown on that day, not closed', () => {
    expect(reasons('regular_schedules.csv', /a weekday without times/)).toHaveLength(665);
    const hotline = read().locations.find((one) => one.name === 'IL-AFLAN Hotline');
    expect(hotline?.schedules.map(({ byday, opensAt, closesAt }) => ({ byday, opensAt, closesAt }))).toEqual([
      { byday: 'SA,SU', opensAt: null, closesAt: null }, { byday: 'MO,TU,WE,TH,FR', opensAt: '09:00', closesAt: '17:00' }]);
    const service = read().services.find((one) => one.locations.some((place) => place.location.id === hotline?.id)) as Service;
    const at = (instant: string) => openAt(hoursOf(service, service.locations[0] ?? null), new Date(instant), 'UTC').state;
    expect([at('2026-11-01T18:00:00Z'), at('2026-11-02T18:00:00Z'), at('2026-11-03T04:00:00Z')]).toEqual(['unknown', 'open', 'opens']);
  });
  it('"9:00" without a zone is nine in the morning in Chicago', () => {
    expect(new Set(read().locations.map((one) => one.handrail.timeZone))).toEqual(new Set(['America/Chicago', 'America/New_York']));
    expect(read().locations.filter((one) => one.handrail.timeZone === 'America/New_York').length).toBeLessThan(5);
  });
  it('a closing before the opening is not guessed at', () => { expect(reasons('regular_schedules.csv', /closes \(.*\) before it opens/).length).toBe(29); });

  it('addresses glued to their town are cut, and the town comes from the postcode', () => {
    const glued = read().locations.flatMap((one) => one.addresses).find((one) => one.address1.startsWith('11 East Adams'));
    expect(glued).toMatchObject({ address1: '11 East Adams Street, Suite 500', city: 'Chicago', stateProvince: 'IL', postalCode: '60603', country: 'US', type: 'postal' });
  });

  it('is all legal help, whose hours, ages and areas nobody told', () => {
    expect(read().services.filter((service) => !service.handrail.kinds.includes('legal'))).toEqual([]);
    expect(read().services.filter((service) => service.handrail.urgency !== 'unknown' || service.serviceAreas.length > 0)).toEqual([]);
    expect(read().services.filter((service) => openAt(hoursOf(service, service.locations[0] ?? null), NOW, 'UTC').state === 'closed')).toEqual([]);
  });

  it('a second import gives the same ids and the same content, so that it can only update', () => {
    expect(mustRead(filesOf(folder).toReversed(), { source: 'illinois' })).toEqual(read());
    const other = mustRead(filesOf(folder), { source: 'another name' });
    expect(other.services.filter((service) => read().services.some((one) => one.id === service.id))).toEqual([]);
  });
  it('gives every entry an id of its own', () => {
    for (const entries of [read().organizations, read().locations, read().services]) expect(new Set(entries.map((one) => one.id)).size).toBe(entries.length);
    const inside = read().services.flatMap((one) => [...one.phones, ...one.schedules, ...one.locations]).map((one) => one.id);
    expect(new Set(inside).size).toBe(inside.length);
  });
});
