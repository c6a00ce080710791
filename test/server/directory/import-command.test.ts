import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Room } from './support/room.js';
import { openRoom } from './support/room.js';
import { filesFrom, itWith, ownFolder, sharedFolder } from './support/shared-data.js';

type Command = (args: readonly string[], uri: string | undefined, say: (text: string) => void, dbName?: string) => Promise<number>;
const { importDirectory } = await import(pathToFileURL(ownFolder('scripts/import-directory.ts')).href) as { importDirectory: Command };

let room: Room;
let folder: string;
beforeAll(async () => { room = await openRoom(); folder = await mkdtemp(join(tmpdir(), 'handrail-import-')); });
afterAll(async () => { await room.close(); await rm(folder, { recursive: true, force: true }); });

const run = async (...args: string[]) => {
  const said: string[] = [];
  const code = await importDirectory(args, process.env['TEST_MONGODB_URI'], (text) => { said.push(text); }, room.db.name);
  return { code, said: said.join('\n') };
};

describe('npm run import', () => {
  for (const [name, services, organizations, locations] of [['directory-illinois-legal-aid', 429, 313, 553], ['directory-san-mateo-ohana', 20, 7, 21]] as const) {
    itWith(sharedFolder(name))(`takes ${name} whole, and a second time doubles and changes nothing`, async () => {
      const before = await room.store.counts();
      const first = await run(sharedFolder(name));
      expect(first.code).toBe(0);
      expect(first.said).toContain(`Imported ${name}`);
      expect(first.said).toMatch(/services\.csv +\d+ +\d+ +\d+ +\d+/);
      const after = await room.store.counts();
      expect([after.services - before.services, after.organizations - before.organizations, after.locations - before.locations]).toEqual([services, organizations, locations]);
      const versions = async () => (await room.rows('services').find({}, { projection: { version: 1 } }).toArray()).map((row) => row['version'] as number);
      const told = await versions();
      const second = await run(sharedFolder(name));
      expect(second.said).toMatch(new RegExp(`services +0 new +0 changed +${services} as before`));
      expect(await room.store.counts()).toEqual(after);
      expect(await versions()).toEqual(told);
    });
  }
  it('a preview writes nothing', async () => {
    await writeFile(join(folder, 'one.json'), JSON.stringify({ id: '11111111-1111-4111-8111-111111111111', name: 'House', status: 'active' }));
    const before = await room.store.counts();
    expect(await run(join(folder, 'one.json'), '--preview')).toMatchObject({ code: 0, said: expect.stringContaining('nothing was written') });
    expect(await room.store.counts()).toEqual(before);
  });
  it('a folder that cannot be read leaves everything as it was, and says why', async () => {
    await writeFile(join(folder, 'two.json'), '{ broken');
    const before = await room.store.counts();
    expect(await run(join(folder, 'two.json'))).toEqual({ code: 1, said: 'Nothing was imported:\n  two.json is not JSON' });
    expect(await run(join(folder, 'nowhere'))).toMatchObject({ code: 1 });
    expect(await room.store.counts()).toEqual(before);
  });
  it('asked wrongly it explains itself', async () => {
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('npm run import') });
    expect(await run('x', '--time-zone', 'Mars/Olympus')).toMatchObject({ code: 2 });
    expect(await run('x', '--colour', 'red')).toMatchObject({ code: 2 });
  });
});

describe('importing again', () => {
  const base = { 'organizations.csv': 'id,name\n1,Trust\n', 'locations.csv': 'id,organization_id,name\n1,1,House\n' };
  const options = { source: 'again', country: 'US', timeZone: null };
  const by = { staffId: 'robin', role: 'directory-manager' };
  const service = async () => (await room.store.list({ q: 'wanderer' })).found[0];
  const importing = (texts: Record<string, string>) => room.importer.run(filesFrom({ ...base, ...texts }), options, by);

  it('updates what changed and leaves a trace of who did it', async () => {
    expect(await importing({ 'services.csv': 'id,organization_id,name,status\n1,1,Wanderer,active\n' })).toMatchObject({ ok: true, services: { created: 1, updated: 0, unchanged: 0 } });
    expect(await importing({ 'services.csv': 'id,organization_id,name,status\n1,1,Wanderer,defunct\n' })).toMatchObject({ services: { created: 0, updated: 1, unchanged: 0 }, organizations: { unchanged: 1 } });
    expect(await service()).toMatchObject({ version: 2, service: { status: 'defunct' } });
    expect((await room.audit.ofObject('directory:again')).map(({ actorId, action }) => [actorId, action])).toEqual([['robin', 'directory.imported'], ['robin', 'directory.imported']]);
  });
  it('an organization that stands in never replaces the real one of an earlier import, and its services keep the real name', async () => {
    await importing({ 'organizations.csv': 'id,name\n1,Trust\n2,The Real One\n', 'services.csv': 'id,organization_id,name\n1,2,Wanderer\n' });
    expect(await importing({ 'services.csv': 'id,organization_id,name\n1,2,Wanderer\n' })).toMatchObject({ ok: true, services: { updated: 0, unchanged: 1 }, organizations: { updated: 0 } });
    expect((await service())?.service).toMatchObject({ organizationName: 'The Real One', handrail: { review: null } });
  });
  it('when the database fails in the middle nothing of it is there', async () => {
    const { importing: importer } = await import('../../../server/directory/index.js');
    const failing = importer({ ...room, audit: { ...room.audit, append: async () => { throw new Error('disk full'); } } });
    const before = await room.store.counts();
    await expect(failing.run(filesFrom({ ...base, 'services.csv': 'id,organization_id,name\n7,1,Never\n' }), { ...options, source: 'failing' }, by)).rejects.toThrow('disk full');
    expect(await room.store.counts()).toEqual(before);
  });
  it('more entries than commit at once go in portions, and again change nothing', async () => {
    const rows = Array.from({ length: 5200 }, (_, n) => `${n},1,Many ${n}`).join('\n');
    const texts = { 'services.csv': `id,organization_id,name\n${rows}\n` };
    expect(await room.importer.run(filesFrom({ ...base, ...texts }), { ...options, source: 'many' }, by)).toMatchObject({ services: { created: 5200 } });
    expect(await room.importer.run(filesFrom({ ...base, ...texts }), { ...options, source: 'many' }, by)).toMatchObject({ services: { created: 0, updated: 0, unchanged: 5200 } });
  }, 60_000);
});
