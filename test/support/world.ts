import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import supertest from 'supertest';
import { io as connectSocket } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { readEnv } from '../../config/env.js';
import type { Ladder } from '../../server/contract/escalation.js';
import type { NewReport, ReportView } from '../../server/contract/crisis.js';
import type { Role } from '../../server/contract/words.js';
import { compose } from '../../server/compose.js';
import type { Handrail } from '../../server/compose.js';
import { makeLog } from '../../server/platform/log/log.js';
import { connect } from '../../server/platform/mongo/connect.js';
import { serveWeb } from '../../server/web.js';
import { furnishing, layOut, leave, takeFurnished } from './furnished.js';
import type { Furnished } from './furnished.js';
import { handClock } from './hand-clock.js';
import { startScriptedCarrier } from './scripted-carrier.js';

export const PASSWORD = 'a password for tests';

/**
 * Sweeps for lost hints and heartbeats come this seldom, in seconds: each stops the hand clock, and due work wakes the worker at
 * its own instant without them. A test of either asks for its own by `more`.
 */
const SELDOM = '60';

/** Who lives in the test world. Ana is first on call, Ben second, Sue supervises, Cas is a clinician off call, Wes raises. */
export const STAFF = {
  ana: { phone: '+12025550101', roles: [['north', 'clinician']] },
  ben: { phone: '+12025550102', roles: [['north', 'clinician']] },
  cas: { phone: '+12025550103', roles: [['north', 'clinician']] },
  sue: { phone: '+12025550104', roles: [['north', 'supervisor']] },
  wes: { phone: '+12025550105', roles: [['outreach', 'support-worker']] },
  pia: { phone: '+12025550106', roles: [['outreach', 'peer-worker']] },
  zoe: { phone: '+12025550107', roles: [['south', 'clinician']] },
  sam: { phone: '+12025550108', roles: [['south', 'supervisor']] },
  dora: { phone: null, roles: [['north', 'directory-manager']] },
  rory: { phone: null, roles: [['north', 'rota-manager']] },
  aud: { phone: null, roles: [['north', 'auditor']] },
  ada: { phone: null, roles: [['north', 'administrator']] },
} as const satisfies Record<string, { phone: string | null; roles: readonly (readonly [string, Role])[] }>;
export type Who = keyof typeof STAFF;

/** A ladder of three rungs: first on call, second with the supervisor, everyone. */
export const aLadder = ({ seconds = 120, rounds = 1, repeat = seconds }: { seconds?: number; rounds?: number; repeat?: number } = {}): Ladder => ({
  rungs: [
    { ask: [{ kind: 'rota', rotaId: 'first' }], channels: ['sms'], answerWithinSeconds: seconds },
    { ask: [{ kind: 'rota', rotaId: 'second' }, { kind: 'supervisor' }], channels: ['sms'], answerWithinSeconds: seconds },
    { ask: [{ kind: 'everyone' }], channels: ['sms'], answerWithinSeconds: seconds },
  ],
  rounds, repeatEverySeconds: repeat,
});

