/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${localTimeOf(at, timeZone, true)}Z`) - Math.floor(at / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone at an instant (milliseconds), as a date field takes it: `2026-11-29T02:00`. */
export function localTimeOf(at: number, timeZone: string, withSeconds = false): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const parts = new Map<string, string>(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: string): string => parts.get(type) ?? '00';
  const minute = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
  return withSeconds ? `${minute}:${part('second')}` : minute;
}

/**
 * The instant (milliseconds) at which the zone's clock shows `local`. A time that a clock change skips is taken later by the
 * skipped stretch, one that comes twice the first time, as rotas take them.
 * @returns NaN when `local` is no time
 */
export function instantAt(local: string, timeZone: string): number {
  const plain = Date.parse(`${local}Z`);
  if (!Number.isFinite(plain)) return Number.NaN;
  const [before, after] = [offsetAt(plain - 86_400_000, timeZone), offsetAt(plain + 86_400_000, timeZone)];
  const early = plain - before;
  return offsetAt(early, timeZone) === before ? early : (offsetAt(plain - after, timeZone) === after ? plain - after : early);
}

/** The first Sunday 02:00 by the zone's clock after `now`, as a date field takes it: the thinnest hour of most rotas. */
export function nextSundayAtTwo(now: number, timeZone: string): string {
  const today = localTimeOf(now, timeZone).slice(0, 10);
  for (let ahead = 0; ; ahead += 1) {
    const day = new Date(Date.parse(`${today}T12:00:00Z`) + ahead * 86_400_000);
    const local = `${day.toISOString().slice(0, 10)}T02:00`;
    if (day.getUTCDay() === 0 && instantAt(local, timeZone) > now) return local;
  }
}
