import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningMongod } from '../../scripts/mongod.mjs';
import { freePort, signal, waitForExit } from '../../scripts/processes.mjs';
import { median, nowMs, pause, until } from './figures.js';
import { httpClient } from './house/http-client.js';
import { residentMB, root } from './house/processes.js';
import type { Outcome } from './rows.js';

const SETTLES_MS = 3000;
const STARTS_WITHIN_MS = 120_000;

/** `npm start` as a person runs it, on a data folder and a port of its own. */
function start(dir: string, port: number): { child: ChildProcess; ready: Promise<number> } {
  const npm = process.env['npm_execpath'];
  const { PATH, HOME, MONGOD_BINARY } = process.env;
  const startedAt = nowMs();
  const child = spawn(npm === undefined ? 'npm' : process.execPath, [...(npm === undefined ? [] : [npm]), 'start'], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH, HOME, ...(MONGOD_BINARY === undefined ? {} : { MONGOD_BINARY }), DATA_DIR: dir, PORT: String(port), LOG_LEVEL: 'error' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  const ready = async (): Promise<number> => {
    await until('npm start said that it is ready', () => printed.includes('Ready in ') || child.exitCode !== null, STARTS_WITHIN_MS);
    if (child.exitCode !== null) throw new Error(`npm start ended: ${printed.slice(-800)}`);
    await until('npm start could commit', async () => (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok === true, STARTS_WITHIN_MS);
    return nowMs() - startedAt;
  };
  return { child, ready: ready() };
}

async function stop(child: ChildProcess, dir: string): Promise<void> {
  child.kill('SIGTERM');
  await until('npm start had stopped', () => runningMongod(dir) === null, 30_000).catch(() => undefined);
  await waitForExit(child.pid ?? 0, 10_000);
}

/** A second `npm start` on data that is there, and the server's memory with the demo network after somebody used it. */
export async function measureStart(quick: boolean): Promise<Record<'start-warm' | 'memory-rss', Outcome>> {
  const dir = mkdtempSync(join(tmpdir(), `handrail-test-${process.pid}-start-`));
  let running: ChildProcess | null = null;
  try {
    const port = await freePort();
    const times: number[] = [];
    for (let n = 0; n <= (quick ? 1 : 3); n++) {
      const { child, ready } = start(dir, port);
      running = child;
      const readyMs = await ready;
      if (n > 0) times.push(readyMs / 1000);
      if (n < (quick ? 1 : 3)) await stop(child, dir);
    }
    await openTheDemo(`http://127.0.0.1:${port}`);
    await pause(SETTLES_MS);
    const { server } = JSON.parse(readFileSync(join(dir, 'start.json'), 'utf8')) as { server: number };
    return {
      'start-warm': { value: median(times), note: `${times.map((one) => one.toFixed(2)).join(', ')} s, from the command until it says that it is ready` },
      'memory-rss': { value: residentMB(server), note: 'the server process with the demo network, after a sign-in, the board and 30 reports' },
    };
  } finally {
    if (running) await stop(running, dir);
    const mongod = runningMongod(dir);
    if (mongod) signal(mongod.pid, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Demo { password: string; staff: { email: string; roles: string[][] }[] }

/** What a first visitor does: signs in, raises, looks at the board. */
async function openTheDemo(url: string): Promise<void> {
  const demo = JSON.parse(readFileSync(join(root, 'config', 'demo', 'network.json'), 'utf8')) as Demo;
  const withRole = (wanted: string): string => demo.staff.find(({ roles }) => roles.some(([, role]) => role === wanted))?.email ?? '';
  const client = httpClient(url);
  const signIn = async (email: string): Promise<string> => {
    const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Handrail': '1' }, body: JSON.stringify({ email, password: demo.password }) });
    if (!answer.ok) throw new Error(`signing in to the demo was answered ${answer.status}`);
    return answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  };
  const [worker, supervisor] = [await signIn(withRole('support-worker')), await signIn(withRole('supervisor'))];
  for (let n = 0; n < 30; n++) {
    const { status } = await client.post('/api/v1/reports', { choice: 'struggling' }, worker);
    if (status !== 201) throw new Error(`a report to the demo was answered ${status}`);
  }
  for (let n = 0; n < 10; n++) await client.get('/api/v1/board', supervisor);
  client.close();
}
