import { describe, expect } from '@jest/globals';
import { isOffered } from '../../../server/directory/core/status.js';
import type { Read } from './support/shared-data.js';
import { filesOf, itWith, mustRead, sharedFolder } from './support/shared-data.js';

const folder = sharedFolder('directory-san-mateo-ohana');
const it = itWith(folder);
let once: Read | undefined;
const read = (): Read => (once ??= mustRead(filesOf(folder), { source: 'san-mateo' }));
const refusals = (file: string) => (read().reports.find((one) => one.file === file)?.reasons ?? []).filter((one) => one.result === 'refused').map((one) => one.why);
const service = (name: string) => read().services.find((one) => one.name === name);

describe('the San Mateo directory (Ohana CSV)', () => {
  it('is recognised and read whole: every row of every file is accounted for', () => {
    expect(read().format).toBe('ohana-csv');
    expect(read().reports.map(({ file, rows, taken, refused }) => [file, rows, taken, refused])).toEqual([
      ['taxonomy.csv', 290, 290, 0], ['organizations.csv', 8, 7, 1], ['programs.csv', 1, 1, 0], ['locations.csv', 22, 21, 1], ['services.csv', 23, 20, 3], ['contacts.csv', 31, 28, 3],
      ['phones.csv', 54, 40, 14], ['regular_schedules.csv', 11, 1, 10], ['holiday_schedules.csv', 4, 0, 4], ['addresses.csv', 21, 20, 1], ['mail_addresses.csv', 21, 20, 1],
    ]);
  });
  it('placeholder rows (Example Service Name, Service with blank fields, what calls itself not real) are refused with the reason', () => {
    expect(refusals('services.csv')).toEqual(['placeholder row: "Service with blank fields"', 'placeholder row: says "NOT A REAL SERVICE"', 'placeholder row: "Example Service Name"']);
    expect(refusals('organizations.csv')).toEqual(['placeholder row: "Example Agency"']);
    expect(refusals('locations.csv')).toEqual(['placeholder row: "Example Location"']);
  });
  it('what belongs to a refused row is refused with it, nothing hangs in the air', () => {
    expect(new Set(refusals('regular_schedules.csv'))).toEqual(new Set(['belongs to a refused location', 'belongs to a refused service']));
    expect(new Set(refusals('phones.csv'))).toEqual(new Set(['belongs to a refused contact', 'belongs to a refused location', 'belongs to a refused organization', 'belongs to a refused service']));
  });
  it('the inactive service is kept with its status and never offered; what looks like a test is marked for review', () => {
    expect(service('Service for Admin Test Location')).toMatchObject({ status: 'inactive', handrail: { review: { reason: expect.stringContaining('test') } } });
    expect(read().services.filter((one) => isOffered(one))).toHaveLength(19);
  });
  it('languages come out of their comma lists with codes, brackets and all', () => {
    expect(service('Senior Peer Counseling')?.locations[0]?.location.languages.map((one) => one.code)).toEqual(['yue', 'cmn', 'tl', 'es']);
  });
  it('access comes out of its comma list as codes', () => {
    expect(service('Little House Recreational Activities')?.locations[0]?.location.handrail.access.has).toEqual(['accessible-parking', 'wheelchair']);
  });
  it('phones keep department, extension and kind', () => {
    expect(service('Second Career Employment Program')?.locations[0]?.location.phones).toMatchObject([
      { number: '(650) 403-4300', e164: '+16504034300', extension: '4385', type: 'voice' }, { e164: '+16504034302', extension: null, type: 'fax' }]);
  });
  it('a time without a half of the day that ends before it begins stays unknown', () => {
    expect(service('Fair Oaks Adult Activity Center')?.locations[0]?.location.schedules).toMatchObject([{ byday: 'MO', opensAt: null, closesAt: null }]);
  });
  it('places, areas by name, fees and zone are told', () => {
    expect(service('Redwood City Corps')).toMatchObject({
      organizationName: 'Salvation Army', serviceAreas: [{ name: 'Belmont', polygons: null }, { name: 'Burlingame' }, { name: 'East Palo Alto' }], costOptions: [{ amount: 0 }],
      locations: [{ location: { latitude: 37.4913864, handrail: { timeZone: 'America/Los_Angeles' }, addresses: [{ city: 'Redwood City', type: 'physical' }, { type: 'postal' }] } }],
    });
  });
  it('kinds of help are read only from words that leave no doubt, and say that they were', () => {
    expect(service('Meals on Wheels - South County')?.handrail).toMatchObject({ kinds: ['food', 'older-adult'], kindsFrom: 'keywords' });
    expect(service('Main Library')?.handrail.kinds).toEqual([]);
  });
  it('the taxonomy is kept as a tree', () => {
    const term = read().terms.find((one) => one.code === '101-02-01');
    expect(read().terms.find((one) => one.id === term?.parentId)?.name).toBe('Emergency Cash');
  });
  it('a second import gives the same ids and the same content', () => { expect(mustRead(filesOf(folder), { source: 'san-mateo' })).toEqual(read()); });
});
