import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findMongod } from './find-mongod.mjs';
import { commandOf, freePort, isAlive, isFree, signal, waitForExit } from './processes.mjs';

export { findMongod };

const HOST = '127.0.0.1';
const SET = 'rs0';
const MAX_LOG_BYTES = 10_000_000;

/**
 * A real mongod on `dir`, run as a single-node replica set on 127.0.0.1 and ready to be written to.
 * It has no authentication, hence loopback only. One that still runs on `dir`, because whoever
 * started it was killed, is adopted. It outlives this process unless stopped: the data is worth
 * more than a tidy process list.
 *
 * Files in `dir`: `db/` (the data), `mongod.json` (pid and port), `mongod.log`.
 *
 * @param dir folder of the data, made when missing
 * @param binary path of mongod; found or fetched when left out
 * @param port wanted port; the last one, else any free one, when left out
 * @param cacheGB WiredTiger's cache, at least 0.25
 * @param onStep is told in a sentence what takes time
 * @returns `{ uri, port, pid, adopted, exited, stop(), kill() }`; `exited` resolves when mongod is gone
 * @throws a plain sentence with mongod's own last words
 */
export async function startMongod({ dir, binary, port, cacheGB = 0.5, oplogMB = 512, onStep }) {
  const home = resolve(dir);
  mkdirSync(join(home, 'db'), { recursive: true });
  const last = readState(home);
  const adopted = Boolean(last) && serves(last.pid, home) && (port === undefined || port === last.port);
  const now = adopted ? last : await spawnMongod({ home, binary, port: port ?? last?.port, cacheGB, oplogMB, onStep });
  try {
    await makeWritable(now, home);
  } catch (error) {
    if (!adopted) signal(now.pid, 'SIGKILL');
    throw error;
  }
  return handleOf(now, adopted);
}

/** Whether a mongod that was started on `dir` still runs; its pid and port, else null. */
export function runningMongod(dir) {
  const last = readState(resolve(dir));
  return last && serves(last.pid, resolve(dir)) ? last : null;
}

function readState(home) {
  try {
    const state = JSON.parse(readFileSync(join(home, 'mongod.json'), 'utf8'));
    return Number.isInteger(state.pid) && Number.isInteger(state.port) ? state : null;
  } catch {
    return null;
  }
}

/** The pid is a mongod on this folder, and not a stranger that got an old number. */
const serves = (pid, home) => isAlive(pid) && commandOf(pid).includes(join(home, 'db'));

async function spawnMongod({ home, binary, port, cacheGB, oplogMB, onStep }) {
  const path = binary ?? (await findMongod({ onStep })).path;
  const chosen = port && await isFree(port, HOST) ? port : await freePort();
  const log = join(home, 'mongod.log');
  shelve(log);
  const output = openSync(log, 'a');
  // Its own process group: Ctrl-C in a terminal must not reach the database before the server is done with it.
  const child = spawn(path, [
    '--dbpath', join(home, 'db'), '--replSet', SET, '--bind_ip', HOST, '--port', String(chosen), '--nounixsocket',
    '--wiredTigerCacheSizeGB', String(cacheGB), '--oplogSize', String(oplogMB), '--quiet',
    '--setParameter', 'diagnosticDataCollectionEnabled=false',
    // A killed server leaves its open transactions behind; with the default of 60 s they would hold up a crisis for so long.
    '--setParameter', 'transactionLifetimeLimitSeconds=6',
  ], { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  await new Promise((done, fail) => {
    child.once('spawn', done);
    child.once('error', (error) => fail(new Error(`mongod could not be started: ${error.message}`)));
  });
  child.unref();
  const state = { pid: child.pid, port: chosen };
  const aside = join(home, `mongod.json.${process.pid}`);
  writeFileSync(aside, JSON.stringify(state));
  renameSync(aside, join(home, 'mongod.json'));
  return { ...state, child };
}

/** Keeps one old log, so that years of running do not fill the disk. */
function shelve(log) {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < MAX_LOG_BYTES) return;
  rmSync(`${log}.1`, { force: true });
  renameSync(log, `${log}.1`);
}

/** Makes the replica set, or tells it its new port, and waits until it takes writes. Safe to repeat. */
async function makeWritable({ pid, port }, home) {
  const until = Date.now() + 60_000;
  const client = await connect(port, pid, home, until);
  try {
    const admin = client.db('admin');
    const member = `${HOST}:${port}`;
    const config = await admin.command({ replSetGetConfig: 1 }).then((answer) => answer.config, (error) => {
      if (error.codeName === 'NotYetInitialized') return null;
      throw error;
    });
    if (!config) {
      await admin.command({ replSetInitiate: { _id: SET, members: [{ _id: 0, host: member }], settings: { electionTimeoutMillis: 500 } } })
        .catch((error) => { if (error.codeName !== 'AlreadyInitialized') throw error; });
    } else if (config.members[0].host !== member) {
      await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members: [{ ...config.members[0], host: member }] }, force: true });
    }
    while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
      if (Date.now() > until) throw new Error(`mongod does not take writes after 60 s; see ${join(home, 'mongod.log')}`);
      await sleep(20);
    }
  } finally {
    await client.close();
  }
}

