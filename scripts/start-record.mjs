import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, isAlive, waitForExit } from './processes.mjs';
import { SERVER, stopServer } from './server-process.mjs';

const SCRIPT = 'start.mjs';
const NOTICES_WITHIN_MS = 1500;
const STOPS_WITHIN_MS = 30_000;
const pathIn = (dir) => join(dir, 'start.json');

/** Notes beside the data who runs on it: `{ pid, server, url, stopping }`. */
export function recordStart(dir, record) {
  mkdirSync(dir, { recursive: true });
  const aside = `${pathIn(dir)}.${process.pid}`;
  writeFileSync(aside, JSON.stringify(record));
  renameSync(aside, pathIn(dir));
}

/** Removes the note; nobody runs on the data any more. */
export const forgetStart = (dir) => rmSync(pathIn(dir), { force: true });

/**
 * Makes sure that nobody else runs on this data: one that is just stopping is waited for, a server
 * whose start was killed is stopped.
 * @throws when another start is alive and stays; two would end each other's database
 */
export async function claimData(dir, { onStep }) {
  const last = read(dir);
  if (!last || last.pid === process.pid) return;
  if (!(await isLeaving(last, dir, onStep))) {
    throw new Error(`Handrail runs on this data already, at ${last.url} (process ${last.pid}). `
      + 'Stop that one with Ctrl-C, or give this one its own data: DATA_DIR=./data-2 npm start');
  }
  if (Number.isInteger(last.server) && isAlive(last.server) && commandOf(last.server).includes(SERVER)) {
    onStep(`An earlier start was killed and left its server behind (process ${last.server}); stopping that first.`);
    await stopServer(last.server);
  }
}

/** Whether that start is gone, or goes while we wait. One whose npm was killed needs a moment to notice. */
async function isLeaving({ pid }, dir, onStep) {
  const runs = () => isAlive(pid) && commandOf(pid).includes(SCRIPT);
  for (const until = Date.now() + NOTICES_WITHIN_MS; runs() && !read(dir)?.stopping;) {
    if (Date.now() > until) return false;
    await sleep(100);
  }
  if (!runs()) return true;
  onStep(`The one that ran here before (process ${pid}) is just stopping; waiting for it.`);
  return waitForExit(pid, STOPS_WITHIN_MS);
}

function read(dir) {
  try {
    return JSON.parse(readFileSync(pathIn(dir), 'utf8'));
  } catch {
    return null;
  }
}
