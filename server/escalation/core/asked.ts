import type { StaffId } from '../../kernel/ids.js';
import type { Asked, Escalation, Notification } from './escalation.js';

/** Everybody who was asked so far. */
export const everyoneAsked = (e: Escalation): StaffId[] => [...new Set(e.asked.map(({ staffId }) => staffId))];

/** The pages to one responder on one rung of one round, in the order in which they were made. */
export const pagesOf = (e: Escalation, { staffId, round, rung }: Pick<Asked, 'staffId' | 'round' | 'rung'>): Notification[] =>
  e.notifications.filter((n) => n.kind === 'page' && n.staffId === staffId && n.round === round && n.rung === rung);
