import type { AttentionReason, BoardCard } from '../../../../../server/contract/crisis.js';
import { attentionFor, callsOf } from '../../asks/core/attention.js';
import type { Watcher } from '../../asks/core/attention.js';
import type { BoardState } from './board-state.js';

/** Something that happened on the board and is worth telling to somebody who does not see it. */
export type Happening =
  | { kind: 'needs-someone'; card: BoardCard }
  | { kind: 'no-answer'; card: BoardCard }
  | { kind: 'taken'; card: BoardCard }
  | { kind: 'referral'; card: BoardCard }
  | { kind: 'called'; card: BoardCard; why: AttentionReason | 'asked' }
  | { kind: 'left'; card: BoardCard };

/** What of one card's change is worth telling; nothing for small changes such as a receipt. */
function happeningOf(before: BoardCard | undefined, after: BoardCard | undefined, watcher: Watcher): Happening | null {
  if (!after) return before ? { kind: 'left', card: before } : null;
  if (after.column === 'needs-someone' && before?.column !== 'needs-someone') return { kind: 'needs-someone', card: after };
  if (after.ladder?.alarm && !before?.ladder?.alarm) return { kind: 'no-answer', card: after };
  const called = before && newCall(before, after, watcher);
  if (called) return { kind: 'called', card: after, why: called };
  if (after.owner && before?.owner?.id !== after.owner.id) return { kind: 'taken', card: after };
  if (after.referral && after.referral.state !== before?.referral?.state) return { kind: 'referral', card: after };
  return null;
}

/** What newly calls this person to a card, the newest of several. */
function newCall(before: BoardCard, after: BoardCard, watcher: Watcher): AttentionReason | 'asked' | null {
  const known = new Set(callsOf(before, watcher));
  if (callsOf(after, watcher).every((name) => known.has(name))) return null;
  const reason = attentionFor(after, watcher).findLast(({ why, at }) => !known.has(`${after.id} ${why} ${at}`));
  return reason?.why ?? 'asked';
}

/** Ids of the cards that are new, changed or gone between two looks at the board. */
export function changedBetween(before: BoardState, after: BoardState): ReadonlySet<string> {
  const versions = new Map(before.board.cards.map(({ id, version }) => [id, version]));
  const changed = new Set<string>();
  for (const { id, version } of after.board.cards) {
    if (versions.get(id) !== version) changed.add(id);
    versions.delete(id);
  }
  for (const id of versions.keys()) changed.add(id);
  return changed;
}

/** What happened between two states of the board, most urgent first. */
export function happeningsBetween(before: BoardState, after: BoardState, watcher: Watcher): Happening[] {
  if (before.board.cards === after.board.cards) return [];
  const cardsBefore = new Map(before.board.cards.map((card) => [card.id, card]));
  const found: Happening[] = [];
  const note = (happening: Happening | null) => happening && found.push(happening);
  for (const card of after.board.cards) {
    const was = cardsBefore.get(card.id);
    cardsBefore.delete(card.id);
    if (was !== card) note(happeningOf(was, card, watcher));
  }
  for (const gone of cardsBefore.values()) note(happeningOf(gone, undefined, watcher));
  return found.sort((a, b) => (a.card.letter < b.card.letter ? -1 : a.card.letter > b.card.letter ? 1 : 0));
}
