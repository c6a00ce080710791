import { segmentsOf, toGsm7 } from './segments.js';

/** `seconds` as a text says it: "45 s", "90 s", "2 min", "15 min", "4 h". */
export function span(seconds: number): string {
  const whole = Math.max(Math.round(seconds), 0);
  if (whole < 60 || (whole < 120 && whole % 60 !== 0)) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: Date, timeZone: string): Record<string, string> {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
    clocks.set(timeZone, clock);
  }
  return Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** The wall clock of `timeZone` (IANA) as "02:14". */
export function timeOfDay(at: Date, timeZone: string): string {
  const { hour, minute } = partsOf(at, timeZone);
  return `${hour}:${minute}`;
}

/** As `timeOfDay`, with the day when that is not today: "Fri 02:30", and from six days on "4 Dec 02:30". */
export function dayAndTime(at: Date, now: Date, timeZone: string): string {
  const there = partsOf(at, timeZone);
  const here = partsOf(now, timeZone);
  const time = timeOfDay(at, timeZone);
  if (there['day'] === here['day'] && there['month'] === here['month'] && there['year'] === here['year']) return time;
  const near = Math.abs(at.getTime() - now.getTime()) < 6 * 24 * 3600 * 1000;
  return near ? `${there['weekday']} ${time}` : `${there['day']} ${there['month']} ${time}`;
}

const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'mx', 'miss', 'sr', 'rev']);

/** A member of staff in a text: never the person in crisis. */
export interface Named { name: string; initials: string }

/** Longer ones are not tried: a text has other things to say. */
const LONGEST_NAME = 20;
const LONGEST_INITIALS = 4;

/** How to name a member of staff, the fullest first: "Priya", "PN". Too long, or in letters that GSM-7 lacks: "A colleague", or what `unnamed` says. */
export function namesFor({ name, initials }: Named, unnamed = 'A colleague'): [string, ...string[]] {
  const words = name.trim().split(/\s+/);
  const titled = words.length > 1 && TITLES.has((words[0] ?? '').toLowerCase().replace('.', ''));
  const usable = (text: string, longest: number): string[] => {
    const plain = toGsm7(text.trim());
    return plain !== '' && plain.length <= longest && segmentsOf(plain).encoding === 'gsm-7' ? [plain] : [];
  };
  const known = [...usable(words.slice(0, titled ? 2 : 1).join(' '), LONGEST_NAME), ...usable(initials, LONGEST_INITIALS)];
  return [known[0] ?? unnamed, ...known.slice(1)];
}