async function connect(port, pid, home, until) {
  for (;;) {
    const client = await newClient(port);
    try {
      return await client.connect();
    } catch (error) {
      await client.close();
      if (!isAlive(pid)) throw new Error(`mongod stopped at once: ${lastWords(home)}`, { cause: error });
      if (Date.now() > until) throw new Error(`mongod does not answer after 60 s; see ${join(home, 'mongod.log')}`, { cause: error });
      await sleep(20);
    }
  }
}

async function newClient(port) {
  const { MongoClient } = (await import('mongoose')).default.mongo;
  return new MongoClient(`mongodb://${HOST}:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 300, heartbeatFrequencyMS: 500, minHeartbeatFrequencyMS: 20, monitorCommands: false,
  });
}

/** The last errors in mongod's log, in its own words. */
function lastWords(home) {
  const errors = [];
  for (const line of readFileSync(join(home, 'mongod.log'), 'utf8').trim().split('\n').slice(-200)) {
    try {
      const { s, msg, attr } = JSON.parse(line);
      if (s === 'E' || s === 'F') errors.push([msg, attr?.error?.errmsg ?? attr?.error ?? attr?.reason].filter(Boolean).join(': '));
    } catch {
      errors.push(line);
    }
  }
  return errors.slice(-3).join(' / ') || `see ${join(home, 'mongod.log')}`;
}

function handleOf({ pid, port, child }, adopted) {
  const exited = child
    ? new Promise((done) => { if (child.exitCode !== null || child.signalCode !== null) done(); else child.once('exit', () => done()); })
    : goneWhenPolled(pid);
  return {
    uri: `mongodb://${HOST}:${port}/?replicaSet=${SET}`,
    port,
    pid,
    adopted,
    exited,
    /** Shuts down cleanly, by force after 15 s; resolves when it is gone. */
    async stop() {
      if (!isAlive(pid)) return;
      const client = await newClient(port);
      // The connection breaks while it answers: that is the success.
      await client.db('admin').command({ shutdown: 1, force: true, timeoutSecs: 0 }).catch(() => {});
      await client.close();
      if (await waitForExit(pid, 10_000)) return;
      signal(pid, 'SIGTERM');
      if (!(await waitForExit(pid, 5000))) await this.kill();
    },
    /** `kill -9`; resolves when it is gone. What was acknowledged is on the disk. */
    async kill() {
      signal(pid, 'SIGKILL');
      await waitForExit(pid, 5000);
    },
  };
}

/** An adopted mongod is nobody's child here, so its end can only be looked for. */
async function goneWhenPolled(pid) {
  while (isAlive(pid)) await sleep(250, undefined, { ref: false });
}
