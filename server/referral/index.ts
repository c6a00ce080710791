import type { Route } from '../platform/http/route.js';
import type { ReferralNeeds } from './needs.js';
import { keepingReferrals } from './keeping.js';
import { managing } from './manage.js';
import { providing } from './provider.js';
import { providerRoutes } from './provider-routes.js';
import { providerView } from './provider-view.js';
import { referralReactions } from './reactions.js';
import { referralRoutes } from './routes.js';
import { sending } from './send.js';
import { referralViews } from './views.js';
import { accountRoutes } from './account-routes.js';
import { providerAccounts } from './accounts.js';
import type { AccountsNeeds } from './accounts.js';
import { inboxOf } from './inbox.js';
import type { InboxNeeds } from './inbox.js';
import { inboxRoutes } from './inbox-routes.js';

export { needsYou } from './core/referral-texts.js';
export { besideCrises } from './beside.js';
export { forPerson } from './for-person.js';
export { REFERRAL_JOBS } from './keeping.js';
export { referralLinksWith } from './links.js';
export type { ReferralLinks } from './links.js';
export type { ReferralNeeds } from './needs.js';
export { parseReferralPolicy } from './policy.js';
export type { ReferralPolicy } from './policy.js';
export { providerLinkLimit } from './provider-routes.js';
export { referralStoreOn, referralsPlan } from './store.js';
export type { ReferralStore } from './store.js';
export { referralViews } from './views.js';
export type { ReferralViews } from './views.js';
export type { Referral } from './core/referral.js';

export type ReferralUse = ReturnType<typeof referralUse>;

/** The room, joined: commands of staff and of services, what happens at due times, and the routes. */
export function referralUse(needs: ReferralNeeds) {
  const keeping = keepingReferrals(needs);
  const send = sending(needs, keeping);
  const manage = managing(needs, keeping);
  const provide = providing(needs, keeping);
  const views = referralViews(needs);
  const view = providerView(needs);
  return {
    send, manage, provide, views, reactions: referralReactions(needs, keeping),
    routes: [...referralRoutes({ send, manage, views }), ...providerRoutes({ provide, view })],
    /** The inbox of organizations that want accounts, and those accounts. */
    inboxRoutes: (more: Pick<InboxNeeds, 'services' | 'freshMinutes'> & Pick<AccountsNeeds, 'accounts' | 'services'>): Route[] => [
      ...inboxRoutes({ inbox: inboxOf({ ...needs, ...more }), provide, view }), ...accountRoutes({ accounts: providerAccounts({ ...more, messages: needs.messages, org: () => needs.people.network().org }) }),
    ],
  };
}
