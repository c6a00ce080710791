import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FindServicesQuery, FoundServices } from '../../../server/contract/found-services.js';
import { hidesPlaces } from '../../../server/directory/core/hidden-places.js';
import { candidateOf, firstOf, inOrder, mapOf, milesTo } from '../../../server/directory/core/find-services.js';
import { finding, keepFoundTable } from '../../../server/directory/index.js';
import { locatePostcode } from '../../../server/matching/index.js';
import { aService } from './support/build.js';
import type { Room } from './support/room.js';
import { openRoom } from './support/room.js';
import { filesOf, ownFolder } from './support/shared-data.js';

let room: Room;
let find: (query: FindServicesQuery) => Promise<FoundServices>;
beforeAll(async () => {
  room = await openRoom();
  await room.importer.run(filesOf(ownFolder('config/demo/directory')), { source: 'demo', country: 'US', timeZone: null }, { staffId: null, role: 'test' }, true);
  find = finding({ db: room.db, clock: room.clock, networkZone: () => 'America/New_York', unit: () => 'mi', locate: (postcode) => locatePostcode(postcode)?.point ?? null });
});
afterAll(async () => { await room.close(); });

/** Every page of the list, as a screen would turn them. */
async function listOf(query: FindServicesQuery): Promise<{ ids: string[]; distances: (number | null)[]; pages: FoundServices[] }> {
  const pages: FoundServices[] = [];
  for (let offset = 0; ; offset += 30) {
    const page = await find({ ...query, offset, limit: 30 });
    pages.push(page);
    if (offset + 30 >= page.within) return { pages, ids: pages.flatMap(({ services }) => services.map(({ id }) => id)), distances: pages.flatMap(({ distances }) => distances) };
  }
}

describe('list and map', () => {
  const QUESTIONS: FindServicesQuery[] = [{}, { kind: 'shelter' }, { kind: 'domestic-abuse' }, { q: 'lam' }, { openNow: true }, { near: '20009' }, { near: '20009', openNow: true, kind: 'youth' }, { q: 'nobody is called so' }];
  it.each(QUESTIONS)('hold the same services for %j', async (query) => {
    const map = await find({ ...query, limit: 0, points: true });
    const { ids, pages } = await listOf(query);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(map.total);
    const drawn = new Set(map.points?.map(({ serviceId }) => serviceId));
    expect([...drawn].filter((id) => !ids.includes(id))).toEqual([]);
    expect(drawn.size + map.notOnMap).toBe(map.total);
    for (const page of pages) expect([page.total, page.within, page.notOnMap, page.unknownHours]).toEqual([map.total, map.within, map.notOnMap, map.unknownHours]);
    expect(map.services).toEqual([]);
  });
  it('a refuge is in the list and never on the map', async () => {
    const { pages } = await listOf({ kind: 'domestic-abuse' });
    const refuges = pages.flatMap(({ services }) => services).filter(hidesPlaces);
    expect(refuges.length).toBeGreaterThan(3);
    const map = await find({ kind: 'domestic-abuse', limit: 0, points: true });
    expect(map.points?.filter(({ serviceId }) => refuges.some(({ id }) => id === serviceId))).toEqual([]);
  });
  it('the nearest to a postcode come first, those of unknown place last', async () => {
    const { distances, pages } = await listOf({ near: '20009' });
    const known = distances.filter((one) => one !== null);
    expect(known).toEqual(known.toSorted((a, b) => a - b));
    expect(distances.slice(known.length).every((one) => one === null)).toBe(true);
    expect(known[0]).toBeLessThan(1);
    expect(pages[0]?.near).toMatchObject({ latitude: expect.closeTo(38.92, 1) });
    expect(await find({ near: 'ZZ9 9ZZ' })).toMatchObject({ near: null, distances: expect.arrayContaining([null]) });
  });
  it('open now leaves out nothing silently', async () => {
    const all = await listOf({});
    const open = await listOf({ openNow: true });
    expect(open.pages.flatMap(({ services }) => services).every(({ hours, status }) => hours.state === 'open' && status === 'active')).toBe(true);
    const doubtful = all.pages.flatMap(({ services }) => services).filter(({ hours, status }) => status === 'active' && (hours.state === 'unknown' || hours.state === 'by-appointment'));
    expect(open.pages[0]?.unknownHours).toBe(doubtful.length);
  });
});

