import type { BoardCard, BoardView } from '../../../../../server/contract/crisis.js';
import type { SessionView } from '../../../../../server/contract/identity.js';
import type { AskedView } from '../../../../../server/contract/escalation.js';

/** How I was asked for this crisis in the steps begun so far; null when I was not. */
export function askedAs(card: Pick<BoardCard, 'ladder'>, staffId: string): AskedView | null {
  const begun = card.ladder?.rungs.filter(({ state }) => state !== 'next') ?? [];
  return begun.flatMap(({ asked }) => asked).findLast((asked) => asked.staffId === staffId) ?? null;
}

/** Whether to offer "I’ve got this": to whoever was asked, is on call for the team, or supervises it. The server decides again. */
export function mayAnswer(card: Pick<BoardCard, 'ladder' | 'teamId'>, { staff, roles }: Pick<SessionView, 'staff' | 'roles'>, onCall: BoardView['onCall']): boolean {
  return askedAs(card, staff.id) !== null
    || onCall.some(({ staffId, teamId }) => staffId === staff.id && teamId === card.teamId)
    || roles.some(({ teamId, role }) => teamId === card.teamId && role === 'supervisor');
}
