import { setTimeout as sleep } from 'node:timers/promises';
import { note, seconds } from './screen.mjs';
import { startServer } from './server-process.mjs';

const SHORTEST_MS = 500;
const LONGEST_MS = 30_000;
/** Whoever ran this long had recovered: the next restart is quick again. */
const STEADY_MS = 60_000;

/**
 * Keeps a server, and the mongod under it when it is ours, running until told to stop: what dies is
 * started again, at first after half a second, then twice as late each time up to 30 s.
 * @param open starts the database, `(port) => { uri, mongod }`
 * @param env the server's environment without `MONGODB_URI`
 * @param onServer is told each new server's pid
 */
export function keepRunning({ open, env, onServer }) {
  let stopping = false;
  let server = null;
  let uri = '';
  let database = null;

  /** Opens the database; resolves when it takes writes. */
  async function start() {
    // Remembered while it opens: a stop in that moment must still find it.
    database = open();
    const opened = await database;
    uri = opened.uri;
    if (opened.mongod) void keepDatabase(opened.mongod);
  }

  /** Runs the server for good; `onReady` is called once. @throws when it does not come up the first time, or dies over a database that is not ours */
  async function serve({ onReady, restart }) {
    for (let waitMs = SHORTEST_MS, first = true; !stopping; first = false) {
      const startedAt = Date.now();
      server = startServer({ ...env, MONGODB_URI: uri });
      onServer(server.pid);
      const ready = await Promise.race([server.ready, server.exited.then(() => false)]);
      if (stopping) return;
      if (ready && first) onReady();
      else if (ready) note(`The server is back, after ${seconds(Date.now() - startedAt)}.`);
      const how = await server.exited;
      if (stopping) return;
      if (first && !ready) throw new Error(`The server could not start (${how}). Its own words are above.`);
      if (!restart) throw new Error(`The server stopped (${how}).`);
      if (Date.now() - startedAt > STEADY_MS) waitMs = SHORTEST_MS;
      note(`The server stopped (${how}). Starting it again in ${seconds(waitMs)}.`);
      await sleep(waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_MS);
    }
  }

  async function keepDatabase(mongod) {
    for (let current = mongod; ;) {
      await current.exited;
      if (stopping) return;
      note('The database stopped. Starting it again.');
      current = await reopen(current.port);
      if (!current) return;
      note('The database is back.');
    }
  }

  async function reopen(port) {
    for (let waitMs = SHORTEST_MS; !stopping; waitMs = Math.min(waitMs * 2, LONGEST_MS)) {
      try {
        // The same port, so that the server's driver finds it by itself.
        database = open(port);
        const opened = await database;
        if (opened.uri !== uri) {
          uri = opened.uri;
          await server?.stop();
        }
        return opened.mongod;
      } catch (error) {
        note(`${error.message} Trying again in ${seconds(waitMs)}.`);
        await sleep(waitMs);
      }
    }
    return null;
  }

  return {
    start,
    serve,
    /** The server first, so that it can finish what it does, then the database. */
    async stop() {
      stopping = true;
      await server?.stop();
      const opened = await database?.catch(() => null);
      await opened?.mongod?.stop();
    },
  };
}
