import type { RotaView } from '../../../server/contract/oncall.js';
import { languageTag } from '../app/words.js';
import type { ClockChange } from './core/clock-change.js';
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

/** "Wed, Oct 28" in the rota's own zone. */
export const dayIn = (at: string | number, timeZone: string): string => format(timeZone, DAY).format(new Date(at));

/** "Wed, Oct 28, 08:00" in the rota's own zone. */
export const momentIn = (at: string | number, timeZone: string): string => format(timeZone, { ...DAY, ...TIME }).format(new Date(at));

/** Within so many hours the weekday alone tells which day is meant. */
const SAME_WEEK_HOURS = 6 * 24;

/** "Wed, Oct 28, 08:00 to Thu 08:00" in the rota's own zone. */
export function spanIn(from: string, to: string, timeZone: string): string {
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
  const end = hours > SAME_WEEK_HOURS ? momentIn(to, timeZone) : format(timeZone, { weekday: 'short', ...TIME }).format(new Date(to));
  return rotaWords('next.from-to', { from: momentIn(from, timeZone), to: end });
}

/** "Wed, Oct 28" of a local date, whatever the zone. */
export const localDay = (date: string): string => dayIn(Date.parse(`${date}T12:00:00Z`), 'UTC');

/** "One day each, handed over at 08:00." */
export const turnWords = ({ turn, handOverAt }: Pick<RotaView, 'turn' | 'handOverAt'>): string => rotaWords(`turn.${turn}`, { time: handOverAt });

/** "Clocks go back 1 hour on Sun, Nov 1." */
export function clockChangeWords({ at, hours }: ClockChange, timeZone: string): string {
  return rotaWords(hours < 0 ? 'clocks.back' : 'clocks.forward', { count: Math.abs(hours), day: dayIn(at, timeZone) });
}
