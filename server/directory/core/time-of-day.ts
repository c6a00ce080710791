/** A time as it was found, made `HH:MM` or `HH:MM:SS`, and whether it said which half of the day it meant. */
export interface CleanTime { time: string; saidHalf: boolean; offsetHours: number | null }

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * Reads the ways in which people write a clock time: `9:00`, `09:00:00`, `9am`, `4:00 PM`, `3pm`, `0900`, `9.30`, `noon`,
 * `midnight`, `24:00`, also with a zone behind it (`09:00-05:00`, `14:00Z`). Null when it is none of these.
 */
export function cleanTime(text: string): CleanTime | null {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === 'noon') return { time: '12:00', saidHalf: true, offsetHours: null };
  if (trimmed === 'midnight') return { time: '24:00', saidHalf: true, offsetHours: null };
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$/.exec(trimmed);
  if (!found) return null;
  const [, h, m = '0', s = '0', half, zone] = found;
  let hour = Number(h);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  } else if (found[2] === undefined) return null;
  const [minute, second] = [Number(m), Number(s)];
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && (minute > 0 || second > 0))) return null;
  return { time: `${two(hour)}:${two(minute)}${second > 0 ? `:${two(second)}` : ''}`, saidHalf: half !== undefined, offsetHours: zone ? offsetOf(zone) : null };
}

const offsetOf = (zone: string): number => {
  if (zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '');
  return (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) + Number(digits.slice(2)) / 60);
};

/** Minutes since midnight of `HH:MM` or `HH:MM:SS`, seconds cut off; null when it is not such a time. 24:00 is 1440. */
export function minutesOf(time: string): number | null {
  const found = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** What a pair of imported times amounts to. */
export type CleanSitting =
  | { kind: 'sitting'; opensAt: string; closesAt: string; changed: boolean }
  | { kind: 'unknown'; why: string | null };

/** An opening this late with a closing this early is meant to run past midnight; any other closing before opening is a slip. */
const EVENING = 16 * 60;
const MORNING = 12 * 60;

/**
 * Opening and closing as found in an import without rules of its own. A closing before the opening (`10:00` to `4:00`) is
 * four in the afternoon, or a night, or a slip: it stays unknown, because guessing would send people to a shut door.
 */
export function cleanSitting(opens: string, closes: string): CleanSitting {
  if (opens.trim() === '' && closes.trim() === '') return { kind: 'unknown', why: null };
  const [from, to] = [cleanTime(opens), cleanTime(closes)];
  if (!from || !to) return { kind: 'unknown', why: `times "${opens}" to "${closes}" cannot be read` };
  const [start, end] = [minutesOf(from.time), minutesOf(to.time)] as [number, number];
  if (end <= start && !to.saidHalf && !(start >= EVENING && end <= MORNING)) {
    return { kind: 'unknown', why: `closes (${closes}) before it opens (${opens}): afternoon, night or a slip` };
  }
  return { kind: 'sitting', opensAt: from.time, closesAt: to.time, changed: from.time !== opens.trim() || to.time !== closes.trim() };
}
