import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_BYTES } from '../../../server/directory/core/import/import-file.js';
import { holidayDate } from '../../../server/directory/core/import/csv-hours.js';
import { readDirectory } from '../../../server/directory/core/import/read-directory.js';
import { isOffered } from '../../../server/directory/core/status.js';
import { filesFrom, filesOf, itWith, mustRead, sharedFolder, someOptions } from './support/shared-data.js';

const CSV = {
  'organizations.csv': 'id,name,description\n1,Elm Row Trust,Small houses\n',
  'locations.csv': 'id,organization_id,name\n1,1,Elm Row\n',
  'services.csv': 'id,organization_id,name,status\n1,1,Crisis house,active\n2,1,Old house,Defunct\n3,1,Shut house,temporarily_closed\n4,1,Odd house,maybe\n',
};
const problems = (texts: Record<string, string>) => {
  const result = readDirectory(filesFrom(texts), someOptions());
  return result.ok ? null : result.problems;
};

describe('input that cannot be read leaves nothing half done', () => {
  it('no file, a missing file and missing columns are named', () => {
    expect(readDirectory([], someOptions())).toEqual({ ok: false, problems: [{ file: '', why: 'there is no .csv or .json file' }] });
    expect(problems({ 'services.csv': CSV['services.csv'] })).toMatchObject([{ file: 'organizations.csv', why: expect.stringContaining('is missing') }, { file: 'locations.csv' }]);
    expect(problems({ ...CSV, 'locations.csv': 'a,b\n1,2\n' })).toEqual([{ file: 'locations.csv', why: 'lacks the columns id, organization_id, name; it is neither HSDS nor Ohana' }]);
  });
  itWith(sharedFolder('directory-florida-legal-aid-raw'))('a vendor folder that was never mapped to HSDS is refused with the columns it lacks', () => {
    const result = readDirectory(filesOf(sharedFolder('directory-florida-legal-aid-raw')), someOptions());
    expect(result).toMatchObject({ ok: false, problems: [{ file: 'organizations.csv' }, { file: 'locations.csv' }, { file: 'services.csv' }] });
  });
  it('broken CSV, broken JSON and JSON that is no directory are named', () => {
    expect(problems({ ...CSV, 'phones.csv': 'id,number\n1,"never closed\n' })).toMatchObject([{ file: 'phones.csv', why: expect.stringContaining('is not CSV') }]);
    expect(problems({ 'a.json': '{' })).toEqual([{ file: 'a.json', why: 'is not JSON' }]);
    expect(problems({ 'a.json': '"hello"' })).toEqual([{ file: 'a.json', why: 'holds no HSDS object, list or page' }]);
    expect(problems({ ...CSV, 'a.json': '[]' })).toMatchObject([{ why: expect.stringContaining('lie together') }]);
  });
  it('other encodings, binary and empty files are named, not garbled', () => {
    const withFile = (content: number[]) => readDirectory([...filesFrom(CSV), { name: 'phones.csv', content: new Uint8Array(content) }], someOptions());
    expect(withFile([0xff, 0xfe, 0x69, 0x00])).toMatchObject({ ok: false, problems: [{ file: 'phones.csv', why: 'is UTF-16; save it as UTF-8' }] });
    expect(withFile([0x69, 0x64, 0x0a, 0xe9, 0x0a])).toMatchObject({ ok: false, problems: [{ why: 'is not UTF-8 text; save it as UTF-8' }] });
    expect(withFile([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00])).toMatchObject({ ok: false, problems: [{ why: 'is not text' }] });
    expect(withFile([])).toMatchObject({ ok: false, problems: [{ why: 'is empty' }] });
  });
  it('a file beyond every directory is not even decoded', () => {
    const huge = { name: 'phones.csv', content: new Uint8Array(MOST_BYTES + 1) };
    expect(readDirectory([...filesFrom(CSV), huge], someOptions())).toMatchObject({ ok: false, problems: [{ file: 'phones.csv', why: 'larger than 64 MB' }] });
  });
  it('whatever bytes come, it answers and never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('services.csv', 'phones.csv', 'a.json'), (content, name) => {
      const own = name.endsWith('json') ? [] : filesFrom(CSV).filter((file) => file.name !== name);
      expect(typeof readDirectory([...own, { name, content }], someOptions()).ok).toBe('boolean');
    }), { numRuns: 200 });
  });
  it('whatever JSON comes, every object is accounted for', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.record({ name: fc.string(), status: fc.jsonValue(), phones: fc.jsonValue(), service_at_locations: fc.jsonValue(), handrail: fc.jsonValue() }))), (objects) => {
      const result = mustRead(filesFrom({ 'a.json': JSON.stringify(objects) }));
      expect(result.reports.map((one) => [one.rows, one.taken + one.refused])).toEqual([[objects.length, objects.length]]);
    }), { numRuns: 200 });
  });
});

