import type { ReferredService, SharedWith } from '../care/index.js';
import type { CrisisId } from '../kernel/ids.js';
import { isEnded, isTaken } from './core/moves.js';
import type { Referral } from './core/referral.js';
import type { ReferralStore } from './store.js';

/** When the service was told who it is: by the code on its page, or on the phone with its yes. */
function nameAt({ identifiedAt, way, warm, steps }: Referral): Date | null {
  const taken = steps.find(({ to }) => isTaken({ state: to }))?.at ?? null;
  return identifiedAt ?? warm?.introducedAt ?? (way === 'phone' ? taken : null);
}

/** Whether anything really went to the service: the text left, or somebody rang and was heard. */
const wasShared = ({ state, way, delivery, steps }: Referral): boolean =>
  state !== 'DRAFT' && (way === 'phone' ? !steps.some(({ to, by }) => to === 'EXPIRED' && by.kind === 'staff') : (delivery?.attempts.length ?? 0) > 0 || steps.some(({ by }) => by.kind === 'service'));

/** What referrals say to the person's own page and to the four lists of what became of their needs. */
export function forPerson(store: Pick<ReferralStore, 'ofCrisis'>) {
  return {
    async sharedOf(crisisId: CrisisId): Promise<SharedWith[]> {
      return (await store.ofCrisis(crisisId)).filter(wasShared).map((one) => ({
        serviceName: one.serviceName, consentId: one.consentId ?? '', dataClasses: one.dataClasses, need: one.need, at: one.leavesAt, how: one.way, nameAt: nameAt(one),
        overAt: isEnded(one) ? one.steps.findLast(({ said }) => said === null)?.at ?? null : null,
      }));
    },
    async referredOf(crisisId: CrisisId): Promise<ReferredService[]> {
      return (await store.ofCrisis(crisisId)).filter(({ state }) => state !== 'DRAFT' && state !== 'ENTERED_IN_ERROR').map((one) => {
        const served = one.steps.find(({ to, said }) => to === 'COMPLETED_SERVED' && said === null)?.at;
        const saidAt = one.steps.findLast(({ said, by }) => said === 'outcome' && by.kind === 'staff')?.at;
        return {
          referralId: one.id, serviceName: one.serviceName, need: one.need, at: one.sentAt, served: served ? { at: served, delivered: one.delivered, outcome: one.serviceOutcome } : null,
          personSaid: one.personOutcome && saidAt ? { at: saidAt, outcome: one.personOutcome } : null,
        };
      });
    },
  };
}
