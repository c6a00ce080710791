import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { nowMs, pause, until } from '../bench/figures.js';
import { ownMongod } from '../bench/house/processes.js';
import type { OwnMongod } from '../bench/house/processes.js';
import { ANA, startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';

let world: FaultWorld;
let mongod: OwnMongod;
afterEach(async () => {
  await world.stop();
  await mongod.remove();
});

const RAISERS = 8;
const BEFORE_MS = 1000;
/** Longer than a report is tried for, so that some must be refused. */
const DOWN_MS = 13_000;
const AFTER_MS = 1000;

interface Try { key: string; status: number; crisisId: string; ref: string; dutyPhone: string | undefined }

describe('a database that is killed under a stream of reports', () => {
  it('I1, I9: every report answered 201 is found with its crisis and was asked for; all others were told so; a repeat makes one crisis', async () => {
    mongod = await ownMongod({ cacheGB: 0.25, oplogMB: 64 });
    world = await startFaultWorld({ mongodbUri: mongod.uri('kills') });
    const server = await world.server();
    const tries: Try[] = [];
    const attempt = async (key: string): Promise<Try> => world.raise(server, key).then(
      ({ status, body }) => ({ key, status, crisisId: body?.crisisId, ref: body?.ref, dutyPhone: body?.dutyPhone }),
      () => ({ key, status: 0, crisisId: '', ref: '', dutyPhone: undefined }));
    const end = nowMs() + BEFORE_MS + DOWN_MS + AFTER_MS;
    const stream = Promise.all(Array.from({ length: RAISERS }, async () => {
      while (nowMs() < end) {
        tries.push(await attempt(randomUUID()));
        await pause(50);
      }
    }));
    await pause(BEFORE_MS);
    await mongod.kill();
    await pause(DOWN_MS);
    await mongod.restart();
    await stream;

    const [taken, refused] = [tries.filter(({ status }) => status === 201), tries.filter(({ status }) => status !== 201)];
    expect(taken.length).toBeGreaterThan(RAISERS);
    expect(refused.length).toBeGreaterThan(0);
    // 0: the network ended it; then the phone shows NOT SENT and the number by itself.
    const otherwise = refused.filter(({ status, dutyPhone }) => !(status === 0 || (status === 503 && dutyPhone === '(202) 555-0100')));
    expect({ otherwise, said: otherwise.length === 0 ? [] : server.words().split('\n').filter((line) => line.includes('"status":500')) }).toEqual({ otherwise: [], said: [] });
    expect(refused.filter(({ status }) => status === 503).length).toBeGreaterThan(0);

    await until('the database answers again', async () => world.db.collection('crises').findOne().then(() => true, () => false), 15_000);
    const stored = await world.db.collection('crises').find({}, { projection: { 'reports.key': 1 } }).toArray();
    const crisisOf = new Map(stored.map((row) => [(row['reports'] as { key: string }[])[0]?.key, String(row._id)]));
    for (const { key, crisisId } of taken) expect(crisisOf.get(`wes:${key}`)).toBe(crisisId);
    for (const { ref } of taken) await world.asked(ANA, ref, 20);

    // The same key again, for those who were told nothing or no, as a phone does it by itself.
    const again = await Promise.all(refused.map(({ key }) => attempt(key)));
    const twice = await Promise.all([...refused, ...taken.slice(0, 5)].map(({ key }) => attempt(key)));
    expect(new Set([...again, ...twice].map(({ status }) => status))).toEqual(new Set([201]));
    for (const { key, crisisId } of twice) expect([...again, ...taken].find((one) => one.key === key)?.crisisId).toBe(crisisId);
    expect(await world.db.collection('crises').countDocuments()).toBe(tries.length);
  }, 90_000);
});
