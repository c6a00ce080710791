import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { findMongod, runningMongod, startMongod } from '../../scripts/mongod.mjs';
import type { Mongod } from '../../scripts/mongod.mjs';
import { freePort, isAlive } from '../../scripts/processes.mjs';

let dir = '';
let mongod: Mongod;

/** Writes `n` answers, each acknowledged by a majority; says how many there are afterwards. */
async function answer(at: Mongod, n: number): Promise<number> {
  const db = await mongoose.createConnection(at.uri, { dbName: 'answers' }).asPromise();
  try {
    for (let i = 0; i < n; i += 1) await db.collection('answers').insertOne({ i }, { writeConcern: { w: 'majority', j: true } });
    return await db.collection('answers').countDocuments();
  } finally {
    await db.close();
  }
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'handrail-mongod-'));
  mongod = await startMongod({ dir, cacheGB: 0.25, oplogMB: 64 });
});

afterAll(async () => {
  await mongod.kill();
  await rm(dir, { recursive: true, force: true });
});

it('keeps every acknowledged write when the database is killed, on the port the server knows', async () => {
  expect(await answer(mongod, 20)).toBe(20);
  const { port, pid } = mongod;
  await mongod.kill();
  await mongod.exited;
  expect(isAlive(pid)).toBe(false);
  expect(runningMongod(dir)).toBeNull();

  mongod = await startMongod({ dir, cacheGB: 0.25, oplogMB: 64 });
  expect(mongod).toMatchObject({ port, adopted: false });
  expect(await answer(mongod, 0)).toBe(20);
});

it('adopts a database whose starter is gone instead of starting a second one on the same files', async () => {
  const again = await startMongod({ dir });
  expect(again).toMatchObject({ pid: mongod.pid, port: mongod.port, adopted: true });
  expect(await answer(again, 1)).toBe(21);
});

it('takes writes on a new port with all its data, after an orderly stop', async () => {
  await mongod.stop();
  expect(isAlive(mongod.pid)).toBe(false);
  const port = await freePort();
  mongod = await startMongod({ dir, port, cacheGB: 0.25, oplogMB: 64 });
  expect(mongod.port).toBe(port);
  expect(await answer(mongod, 1)).toBe(22);
});

it('says in mongod\'s own words why it cannot start', async () => {
  const other = await mkdtemp(join(tmpdir(), 'handrail-mongod-'));
  await expect(startMongod({ dir: other, cacheGB: -1 })).rejects.toThrow(/mongod stopped at once: .*cacheSizeGB must be/);
  await rm(other, { recursive: true, force: true });
});

it('does not quietly take another database program when the one named by MONGOD_BINARY is no such thing', async () => {
  const before = process.env['MONGOD_BINARY'];
  process.env['MONGOD_BINARY'] = process.execPath;
  await expect(findMongod()).rejects.toThrow(/MONGOD_BINARY does not run\. .*is no mongod/);
  if (before === undefined) delete process.env['MONGOD_BINARY'];
  else process.env['MONGOD_BINARY'] = before;
});
