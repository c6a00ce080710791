/** A silence this long, and the page says that it is checking. Source: product design guide §3, "10 s". */
export const CHECKING_AFTER_MS = 10_000;
/** A silence this long, and what the page shows is old. Source: product design guide §3, "15 s". */
export const STALE_AFTER_MS = 15_000;

/** `live`: news comes as it happens. `checking`: silent for a moment. `stale`: the screen shows the past. `offline`: no network. */
export type ConnectionState = 'live' | 'checking' | 'stale' | 'offline';

export interface Heard {
  /** Whether the device says it has a network at all. */
  online: boolean;
  /** When anything last came from the server; null before the first time. */
  heardAt: number | null;
  /** When listening began; the first silence is measured from here. */
  startedAt: number;
}

/** What may be said about the page at `now`. Only what was heard counts, an open socket proves nothing. */
export function connectionState({ online, heardAt, startedAt }: Heard, now: number): ConnectionState {
  if (!online) return 'offline';
  const silence = now - (heardAt ?? startedAt);
  if (silence >= STALE_AFTER_MS) return 'stale';
  if (silence >= CHECKING_AFTER_MS || heardAt === null) return 'checking';
  return 'live';
}
