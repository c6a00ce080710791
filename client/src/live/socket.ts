import { useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';
import type { LiveAsks, LiveNews } from '../../../server/contract/live.js';
import { connectionState } from './core/connection.js';
import type { ConnectionState } from './core/connection.js';
import { serverClock } from './server-clock.js';

export type LiveSocket = Socket<LiveNews, LiveAsks>;
type NewsName = keyof LiveNews;

/** What a page shows about its line to the server. */
export interface Connection {
  state: ConnectionState;
  /** Whether the line was opened at all; nothing is said about one that nobody opened. */
  listening: boolean;
  /** When anything was last heard, in milliseconds by the server's clock; null before the first time. */
  heardAt: number | null;
  /** How often the line came back after a break; whoever sees it grow fetches everything again. */
  comebacks: number;
}

const CLOSED: Connection = { state: 'checking', listening: false, heardAt: null, comebacks: 0 };

/** How often the silence is measured while listening. */
const LOOK_EVERY_MS = 1000;
/** How long after the server sent us away we knock again. */
const KNOCK_AGAIN_MS = 3000;

/**
 * The page's one line to the server: subscriptions and news, never commands. It opens with the session's cookie, keeps
 * trying for as long as somebody listens, and says honestly how old what it shows is.
 */
function createLive() {
  let socket: LiveSocket | null = null;
  let connection = CLOSED;
  let heard = { heardAt: null as number | null, startedAt: 0 };
  let timer: ReturnType<typeof setInterval> | undefined;
  let openings = 0;
  const watchers = new Set<() => void>();
  const handlers = new Map<NewsName, Set<(...news: unknown[]) => void>>();
  const greeters = new Set<(socket: LiveSocket) => void>();

  const show = (next: Connection) => {
    const changed = (Object.keys(next) as (keyof Connection)[]).some((key) => next[key] !== connection[key]);
    if (!changed) return;
    connection = next;
    for (const watcher of watchers) watcher();
  };

  const stateNow = () => connectionState({ online: navigator.onLine, ...heard }, performance.now());
  const look = () => show({ ...connection, state: stateNow() });

  const hear = (reopened: boolean) => {
    const heardBefore = heard.heardAt !== null;
    const wasOld = connection.state === 'stale' || connection.state === 'offline';
    heard = { ...heard, heardAt: performance.now() };
    // A line that broke only for a second may have missed news too.
    const cameBack = heardBefore && (reopened || wasOld);
    show({ ...connection, state: stateNow(), heardAt: serverClock.now(), comebacks: connection.comebacks + (cameBack ? 1 : 0) });
  };

  const knockAgain = (fresh: LiveSocket) => {
    setTimeout(() => socket === fresh && fresh.connect(), KNOCK_AGAIN_MS);
  };

  const attach = (fresh: LiveSocket) => {
    fresh.on('connect', () => {
      serverClock.restart();
      hear(true);
      for (const greet of greeters) greet(fresh);
    });
    // It comes back by itself from a broken line, but not when the server closed it (a changed role) or refused it.
    fresh.on('disconnect', (reason) => reason === 'io server disconnect' && knockAgain(fresh));
    fresh.on('connect_error', () => !fresh.active && knockAgain(fresh));
    fresh.onAny((name: NewsName, ...news: unknown[]) => {
      hear(false);
      for (const handler of handlers.get(name) ?? []) handler(...news);
    });
    fresh.on('heartbeat', ({ at }) => serverClock.heard(at));
  };

  const open = async () => {
    openings += 1;
    const mine = openings;
    const { io } = await import('socket.io-client');
    if (mine !== openings || socket) return;
    socket = io({ withCredentials: true, transports: ['websocket', 'polling'], reconnectionDelay: 500, reconnectionDelayMax: 4000 });
    attach(socket);
  };

  /** The part that speaks the protocol may itself not have arrived yet: then it is fetched again at the next try. */
  const tryNow = () => {
    if (!connection.listening) return;
    if (socket) socket.disconnect().connect();
    else void open().catch(() => undefined);
  };

  return {
    /** Opens the line; a second call changes nothing. Answers at once, the connection tells how it goes. */
    listen(): void {
      if (connection.listening) return;
      heard = { heardAt: null, startedAt: performance.now() };
      show({ ...CLOSED, listening: true, state: stateNow() });
      window.addEventListener('online', tryNow);
      window.addEventListener('offline', look);
      timer = setInterval(look, LOOK_EVERY_MS);
      tryNow();
    },

    /** Closes the line and forgets what was heard: at sign-out. */
    hangUp(): void {
      openings += 1;
      socket?.disconnect();
      socket = null;
      clearInterval(timer);
      window.removeEventListener('online', tryNow);
      window.removeEventListener('offline', look);
      show(CLOSED);
    },

    /** Tries now instead of at the next turn. */
    tryNow,

    /** Calls `handler` for each piece of this news; answers a function that stops it. */
    onNews<Name extends NewsName>(name: Name, handler: LiveNews[Name]): () => void {
      const listeners = handlers.get(name) ?? new Set();
      handlers.set(name, listeners);
      const listener = handler as (...news: unknown[]) => void;
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Runs `greet` now if the line is open, and each time it opens again: the place to say what one wants to watch. */
    onOpen(greet: (socket: LiveSocket) => void): () => void {
      greeters.add(greet);
      if (socket?.connected) greet(socket);
      return () => void greeters.delete(greet);
    },

    /**
     * Runs `act` when the line opens for the first time after now, if it was not open yet: what changed between a fetch and
     * that moment was told to nobody. After a break everything is fetched again anyway.
     */
    onFirstOpening(act: () => void): () => void {
      if (connection.heardAt !== null) return () => undefined;
      const greet = () => {
        greeters.delete(greet);
        act();
      };
      greeters.add(greet);
      return () => void greeters.delete(greet);
    },

    /** Says something if the line is open, and nothing if not: how a page takes its leave. */
    whenOpen(say: (socket: LiveSocket) => void): void {
      if (socket?.connected) say(socket);
    },

    connection: (): Connection => connection,

    subscribe(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

export const live = createLive();

/** The page's line to the server, as it is now. */
export function useConnection(): Connection {
  return useSyncExternalStore(live.subscribe, live.connection);
}
