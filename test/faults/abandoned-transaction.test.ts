import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, startRealServer } from '../support/real-server.js';
import type { RealServer } from '../support/real-server.js';

/** Opens a transaction, touches a crisis and its escalation, which somebody else may be writing at that moment, and waits to be killed. */
const HOLDER = `
import mongoose from 'mongoose';
const [uri, crisisId] = process.argv.slice(2);
const db = await mongoose.createConnection(uri).asPromise();
const session = db.getClient().startSession();
const touch = async () => {
  session.startTransaction();
  await db.collection('crises').updateOne({ _id: crisisId }, { $inc: { version: 1 } }, { session });
  await db.collection('escalations').updateMany({ crisisId }, { $inc: { version: 1 } }, { session });
  return true;
};
while (!await touch().catch(() => session.abortTransaction().then(() => false, () => false)));
process.send('holding');
setInterval(() => undefined, 1000);
`;

let server: RealServer;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(ROOT, '.cache/holder-'));
  server = await startRealServer({ SEED: 'demo' });
  await server.start();
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

const signIn = async (email: string): Promise<string> => {
  const answer = await fetch(`${server.url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Handrail': '1' }, body: JSON.stringify({ email, password: 'northside demo 2026' }) });
  return answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
};

describe('a process killed in the middle of a transaction', () => {
  it('I2: holds up the crisis that it touched for less than 15 seconds', async () => {
    const cookie = await signIn('amara@northside.example');
    const ask = async (method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> => {
      const answer = await fetch(`${server.url}${path}`, { method, headers: { Cookie: cookie, 'Content-Type': 'application/json', 'X-Handrail': '1' }, ...(body ? { body: JSON.stringify(body) } : {}) });
      return { status: answer.status, body: await answer.json() as Record<string, unknown> };
    };
    const { body: report } = await ask('POST', '/api/v1/reports', { choice: 'serious' });
    const file = join(dir, 'holder.mjs');
    writeFileSync(file, HOLDER);
    const holder = fork(file, [server.databaseUri(), String(report['crisisId'])], { stdio: 'inherit' });
    await new Promise((done) => { holder.once('message', done); });
    holder.kill('SIGKILL');
    const from = performance.now();
    let status = 0;
    while (status !== 200 && performance.now() - from < 40_000) status = (await ask('POST', `/api/v1/crises/${String(report['crisisId'])}/acknowledgement`)).status;
    const seconds = (performance.now() - from) / 1000;
    expect(status).toBe(200);
    expect(seconds).toBeLessThan(15);
  }, 90_000);
});
