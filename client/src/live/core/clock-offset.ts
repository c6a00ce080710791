/** One look at the server's clock: what it said, and when that arrived on our own steady clock. Milliseconds. */
export interface ClockSample {
  serverAt: number;
  heardAt: number;
}

/** So many looks are kept; at one heartbeat in five seconds, a minute's worth. */
const KEPT = 12;

/**
 * What to add to our steady clock to have the server's. A message only ever arrives late, so the look that arrived
 * quickest shows the largest difference and is nearest the truth. Null while nothing was heard.
 */
export function clockOffset(samples: readonly ClockSample[]): number | null {
  if (samples.length === 0) return null;
  return Math.max(...samples.map((sample) => sample.serverAt - sample.heardAt));
}

/** Adds a look and forgets the oldest, so that a clock that drifts or a device that slept is followed. */
export function addSample(samples: readonly ClockSample[], sample: ClockSample): readonly ClockSample[] {
  return [...samples, sample].slice(-KEPT);
}
