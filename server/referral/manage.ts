import type { ReferralCancelInput, ReferralOutcomeInput } from '../contract/referral.js';
import { byActor, guard, mayOf } from '../crisis/index.js';
import type { By, Crisis } from '../crisis/index.js';
import { addHours } from '../kernel/durations.js';
import type { ConsentId, CrisisId, ReferralId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Tx } from '../platform/mongo/transact.js';
import { isEnded } from './core/moves.js';
import type { Command } from './core/moves.js';
import type { Referral, StepBy } from './core/referral.js';
import type { Keeping } from './keeping.js';
import type { ReferralNeeds } from './needs.js';
import { settled } from './send.js';

/** Ended referrals stay on the list so long. */
const LISTED_HOURS = 7 * 24;

export type Managing = ReturnType<typeof managing>;

/** What the owner and the team do with a referral that was sent. */
export function managing(needs: ReferralNeeds, keeping: Keeping) {
  const { store, crises, audit, transact, clock } = needs;

  /** @throws `referral/absent` when it is hidden from this caller */
  async function visible(id: ReferralId, actor: Actor, tx?: Tx): Promise<{ referral: Referral; crisis: Crisis }> {
    const referral = await store.find(id, tx);
    const crisis = referral && await crises.find(referral.crisisId, tx);
    if (!referral || !crisis || !mayOf(needs, crisis, actor).see) throw problem('referral/absent');
    return { referral, crisis };
  }

  const change = (id: ReferralId, seenVersion: number, actor: Actor, command: Command, action: string): Promise<Referral> => transact(async (tx) => {
    const { referral: before, crisis } = await visible(id, actor, tx);
    guard(needs, crisis, actor, 'work');
    if (before.version !== seenVersion) throw problem('referral/changed');
    const { state, events } = settled(before, [[command, { kind: 'staff', staffId: actor.staffId }]], clock.now());
    return keeping.keep(tx, before, state, events, byActor(actor), action);
  });

  return {
    /** One referral; its reading is on record. @throws `referral/absent` */
    async read(id: ReferralId, actor: Actor): Promise<Referral> {
      const { referral } = await visible(id, actor);
      await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'referral.read', object: `referral:${id}`, teamId: referral.teamId });
      return referral;
    },

    /** The referrals of these teams: open ones, and those of the last week. */
    list: (teamIds: readonly TeamId[]): Promise<Referral[]> => store.ofTeams(teamIds, addHours(clock.now(), -LISTED_HOURS)),

    /**
     * Whether it helped, as the service or the person says. With `served` the service's word also ends it. Nothing else does:
     * no receipt and no silence after a yes closes a loop.
     * @throws `referral/absent`, `referral/changed`, `referral/move-not-allowed`
     */
    outcome: (id: ReferralId, { seenVersion, from, outcome, served, reason, note }: ReferralOutcomeInput, actor: Actor): Promise<Referral> =>
      change(id, seenVersion, actor, from === 'service' && served !== undefined
        ? { kind: 'finish', served, outcome, reason: reason ?? null, note } : { kind: 'outcome', from, outcome, note }, 'referral.outcome'),

    /** Takes it back, or records that the person no longer wants it; a service that had the text is told. @throws `referral/…` */
    cancel: (id: ReferralId, { seenVersion, reason, note, byPerson }: ReferralCancelInput, actor: Actor): Promise<Referral> =>
      change(id, seenVersion, actor, { kind: byPerson ? 'withdraw' : 'cancel', reason, note }, 'referral.cancelled'),

    /** Ends every open referral that rests on these consents: they were taken back. In the consent's own transaction. */
    async withdrawBasis(tx: Tx, crisisId: CrisisId, consentIds: readonly ConsentId[], by: By): Promise<void> {
      const stepBy: StepBy = by.staffId === null ? { kind: 'clock' } : { kind: 'staff', staffId: by.staffId };
      for (const before of await store.ofCrisis(crisisId, tx)) {
        if (isEnded(before) || !consentIds.includes(before.consentId)) continue;
        const { state, events } = settled(before, [[{ kind: 'withdraw', reason: 'CONSENT_MISSING' }, stepBy]], clock.now());
        await keeping.keep(tx, before, state, events, by, 'referral.cancelled');
      }
    },
  };
}
