import type { BoardCard, FollowUpView } from '../contract/crisis.js';
import type { ConsentView } from '../contract/referral.js';
import type { People } from '../identity/index.js';
import type { CrisisId } from '../kernel/ids.js';
import type { ConsentStore } from './consent-store.js';
import { nextDue } from './core/follow-up.js';
import type { FollowUp } from './core/follow-up.js';
import type { Consent } from './core/consent.js';
import type { FollowUpStore } from './follow-up-store.js';

export type CareViews = ReturnType<typeof careViews>;

/** Consents and follow-ups as people read them, and what the board and a crisis show of them. */
export function careViews({ consents, followUps, people }: { consents: ConsentStore; followUps: FollowUpStore; people: People }) {
  const consent = ({ id, serviceId, category, witness, guardian, language, purpose, personTold, serviceName, dataClasses, method, givenBy, at, recordedById, expiresOn, refused, withdrawnAt, withdrawal, emergencyBasis }: Consent): ConsentView => ({
    id, serviceId, category, witness, guardian, language, purpose, personToldAt: personTold?.at.toISOString() ?? null, personToldHow: personTold?.how ?? null, serviceName, dataClasses, method, givenBy, at: at.toISOString(), recordedBy: people.nameOf(recordedById), expiresOn, refused,
    withdrawnAt: withdrawnAt?.toISOString() ?? null, emergencyBasis, ...(withdrawal ? { withdrawal: { askedBy: withdrawal.askedBy, how: withdrawal.how, recordedBy: people.nameOf(withdrawal.byId) } } : {}),
  });

  /** `words`: with what was written down at the last try; a list of many leaves it out. */
  const followUp = (one: FollowUp, words: boolean): FollowUpView => {
    const assignee = one.assigneeId === null ? null : people.find(one.assigneeId);
    const last = one.tries.at(-1);
    return {
      id: one.id, crisisId: one.crisisId, ref: one.ref, teamId: one.teamId, kind: one.kind, dueAt: one.dueAt.toISOString(),
      assignee: assignee && { id: assignee.id, name: assignee.name, initials: assignee.initials },
      doneAt: one.doneAt?.toISOString() ?? null, result: last?.result ?? null, note: words ? last?.note ?? null : null, tries: one.tries.length,
      ...(one.referralId === null ? {} : { referralId: one.referralId }),
    };
  };

  return {
    consent, followUp,

    /** The follow-up that each card shows; crises without one are left out. */
    async cards(crisisIds: readonly CrisisId[]): Promise<Map<CrisisId, NonNullable<BoardCard['followUp']>>> {
      const all = crisisIds.length === 0 ? [] : await followUps.ofCrises(crisisIds);
      return new Map([...new Set(all.map(({ crisisId }) => crisisId))].flatMap((crisisId) => {
        const next = nextDue(all.filter((one) => one.crisisId === crisisId));
        return next ? [[crisisId, { id: next.id, kind: next.kind, dueAt: next.dueAt.toISOString(), assigneeName: next.assigneeId === null ? null : people.nameOf(next.assigneeId) }] as const] : [];
      }));
    },

    async whole(crisisId: CrisisId): Promise<{ consents: ConsentView[]; followUps: FollowUpView[] }> {
      const [given, due] = await Promise.all([consents.ofCrisis(crisisId), followUps.ofCrises([crisisId])]);
      return { consents: given.map(consent), followUps: due.map((one) => followUp(one, true)) };
    },
  };
}
