import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportView } from '../../server/contract/crisis.js';
import type { Channel } from '../../server/contract/words.js';
import { connect } from '../../server/platform/mongo/connect.js';
import { startScriptedCarrier } from '../support/scripted-carrier.js';
import type { HandedText } from '../support/scripted-carrier.js';
import { nowMs, until } from '../bench/figures.js';
import { fictionPhone, furnish, ladderOf } from '../bench/house/furnish.js';
import { httpClient } from '../bench/house/http-client.js';
import { refIn } from '../bench/house/network.js';
import { newFieldKeys, root, startServer } from '../bench/house/processes.js';
import type { ServerProcess } from '../bench/house/processes.js';

/** Where the provider believes the network to be, whichever server stands for it. */
const PUBLIC_URL = 'http://handrail.test';
export const [ANA, BEN] = [fictionPhone(1), fictionPhone(2)];

export type FaultWorld = Awaited<ReturnType<typeof startFaultWorld>>;

/**
 * A database, a provider and as many real servers as a test starts and kills. Ana is asked first and has `anaSeconds`, then
 * Ben for an hour, each by `channels`. `mongodbUri` is a database of its own on the mongod of this test run unless given.
 */
export async function startFaultWorld({ anaSeconds = 3600, channels = ['sms'], mongodbUri }: { anaSeconds?: number; channels?: Channel[]; mongodbUri?: string } = {}) {
  if (!existsSync(join(root, 'dist/main.js'))) execFileSync(process.execPath, ['scripts/build.mjs', '--server'], { cwd: root });
  const uri = mongodbUri ?? process.env['TEST_MONGODB_URI']?.replace('/?', `/f_${randomUUID().slice(0, 8)}?`);
  if (uri === undefined) throw new Error('no TEST_MONGODB_URI');
  const fieldKeys = newFieldKeys();
  const ladder = ladderOf(['ana', anaSeconds], ['ben', 3600]);
  const cookies = await furnish(uri, fieldKeys, {
    teams: [{ id: 'north', ladder: { ...ladder, rungs: ladder.rungs.map((rung) => ({ ...rung, channels })) } }],
    staff: [
      { id: 'wes', phone: null, teamId: 'north', role: 'support-worker' },
      { id: 'ana', phone: ANA, teamId: 'north', role: 'clinician' },
      { id: 'ben', phone: BEN, teamId: 'north', role: 'clinician' },
    ],
  });
  const carrier = await startScriptedCarrier({ publicUrl: PUBLIC_URL });
  const db = await connect(uri);
  const servers = new Set<ServerProcess>();
  const clients = new Map<string, ReturnType<typeof httpClient>>();

  function clientOf({ url }: ServerProcess): ReturnType<typeof httpClient> {
    const known = clients.get(url) ?? httpClient(url);
    clients.set(url, known);
    return known;
  }

  const world = {
    carrier, db,
    /** Starts one more server; the provider's webhooks go to the latest. */
    async server(env: Record<string, string> = {}): Promise<ServerProcess> {
      const server = await startServer({ mongodbUri: uri, fieldKeys, carrier, publicUrl: PUBLIC_URL, env });
      servers.add(server);
      carrier.appUrl = server.url;
      return server;
    },
    /** Wes raises; answers whatever came back. @throws what the network did */
    raise: (server: ServerProcess, key: string = randomUUID()) => clientOf(server).post<ReportView & { dutyPhone?: string; emergencyNumber?: string; title?: string }>('/api/v1/reports', { choice: 'life-at-risk' }, cookies.get('wes'), key),
    /** Asks a server for a crisis, as Ben. */
    crisis: async (server: ServerProcess, id: string) => (await clientOf(server).get<Record<string, unknown>>(`/api/v1/crises/${id}`, cookies.get('ben'))).body,
    /** The texts that ask somebody to take the crisis with this ref. */
    pages: (phone: string, ref: string): HandedText[] => carrier.sent.filter((text) => text.to === phone && refIn(text) === ref && text.body.includes('Reply 1')),
    /** @returns how many milliseconds it took until this phone was asked */
    async asked(phone: string, ref: string, withinSeconds: number): Promise<number> {
      const from = nowMs();
      await until(`${phone} was asked to take ${ref}`, () => world.pages(phone, ref).some(({ kept }) => kept), withinSeconds * 1000);
      return nowMs() - from;
    },
    async stop(): Promise<void> {
      for (const client of clients.values()) client.close();
      await Promise.all([...servers].map((server) => server.kill()));
      await carrier.stop();
      await db.dropDatabase().catch(() => undefined);
      await db.close();
    },
  };
  return world;
}
