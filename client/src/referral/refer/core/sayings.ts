import type { ProviderSaying } from '../../../../../server/contract/referral.js';
import type { ReferralState } from '../../../../../server/contract/words.js';

/** What a service may say on the phone once it has answered; how it ended is asked beside the person's own answer. */
export type Saying = Extract<ProviderSaying['answer'], 'arrived' | 'did-not-come' | 'wait-list' | 'hand-back' | 'decline' | 'redirect'>;

/** What can follow from each state. Source: domain.md §7.2. */
const SAYINGS: Partial<Readonly<Record<ReferralState, readonly Saying[]>>> = {
  ACCEPTED: ['arrived', 'did-not-come', 'wait-list', 'hand-back'],
  SCHEDULED: ['arrived', 'did-not-come', 'hand-back'],
  WAITLISTED: ['arrived', 'decline', 'redirect'],
  IN_PROGRESS: ['hand-back', 'redirect'],
  NO_SHOW: ['arrived'],
};

/** What the service can say now; nothing before its answer and after the end. */
export const sayings = (state: ReferralState): readonly Saying[] => SAYINGS[state] ?? [];
