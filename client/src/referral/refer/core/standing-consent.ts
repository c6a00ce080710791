import type { HelpKind } from '../../../../../server/contract/directory.js';
import type { ConsentView } from '../../../../../server/contract/referral.js';

export type ConsentAnswer = 'not-asked' | 'yes' | 'no';

/**
 * What the person last said about telling this service, by itself or as one of a kind, and the record of it. A yes for a kind is
 * no yes to a service that they took one back for since. The server decides again by the same rule.
 * @param today YYYY-MM-DD where the network is
 */
export function standingConsent(consents: readonly ConsentView[], serviceId: string, today: string, kinds: readonly HelpKind[] = []): { answer: ConsentAnswer; consent: ConsentView | null } {
  const concerns = (one: ConsentView) => one.serviceId === serviceId || (one.serviceId === null && one.category !== null && kinds.includes(one.category));
  const said = consents.filter((one) => one.emergencyBasis === null && concerns(one)).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const own = said.findLast((one) => one.serviceId !== null) ?? null;
  const lastNo = said.findLast(({ refused, withdrawnAt }) => refused && withdrawnAt === null) ?? null;
  const takenBackAt = own?.withdrawnAt ? Date.parse(own.withdrawnAt) : null;
  const stands = (one: ConsentView): boolean =>
    !one.refused && one.withdrawnAt === null && one.expiresOn >= today && (lastNo === null || said.indexOf(one) > said.indexOf(lastNo)) &&
    (one.serviceId !== null ? one === own : takenBackAt === null || (own !== null && said.indexOf(one) > said.indexOf(own) && Date.parse(one.at) >= takenBackAt));
  const yes = own && stands(own) ? own : said.findLast(stands) ?? null;
  if (yes) return { answer: 'yes', consent: yes };
  const isLast = lastNo !== null && (own === null || said.indexOf(own) <= said.indexOf(lastNo));
  return isLast ? { answer: 'no', consent: lastNo } : { answer: 'not-asked', consent: null };
}