describe('rows that need a decision', () => {
  it('defunct, inactive and closed services are kept with their status and never offered; an odd status counts as inactive', () => {
    const { services } = mustRead(filesFrom(CSV));
    expect(services.map((service) => service.status)).toEqual(['active', 'defunct', 'temporarily closed', 'inactive']);
    expect(services.filter((service) => isOffered(service)).map((service) => service.name)).toEqual(['Crisis house']);
  });
  it('byte order marks, semicolons, blank lines, short rows and cells with line breaks are read', () => {
    const { services } = mustRead(filesFrom({ ...CSV, 'services.csv': '\uFEFFid;organization_id;name;description\r\n\r\n1;1;House;"two\nlines"\r\n2;1;Short\r\n' }));
    expect(services.map(({ name, description }) => ({ name, description }))).toEqual([{ name: 'House', description: 'two\nlines' }, { name: 'Short', description: null }]);
  });
  it('the same id twice in a file is refused the second time', () => {
    const read = mustRead(filesFrom({ ...CSV, 'services.csv': 'id,organization_id,name\n1,1,House\n1,1,Again\n' }));
    expect(read.services).toHaveLength(1);
    expect(read.reports.find((one) => one.file === 'services.csv')).toMatchObject({ taken: 1, refused: 1, reasons: expect.arrayContaining([expect.objectContaining({ row: 2, why: 'the same id stands in the file twice' })]) });
  });
  it('an organization that stands in gives way to the real one of a later import, under the same id', () => {
    const first = mustRead(filesFrom({ ...CSV, 'services.csv': 'id,organization_id,name\n9,77,House\n' }));
    const later = mustRead(filesFrom({ ...CSV, 'organizations.csv': `${CSV['organizations.csv']}77,The Real One,\n`, 'services.csv': 'id,organization_id,name\n9,77,House\n' }));
    expect(first.services[0]).toMatchObject({ organizationName: 'Unknown organization 77', handrail: { review: { reason: expect.stringContaining('77') } } });
    expect(later.services[0]).toMatchObject({ id: first.services[0]?.id, organizationId: first.services[0]?.organizationId, organizationName: 'The Real One', handrail: { review: null } });
    expect([first.placeholders.size, later.placeholders.size]).toEqual([1, 0]);
  });
  it('hours in every way of writing them, two sittings a day, and holidays of every year', () => {
    const read = mustRead(filesFrom({
      ...CSV,
      'regular_schedules.csv': 'service_id,weekday,opens_at,closes_at\n1,Monday,08:00,12:00\n1,Monday,14:00,4:00 PM\n1,Wednesday,10:00,3pm\n1,Someday,9:00,10:00\n',
      'holiday_schedules.csv': 'service_id,start_date,end_date,closed,opens_at,closes_at\n1,"January 01, 0001","January 01, 0001",true,,\n1,12/24/2015,12/24/15,false,10:00,16:00\n1,"June 01, 0001","September 01, 0001",true,,\n1,soon,later,true,,\n',
    }));
    expect(read.services[0]?.schedules.map(({ byday, opensAt, closesAt }) => [byday, opensAt, closesAt])).toEqual([['MO', '08:00', '12:00'], ['MO', '14:00', '16:00'], ['WE', '10:00', '15:00']]);
    expect(read.services[0]?.handrail.scheduleExceptions).toEqual([
      { from: '--01-01', to: '--01-01', hours: 'closed', note: null }, { from: '2015-12-24', to: '2015-12-24', hours: [{ opensAt: '10:00', closesAt: '16:00' }], note: null },
      { from: '--06-01', to: '--09-01', hours: 'closed', note: null }]);
    expect(read.reports.map(({ file, refused }) => [file, refused])).toEqual(expect.arrayContaining([['regular_schedules.csv', 1], ['holiday_schedules.csv', 1]]));
  });
  it('a file that nothing uses is reported, not swallowed', () => {
    expect(mustRead(filesFrom({ ...CSV, 'programs_x.csv': 'id\n1\n' })).reports.at(-1)).toMatchObject({ file: 'programs_x.csv', refused: 1, reasons: [{ why: 'no part of Handrail uses this file' }] });
  });
  it.each([['12/24/2015', '2015-12-24'], ['12/24/15', '2015-12-24'], ['2015-12-24', '2015-12-24'], ['January 01, 0001', '--01-01'], ['02/30/2015', null], ['soon', null]])('the holiday %s is %s', (written, date) => { expect(holidayDate(written)).toBe(date); });
});