export interface WorldSettings {
  ladder?: Ladder;
  ladders?: Partial<Record<'A' | 'B' | 'C' | 'D', Ladder>>;
  /** Receipts the carrier posts for every text. */
  receipts?: boolean;
  /** False: nothing runs jobs, as if the worker were dead. */
  working?: boolean;
  /** Where downtime sheets are written; none without it. */
  downtimeDir?: string;
  /** More of the environment. */
  more?: Record<string, string>;
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** The whole application on a real replica set, with a scripted provider and a clock moved by hand. */
export async function startWorld({ ladder = aLadder(), ladders = {}, receipts = true, working = true, downtimeDir, more = {} }: WorldSettings = {}) {
  const uri = process.env['TEST_MONGODB_URI'];
  if (uri === undefined) throw new Error('no TEST_MONGODB_URI');
  const kept = takeFurnished();
  const dbName = kept?.dbName ?? `w_${randomUUID().slice(0, 8)}`;
  const fieldKeys = kept?.fieldKeys ?? `t1:${randomBytes(32).toString('base64')}`;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const carrier = await startScriptedCarrier({ publicUrl });
  if (receipts) carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
  carrier.outcome = () => 'no-answer';
  const env = readEnv({
    MONGODB_URI: uri, PORT: String(port), PUBLIC_URL: publicUrl, PHONES: 'simulated', TWILIO_BASE_URL: carrier.baseUrl, LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    FIELD_KEYS: fieldKeys,
    SWEEP_SECONDS: SELDOM, HEARTBEAT_SECONDS: SELDOM,
    ...(downtimeDir === undefined ? {} : { DOWNTIME_DIR: downtimeDir }), ...more,
  });
  const log = makeLog(env.logLevel);
  const db = await connect(uri, dbName);
  if (kept) await layOut(db, kept);
  const clock = handClock();
  const handrail: Handrail = await compose({ db, env, clock, log, account: carrier.account, providerBaseUrl: carrier.baseUrl });
  if (!kept) await furnish(handrail);
  // Only then: the news of every member of staff and every rota would have the rotas looked at anew, each time.
  await handrail.feed.start();
  const furnished: Furnished = kept ?? { dbName, fieldKeys, rows: await furnishing(db) };
  await handrail.savePolicy({ id: 'north', teamId: 'north', name: 'North', version: 1, ladders: { A: ladder, B: ladder, C: ladder, D: ladder, ...ladders } }, 0, null);
  if (working) handrail.worker.start();
  const web = await serveWeb(handrail, port);

  const settle = async (): Promise<void> => {
    // A failed text brings a call, its failure the next rung, and so on: each comes after the last one's callbacks.
    const done = (): number => carrier.sent.length + carrier.calls.length;
    for (let calm = 0, before = done(); calm < 2; calm++) {
      await handrail.worker.idle();
      await handrail.notices.settled();
      await carrier.quiet();
      await web.settled();
      if (done() !== before) { calm = -1; before = done(); }
    }
  };
  const jars = new Map<Who, { cookie: string; until: number }>();
  const sockets = new Set<Socket>();

  async function cookieOf(who: Who): Promise<string> {
    const known = jars.get(who);
    // A session lasts 12 hours of the hand clock.
    if (known !== undefined && clock.now().getTime() < known.until) return known.cookie;
    const answer = await supertest(publicUrl).post('/api/v1/session').set('X-Handrail', '1').send({ email: `${who}@test.example`, password: PASSWORD }).expect(200);
    const cookie = ([answer.headers['set-cookie']].flat() as string[]).map((line) => line.split(';')[0]).join('; ');
    jars.set(who, { cookie, until: clock.now().getTime() + 11 * 3_600_000 });
    return cookie;
  }

  const world = {
    handrail, carrier, clock, db, publicUrl, settle, port,
    now: () => clock.now(),
    /** Requests as a member of staff. */
    async as(who: Who) {
      const cookie = await cookieOf(who);
      const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string) => {
        const request = supertest(publicUrl)[method](path).set('Cookie', cookie);
        return method === 'get' ? request : request.set('X-Handrail', '1');
      };
      return {
        get: (path: string) => send('get', path),
        post: (path: string, body: object = {}) => send('post', path).send(body),
        put: (path: string, body: object = {}) => send('put', path).send(body),
        patch: (path: string, body: object = {}) => send('patch', path).send(body),
        delete: (path: string) => send('delete', path),
      };
    },
    /** Requests of nobody we know. */
    nobody: () => supertest(publicUrl),
    cookieOf,
    /** Raises through the API and waits until everything that follows at once has happened. */
    async raise(report: NewReport = { choice: 'life-at-risk' }, by: Who = 'wes', key?: string): Promise<ReportView> {
      const client = await world.as(by);
      const request = client.post('/api/v1/reports', report);
      const { body } = await (key === undefined ? request : request.set('Idempotency-Key', key)).expect(201);
      await settle();
      return body as ReportView;
    },
    /** Lets time pass; everything due happens at its own instant. */
    pass: ({ seconds }: { seconds: number }) => clock.pass(seconds * 1000, settle),
    /** Lets time pass while the process is frozen; then it wakes. */
    async freeze({ seconds }: { seconds: number }) {
      await clock.jump(seconds * 1000, settle);
      handrail.worker.wake();
      await settle();
    },
    /** The texts on somebody's phone, oldest first. */
    phone: (who: Who) => carrier.to(STAFF[who].phone ?? '').map(({ body }) => body),
    async reply(who: Who, body: string, sid?: string): Promise<number> {
      const status = await carrier.reply(STAFF[who].phone ?? '', body, sid === undefined ? {} : { sid });
      await settle();
      return status;
    },
    async crisis(id: string, who: Who = 'sue') { return (await (await world.as(who)).get(`/api/v1/crises/${id}`).expect(200)).body; },
    async socket(who: Who): Promise<Socket> {
      const socket = connectSocket(publicUrl, { transports: ['websocket'], extraHeaders: { cookie: await cookieOf(who) }, reconnection: false });
      sockets.add(socket);
      await new Promise<void>((resolve, reject) => { socket.once('connect', () => { resolve(); }); socket.once('connect_error', reject); });
      return socket;
    },
    async stop(): Promise<void> {
      for (const socket of sockets) socket.disconnect();
      await web.stop();
      await handrail.worker.stop();
      await handrail.feed.stop();
      handrail.sender.close();
      handrail.notices.close();
      await carrier.stop();
      await leave(db, furnished);
    },
  };
  return world;
}

/** Teams, staff, rotas and the network; the ladders are each world's own. */
async function furnish({ identity, onCall }: Handrail): Promise<void> {
  for (const team of [{ id: 'north', name: 'North', receivedBy: 'north' }, { id: 'outreach', name: 'Outreach', receivedBy: 'north' }, { id: 'south', name: 'South', receivedBy: 'south' }]) await identity.saveTeam(team);
  for (const [id, { phone, roles }] of Object.entries(STAFF)) {
    const name = `${id[0]?.toUpperCase() ?? ''}${id.slice(1)} Test`;
    await identity.addStaff({ name, email: `${id}@test.example`, password: PASSWORD, ...(phone === null ? {} : { phone }), roles: roles.map(([teamId, role]) => ({ teamId, role })) }, null, id);
  }
  for (const [id, staffId, supervises] of [['first', 'ana', false], ['second', 'ben', false], ['supervisor', 'sue', true]] as const) {
    await onCall.save({ id, teamId: 'north', name: id, timeZone: 'America/New_York', supervises, layers: [{ id: 'main', name: 'Everyone', staffIds: [staffId], turn: { unit: 'days', count: 1 }, startsOn: '2026-01-01', handOverAt: '08:00', hours: [] }] }, 0, null);
  }
  await identity.saveNetwork({
    seenVersion: 0, org: 'NORTH', name: 'North Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York', locale: 'en-US',
    triageProfile: 'uk-mhts', progressWithinMinutes: { A: 10, B: 15, C: 60, D: 480 },
  }, null);
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => { resolve(port); });
    });
  });
}
