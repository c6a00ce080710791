import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DowntimeSheetsView } from '../../../server/contract/downtime.js';
import { sheetName } from '../../../server/downtime/core/sheet-name.js';
import type { Job } from '../../../server/platform/jobs/index.js';
import { downtimeUse } from '../../../server/downtime/index.js';
import { failureOf, sheetFolder } from '../../../server/downtime/folder.js';
import { STAFF, startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

let place: string;
let folder: string;
let world: World;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'handrail-downtime-'));
  folder = join(place, 'sheets');
  world = await startWorld({ downtimeDir: folder });
  await world.settle();
});
afterAll(async () => {
  await world.stop();
  await rm(place, { recursive: true, force: true });
});
afterEach(() => chmod(folder, 0o700));

const made = async (teamId = 'north', language = ''): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith(`${teamId}.`) && name.endsWith(`Z${language}.html`)).sort();
const newest = async (): Promise<string> => readFile(join(folder, (await made()).at(-1) ?? ''), 'utf8');
const list = async (who: Who): Promise<DowntimeSheetsView> => (await (await world.as(who)).get('/api/v1/downtime-sheets').expect(200)).body as DowntimeSheetsView;
const jobOf = async (): Promise<Job> => await world.db.collection('jobs').findOne({ kind: 'downtime-sheets' }) as unknown as Job;
/** The work of an hour, without the hour. */
const make = async (): Promise<void> => {
  await world.pass({ seconds: 2 });
  expect(await world.handrail.downtime.handler(await jobOf())).toBe('done');
};

describe('the hourly downtime sheet', () => {
  it('is made for each receiving team, for its owner’s eyes only, at start and each hour', async () => {
    expect(await made()).toHaveLength(1);
    await world.pass({ seconds: 3600 });
    expect(await made()).toHaveLength(2);
    expect((await made()).at(-1)).toMatch(/T\d\d-00-\d\dZ\.html$/);
    expect(await made('south')).not.toEqual([]);
    expect(await made('outreach')).toEqual([]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder)) expect([name.endsWith('.html'), (await stat(join(folder, name))).mode & 0o777]).toEqual([true, 0o600]);
  });

  it('says who is on call and what is open, and nothing of the person', async () => {
    const { ref } = await world.raise({ choice: 'life-at-risk', headline: 'Secret headline', personName: 'Secret Person', place: 'Secret place' });
    await make();
    const text = await newest();
    for (const part of [STAFF.ana.phone, STAFF.ben.phone, STAFF.sue.phone, 'Ana Test', 'North Crisis Team: North', '(202) 555-0100', `<bdi>${ref}</bdi></td><td>Emergency`, 'Nobody yet, being asked']) expect(text).toContain(part);
    expect(text).not.toContain('Secret');
    await world.reply('ana', '1');
    await make();
    expect(await newest()).toContain(`<td>Ana Test</td><td><bdi>${STAFF.ana.phone}</bdi></td><td>no</td>`);
  });

  it('is read by supervisors, rota managers and administrators of the team alone, and each reading is on record', async () => {
    for (const who of ['sue', 'rory', 'ada'] as const) {
      const answer = await (await world.as(who)).get('/api/v1/downtime-sheets/north/newest').expect(200);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
      expect(answer.headers['cache-control']).toBe('private, no-store');
      expect(answer.text).toContain('Downtime sheet');
      expect((await list(who)).sheets.map(({ teamId }) => teamId)).toEqual(['north']);
    }
    const read = await world.db.collection('audit').find({ action: 'downtime-sheet.read' }).toArray();
    expect(new Set(read.map(({ actorId, object, teamId }) => `${String(actorId)} ${String(object)} ${String(teamId)}`))).toEqual(new Set(['sue', 'rory', 'ada'].map((who) => `${who} downtime-sheet:north north`)));
    expect(read).toHaveLength(3);
    for (const who of ['ana', 'wes', 'dora', 'aud'] as const) {
      await (await world.as(who)).get('/api/v1/downtime-sheets/north/newest').expect(403);
      await (await world.as(who)).get('/api/v1/downtime-sheets').expect(403);
    }
    await (await world.as('sam')).get('/api/v1/downtime-sheets/north/newest').expect(404);
    await (await world.as('sue')).get('/api/v1/downtime-sheets/..%2Fnorth/newest').expect(404);
    await world.nobody().get('/api/v1/downtime-sheets/north/newest').expect(401);
    expect(await world.db.collection('audit').countDocuments({ action: 'downtime-sheet.read' })).toBe(3);
  });

  it('lies beside one in Spanish of the same instant, for those who read it', async () => {
    const [english, spanish] = [await made(), await made('north', '.es')];
    expect(spanish.map((name) => name.replace('.es.', '.'))).toEqual(english);
    expect((await list('sue')).sheets[0]?.languages).toEqual(['en', 'es']);
    const client = await world.as('sue');
    const [inSpanish, inEnglish] = [(await client.get('/api/v1/downtime-sheets/north/newest?lang=es').expect(200)).text, (await client.get('/api/v1/downtime-sheets/north/newest?lang=xx').expect(200)).text];
    expect(inSpanish).toContain('<html lang="es">');
    expect(inSpanish).toContain(`<td>Emergencia</td>`);
    expect(inSpanish).toContain(STAFF.ana.phone);
    expect(inEnglish).toContain('<html lang="en">');
    await rm(join(folder, spanish.at(-1) ?? ''));
    expect((await list('sue')).sheets[0]?.languages).toEqual(['en']);
    await make();
  });

  it('tells why none could be made, leaves paging well, and mends itself', async () => {
    const before = await made();
    await chmod(folder, 0o755);
    await make();
    expect(await made()).toEqual(before);
    expect((await list('sue')).sheets[0]?.failure?.why).toBe('not-private');
    const { deadByKind } = await world.handrail.jobs.health();
    expect(deadByKind).toEqual({});
    await chmod(folder, 0o700);
    await make();
    expect(await made()).toHaveLength(before.length + 1);
    const { folder: told, sheets: [sheet] } = await list('sue');
    expect([told, sheet?.failure]).toEqual([folder, null]);
    expect(Math.abs(world.now().getTime() - Date.parse(sheet?.newestAt ?? ''))).toBeLessThan(2000);
  });
});

