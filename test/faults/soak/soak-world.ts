import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../../server/contract/words.js';
import { connect } from '../../../server/platform/mongo/connect.js';
import { nowMs } from '../../bench/figures.js';
import { fictionPhone, furnish } from '../../bench/house/furnish.js';
import type { PlannedStaff, PlannedTeam } from '../../bench/house/furnish.js';
import { httpClient } from '../../bench/house/http-client.js';
import type { HttpClient } from '../../bench/house/http-client.js';
import { newFieldKeys, startServer } from '../../bench/house/processes.js';
import type { ServerProcess } from '../../bench/house/processes.js';
import { startScriptedCarrier } from '../../support/scripted-carrier.js';
import { startCluster } from '../cluster.js';

/** Where the provider believes the network to be, whichever web process stands for it. */
const PUBLIC_URL = 'http://handrail.test';
export const TEAM_IDS = ['north', 'east', 'south', 'west'] as const;
export type TeamOfSoak = (typeof TEAM_IDS)[number];
/** Short, so that a night's worth of rungs fits an hour; the clocks that they run on are the real ones. */
export const RUNG_SECONDS = 20;
export const REPEAT_SECONDS = 45;
/** Minutes until "with them yet?". Short for the same reason. */
const PROGRESS_MINUTES = { A: 3, B: 4, C: 5, D: 8 };

const ROLES = { wes: 'support-worker', kim: 'support-worker', ana: 'clinician', ben: 'clinician', cas: 'clinician', sue: 'supervisor' } as const satisfies Record<string, Role>;
export type Actor = keyof typeof ROLES;
export const RAISERS = ['wes', 'kim'] as const;
export const idOf = (team: TeamOfSoak, who: Actor): string => `${team}-${who}`;

const teamOf = (id: TeamOfSoak): PlannedTeam => {
  const ask = (...who: Actor[]) => who.map((one) => ({ kind: 'responder' as const, staffId: idOf(id, one) }));
  return {
    id,
    ladder: {
      rungs: [
        { ask: ask('ana'), channels: ['sms', 'voice'], answerWithinSeconds: RUNG_SECONDS },
        { ask: ask('ben', 'sue'), channels: ['sms', 'voice'], answerWithinSeconds: RUNG_SECONDS },
        { ask: ask('ana', 'ben', 'cas', 'sue'), channels: ['sms'], answerWithinSeconds: RUNG_SECONDS },
      ],
      rounds: 2, repeatEverySeconds: REPEAT_SECONDS,
    },
  };
};

const STAFF: PlannedStaff[] = TEAM_IDS.flatMap((teamId, team) => (Object.entries(ROLES) as [Actor, Role][]).map(([who, role], index) => ({ id: idOf(teamId, who), phone: fictionPhone(1 + team * 10 + index), teamId, role })));

/** A web or worker process that is started again whenever it was killed. */
export interface Seat { role: 'web' | 'worker'; server: ServerProcess | null; frozen: boolean }

export type SoakWorld = Awaited<ReturnType<typeof startSoakWorld>>;

/** Three members, two web and two worker processes, one provider, four teams of six. Settings of the servers are the defaults of production. */
export async function startSoakWorld() {
  const cluster = await startCluster({ cacheGB: 0.25, oplogMB: 256 });
  const dir = await mkdtemp(join(tmpdir(), 'handrail-test-soak-'));
  const uri = cluster.uri('soak');
  const fieldKeys = newFieldKeys();
  const cookies = await furnish(uri, fieldKeys, { teams: TEAM_IDS.map(teamOf), staff: STAFF });
  const db = await connect(uri);
  await db.collection('network').updateOne({}, { $set: { 'settings.progressWithinMinutes': PROGRESS_MINUTES } });
  const carrier = await startScriptedCarrier({ publicUrl: PUBLIC_URL });
  const seats: Seat[] = (['web', 'web', 'worker', 'worker'] as const).map((role) => ({ role, server: null, frozen: false }));
  const clients = new Map<string, HttpClient>();
  /** What servers wrote as errors before they were killed. */
  const lastWords: string[] = [];

  const standing = (): ServerProcess[] => seats.flatMap(({ role, server, frozen }) => (role === 'web' && server && !frozen ? [server] : []));
  const keepWords = ({ server }: Seat): void => { if (server) lastWords.push(...server.words().split('\n').filter((line) => line.includes('"level":"error"'))); };

  const world = {
    cluster, db, carrier, seats, uri, fieldKeys, lastWords, publicUrl: PUBLIC_URL,
    phoneOf: new Map(STAFF.map(({ id, phone }) => [id, phone ?? ''])),
    ownerOf: new Map(STAFF.map(({ id, phone }) => [phone ?? '', id])),
    cookieOf: (staffId: string): string => cookies.get(staffId) ?? '',
    /** Web processes that answer now, as a load balancer knows them. */
    standing,
    /** What a load balancer does after every change; the provider's webhooks go where it points. */
    balance(): void { carrier.appUrl = standing()[0]?.url ?? carrier.appUrl; },
    clientOf({ url }: ServerProcess): HttpClient {
      const known = clients.get(url) ?? httpClient(url);
      clients.set(url, known);
      return known;
    },
    async start(seat: Seat): Promise<void> {
      seat.server = await startServer({ mongodbUri: uri, fieldKeys, carrier, publicUrl: PUBLIC_URL, env: { ROLES: seat.role, DOWNTIME_DIR: dir } });
      seat.frozen = false;
      world.balance();
    },
    async kill(seat: Seat): Promise<void> {
      keepWords(seat);
      const { server } = seat;
      seat.server = null;
      world.balance();
      await server?.kill();
    },
    freeze(seat: Seat): void { seat.server?.signal('SIGSTOP'); seat.frozen = true; world.balance(); },
    thaw(seat: Seat): void { seat.server?.signal('SIGCONT'); seat.frozen = false; world.balance(); },
    async stop(): Promise<void> {
      for (const client of clients.values()) client.close();
      await Promise.all(seats.flatMap(({ server }) => (server ? [server.kill()] : [])));
      await carrier.stop();
      await db.close().catch(() => undefined);
      await cluster.remove();
      await rm(dir, { recursive: true, force: true });
    },
    words(): string[] { for (const seat of seats) keepWords(seat); return lastWords; },
    startedAt: nowMs(),
  };
  await Promise.all(seats.map(world.start));
  return world;
}
