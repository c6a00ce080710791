import type { ConsentView } from '../../../../../server/contract/referral.js';

export type ConsentAnswer = 'not-asked' | 'yes' | 'no';

/** What the person last said about telling this service, and the record of it. `today`: YYYY-MM-DD where the network is. */
export function standingConsent(consents: readonly ConsentView[], serviceId: string, today: string): { answer: ConsentAnswer; consent: ConsentView | null } {
  const last = consents.filter((consent) => consent.serviceId === serviceId && consent.emergencyBasis === null).reduce<ConsentView | null>(
    (newest, consent) => (newest === null || Date.parse(consent.at) >= Date.parse(newest.at) ? consent : newest), null);
  if (last === null || last.withdrawnAt !== null) return { answer: 'not-asked', consent: null };
  if (last.refused) return { answer: 'no', consent: last };
  return last.expiresOn >= today ? { answer: 'yes', consent: last } : { answer: 'not-asked', consent: null };
}