describe('before the network has settings', () => {
  it('a sheet would be empty, so it is looked at again after 30 s', async () => {
    const { people, rotas, crises, jobs, transact, clock, log } = world.handrail;
    const unset = { ...people, network: () => ({ ...people.network(), version: 0 }) };
    const use = downtimeUse({ folder: join(place, 'unset'), works: true, store: { note: async () => undefined, failures: async () => new Map() }, people: unset, rotas, crises, jobs, transact, clock, log, audit: world.handrail.needs.audit, waitingReferrals: async () => new Set() });
    expect(await use.handler(await jobOf())).toEqual(new Date(world.now().getTime() + 30_000));
    expect(await readdir(place)).not.toContain('unset');
  });
});

describe('without a folder', () => {
  it('nothing is made, and the page says so', async () => {
    const off = await startWorld();
    try {
      await off.pass({ seconds: 61 });
      const client = await off.as('sue');
      expect((await client.get('/api/v1/downtime-sheets').expect(200)).body).toMatchObject({ folder: null, sheets: [] });
      await client.get('/api/v1/downtime-sheets/north/newest').expect(404);
      expect(await off.db.collection('jobs').countDocuments({ kind: 'downtime-sheets' })).toBe(0);
    } finally {
      await off.stop();
    }
  });
});

describe('the folder', () => {
  it('keeps the last 48 of each team and what is not ours', async () => {
    const sheets = sheetFolder(join(place, 'kept'));
    const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);
    await sheets.put('south', at(0), 'of the south');
    for (let hours = 0; hours < 50; hours++) await sheets.put('north', at(hours), `sheet ${hours}`);
    const names = await readdir(sheets.folder);
    expect(names).toHaveLength(49);
    expect(names).toContain(sheetName('south', at(0)));
    expect(names).not.toContain(sheetName('north', at(1)));
    expect([await sheets.newestAt('north'), await sheets.newest('north')]).toEqual([{ at: at(49), languages: ['en'] }, 'sheet 49']);
    await sheets.put('north', at(49), 'hoja', 'es');
    expect([await sheets.newestAt('north'), await sheets.newest('north', 'es'), (await readdir(sheets.folder)).length]).toEqual([{ at: at(49), languages: ['en', 'es'] }, 'hoja', 50]);
  });

  it('that cannot be made is told as such', async () => {
    const sheets = sheetFolder(join(place, 'kept', sheetName('south', new Date(Date.UTC(2026, 0, 1))), 'below'));
    const error: unknown = await sheets.put('north', new Date(), 'text').catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toBe('no-access');
    expect([failureOf(Object.assign(new Error(), { code: 'ENOSPC' })), failureOf(new Error())]).toEqual(['full', 'fault']);
  });
});
