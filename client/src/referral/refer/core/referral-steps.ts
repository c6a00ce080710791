import type { ReferralView } from '../../../../../server/contract/referral.js';
import { isWaiting } from '../../list/core/referral-groups.js';

export type StepName = 'sent' | 'leaves' | 'rung' | 'delivered' | 'opened' | 'accepted' | 'declined' | 'expired' | 'handed-back';

/** One station of a referral on its way to an answer. */
export interface WayStep {
  name: StepName;
  state: 'done' | 'failed' | 'todo';
  /** When it happened, or for the last one by when it must. */
  at: string | null;
}

/** How far a referral has come, station by station. Sent, delivered, opened and accepted are four words; none stands for another. */
export function waySteps(referral: ReferralView, now: number): WayStep[] {
  const { way, sentAt, leavesAt, deliveredAt, openedAt } = referral;
  const step = (name: StepName, at: string | null): WayStep => ({ name, state: at === null ? 'todo' : 'done', at });
  if (way === 'phone') return [step('rung', sentAt), answerStep(referral)];
  const waits = leavesAt !== null && Date.parse(leavesAt) > now;
  return [
    waits ? { name: 'leaves', state: 'todo', at: leavesAt } : step('sent', leavesAt ?? sentAt),
    step('delivered', deliveredAt),
    step('opened', openedAt),
    answerStep(referral),
  ];
}

function answerStep({ state, answerBy, steps }: ReferralView): WayStep {
  const at = (wanted: string) => steps.findLast((step) => step.state === wanted)?.at ?? null;
  if (isWaiting(state) || state === 'DRAFT' || state === 'WAITLISTED') return { name: 'accepted', state: 'todo', at: answerBy };
  if (state === 'DECLINED') return { name: 'declined', state: 'failed', at: at('DECLINED') };
  if (state === 'EXPIRED') return { name: 'expired', state: 'failed', at: at('EXPIRED') };
  if (state === 'HANDED_BACK') return { name: 'handed-back', state: 'failed', at: at('HANDED_BACK') };
  const accepted = at('ACCEPTED');
  return { name: 'accepted', state: accepted === null ? 'todo' : 'done', at: accepted };
}