describe('HSDS JSON in all its shapes', () => {
  const organization = { id: '22222222-2222-4222-8222-222222222222', name: 'Elm Row Trust', description: 'Small houses' };
  const location = { id: '33333333-3333-4333-8333-333333333333', location_type: 'physical', name: 'Elm Row', latitude: 38.9, longitude: -77 };
  const service = { id: '11111111-1111-4111-8111-111111111111', name: 'Crisis house', status: 'active' };
  it('one service, a list, a page, an organization with services inside, and files that need each other', () => {
    const whole = { ...service, organization, service_at_locations: [{ id: '44444444-4444-4444-8444-444444444444', location }] };
    const shapes = [
      { 'a.json': JSON.stringify(whole) }, { 'a.json': JSON.stringify([whole]) }, { 'a.json': JSON.stringify({ total_items: 1, contents: [whole] }) },
      { 'a.json': JSON.stringify({ ...organization, locations: [location], services: [{ ...service, service_at_locations: [{ location_id: location.id }] }] }) },
      { 'a.json': JSON.stringify({ ...service, organization_id: organization.id, service_at_locations: [{ location_id: location.id }] }), 'b.json': JSON.stringify([location]), 'c.json': JSON.stringify(organization) },
    ];
    for (const shape of shapes) {
      const read = mustRead(filesFrom(shape));
      expect(read.services).toMatchObject([{ id: service.id, organizationId: organization.id, organizationName: 'Elm Row Trust', locations: [{ location: { id: location.id, name: 'Elm Row' } }] }]);
      expect([read.organizations.length, read.locations.length, read.placeholders.size]).toEqual([1, 1, 0]);
    }
  });
  it('ids that are no UUIDs become the same UUID wherever they are named', () => {
    const read = mustRead(filesFrom({ 'a.json': JSON.stringify([{ ...organization, id: '7' }, { ...service, id: '9', organization_id: '7' }]) }));
    expect(read.services[0]?.organizationId).toBe(read.organizations[0]?.id);
    expect(read.services[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
  });
  it('a service whose organization nobody tells goes to one that stands in, marked for review', () => {
    const read = mustRead(filesFrom({ 'a.json': JSON.stringify({ ...service, organization_id: organization.id }) }));
    expect(read.services[0]).toMatchObject({ organizationId: organization.id, handrail: { review: { reason: expect.any(String) } } });
    expect([...read.placeholders]).toEqual([organization.id]);
  });
  it('nobody but the product itself may bring verified contacts or moving clocks', () => {
    const page = { handrail: { as_of: '2020-01-01T00:00:00Z' }, contents: [{ ...service, organization, last_modified: '2020-01-01T00:00:00Z', handrail: { intake: [{ channel: 'sms', address: '+12025550163', verified: { by: 'x', at: '2020-01-01T00:00:00Z', how: 'y' } }] } }] };
    const read = (trusted: boolean) => mustRead(filesFrom({ 'a.json': JSON.stringify(page) }), { trusted }).services[0];
    expect(read(false)).toMatchObject({ lastModifiedAt: new Date('2020-01-01T00:00:00Z'), handrail: { intake: [{ verified: null }] } });
    expect(read(true)).toMatchObject({ lastModifiedAt: new Date('2026-11-02T12:00:00Z'), handrail: { intake: [{ verified: { at: new Date('2026-11-02T12:00:00Z') } }] } });
  });
});
