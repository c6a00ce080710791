import type { BoardCard } from '../../contract/crisis.js';
import type { WallCard } from '../../contract/wall.js';

/** What a big screen may show of a card: no word about the person, nor about where they are or who raised it. */
export function wallCardOf(card: BoardCard): WallCard {
  const { id, ref, version, teamId, column, letter, shows, raisedAt, owner, ladder } = card;
  return { id, ref, version, teamId, column, letter, shows, raisedAt, dueAt: dueAtOf(card), ownerName: owner?.name ?? null, unanswered: ladder?.alarm === true };
}

/** The instant that the card counts down to where it stands, as on the board. */
function dueAtOf({ column, answerBy, contactBy, graceUntil, progressBy, emergencyConfirmBy, handOver, referral, followUp }: BoardCard): string | null {
  switch (column) {
    case 'needs-someone': return answerBy ?? contactBy;
    case 'has-it': return earliest([graceUntil ?? progressBy, emergencyConfirmBy, handOver !== null && handOver.kind !== 'assignment' ? handOver.until : null]);
    case 'referral': return referral?.answerBy ?? null;
    case 'follow-up': return followUp?.dueAt ?? null;
  }
}

function earliest(instants: readonly (string | null)[]): string | null {
  return instants.reduce((first, at) => (first === null || (at !== null && Date.parse(at) < Date.parse(first)) ? at : first), null);
}
