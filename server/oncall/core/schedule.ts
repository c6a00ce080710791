import type { Answer, Book, Segment } from './rota.js';
import { onCallAt, piecesOf } from './on-call-at.js';

/** A rota's segments, which meet without gap or overlap, and the stretches of those added beside. */
export interface Schedule { segments: Segment[]; extras: Segment[] }

const sameAnswer = (a: Segment, b: Answer): boolean =>
  a.why === b.why && a.staffId === b.staffId && a.layerId === b.layerId && a.turn === b.turn && a.changeId === b.changeId && a.because === b.because && a.away.join() === b.away.join();

/** The schedule of a rota from `from` until `until`, cut there. A turn that somebody else's cover interrupts is two segments. */
export function scheduleOf(book: Book, from: Date, until: Date): Schedule {
  const segments: Segment[] = [];
  const extras = new Map<string, Segment>();
  const doneExtras: Segment[] = [];
  if (from >= until) return { segments, extras: [] };
  for (const { startsAt, endsAt, answer: { extras: beside, ...answer } } of piecesOf(book, from, until)) {
    const last = segments.at(-1);
    if (last && sameAnswer(last, { ...answer, extras: [] })) segments[segments.length - 1] = { ...last, endsAt };
    else segments.push({ ...answer, startsAt, endsAt });
    for (const { staffId, changeId } of beside) {
      const open = extras.get(changeId);
      if (open?.endsAt.getTime() === startsAt.getTime()) { extras.set(changeId, { ...open, endsAt }); continue; }
      if (open) doneExtras.push(open);
      extras.set(changeId, { staffId, why: 'extra', layerId: null, turn: null, changeId, insteadOf: null, because: null, away: [], startsAt, endsAt });
    }
  }
  return { segments, extras: [...doneExtras, ...extras.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) };
}

const DAY_MS = 24 * 3600 * 1000;
/** How far to look for the end of an answer, in days: a turn has at most 12 weeks. */
const LOOKS_DAYS = [2, 9, 40, 100] as const;

/** The segment that holds at `at`, with its end however far; `endsAt` is null when it does not end within 100 days. */
export function segmentAt(book: Book, at: Date): Omit<Segment, 'endsAt'> & { endsAt: Date | null } {
  for (const days of LOOKS_DAYS) {
    const horizon = new Date(at.getTime() + days * DAY_MS);
    const [first] = scheduleOf(book, at, horizon).segments;
    if (first && first.endsAt < horizon) return first;
  }
  const { extras: _extras, ...answer } = onCallAt(book, at);
  return { ...answer, startsAt: at, endsAt: null };
}

/** A stretch in which nobody is on call though somebody must be. `because` is that of its beginning. */
export type Gap = Pick<Segment, 'startsAt' | 'endsAt' | 'because' | 'away'>;

/** The gaps among segments; those that meet are one. */
export function gapsIn(segments: readonly Segment[]): Gap[] {
  const gaps: Gap[] = [];
  for (const { why, startsAt, endsAt, because, away } of segments) {
    if (why !== 'gap') continue;
    const last = gaps.at(-1);
    if (last?.endsAt.getTime() === startsAt.getTime()) gaps[gaps.length - 1] = { ...last, endsAt, away: [...new Set([...last.away, ...away])] };
    else gaps.push({ startsAt, endsAt, because, away });
  }
  return gaps;
}
