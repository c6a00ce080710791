import type { ProviderView } from '../contract/referral.js';
import type { By, Crisis } from '../crisis/index.js';
import { addHours, secondsBetween } from '../kernel/durations.js';
import { partlyHidden } from './core/code.js';
import { codeContact } from './core/intake.js';
import { isEnded, isTaken, isWaiting, noShowsOf, owesAWord, waitsForConfirmation } from './core/moves.js';
import { shownCapacity } from './core/places.js';
import type { Referral } from './core/referral.js';
import { afterCode, beforeYes, coarseArea } from './core/what-they-see.js';
import { byService } from './keeping.js';
import type { ReferralNeeds } from './needs.js';

/**
 * The page behind a provider's link. It writes nothing but the audit entry of a person's name being read, and that before the
 * answer leaves. Of an ended referral nothing of the person is left on it.
 */
export const providerView = (needs: Pick<ReferralNeeds, 'crises' | 'directory' | 'people' | 'policy' | 'clock' | 'audit' | 'townOf'>) => async (referral: Referral, by: By = byService): Promise<ProviderView> => {
  const { crises, directory, people, policy, clock, audit, townOf } = needs;
  const now = clock.now();
  const finished = isEnded(referral);
  const waiting = isWaiting(referral);
  const [crisis, stored] = await Promise.all([finished ? null : crises.find(referral.crisisId), directory.find(referral.serviceId)]);
  const network = people.network();
  const owner = crisis?.owner ? people.find(crisis.owner.staffId) : null;
  const shown = stored && shownCapacity(stored.service);
  const other = isTaken(referral) ? codeContact(stored?.service.handrail.intake ?? [], referral.intake) : null;
  const maySeePerson = isTaken(referral) && referral.identifiedAt !== null && now < addHours(referral.identifiedAt, policy.code.personShownHours);
  if (crisis && maySeePerson) await audit.read({ at: now, actorId: by.staffId, role: by.role, action: 'referral.person-seen', object: `referral:${referral.id}`, teamId: referral.teamId });
  return {
    ref: referral.ref, version: referral.version, state: referral.state, org: network.name, serviceName: referral.serviceName, finished,
    answerBy: owesAWord(referral) ? referral.answerBy?.toISOString() ?? null : null,
    secondsLeft: waiting && referral.answerBy ? Math.max(Math.floor(secondsBetween(now, referral.answerBy)), 0) : null,
    ownerPhone: owner?.phone ?? network.dutyPhone, ownerName: owner?.name ?? null,
    ...(crisis ? beforeYes(referral, crisis.details, areaOf(crisis, townOf)) : NOTHING),
    codeGoesTo: other && partlyHidden(other.address), codeSentAt: isTaken(referral) ? referral.code?.sentAt.toISOString() ?? null : null,
    proposedAt: finished ? null : referral.proposedAt?.toISOString() ?? null, timeAgreed: !finished && referral.agreedAt !== null,
    theyMust: referral.state === 'NEEDS_CLIENT_ACTION' ? referral.steps.findLast(({ to, said }) => to === 'NEEDS_CLIENT_ACTION' && said === null)?.note ?? null : null,
    waitDays: referral.state === 'WAITLISTED' ? referral.waitDays : null, noShows: noShowsOf(referral), confirm: waitsForConfirmation(referral),
    person: crisis && maySeePerson ? afterCode(crisis.details, crisis.withThemAt && owner ? owner.name : null) : null,
    capacity: shown && { unit: shown.unit.name, available: shown.available, maximum: shown.maximum, updatedAt: shown.updatedAt.toISOString() },
    serverTime: now.toISOString(),
  };
};

const NOTHING = { need: null, ageBand: null, area: null, access: [], language: null, wishes: null, risks: [] };

/** Around where the person is, no closer than a town; null when nobody knows. */
export const areaOf = ({ details }: Crisis, townOf: ReferralNeeds['townOf']): string | null =>
  (details.postcode === undefined ? null : townOf(details.postcode) ?? coarseArea(details.postcode));
