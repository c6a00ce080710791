import { BOARD_COLUMNS } from '../../../../../server/contract/crisis.js';
import type { BoardCard, BoardColumn } from '../../../../../server/contract/crisis.js';
import { isSnoozed } from '../../asks/core/attention.js';

/**
 * Where a card stands. While somebody is asked to take it over it stands under "Hand-over and referral", whoever has it:
 * there the one who is asked looks for it. An assignment stays where it waits.
 */
export function columnOf({ column, handOver }: Pick<BoardCard, 'column' | 'handOver'>): BoardColumn {
  return column === 'has-it' && handOver !== null && handOver.kind !== 'assignment' ? 'referral' : column;
}

/** Whether a card under "Hand-over and referral" is there for its hand-over. */
export const isHandOver = (card: Pick<BoardCard, 'column' | 'handOver'>): boolean => card.column === 'has-it' && columnOf(card) === 'referral';

/** The instant that a card counts down to in its column; null when nothing is due. */
export function dueAtOf(card: BoardCard): string | null {
  switch (card.column) {
    case 'needs-someone':
      return card.answerBy ?? card.contactBy;
    case 'has-it':
      return earliest([card.graceUntil ?? card.progressBy, card.emergencyConfirmBy, isHandOver(card) ? card.handOver?.until ?? null : null]);
    case 'referral':
      return card.referral?.answerBy ?? null;
    case 'follow-up':
      return card.followUp?.dueAt ?? null;
  }
}

function earliest(instants: readonly (string | null)[]): string | null {
  const known = instants.filter((at) => at !== null);
  return known.length > 0 ? known.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b)) : null;
}

/** Least time left first, what is past its time before all; without a clock last. Ties: the more urgent, then the older. */
export function byTimeLeft(a: BoardCard, b: BoardCard): number {
  return compareKeys(keyOf(a), keyOf(b));
}

interface Key {
  card: BoardCard;
  due: number;
}

/** Far away, yet a number: two cards without a clock are alike, and infinities cannot be subtracted. */
const NEVER = 8.64e15;

function keyOf(card: BoardCard): Key {
  const due = dueAtOf(card);
  return { card, due: due === null ? NEVER : Date.parse(due) };
}

const compareKeys = (a: Key, b: Key): number =>
  a.due - b.due || compare(a.card.letter, b.card.letter) || compare(a.card.raisedAt, b.card.raisedAt) || compare(a.card.id, b.card.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** All cards in one list, least time left first; what is snoozed at `now` (milliseconds) stands last. */
export function allByTimeLeft(cards: readonly BoardCard[], now: number): BoardCard[] {
  return cards.map(keyOf).sort((a, b) => awakeFirst(a, b, now) || compareKeys(a, b)).map(({ card }) => card);
}

const awakeFirst = (a: Key, b: Key, now: number): number => Number(isSnoozed(a.card, now)) - Number(isSnoozed(b.card, now));

/** The cards of each column, least time left first; what is snoozed at `now` (milliseconds) stands last. */
export function byColumn(cards: readonly BoardCard[], now: number): Record<BoardColumn, BoardCard[]> {
  const columns: Record<BoardColumn, Key[]> = { 'needs-someone': [], 'has-it': [], referral: [], 'follow-up': [] };
  for (const card of cards) columns[columnOf(card)].push(keyOf(card));
  const sorted = BOARD_COLUMNS.map((column) => [column, columns[column].sort((a, b) => awakeFirst(a, b, now) || compareKeys(a, b)).map(({ card }) => card)] as const);
  return Object.fromEntries(sorted) as Record<BoardColumn, BoardCard[]>;
}
