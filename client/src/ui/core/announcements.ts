/** Between two spoken messages, at least. Source: product design guide §10, "max one per 10 s". */
export const QUIET_MS = 10_000;

export type Manner = 'polite' | 'assertive';

/** What waits to be spoken, and when something was last spoken. Instants in milliseconds on one clock. */
export interface Announcements {
  assertive: readonly string[];
  polite: readonly string[];
  spokeAt: number | null;
  spokeAssertivelyAt: number | null;
}

export const SILENCE: Announcements = { assertive: [], polite: [], spokeAt: null, spokeAssertivelyAt: null };

/** Queues a message; one that already waits is not queued twice. */
export function queue(state: Announcements, manner: Manner, message: string): Announcements {
  if (state[manner].includes(message)) return state;
  return { ...state, [manner]: [...state[manner], message] };
}

/** Of polite messages that piled up, this many of the newest are spoken; the screen shows the rest. */
const MOST_AT_ONCE = 3;

export interface Speech {
  state: Announcements;
  say: { manner: Manner; words: string } | null;
  /** When to ask again; null when nothing waits. */
  nextAt: number | null;
}

/**
 * What may be spoken at `now`. An assertive message waits only for the previous assertive one; polite ones wait for
 * anything spoken before them and are then spoken together.
 */
export function speak(state: Announcements, now: number): Speech {
  const [urgent, ...urgentRest] = state.assertive;
  if (urgent !== undefined && isQuiet(state.spokeAssertivelyAt, now)) {
    const next = { ...state, assertive: urgentRest, spokeAt: now, spokeAssertivelyAt: now };
    return { state: next, say: { manner: 'assertive', words: urgent }, nextAt: wakeAt(next) };
  }
  if (state.polite.length > 0 && isQuiet(state.spokeAt, now)) {
    const next = { ...state, polite: [], spokeAt: now };
    return { state: next, say: { manner: 'polite', words: state.polite.slice(-MOST_AT_ONCE).join(' ') }, nextAt: wakeAt(next) };
  }
  return { state, say: null, nextAt: wakeAt(state) };
}

function isQuiet(spokeAt: number | null, now: number): boolean {
  return spokeAt === null || now - spokeAt >= QUIET_MS;
}

function wakeAt(state: Announcements): number | null {
  const times: number[] = [];
  if (state.assertive.length > 0) times.push((state.spokeAssertivelyAt ?? 0) + QUIET_MS);
  if (state.polite.length > 0) times.push((state.spokeAt ?? 0) + QUIET_MS);
  return times.length > 0 ? Math.min(...times) : null;
}
