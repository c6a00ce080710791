/**
 * Sounds within this time of one another are one burst, and one sound. Source: product design guide §5, "one sound per
 * burst (10 s)"; half a second less, because an alarm that repeats every 10 s by a timer may come a little early.
 */
export const BURST_MS = 9_500;

/** From the quietest to the one that must never be drowned. `lost` is the line to the server. */
const RANK = { soon: 0, urgent: 1, lost: 2, emergency: 3 } as const;

export type SoundName = keyof typeof RANK;

export interface Played {
  name: SoundName;
  at: number;
}

/** Whether `name` may sound at `now`: not within a burst, unless it is graver than what sounded. Milliseconds. */
export function maySound(name: SoundName, last: Played | null, now: number): boolean {
  return last === null || now - last.at >= BURST_MS || RANK[name] > RANK[last.name];
}