describe('the first of many', () => {
  const rows = fc.array(fc.record({ name: fc.constantFrom('Elm', 'Oak', 'Pine'), at: fc.option(fc.record({ latitude: fc.integer({ min: 30, max: 45 }), longitude: fc.integer({ min: -80, max: -70 }) })) }), { maxLength: 40 })
    .map((list) => list.map(({ name, at }, n) => ({ id: `s${String(n).padStart(2, '0')}`, name, words: [name.toLowerCase()], kinds: [], status: 'active' as const, points: at ? [at] : [] })).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)));
  it('are exactly those that come first when everything is sorted, with a postcode and without', () => {
    fc.assert(fc.property(rows, fc.nat(12), fc.constantFrom(null, { latitude: 38.9, longitude: -77 }), (table, most, near) => {
      const all = inOrder(table.map(({ id, name, points }) => ({ id, name, points, miles: near === null || points.length === 0 ? null : Math.min(...points.map((point) => milesTo(near, point))) })));
      expect(firstOf(table, near, most)).toEqual(all.slice(0, most));
    }));
  });
  it('a change and an entry that went are seen by the next question after their news', async () => {
    const table = keepFoundTable({ db: room.db, clock: room.clock });
    const one = (await table.all())[0];
    if (!one) throw new Error('no service');
    const news = (kind: string, service: string) => { table.reader.event({ kind, data: { service } } as never); };
    const until = async (is: (names: readonly string[]) => boolean) => { for (let n = 0; n < 200 && !is((await table.all()).map(({ name }) => name)); n++) await new Promise((later) => { setImmediate(later); }); return (await table.all()).map(({ name }) => name); };
    await room.db.collection('services').updateOne({ _id: one.id as never }, { $set: { name: 'Another name' } });
    news('service.changed', one.id);
    expect(await until((names) => names.includes('Another name'))).toContain('Another name');
    await room.db.collection('services').updateOne({ _id: one.id as never }, { $set: { name: one.name } });
    news('directory.imported', '');
    expect((await table.all()).map(({ name }) => name)).not.toContain('Another name');
  });
});

describe('a point to draw', () => {
  const placed = (more: object, kinds: ('shelter' | 'domestic-abuse')[] = []) => {
    const base = aService();
    const [place] = base.locations;
    if (!place) throw new Error('no place');
    return { ...base, handrail: { ...base.handrail, kinds }, locations: [{ ...place, location: { ...place.location, latitude: 38.9, longitude: -77, ...more } }] };
  };
  it('is none for a place that must not be known, by its kind or because somebody said so', () => {
    expect(candidateOf(placed({}), null).points).toHaveLength(1);
    expect(candidateOf(placed({}, ['domestic-abuse', 'shelter']), null).points).toEqual([]);
    expect(candidateOf(placed({}, ['domestic-abuse']), null).points).toHaveLength(1);
    expect(candidateOf(placed({ handrail: { ...placed({}).locations[0]?.location.handrail, addressHidden: true } }), null).points).toEqual([]);
    expect(candidateOf(placed({ latitude: 0, longitude: 0 }), null).points).toEqual([]);
    expect(candidateOf(placed({ type: 'virtual' }), null).points).toEqual([]);
  });
  it('counts each service once: drawn or not', () => {
    const candidates = [candidateOf(placed({}), null), candidateOf(placed({ latitude: null }), null)];
    expect(mapOf(candidates)).toMatchObject({ points: [{ latitude: 38.9 }], notOnMap: 1 });
  });
  it('the order is always the same', () => {
    const one = (id: string, name: string, miles: number | null) => ({ id, name, miles, points: [] });
    const list = [one('1', 'b', null), one('2', 'a', 5), one('3', 'a', null), one('4', 'c', 1), one('5', 'a', 5)];
    expect(inOrder(list).map(({ id }) => id)).toEqual(['4', '2', '5', '3', '1']);
    expect(inOrder(list.toReversed()).map(({ id }) => id)).toEqual(['4', '2', '5', '3', '1']);
    expect(milesTo({ latitude: 38.9, longitude: -77 }, { latitude: 39.9, longitude: -77 })).toBeCloseTo(69.1, 0);
  });
});
