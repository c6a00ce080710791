/** So long without a touch or key, in milliseconds, and a signed-in screen locks. Source: reliability.md §8 "30 min idle locks actions". */
export const IDLE_MS = 30 * 60_000;

/** Whether a screen that was last touched at `touchedAt` locks at `now`, both in milliseconds. It does at the exact instant. */
export const isIdle = (touchedAt: number, now: number): boolean => now - touchedAt >= IDLE_MS;

/**
 * Whether a locked screen is open at this address: at the first question of raising where it was opened there, and from there on the pages
 * of raising, until somebody leaves them.
 * @param raising whether it was open at the address before
 */
export const isRaising = (path: string, raising: boolean): boolean => raising && /^\/(?:raise|reports)(?:\/|$)/.test(path);
