import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HsdsObject } from '../../../server/directory/index.js';
import type { HsdsPage } from '../../../server/hsds/core/hsds-page.js';
import { itWith, sharedFolder } from '../directory/support/shared-data.js';
import { compiledValidators } from './support/compiled-schemas.js';
import type { OpenHsds } from './support/open-hsds.js';
import { REFUGE, hasReal, openHsds } from './support/open-hsds.js';

let hsds: OpenHsds;
beforeAll(async () => { hsds = await openHsds(); });
afterAll(async () => { await hsds.close(); });

const withSchemas = itWith(sharedFolder('hsds-schema'));
const page = async (path: string): Promise<HsdsPage> => (await hsds.get(path).expect(200)).body as HsdsPage;
const lines = async (path: string): Promise<HsdsObject[]> => (await hsds.get(path).buffer(true).expect(200)).text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as HsdsObject);
const idOf = (one: HsdsObject | undefined): string => String(one?.['id']);
const LISTS = [['services', 'service'], ['service_at_locations', 'service_at_location'], ['organizations', 'organization'], ['taxonomies', 'taxonomy'], ['taxonomy_terms', 'taxonomy_term']] as const;

describe('the HSDS API against the published schemas, over the demo directory and both real ones', () => {
  for (const [prefix, version] of [['', '3.0'], ['/3.1', '3.1-dev']] as const) {
    withSchemas(`every answer of every address is a valid HSDS ${version} object or page, without a key that the schemas do not name`, async () => {
      const validator = compiledValidators(version);
      const faults: unknown[] = [];
      const check = (kind: string, where: string, object: unknown): void => {
        const validate = validator(kind);
        if (!validate(object)) faults.push([where, idOf(object as HsdsObject), validate.errors?.slice(0, 2)]);
      };
      for (const [list, kind] of LISTS) {
        for (const query of ['', ...(list.startsWith('taxonom') ? [] : ['&full=true']), ...(list === 'organizations' ? ['&full_service=true'] : [])]) {
          const first = await page(`${prefix}/${list}?per_page=7${query}`);
          check('page', list, first);
          for (const one of first.contents) check(kind, `${list}?${query}`, one);
          for (const one of first.contents.slice(0, 3)) check(kind, `${list}/{id}`, (await hsds.get(`${prefix}/${list}/${idOf(one)}`).expect(200)).body);
        }
      }
      for (const one of await lines(`${prefix}/services?format=ndjson&full=true`)) check('service', 'services as lines', one);
      if (version === '3.0') {
        for (const one of await lines('/organizations?format=ndjson&full=true')) check('organization', 'organizations as lines', one);
        for (const one of await lines('/service_at_locations?format=ndjson')) check('service_at_location', 'places as lines', one);
      }
      expect(faults.slice(0, 5)).toEqual([]);
      expect(hasReal).toBe(true);
    }, 60_000);
  }

  it('answers at every address of the published document', async () => {
    const { body } = await hsds.get('/openapi.json').expect(200);
    expect(Object.keys((body as { paths: object }).paths).toSorted()).toEqual([
      '/', '/organizations', '/organizations/{id}', '/service_at_locations', '/service_at_locations/{id}', '/services', '/services/{id}', '/taxonomies', '/taxonomies/{id}', '/taxonomy_terms', '/taxonomy_terms/{id}']);
    expect((await hsds.get('/').expect(200)).body).toEqual({ version: '3.0', profile: 'https://docs.openreferral.org/', openapi_url: 'http://127.0.0.1:1/hsds/openapi.json' });
    expect((await hsds.get('/3.1').expect(200)).body).toMatchObject({ version: '3.1' });
  });
});

