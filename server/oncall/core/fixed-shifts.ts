import type { Book, Change, Stretch } from './rota.js';
import { overlap } from './rota.js';
import { scheduleOf } from './schedule.js';

/** What is left of a stretch without others, in order. */
export function without({ startsAt, endsAt }: Stretch, others: readonly Stretch[]): Stretch[] {
  let left: Stretch[] = [{ startsAt, endsAt }];
  for (const other of others) {
    left = left.flatMap((piece) => (overlap(piece, other) ? [{ startsAt: piece.startsAt, endsAt: other.startsAt }, { startsAt: other.endsAt, endsAt: piece.endsAt }].filter((rest) => rest.startsAt < rest.endsAt) : [piece]));
  }
  return left.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

export const fixedIn = ({ changes }: Pick<Book, 'changes'>, stretch: Stretch): Change[] => changes.filter((change) => change.kind === 'fixed' && overlap(change, stretch));

/** True when the plan of a rota already says what a shift asks for: by fixed shifts, or because this person is on call through all of it anyhow. */
export function saysSo(book: Book, { staffId, beside }: { staffId: string | null; beside: boolean }, stretch: Stretch): boolean {
  if (staffId === null) return fixedIn(book, stretch).length === 0;
  const own = beside ? book.changes.filter((change) => change.kind === 'extra' && change.staffId === staffId && overlap(change, stretch)) : fixedIn(book, stretch).filter((change) => change.staffId === staffId);
  return without(stretch, own).length === 0 || scheduleOf(book, stretch.startsAt, stretch.endsAt).segments.every((segment) => segment.staffId === staffId);
}

/**
 * What must change so that each of `wanted` stands among a rota's fixed shifts and no two of them overlap: which go, and what is
 * put in their place, the remains of those that are cut included. `wanted` do not overlap; null is nobody.
 */
export function exchangeFixed(fixed: readonly Change[], wanted: readonly (Stretch & { staffId: string | null })[]): { gone: Change[]; added: (Stretch & { staffId: string; isRest: boolean })[] } {
  const gone = fixed.filter((change) => wanted.some((one) => overlap(one, change)));
  return {
    gone,
    added: [
      ...gone.flatMap((change) => without(change, wanted).map((rest) => ({ ...rest, staffId: change.staffId, isRest: true }))),
      ...wanted.flatMap(({ staffId, startsAt, endsAt }) => (staffId === null ? [] : [{ staffId, startsAt, endsAt, isRest: false }])),
    ],
  };
}
