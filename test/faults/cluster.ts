import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { findMongod } from '../../scripts/mongod.mjs';
import { freePort, isAlive, signal, waitForExit } from '../../scripts/processes.mjs';
import { until } from '../bench/figures.js';

const SET = 'rs0';
const HOST = '127.0.0.1';
/** Source: reliability.md §3; compose.yaml sets the same. */
const ELECTION_MS = 2000;

const endings = new Set<() => void>();
process.on('exit', () => { for (const end of endings) end(); });

interface Member { port: number; dir: string; pid: number }

export type Cluster = Awaited<ReturnType<typeof startCluster>>;

export interface ClusterSettings {
  cacheGB?: number;
  oplogMB?: number;
  /** How many members; three unless said otherwise. */
  size?: number;
  /** A folder for all of their data that is there already; else one is made and removed. */
  home?: string;
  /** More `--setParameter`s for each. */
  parameters?: readonly string[];
}

/** A replica set of members on loopback, each a process that can be killed, frozen and started again. */
export async function startCluster({ cacheGB = 0.25, oplogMB = 64, size = 3, home: given, parameters = [] }: ClusterSettings = {}) {
  // Named as the databases of test runs are, so that one that a killed run left behind is cleared away by the next.
  const dir = given ?? await mkdtemp(join(tmpdir(), `handrail-test-${process.pid}-`));
  const { path } = await findMongod();

  async function run(home: string, port: number): Promise<number> {
    mkdirSync(join(home, 'db'), { recursive: true });
    const output = openSync(join(home, 'mongod.log'), 'a');
    const child = spawn(path, [
      '--dbpath', join(home, 'db'), '--replSet', SET, '--bind_ip', HOST, '--port', String(port), '--nounixsocket', '--quiet',
      '--wiredTigerCacheSizeGB', String(cacheGB), '--oplogSize', String(oplogMB),
      '--setParameter', 'diagnosticDataCollectionEnabled=false', '--setParameter', 'transactionLifetimeLimitSeconds=6',
      ...parameters.flatMap((one) => ['--setParameter', one]),
    ], { stdio: ['ignore', output, output] });
    closeSync(output);
    child.unref();
    const pid = child.pid ?? 0;
    endings.add(() => { signal(pid, 'SIGKILL'); });
    return pid;
  }

  const members: Member[] = [];
  for (let index = 0; index < size; index++) {
    const [port, home] = [await freePort(), join(dir, String(index))];
    members.push({ port, dir: home, pid: await run(home, port) });
  }

  const memberOf = (index: number): Member => {
    const member = members[index];
    if (!member) throw new Error(`there is no member ${index}`);
    return member;
  };

  /** Asks one member alone; null when it does not answer within a second or two. */
  async function ask(port: number, command: Record<string, unknown>): Promise<Record<string, unknown> | null> {
    const client = new mongoose.mongo.MongoClient(`mongodb://${HOST}:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 1500, connectTimeoutMS: 1000, socketTimeoutMS: 2000, monitorCommands: false });
    try {
      return await client.db('admin').command(command) as Record<string, unknown>;
    } catch {
      return null;
    } finally {
      await client.close().catch(() => undefined);
    }
  }

  async function primary(): Promise<number | null> {
    const answers = await Promise.all(members.map(({ port }) => ask(port, { hello: 1 })));
    const found = answers.findIndex((answer) => answer?.['isWritablePrimary'] === true);
    return found < 0 ? null : found;
  }

  await until('all members answer', async () => (await Promise.all(members.map(({ port }) => ask(port, { ping: 1 })))).every((answer) => answer !== null), 30_000);
  await ask(memberOf(0).port, {
    replSetInitiate: { _id: SET, members: members.map(({ port }, _id) => ({ _id, host: `${HOST}:${port}`, priority: _id === 0 ? 2 : 1 })), settings: { electionTimeoutMillis: ELECTION_MS, catchUpTimeoutMillis: 2000 } },
  });
  await until('the set has a primary', async () => await primary() !== null, 30_000);

  return {
    uri: (name: string): string => `mongodb://${members.map(({ port }) => `${HOST}:${port}`).join(',')}/${name}?replicaSet=${SET}`,
    /** The index of the member that takes writes. */
    async primary(): Promise<number> {
      let found: number | null = null;
      await until('the set has a primary', async () => (found = await primary()) !== null, 30_000);
      return found ?? 0;
    },
    async kill(index: number): Promise<void> {
      const { pid } = memberOf(index);
      signal(pid, 'SIGCONT');
      signal(pid, 'SIGKILL');
      await waitForExit(pid, 5000);
    },
    freeze: (index: number): void => { signal(memberOf(index).pid, 'SIGSTOP'); },
    thaw: (index: number): void => { signal(memberOf(index).pid, 'SIGCONT'); },
    /** Whether this member's process runs. */
    runs: (index: number): boolean => isAlive(memberOf(index).pid),
    /** An administrator's command to every member that answers. */
    async tellAll(command: Record<string, unknown>): Promise<void> { await Promise.all(members.map(({ port }) => ask(port, command))); },
    async restart(index: number): Promise<void> {
      const member = memberOf(index);
      member.pid = await run(member.dir, member.port);
    },
    /** The primary hands over in order and stays away for `seconds`. */
    async stepDown(seconds = 10): Promise<void> {
      await ask(memberOf(await primary() ?? 0).port, { replSetStepDown: seconds, secondaryCatchUpPeriodSecs: 2, force: true });
    },
    async remove(): Promise<void> {
      for (const { pid } of members) { signal(pid, 'SIGCONT'); signal(pid, 'SIGKILL'); }
      await Promise.all(members.map(({ pid }) => waitForExit(pid, 5000)));
      endings.clear();
      if (given === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}
