import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startMongod } from '../../../scripts/mongod.mjs';
import { YOUNG_SPACE } from '../../../scripts/server-process.mjs';
import { freePort, signal, waitForExit } from '../../../scripts/processes.mjs';
import type { ScriptedCarrier } from '../../support/scripted-carrier.js';

/** The repository's folder, from `.cache/` when bundled and from `test/bench/house/` when not. */
export const root = fileURLToPath(new URL(/\/\.cache\/bench-\w+\.js$/.test(import.meta.url) ? '..' : '../../..', import.meta.url));

const STARTS_WITHIN_MS = 30_000;
const STOPS_WITHIN_MS = 15_000;

/** What is to be ended whatever happens, latest first. */
const endings = new Set<() => void>();
process.on('exit', () => { for (const end of [...endings].reverse()) end(); });

/** A mongod with a folder of its own that is removed with it. */
export async function ownMongod({ cacheGB = 0.5, oplogMB = 512 }: { cacheGB?: number; oplogMB?: number } = {}) {
  // Named as the databases of test runs are, so that one that a killed run left behind is cleared away by the next.
  const dir = await mkdtemp(join(tmpdir(), `handrail-test-${process.pid}-`));
  let running = await startMongod({ dir, cacheGB, oplogMB });
  const end = (): void => { signal(running.pid, 'SIGKILL'); };
  endings.add(end);
  return {
    get pid() { return running.pid; },
    uri: (name: string): string => running.uri.replace('/?', `/${name}?`),
    /** `kill -9`. */
    kill: () => running.kill(),
    /** The same data on the same port again. */
    async restart(): Promise<void> { running = await startMongod({ dir, port: running.port, cacheGB, oplogMB }); },
    async remove(): Promise<void> {
      await running.kill();
      endings.delete(end);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export type OwnMongod = Awaited<ReturnType<typeof ownMongod>>;

/** Keys for personal fields, new for every run. */
export const newFieldKeys = (): string => `b1:${randomBytes(32).toString('base64')}`;

export interface ServerSettings {
  mongodbUri: string;
  fieldKeys: string;
  carrier: ScriptedCarrier;
  /** Where the world believes the network to be; the server's own address unless given. */
  publicUrl?: string;
  /** More settings: `ROLES`, `LEASE_SECONDS` and so on. */
  env?: Record<string, string>;
  /** A folder for a CPU profile of the whole run. */
  profileDir?: string | undefined;
  /** Another build than `dist/main.js`, in a folder beside `config`, to compare with. */
  program?: string | undefined;
}

export type ServerProcess = Awaited<ReturnType<typeof startServer>>;

/** The built server, `node dist/main.js`, as a process of its own with the carrier as its provider; resolves when it serves. */
export async function startServer({ mongodbUri, fieldKeys, carrier, publicUrl, env = {}, profileDir, program = 'dist/main.js' }: ServerSettings) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [YOUNG_SPACE, ...(profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]), program], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...(PATH === undefined ? {} : { PATH }), ...(HOME === undefined ? {} : { HOME }), NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: publicUrl ?? url,
      MONGODB_URI: mongodbUri, FIELD_KEYS: fieldKeys, LOG_LEVEL: 'error', PHONES: 'twilio', TWILIO_BASE_URL: carrier.baseUrl,
      TWILIO_ACCOUNT_SID: carrier.account.accountSid, TWILIO_AUTH_TOKEN: carrier.account.authTokens[0],
      TWILIO_STAFF_SERVICE_SID: carrier.account.staffServiceSid, TWILIO_PUBLIC_SERVICE_SID: carrier.account.publicServiceSid, ...env,
    },
  });
  const pid = child.pid ?? 0;
  const end = (): void => { signal(pid, 'SIGKILL'); };
  endings.add(end);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { words = `${words}${chunk.toString()}`.slice(-20_000); });
  const exited = new Promise<void>((resolve) => { child.once('exit', () => { endings.delete(end); resolve(); }); });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => { reject(new Error(`the server did not start within ${STARTS_WITHIN_MS / 1000} s: ${words}`)); }, STARTS_WITHIN_MS);
    child.once('message', () => { clearTimeout(late); resolve(); });
    child.once('exit', (code) => { clearTimeout(late); reject(new Error(`the server ended with ${code ?? 'a signal'}: ${words}`)); });
  });

  return {
    url, pid, exited,
    /** The last lines that it wrote. */
    words: (): string => words,
    /** Sends a signal: `SIGKILL`, `SIGSTOP`, `SIGCONT`. */
    signal: (name: NodeJS.Signals): void => { signal(pid, name); },
    /** `kill -9`; resolves when it is gone. */
    async kill(): Promise<void> { signal(pid, 'SIGKILL'); await exited; },
    /** In order, by force after 15 s. */
    async stop(): Promise<void> {
      signal(pid, 'SIGTERM');
      if (!await waitForExit(pid, STOPS_WITHIN_MS)) signal(pid, 'SIGKILL');
      await exited;
    },
  };
}

/** Resident memory of a process in megabytes (2^20 bytes); Linux only. @throws when the process cannot be seen */
export function residentMB(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`the memory of process ${pid} cannot be read`);
  return Number(found) / 1024;
}

/** Processor time that a process has used so far, in milliseconds; Linux only, and 0 elsewhere. */
export function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold spaces: user and system time are the 12th and 13th field, in hundredths of a second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** A program of the bench that was bundled beside this one, as a process that answers messages. */
export async function startHelper<Question extends object, Reply>(name: string, args: readonly string[] = []) {
  const child = spawn(process.execPath, [YOUNG_SPACE, join(root, '.cache', `bench-${name}.js`), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const end = (): void => { child.kill('SIGKILL'); };
  endings.add(end);
  const waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  child.on('message', (reply) => { waiting.shift()?.resolve(reply as Reply); });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      endings.delete(end);
      for (const { reject } of waiting.splice(0)) reject(new Error(`the helper ${name} ended with ${code ?? 'a signal'}`));
      resolve();
    });
  });
  const next = (): Promise<Reply> => new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
  const first = await next();
  return {
    first, pid: child.pid ?? 0,
    /** Asks and waits for its reply; replies come in the order of the questions. */
    ask: async (question: Question): Promise<Reply> => { const reply = next(); child.send(question); return reply; },
    async stop(): Promise<void> { child.kill('SIGKILL'); await exited; },
  };
}
