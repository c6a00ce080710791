import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RotaImportPreviewView } from '../../../server/contract/rota-import.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const HOUR = 3_600_000;
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const HEAD = 'Team;Rota;Person;Starts;Ends;Beside\n';
const ahead = (hours: number): string => new Date(Math.floor(world.now().getTime() / HOUR) * HOUR + hours * HOUR).toISOString();
const preview = async (csv: string, who: 'rory' | 'sue' = 'rory'): Promise<RotaImportPreviewView> => (await (await world.as(who)).post('/api/v1/rota-imports/preview', { csv }).expect(200)).body;
const apply = async (csv: string, digest: string) => (await world.as('rory')).post('/api/v1/rota-imports', { csv, digest });
const holder = (rotaId: string, at: string): string | null => world.handrail.rotas.answer(rotaId, new Date(at)).staffId;

describe('a table of shifts', () => {
  const table = (): string => `${HEAD}North;first;ben@test.example;${ahead(30)};${ahead(42)};\nNorth;first;Cas Test;${ahead(42)};${ahead(50)};\nNorth;first;Sue Test;${ahead(42)};${ahead(50)};yes\nNorth;first;nobody we know;${ahead(60)};${ahead(61)};\nSouth;first;Ben Test;${ahead(60)};${ahead(61)};\n`;

  it('is shown line by line and changes nothing by that', async () => {
    const shown = await preview(table());
    expect(shown.counts).toEqual({ new: 3, changed: 0, same: 0, refused: 2 });
    expect(shown.rows.map(({ line, result, refusals }) => [line, result, refusals.map(({ field }) => field)])).toEqual([[2, 'new', []], [3, 'new', []], [4, 'new', []], [5, 'refused', ['person']], [6, 'refused', ['team']]]);
    expect(await world.db.collection('rota_overrides').countDocuments({})).toBe(0);
  });

  it('is taken exactly as shown, with an audit entry, and taken twice it changes nothing', async () => {
    const { digest } = await preview(table());
    expect((await apply(table(), 'another')).body.type).toBe('/problems/oncall/import-changed');
    const { status, body } = await apply(table(), digest);
    expect([status, body]).toEqual([201, { added: 3, changed: 0, removed: 0, same: 0 }]);
    expect([holder('first', ahead(29)), holder('first', ahead(30)), holder('first', ahead(43)), holder('first', ahead(51))]).toEqual(['ana', 'ben', 'cas', 'ana']);
    expect(world.handrail.rotas.onCallIds('first', new Date(ahead(43)))).toEqual(['cas', 'sue']);
    expect((await apply(table(), digest)).body).toEqual({ added: 0, changed: 0, removed: 0, same: 3 });
    expect(await world.db.collection('rota_overrides').countDocuments({})).toBe(3);
    expect(await world.db.collection('audit').countDocuments({ action: 'rota.changed-by-import', object: 'rota:first', actorId: 'rory' })).toBe(1);
  });

  it('is shown as cover that can be asked of everyone, and what is put by hand stands above it', async () => {
    const rory = await world.as('rory');
    const { body } = await rory.get(`/api/v1/rota-schedules?rotaId=first&days=7`).expect(200);
    expect(body.schedules[0].segments.filter(({ staff }: { staff: { id: string } }) => staff.id === 'ben')).toMatchObject([{ why: 'layer', changeId: null }]);
    await rory.post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'ana', startsAt: ahead(44), endsAt: ahead(46) }).expect(201);
    expect(holder('first', ahead(45))).toBe('ana');
    const shown = await preview(table());
    expect(shown.counts).toMatchObject({ new: 0, changed: 0, same: 3 });
    expect((await rory.get('/api/v1/rotas/first/overrides').expect(200)).body.overrides.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['extra', 'override']);
  });

  it('that says otherwise replaces what was imported, and a line of nobody takes it away', async () => {
    const other = `${HEAD}North;first;Cas Test;${ahead(32)};${ahead(34)};\nNorth;first;nobody;${ahead(42)};${ahead(50)};\n`;
    const shown = await preview(other);
    expect(shown.rows.map(({ result, changes }) => [result, changes[0]?.from, changes[0]?.to])).toEqual([['changed', 'Ben Test', 'Cas Test'], ['changed', 'Cas Test', 'nobody']]);
    expect(shown.warnings.map(({ kind, staff }) => `${kind} ${staff.id}`)).toEqual(expect.arrayContaining(['double ben', 'rest ana']));
    expect((await apply(other, shown.digest)).body).toEqual({ added: 0, changed: 1, removed: 1, same: 0 });
    expect([31, 33, 35, 43].map((hours) => holder('first', ahead(hours)))).toEqual(['ben', 'cas', 'ben', 'ana']);
    expect((await preview(other)).counts).toMatchObject({ same: 2 });
  });

  it('makes a rota that is not there yet, tells which gaps remain in it and that a line runs already', async () => {
    const csv = `${HEAD}North;Days;Ben Test;${ahead(-2)};${ahead(6)};\nNorth;Days;Cas Test;${ahead(10)};${ahead(20)};\n`;
    const shown = await preview(csv);
    expect(shown.newRotas).toEqual([{ team: 'North', rota: 'Days', timeZone: 'America/New_York' }]);
    expect(shown.rows[0]?.notes).toEqual(['It runs already: it counts from now on']);
    expect(shown.gaps).toMatchObject([{ rotaName: 'Days', startsAt: ahead(6), endsAt: ahead(10), because: 'no-layer' }]);
    expect(shown.warnings.every(({ rotaName }) => rotaName === 'Days')).toBe(true);
    expect((await apply(csv, shown.digest)).body).toMatchObject({ added: 2 });
    const made = world.handrail.rotas.all().find(({ name }) => name === 'Days');
    expect(made).toMatchObject({ teamId: 'north', layers: [], version: 1 });
    expect(holder(made?.id ?? '', world.now().toISOString())).toBe('ben');
    expect((await preview(csv)).counts).toEqual({ new: 0, changed: 0, same: 2, refused: 0 });
    expect(await world.db.collection('audit').countDocuments({ action: 'rota.imported', object: `rota:${made?.id ?? ''}` })).toBe(1);
    const { id: _id, version, teamId: _teamId, supervises: _supervises, ...kept } = made as NonNullable<typeof made>;
    await (await world.as('rory')).put(`/api/v1/rotas/${made?.id ?? ''}`, { ...kept, seenVersion: version, name: 'Days now' }).expect(200);
  });

  it('that cannot be read, or of which nothing can be taken, is a problem that names row and column', async () => {
    const rory = await world.as('rory');
    expect((await rory.post('/api/v1/rota-imports/preview', { csv: 'email,name\na@b.example,Bo\n' }).expect(422)).body).toMatchObject({ type: '/problems/oncall/import-unreadable', detail: expect.stringContaining('no column “starts”') });
    const { status, body } = await apply(`${HEAD}West;first;Ana Test;soon;later;\n`, 'x');
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: '/problems/oncall/import-refused', errors: [{ pointer: '/lines/2/team' }, { pointer: '/lines/2/starts' }] });
  });

  it('is for those who keep rotas, in their own teams', async () => {
    await (await world.as('ana')).post('/api/v1/rota-imports/preview', { csv: table() }).expect(403);
    await (await world.as('ada')).post('/api/v1/rota-imports', { csv: table(), digest: 'x' }).expect(403);
    const { body } = await (await world.as('sam')).post('/api/v1/rota-imports/preview', { csv: table() }).expect(200);
    expect((body as RotaImportPreviewView).rows.slice(0, 4).every(({ refusals }) => refusals.some(({ field }) => field === 'team'))).toBe(true);
  });
});

describe('a rota as a table', () => {
  it('names people so that it can be imported again, which changes nothing', async () => {
    const { body } = await (await world.as('sue')).get('/api/v1/rota-exports?days=20').expect(200);
    expect(body.fileName).toMatch(/^rota-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = (body.csv as string).trim().split('\r\n');
    expect(lines[0]).toBe('team,rota,person,starts,ends,beside');
    expect(lines.length).toBeGreaterThan(60);
    const { counts } = await preview(body.csv, 'sue');
    expect(counts).toEqual({ new: 0, changed: 0, refused: 0, same: lines.length - 1 });
  });

  it('is of the teams whose rotas one may read', async () => {
    await (await world.as('wes')).get('/api/v1/rota-exports').expect(403);
    await (await world.as('sam')).get('/api/v1/rota-exports?rotaId=first').expect(404);
    expect((await (await world.as('sam')).get('/api/v1/rota-exports').expect(200)).body.csv).toBe('team,rota,person,starts,ends,beside\r\n');
  });
});
