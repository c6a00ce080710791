import type { InboxGroup } from '../../contract/inbox.js';
import { isEnded, isWaiting } from './moves.js';
import type { Progress } from './referral.js';

/** Where a referral stands for the service that was asked. */
export function inboxGroup(referral: Pick<Progress, 'state'>): InboxGroup {
  if (isEnded(referral)) return 'over';
  if (isWaiting(referral)) return 'to-answer';
  return referral.state === 'WAITLISTED' ? 'listed' : 'ours';
}

const ORDER: readonly InboxGroup[] = ['to-answer', 'ours', 'listed', 'over'];

/** What a service must do first stands first: unanswered ones by the end of their time, the rest newest first. */
export function inInboxOrder(a: { group: InboxGroup; answerBy: string | null; sentAt: string }, b: { group: InboxGroup; answerBy: string | null; sentAt: string }): number {
  const apart = ORDER.indexOf(a.group) - ORDER.indexOf(b.group);
  if (apart !== 0) return apart;
  if (a.group === 'to-answer' && a.answerBy !== b.answerBy) return (a.answerBy ?? '~') < (b.answerBy ?? '~') ? -1 : 1;
  return b.sentAt < a.sentAt ? -1 : b.sentAt > a.sentAt ? 1 : 0;
}
