import type { RotaLayer, RotaView, SegmentView, WeeklyHours } from '../../../server/contract/oncall.js';
import { languageTag } from '../app/words.js';
import { daysWords, isWholeDay } from './core/weekly-hours.js';
import { rotaWords } from './rota-words.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([languageTag(), timeZone, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(languageTag(), { ...options, timeZone });
  formats.set(key, known);
  return known;
}

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', month: 'short', day: 'numeric' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const HOUR_MS = 3_600_000;
/** Within so long the weekday alone tells which day is meant. */
const SAME_WEEK_MS = 6 * 24 * HOUR_MS;

/** "Wed, Oct 28" in the rota's own zone. */
export const dayIn = (at: string | number, timeZone: string): string => format(timeZone, DAY).format(new Date(at));

/** "08:00" in the rota's own zone. */
export const timeIn = (at: string | number, timeZone: string): string => format(timeZone, TIME).format(new Date(at));

/** "Wed, Oct 28, 08:00" in the rota's own zone. */
export const momentIn = (at: string | number, timeZone: string): string => format(timeZone, { ...DAY, ...TIME }).format(new Date(at));

/** "Thu 08:00" while that is clear, else "Thu, Nov 5, 08:00". */
export const nearIn = (at: string | number, timeZone: string, from: string | number): string =>
  (Math.abs(Number(new Date(at)) - Number(new Date(from))) < SAME_WEEK_MS ? format(timeZone, { weekday: 'short', ...TIME }).format(new Date(at)) : momentIn(at, timeZone));

/** "Wed, Oct 28, 08:00 to Thu 08:00", or "Wed, Oct 28, 08:00 to 20:00" on one day. */
export function spanIn(from: string, to: string, timeZone: string): string {
  const end = dayIn(from, timeZone) === dayIn(to, timeZone) ? timeIn(to, timeZone) : nearIn(to, timeZone, from);
  return rotaWords('needs.span', { from: momentIn(from, timeZone), to: end });
}

/** "Oct 26" of a local date, whatever the zone. */
export const shortDay = (date: string): string => format('UTC', { month: 'short', day: 'numeric' }).format(Date.parse(`${date}T12:00:00Z`));

/** "Wed, Oct 28" of a local date, whatever the zone. */
export const localDay = (date: string): string => dayIn(Date.parse(`${date}T12:00:00Z`), 'UTC');

/** "Wed Oct 28": the same without the comma, for the head of a column. */
export function columnDay(date: string): string {
  const at = Date.parse(`${date}T12:00:00Z`);
  return `${format('UTC', { weekday: 'short' }).format(at)} ${shortDay(date)}`;
}

/** "08" on the hour, else "08:30". */
function hourIn(at: string, timeZone: string): string {
  const time = timeIn(at, timeZone);
  return time.endsWith(':00') ? time.slice(0, -3) : time;
}

/** The hours of a stretch as short as a cell of the week: "20–08", "to 08" where it began before the week, "to Mon 08:00" where it lasts for days. */
export function hoursIn(segment: Pick<SegmentView, 'startsAt' | 'wholeStartsAt' | 'wholeEndsAt'>, timeZone: string): string {
  const long = Date.parse(segment.wholeEndsAt) - Date.parse(segment.wholeStartsAt) > 25 * HOUR_MS;
  if (long) return rotaWords('cell.to', { to: nearIn(segment.wholeEndsAt, timeZone, segment.startsAt) });
  if (segment.wholeStartsAt !== segment.startsAt) return rotaWords('cell.to', { to: hourIn(segment.wholeEndsAt, timeZone) });
  return rotaWords('cell.from-to', { from: hourIn(segment.wholeStartsAt, timeZone), to: hourIn(segment.wholeEndsAt, timeZone) });
}

/** "Clocks go back 1 hour on Sun, Nov 1." @param hours how long that day is */
export const clockChangeWords = (date: string, hours: number): string =>
  rotaWords(hours > 24 ? 'clocks.back' : 'clocks.forward', { count: Math.abs(Math.round((hours - 24) * 10) / 10), day: localDay(date) });

/** "Mon–Fri 18:00–08:00, Sat–Sun all day"; "every hour" for none. */
export function weeklyWords(hours: readonly WeeklyHours[]): string {
  if (hours.length === 0) return rotaWords('hours.always');
  return hours
    .map((one) => {
      const days = daysWords(one.days, languageTag());
      return isWholeDay(one) ? rotaWords('hours.all-day', { days }) : rotaWords('hours.from-to', { days, from: one.from, until: one.until });
    })
    .join(', ');
}

/** "One week each, handed over at 08:00, Mon–Fri 18:00–08:00." */
export function turnWords({ turn, handOverAt, hours }: Pick<RotaLayer, 'turn' | 'handOverAt' | 'hours'>): string {
  const each = rotaWords(`turn.${turn.unit}`, { count: turn.count });
  return hours.length === 0 ? rotaWords('turn.rule', { turn: each, time: handOverAt }) : rotaWords('turn.rule-hours', { turn: each, time: handOverAt, hours: weeklyWords(hours) });
}

/** "Somebody must be on call Mon–Fri 18:00–08:00." */
export const mustCoverWords = ({ mustCover }: Pick<RotaView, 'mustCover'>): string =>
  (mustCover.length === 0 ? rotaWords('rotas.must-always') : rotaWords('rotas.must', { hours: weeklyWords(mustCover) }));

/** Names one after another as the reader's language lists them. */
export const listed = (names: readonly string[]): string => new Intl.ListFormat(languageTag()).format(names);
