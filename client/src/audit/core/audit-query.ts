import type { AuditQuery } from '../../../../server/contract/audit.js';

/** What the page is asked to show, as its address keeps it. Days are local to the network's clock and both within. */
export interface Shown { who: string; action: string; ref: string; object: string; from: string; until: string }

export const NOTHING_CHOSEN: Shown = { who: '', action: '', ref: '', object: '', from: '', until: '' };

const KEYS = Object.keys(NOTHING_CHOSEN) as (keyof Shown)[];

/** What an address asks for. */
export function shownIn(params: URLSearchParams): Shown {
  return Object.fromEntries(KEYS.map((key) => [key, params.get(key) ?? ''])) as unknown as Shown;
}

/** The address for what is chosen, without what is not. */
export const addressOf = (shown: Shown): Record<string, string> => Object.fromEntries(KEYS.filter((key) => shown[key] !== '').map((key) => [key, shown[key]]));

/** How many of them narrow what is shown. */
export const narrowedBy = (shown: Shown): number => KEYS.filter((key) => shown[key] !== '').length;

/** Midnight at the start of a day (`2026-03-01`) on the clock of `zone`, as the server takes it. A clock-change night is its own length. */
export function startOf(date: string, zone: string): string {
  const utc = new Date(`${date}T00:00:00Z`);
  const offsetAt = (at: Date): number => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).formatToParts(at).map(({ type, value }) => [type, value]));
    return Date.parse(`${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}Z`) - at.getTime();
  };
  // The offset at the guess may be that of the other side of a clock change; a second look settles it.
  const first = new Date(utc.getTime() - offsetAt(utc));
  return new Date(utc.getTime() - offsetAt(first)).toISOString();
}

/** The day after (`2026-03-01` → `2026-03-02`). */
export const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** What is chosen, as the server is asked. */
export function queryOf({ who, action, ref, object, from, until }: Shown, zone: string): Omit<AuditQuery, 'cursor'> {
  return {
    ...(who && { who }), ...(action && { action }), ...(ref && { ref }), ...(object && { object }), ...(from && { from: startOf(from, zone) }), ...(until && { until: startOf(dayAfter(until), zone) }),
  };
}
