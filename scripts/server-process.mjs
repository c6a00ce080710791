import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './places.mjs';
import { signal, waitForExit } from './processes.mjs';

/** What a server's command line ends with; by it an old one is known again. */
export const SERVER = 'dist/main.js';
/** Room for what lives briefly, in MB: with the default of 16 a tenth more processor time goes into collecting it. As in the Dockerfile and the bench. */
export const YOUNG_SPACE = '--max-semi-space-size=32';

/**
 * Starts the server as a process of its own, in its own process group, so that Ctrl-C reaches it
 * through us, in order.
 * @param env its environment, `PORT` among it
 * @returns `{ pid, ready, exited, stop() }`: `ready` resolves true when it serves, false when it ended
 *   before; `exited` resolves to words about how it ended
 */
export function startServer(env) {
  const child = spawn(process.execPath, [YOUNG_SPACE, SERVER], {
    cwd: root, env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let over = false;
  const exited = new Promise((done) => {
    child.once('error', (error) => { over = true; done(error.message); });
    child.once('exit', (code, by) => { over = true; done(by ? `ended by ${by}` : `exit code ${code}`); });
  });
  const told = new Promise((done) => {
    child.on('message', (message) => { if (message?.ready === true) done(true); });
  });
  const seen = async () => {
    while (!over) {
      const answer = await fetch(`http://127.0.0.1:${env.PORT}/health/live`, { signal: AbortSignal.timeout(1000) }).catch(() => null);
      if (answer?.ok) {
        // It answers; give its own word, and the lines it prints with it, the chance to come first.
        await sleep(1500);
        return !over;
      }
      await sleep(150);
    }
    return false;
  };
  return {
    pid: child.pid,
    ready: Promise.race([told, seen()]),
    exited,
    /** Asks it to finish what it does; after 10 s it is ended by force. */
    stop: () => stopServer(child.pid, exited),
  };
}

/** Ends a server that is not our child any more, or is. */
export async function stopServer(pid, exited = waitForExit(pid, 60_000)) {
  signal(pid, 'SIGTERM');
  const late = sleep(10_000, 'late', { ref: false });
  if ((await Promise.race([exited, late])) !== 'late') return;
  signal(pid, 'SIGKILL');
  await waitForExit(pid, 5000);
}
