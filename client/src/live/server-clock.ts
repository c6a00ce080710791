import { useSyncExternalStore } from 'react';
import { addSample, clockOffset } from './core/clock-offset.js';
import type { ClockSample } from './core/clock-offset.js';

/**
 * The server's clock on this device. It stands on the device's steady clock, so that somebody who sets their phone's
 * time moves no countdown; until the server was heard it is the device's own time.
 */
function createServerClock() {
  let samples: readonly ClockSample[] = [];
  let offset: number | null = null;
  return {
    /** The server said at this moment that it was `serverAt` (ISO 8601 or milliseconds). Unreadable times are ignored. */
    heard(serverAt: string | number): void {
      const time = typeof serverAt === 'number' ? serverAt : Date.parse(serverAt);
      if (!Number.isFinite(time)) return;
      samples = addSample(samples, { serverAt: time, heardAt: performance.now() });
      offset = clockOffset(samples);
    },
    /** A rough idea of the server's time in milliseconds, used only while nothing better was heard. */
    guess(serverAt: number): void {
      if (samples.length === 0) offset = serverAt - performance.now();
    },
    /** Whether the server's time is known at all, roughly or well. */
    isSet(): boolean {
      return offset !== null;
    },
    /** Forgets what was heard: after a break the device may have slept, and its steady clock with it. */
    restart(): void {
      samples = [];
    },
    /** Milliseconds since 1970 by the server's clock. */
    now(): number {
      return offset === null ? Date.now() : performance.now() + offset;
    },
  };
}

export const serverClock = createServerClock();

interface Ticker {
  subscribe: (listener: () => void) => () => void;
  now: () => number;
}

const tickers = new Map<number, Ticker>();

/** One timer for all who tick at the same pace, so that all countdowns on a page change together. */
function tickerFor(intervalMs: number): Ticker {
  const known = tickers.get(intervalMs);
  if (known) return known;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = floorTo(serverClock.now(), intervalMs);

  const tick = () => {
    const now = serverClock.now();
    shown = floorTo(now, intervalMs);
    for (const listener of listeners) listener();
    timer = setTimeout(tick, intervalMs - (now % intervalMs));
  };
  const ticker: Ticker = {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) tick();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
    now() {
      // Nobody was listening, so nothing moved it meanwhile.
      if (listeners.size === 0) shown = floorTo(serverClock.now(), intervalMs);
      return shown;
    },
  };
  tickers.set(intervalMs, ticker);
  return ticker;
}

function floorTo(time: number, step: number): number {
  return Math.floor(time / step) * step;
}

/**
 * The server's time in milliseconds, renewed every `intervalMs` on the beat (at whole seconds for 1000). Rounded down to
 * that beat.
 */
export function useNow(intervalMs = 1000): number {
  const ticker = tickerFor(intervalMs);
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}