describe('pages and questions', () => {
  it('pages hold everything once, in the same order as the lines', async () => {
    const first = await page('/services?per_page=100');
    const pages = [first, ...await Promise.all(Array.from({ length: first.total_pages - 1 }, (_, n) => page(`/services?per_page=100&page=${n + 2}`)))];
    const ids = pages.flatMap(({ contents }) => contents.map(idOf));
    expect(ids).toHaveLength(first.total_items);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await lines('/services?format=ndjson')).map(idOf)).toEqual(ids);
    expect([first.first_page, first.last_page, pages.at(-1)?.last_page, pages.at(-1)?.first_page]).toEqual([true, false, true, false]);
    expect(await page(`/services?per_page=100&page=${first.total_pages + 1}`)).toMatchObject({ empty: true, size: 0, last_page: false, total_items: first.total_items, contents: [] });
  });
  it('minimal gives ids and instants only, all on one page', async () => {
    const all = await page('/services?minimal=true');
    expect([all.size, all.total_pages]).toEqual([all.total_items, 1]);
    expect(new Set(all.contents.flatMap(Object.keys))).toEqual(new Set(['id', 'modified_date']));
  });
  it('finds by words in name, organization and description, all of them', async () => {
    expect((await page('/services?search=lamplight%20refuge')).contents.map(({ name }) => name)).toContain('Lamplight Refuge');
    expect((await page('/services?search=lamplight%20zebra')).total_items).toBe(0);
    expect((await page('/services?search=rooms%20hidden%20women')).contents.map(({ name }) => name)).toEqual(['Lamplight Refuge']);
    expect((await page('/services?search=%22-%24where')).total_items).toBe(0);
  });
  it('a kind of help is a term by which services are found', async () => {
    const { contents } = await page('/taxonomy_terms?search=domestic');
    const term = contents.find(({ code }) => code === 'domestic-abuse');
    const found = await page(`/services?taxonomy_term_id=${idOf(term)}&full=true&per_page=200`);
    expect(found.total_items).toBeGreaterThan(12);
    for (const one of found.contents) expect((one['attributes'] as HsdsObject[]).map(({ taxonomy_term: t }) => idOf(t as HsdsObject))).toContain(idOf(term));
    expect((await page(`/services?taxonomy_id=${String(term?.['taxonomy_id'])}`)).total_items).toBeGreaterThanOrEqual(found.total_items);
    expect((await page('/services?taxonomy_term_id=00000000-0000-4000-8000-000000000000')).total_items).toBe(0);
  });
  it('an organization’s services are found by it, and stand in it', async () => {
    const [one] = (await page('/services?search=lamplight%20refuge')).contents;
    const by = idOf(one?.['organization'] as HsdsObject);
    const own = await page(`/services?organization_id=${by}&per_page=200`);
    const { services, locations } = (await hsds.get(`/organizations/${by}`).expect(200)).body as { services: HsdsObject[]; locations: HsdsObject[] };
    expect(services.map(idOf).toSorted()).toEqual(own.contents.map(idOf).toSorted());
    expect(locations.length).toBeGreaterThan(0);
    expect(services.every((service) => !('phones' in service))).toBe(true);
  });
  it('what changed since an instant holds all that does not say when it changed', async () => {
    const all = await page('/services?minimal=true');
    const since = await page('/services?minimal=true&modified_after=2026-10-20T00:00:00Z');
    const expected = all.contents.filter(({ modified_date: at }) => typeof at !== 'string' || at >= '2026-10-20').map(idOf);
    expect(since.contents.map(idOf)).toEqual(expected);
    expect(expected.length).toBeLessThan(all.total_items);
  });
  it('places near a postcode are those within the distance, and none whose areas leave it out', async () => {
    const all = await page('/service_at_locations?per_page=1');
    const near = await page('/service_at_locations?postcode=20009&proximity=3000&per_page=200');
    const served = await page('/service_at_locations?postcode=20009&per_page=200');
    expect(near.total_items).toBeGreaterThan(5);
    expect(near.total_items).toBeLessThan(served.total_items);
    expect(served.total_items).toBeLessThan(all.total_items);
    const points = near.contents.map(({ location }) => location as { latitude: number; longitude: number });
    for (const { latitude, longitude } of points) expect(Math.hypot((latitude - 38.92) * 111_000, (longitude + 77.04) * 86_500)).toBeLessThan(4000);
  });
});

describe('what is asked wrongly', () => {
  it.each(['/services?page=0', '/services?per_page=201', '/services?format=xml', '/services?modified_after=soon', '/services?nonsense=1', '/service_at_locations?proximity=10', '/services?full=perhaps'])('%s is refused with its field named', async (path) => {
    const { body, headers } = await hsds.get(path).expect(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ type: '/problems/request/malformed', errors: [{ pointer: expect.stringMatching(/^\/?/) }] });
  });
  it('what is not there is a 404, whatever its id looks like', async () => {
    for (const [list] of LISTS) {
      for (const id of ['00000000-0000-4000-8000-000000000000', '17', '%7B%24ne%3A1%7D']) expect((await hsds.get(`/${list}/${id}`).expect(404)).body).toMatchObject({ type: '/problems/hsds/absent' });
    }
  });
  it('nothing can be written', async () => {
    const { headers } = await hsds.send('post', '/services').expect(405);
    expect(headers['allow']).toBe('GET, HEAD');
  });
});

