import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startMongod } from '../../scripts/mongod.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');
/** The built server; `npm test` builds it before anything runs. */
export const SERVER = join(ROOT, 'dist/main.js');

export const freePort = (): Promise<number> => new Promise((done, fail) => {
  const probe = createServer();
  probe.once('error', fail);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as AddressInfo;
    probe.close(() => { done(port); });
  });
});

export type RealServer = Awaited<ReturnType<typeof startRealServer>>;

/** The built server with a database of its own, as processes that can be killed and started again. */
export async function startRealServer(settings: Record<string, string> = {}) {
  if (!existsSync(SERVER)) throw new Error('dist/main.js is missing: npm run build');
  const dir = mkdtempSync(join(tmpdir(), 'handrail-real-'));
  let mongod = await startMongod({ dir, cacheGB: 0.25, oplogMB: 64 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const fieldKeys = `k1:${randomBytes(32).toString('base64')}`;
  let child: ChildProcess | null = null;
  const words: string[] = [];

  const server = {
    url, words,
    /** With the database's name, as the server uses it. */
    databaseUri: (): string => mongod.uri,
    async start(): Promise<void> {
      const started = fork(SERVER, [], {
        cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: { PATH: process.env['PATH'] ?? '', MONGODB_URI: mongod.uri, PORT: String(port), PUBLIC_URL: url, PHONES: 'simulated', FIELD_KEYS: fieldKeys, LOG_LEVEL: 'error', ...settings },
      });
      child = started;
      for (const stream of [started.stdout, started.stderr]) stream?.on('data', (text: Buffer) => { words.push(text.toString()); });
      await new Promise<void>((done, fail) => {
        started.once('message', () => { done(); });
        started.once('exit', (code) => { fail(new Error(`the server stopped with ${code}: ${words.join('').slice(-2000)}`)); });
      });
      started.removeAllListeners('exit');
    },
    /** As a power cut: nothing is told, nothing is finished. */
    async kill(): Promise<void> {
      const dying = child;
      child = null;
      if (!dying || dying.exitCode !== null) return;
      await new Promise<void>((done) => { dying.once('exit', () => { done(); }); dying.kill('SIGKILL'); });
    },
    async killDatabase(): Promise<void> {
      await mongod.kill();
      mongod = await startMongod({ dir, cacheGB: 0.25, oplogMB: 64, port: mongod.port });
    },
    async stop(): Promise<void> {
      await server.kill();
      await mongod.kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return server;
}
