import type { AuditAction } from '../contract/audit-actions.js';
import type { ReferralCancelInput, ReferralErrorInput, ReferralMoveInput, ReferralOutcomeInput, WarmHandOffInput } from '../contract/referral.js';
import type { Outcome } from '../contract/words.js';
import { byActor, guard, mayOf } from '../crisis/index.js';
import type { By, Crisis } from '../crisis/index.js';
import { addHours } from '../kernel/durations.js';
import type { ConsentId, CrisisId, ReferralId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Tx } from '../platform/mongo/transact.js';
import { isEnded, isTaken, marked } from './core/moves.js';
import type { Command } from './core/moves.js';
import type { Referral, StepBy } from './core/referral.js';
import type { Keeping } from './keeping.js';
import type { ReferralNeeds } from './needs.js';
import { commandOf } from './saying.js';
import { seenBefore, settled } from './send.js';
import type { Repeat } from './send.js';

/** Ended referrals stay on the list so long. */
const LISTED_HOURS = 7 * 24;

export type Managing = ReturnType<typeof managing>;

/** What the owner and the team do with a referral that was sent. */
export function managing(needs: ReferralNeeds, keeping: Keeping) {
  const { store, crises, audit, transact, clock, policy } = needs;

  /** @throws `referral/absent` when it is hidden from this caller */
  async function visible(id: ReferralId, actor: Actor, tx?: Tx): Promise<{ referral: Referral; crisis: Crisis }> {
    const referral = await store.find(id, tx);
    const crisis = referral && await crises.find(referral.crisisId, tx);
    if (!referral || !crisis || !mayOf(needs, crisis, actor).see) throw problem('referral/absent');
    return { referral, crisis };
  }

  const change = (id: ReferralId, seenVersion: number, actor: Actor, commandFor: (before: Referral) => readonly [Command, StepBy][], action: AuditAction, repeat: Repeat, next?: Referral['nextMatch']): Promise<Referral> => transact(async (tx) => {
    const { referral: before, crisis } = await visible(id, actor, tx);
    guard(needs, crisis, actor, 'work');
    if (seenBefore(before, repeat)) return before;
    if (before.version !== seenVersion) throw problem('referral/changed');
    const { state, events } = settled(before, commandFor(before), clock.now());
    return keeping.keep(tx, before, marked(before, next === undefined ? state : { ...state, nextMatch: next }, repeat), events, byActor(actor), action);
  });
  const by = (actor: Actor): StepBy => ({ kind: 'staff', staffId: actor.staffId });

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
    outcome: (id: ReferralId, { seenVersion, from, outcome, served, reason, note, delivered }: ReferralOutcomeInput, actor: Actor, repeat: Repeat): Promise<Referral> =>
      change(id, seenVersion, actor, () => [[from === 'service' && served !== undefined
        ? { kind: 'finish', served, outcome, reason: reason ?? null, note, ...(delivered ? { delivered } : {}) } : { kind: 'outcome', from, outcome, note }, by(actor)]], 'referral.outcome', repeat),

    /**
     * Takes it back, or records that the person no longer wants it; a service that had the text is told, and confirms that it
     * knows before its list drops it. @throws `referral/…`
     */
    cancel: (id: ReferralId, { seenVersion, reason, note, byPerson }: ReferralCancelInput, actor: Actor, repeat: Repeat): Promise<Referral> =>
      change(id, seenVersion, actor, (before) => [[{ kind: byPerson ? 'withdraw' : 'cancel', reason, note, confirmBy: keeping.confirmBy(before) }, by(actor)]], 'referral.cancelled', repeat),

    /** What a service said on the phone, by the name and role of whoever said it: everything that its page could say. @throws `referral/…` */
    async said(id: ReferralId, { seenVersion, name, role, ...saying }: ReferralMoveInput, actor: Actor, repeat: Repeat): Promise<Referral> {
      const { referral } = await visible(id, actor);
      const loses = saying.answer === 'decline' || saying.answer === 'hand-back' || saying.answer === 'redirect';
      const next = loses ? await keeping.nextMatch(referral) : undefined;
      return change(id, seenVersion, actor, (before) => [[commandOf(saying, before, policy, clock.now()), { kind: 'service', name, role }]], 'referral.answer-by-phone', repeat, next);
    },

    /** The proposed time suits: the service sees that its yes makes it the appointment. @throws `referral/…` */
    agreeTime: (id: ReferralId, seenVersion: number, actor: Actor, repeat: Repeat): Promise<Referral> =>
      change(id, seenVersion, actor, () => [[{ kind: 'agree-time' }, by(actor)]], 'referral.time-agreed', repeat),

    /** The person was introduced on a three-way call, and is with the service from then. @throws `referral/…` */
    warmHandOff: (id: ReferralId, { seenVersion, onTheLine, introducedAt }: WarmHandOffInput, actor: Actor, repeat: Repeat): Promise<Referral> =>
      change(id, seenVersion, actor, () => [[{ kind: 'warm-hand-off', onTheLine, introducedAt: new Date(introducedAt) }, by(actor)]], 'referral.warm-hand-off', repeat),

    /**
     * It should never have been entered: it stays on record and says so, and a service that had the text is told. For whoever
     * may correct records in its team, without being shown it.
     * @throws `referral/absent`, `referral/changed`, `referral/move-not-allowed`
     */
    enterInError: (id: ReferralId, { seenVersion, reason, note }: ReferralErrorInput, actor: Actor, repeat: Repeat): Promise<Referral> => transact(async (tx) => {
      const before = await store.find(id, tx);
      if (!before || !actor.may('record:correct', before.teamId)) throw problem('referral/absent');
      if (seenBefore(before, repeat)) return before;
      if (before.version !== seenVersion) throw problem('referral/changed');
      const { state, events } = settled(before, [[{ kind: 'enter-in-error', reason, note, confirmBy: keeping.confirmBy(before) }, by(actor)]], clock.now());
      return keeping.keep(tx, before, marked(before, state, repeat), events, byActor(actor), 'referral.entered-in-error');
    }),

    /** What the person said of whether it helped, in the transaction of whoever asked them. Nothing when no service ever said yes. */
    async personSaid(tx: Tx, id: ReferralId, outcome: Outcome, actor: Actor): Promise<void> {
      const before = await store.find(id, tx);
      if (!before || (!isTaken(before) && !before.steps.some(({ to }) => isTaken({ state: to })))) return;
      const { state, events } = settled(before, [[{ kind: 'outcome', from: 'person', outcome }, by(actor)]], clock.now());
      await keeping.keep(tx, before, state, events, byActor(actor), 'referral.outcome');
    },

    /** Ends every open referral that rests on these consents: they were taken back. In the consent's own transaction. */
    async withdrawBasis(tx: Tx, crisisId: CrisisId, consentIds: readonly ConsentId[], by: By): Promise<void> {
      const stepBy: StepBy = by.staffId === null ? { kind: 'clock' } : { kind: 'staff', staffId: by.staffId };
      for (const before of await store.ofCrisis(crisisId, tx)) {
        if (isEnded(before) || before.consentId === null || !consentIds.includes(before.consentId)) continue;
        const { state, events } = settled(before, [[{ kind: 'withdraw', reason: 'CONSENT_MISSING', confirmBy: keeping.confirmBy(before) }, stepBy]], clock.now());
        await keeping.keep(tx, before, state, events, by, 'referral.cancelled');
      }
    },
  };
}
