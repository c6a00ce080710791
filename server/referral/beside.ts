import type { CareViews } from '../care/index.js';
import type { Beside } from '../crisis/index.js';
import { onCard, otherNeeds } from './core/on-card.js';
import type { ReferralStore } from './store.js';
import type { ReferralViews } from './views.js';

/** What referrals and care keep about crises, for the board and for one crisis. */
export function besideCrises({ store, views, care }: { store: ReferralStore; views: ReferralViews; care: Pick<CareViews, 'cards' | 'whole'> }): Beside {
  return {
    async cards(crisisIds) {
      if (crisisIds.length === 0) return new Map();
      const [referrals, followUps] = await Promise.all([store.ofCrises(crisisIds), care.cards(crisisIds)]);
      return new Map(crisisIds.map((id) => {
        const own = referrals.filter(({ crisisId }) => crisisId === id);
        const shown = onCard(own);
        const others = otherNeeds(own);
        return [id, { referral: shown && { ...views.card(shown), ...(others > 0 ? { others } : {}) }, followUp: followUps.get(id) ?? null }];
      }));
    },
    async whole(crisisId) {
      const [referrals, cared] = await Promise.all([store.ofCrisis(crisisId), care.whole(crisisId)]);
      return { ...cared, referrals: referrals.map((referral) => views.of(referral, true)) };
    },
  };
}