describe('caches and other people’s pages', () => {
  it('who has it already is told just that', async () => {
    const first = await hsds.get('/services?per_page=3').expect(200);
    const mark = String(first.headers['etag']);
    expect(mark).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    const again = await hsds.get('/services?per_page=3').set('If-None-Match', mark).expect(304);
    expect(again.text).toBe('');
    await hsds.get('/services?per_page=4').set('If-None-Match', mark).expect(200);
    expect((await hsds.send('head', '/services?per_page=3').expect(200)).headers['etag']).toBe(mark);
  });
  it('a public directory can be read from any page, a closed one from none', async () => {
    expect((await hsds.get('/')).headers['access-control-allow-origin']).toBe('*');
    expect((await hsds.send('options', '/services').expect(204)).headers['access-control-allow-methods']).toBe('GET, HEAD');
    expect((await hsds.get('/', { which: 'closed' })).headers['access-control-allow-origin']).toBeUndefined();
  });
  it('too many at once are slowed down', async () => {
    expect((await hsds.get('/')).headers['ratelimit-policy']).toBeDefined();
    await hsds.get('/services?format=ndjson&search=lamplight', { which: 'narrow' }).expect(200);
    expect((await hsds.get('/services?format=ndjson&search=lamplight', { which: 'narrow' }).expect(429)).headers['retry-after']).toBeDefined();
    for (let n = 0; n < 2; n++) await hsds.get('/', { which: 'narrow' }).expect(200);
    expect((await hsds.get('/', { which: 'narrow' }).expect(429)).body).toMatchObject({ type: '/problems/request/too-fast' });
  });
});

describe('who may read what', () => {
  const refuge = `/services/${REFUGE.id}`;
  it('a closed directory is read only by those who keep it', async () => {
    for (const path of ['/', '/services', '/openapi.json', '/export/hsds-json.zip', refuge]) {
      expect((await hsds.get(path, { which: 'closed' }).expect(401)).body).toMatchObject({ type: '/problems/identity/unknown' });
      await hsds.get(path, { which: 'closed', role: 'support-worker' }).expect(403);
    }
    expect((await hsds.get('/services', { which: 'closed', role: 'directory-manager' }).expect(200)).headers['cache-control']).toBe('private, no-cache');
  });
  it('our own extension is for those who keep the directory, also where it is public', async () => {
    await hsds.get(`${refuge}?handrail=true`).expect(401);
    await hsds.get(`${refuge}?handrail=true`, { role: 'clinician' }).expect(403);
    expect((await hsds.get(`${refuge}?handrail=true`, { role: 'directory-manager' }).expect(200)).body).toMatchObject({ assurer_email: REFUGE.assurer_email, handrail: { kinds: ['domestic-abuse', 'shelter'], intake: [{ channel: 'sms' }] } });
  });
  it('nobody outside learns where a refuge is, an intake contact, a note of ours, or who assured an entry', async () => {
    const at = REFUGE.service_at_locations[0];
    for (const path of [refuge, `/service_at_locations/${String(at?.id)}`, `/organizations/${REFUGE.organization_id}?full_service=true`, '/service_at_locations?search=harbour', '/organizations?full=true&search=harbour']) {
      const text = (await hsds.get(path).expect(200)).text;
      expect(text).toContain('Quiet Harbour');
      expect(text).not.toMatch(/Secret Street|38\.9|12345|5550163|handrail":|somebody@house/);
    }
    expect((await page('/service_at_locations?postcode=20001&proximity=20000&search=harbour')).contents.map(({ location }) => location)).not.toMatchObject([{ latitude: expect.anything() }]);
    const everything = JSON.stringify(await lines('/3.1/services?format=ndjson&full=true'));
    expect(everything).not.toMatch(/"handrail"|"assurer_email"|"intake"|"verified"|Secret Street/);
  });
});
