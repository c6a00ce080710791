import { readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isAlive, signal } from '../../scripts/processes.mjs';
import { smallHouse } from './small-house.js';
import type { Run, SmallHouse } from './small-house.js';

let house: SmallHouse;
let start: Run;
let url = '';

const json = async (path: string) => JSON.parse(await house.read(path)) as Record<string, number>;
const serverPid = async () => (await json('data/start.json'))['server'] ?? 0;
const mongodPid = async () => (await json('data/mongod.json'))['pid'] ?? 0;

/** Starts it and waits until it says that it is ready. */
async function startReady(env: Record<string, string> = { PORT: '0' }): Promise<void> {
  start = house.run('start.mjs', { env });
  await start.prints('Ready in');
  url = /at (http:\S+)\. /.exec(start.printed())?.[1] ?? '';
}

/** Asks until it is answered: a person at a browser would press reload. */
async function ask(path: string, method = 'GET'): Promise<Record<string, unknown>> {
  for (const until = Date.now() + 10_000; ;) {
    const answer = await fetch(`${url}${path}`, { method }).catch(() => null);
    if (answer?.ok) return await answer.json() as Record<string, unknown>;
    if (Date.now() > until) throw new Error(`${url} does not answer:\n${start.printed()}`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

beforeAll(async () => {
  const source = (name: string) => readFile(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
  house = await smallHouse({
    files: { 'server/main.ts': await source('small-server.ts'), 'scripts/import-directory.ts': await source('small-import.ts'), 'incoming/services.json': '[]' },
    packages: ['mongoose', 'esbuild'],
  });
  await startReady();
});

afterAll(async () => {
  start.signal('SIGTERM');
  await start.ended;
  await house.remove();
});

it('says each step and comes up with simulated phones, the demo network and its own key', async () => {
  expect(start.printed()).toMatch(/\[1\/5\].*\[2\/5\].*\[3\/5\].*\[4\/5\].*\[5\/5\].*Small server: serving\..*Ready in/s);
  const key = (await house.read('data/field-keys')).trim();
  expect(key).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
  expect(await ask('/environment')).toEqual({ PUBLIC_URL: url, PHONES: 'simulated', SEED: 'demo', FIELD_KEYS: key });
});

it('keeps the key of personal fields where only its owner can read it', async () => {
  expect((await stat(join(house.dir, 'data/field-keys'))).mode & 0o777).toBe(0o600);
});

it('loses no answer when the server is killed, and brings it back by itself', async () => {
  await ask('/answers', 'POST');
  const before = await serverPid();
  signal(before, 'SIGKILL');
  await start.prints('The server is back');
  expect(await ask('/answers', 'POST')).toEqual({ count: 2 });
  expect(await serverPid()).not.toBe(before);
});

it('loses no answer when the database is killed, and brings it back under the same server', async () => {
  const server = await serverPid();
  signal(await mongodPid(), 'SIGKILL');
  await start.prints('The database is back');
  expect(await ask('/answers', 'POST')).toEqual({ count: 3 });
  expect(await serverPid()).toBe(server);
});

it('refuses a second start on the same data, and leaves the first alone', async () => {
  const second = house.run('start.mjs', { env: { PORT: '0' } });
  expect(await second.ended).toBe(1);
  expect(second.printed()).toContain(`Handrail runs on this data already, at ${url}`);
  expect(await ask('/answers')).toEqual({ count: 3 });
});

it('imports into the database that runs, and leaves it running', async () => {
  const done = house.run('import.mjs', { args: ['incoming', '--dry'] });
  expect(await done.ended).toBe(0);
  expect(done.printed()).toMatch(/Using the one that runs already\..*Imported \S+\/incoming --dry; 1 so far\./s);
  expect(await ask('/answers')).toEqual({ count: 3 });
});

it('stops the server before the database when told to', async () => {
  const pids = [await serverPid(), await mongodPid()];
  start.signal('SIGTERM');
  expect(await start.ended).toBe(0);
  expect(start.printed()).toMatch(/Stopping the server, then the database\.\s+Small server: finishing\.\s+Stopped\./);
  expect(pids.filter(isAlive)).toEqual([]);
});

it('finds all its data again, on the next free port when its own is taken', async () => {
  const squatter = createServer().listen(0);
  const taken = (squatter.address() as AddressInfo).port;
  await startReady({ PORT: String(taken) });
  squatter.close();
  expect(start.printed()).toContain(`Port ${taken} is taken by another program`);
  expect(new URL(url).port).not.toBe(String(taken));
  expect(await ask('/answers')).toEqual({ count: 3 });
});

it('takes over what a killed start left running: the old server is stopped, the database adopted', async () => {
  const [server, mongod] = [await serverPid(), await mongodPid()];
  start.signal('SIGKILL');
  await start.ended;
  await startReady();
  expect(isAlive(server)).toBe(false);
  expect(await mongodPid()).toBe(mongod);
  expect(await ask('/answers')).toEqual({ count: 3 });
});

it('imports with nothing running, into the same data, and stops what it started', async () => {
  start.signal('SIGTERM');
  await start.ended;
  const done = house.run('import.mjs', { args: ['incoming'] });
  expect(await done.ended).toBe(0);
  expect(done.printed()).toMatch(/Started for this import\..*; 2 so far\./s);
  expect(isAlive(await mongodPid())).toBe(false);
});

it('will not make a new key for data that was written with a lost one', async () => {
  const key = join(house.dir, 'data/field-keys');
  await rename(key, `${key}.lost`);
  const refused = house.run('start.mjs', { env: { PORT: '0' } });
  expect(await refused.ended).toBe(1);
  expect(refused.printed()).toMatch(/holds data, but its key .*field-keys is missing/);
});
