const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, known);
  return known;
}

/** The local date and time of an instant in a zone: `['2026-10-28', '02:14']`. */
export function localMoment(at: number, timeZone: string): readonly [date: string, time: string] {
  const parts = new Map<string, string>(formatFor(timeZone).formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: string): string => parts.get(type) ?? '';
  return [`${part('year')}-${part('month')}-${part('day')}`, `${part('hour')}:${part('minute')}`];
}

/** The wall clock of a zone at an instant as a date-and-time field takes it: `2026-10-28T02:14`. */
export const localInput = (at: number, timeZone: string): string => localMoment(at, timeZone).join('T');

/** A local date (YYYY-MM-DD) so many days later, or earlier. */
export const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole days from one local date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** Whether this is a date that exists: YYYY-MM-DD. */
export const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;

/** The Monday of the week in which a local date lies. */
export const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The instant (milliseconds) at which the clocks of a day first show `time`, or the next quarter of an hour that they show when the change skips it. */
export function instantOn(day: { startsAt: string; endsAt: string }, time: string, timeZone: string): number {
  const [start, end] = [Date.parse(day.startsAt), Date.parse(day.endsAt)];
  for (let at = start; at < end; at += QUARTER_MS) {
    if (localMoment(at, timeZone)[1] >= time) return at;
  }
  return end;
}

/** The next quarter of an hour after an instant: the first moment that can be asked for when a shift runs already. */
export const nextQuarter = (now: number): number => (Math.floor(now / QUARTER_MS) + 1) * QUARTER_MS;
