import type { ProviderAnswer } from '../contract/referral.js';
import { addHours } from '../kernel/durations.js';
import { mustFitOne } from '../messaging/index.js';
import { problem } from '../platform/http/problem.js';
import type { Tx } from '../platform/mongo/transact.js';
import { checkCode } from './core/code.js';
import { codeContact } from './core/intake.js';
import { isEnded, isTaken, marked, waitsForConfirmation } from './core/moves.js';
import { toldPlaces } from './core/places.js';
import type { Referral } from './core/referral.js';
import { codeText } from './core/referral-texts.js';
import { byService, urgencyOf } from './keeping.js';
import type { Keeping } from './keeping.js';
import type { ReferralNeeds } from './needs.js';
import { commandOf } from './saying.js';
import { seenBefore, settled } from './send.js';
import type { Repeat } from './send.js';

export type Providing = ReturnType<typeof providing>;

/** What somebody at a service does by the link in their text. Whoever has the link is the service; who is coming is told only to whoever has the code too. */
export function providing(needs: ReferralNeeds, keeping: Keeping) {
  const { store, crises, directory, messages, links, policy, audit, transact, clock, people } = needs;

  /** @throws `link/invalid` for a link that never was, or of a referral that ended long ago */
  async function find(token: string, tx?: Tx): Promise<Referral> {
    const referral = await store.findByLink(links.hash(token), tx);
    if (!referral) throw problem('link/invalid');
    const endedAt = isEnded(referral) ? referral.steps.at(-1)?.at ?? referral.sentAt : null;
    const kept = endedAt && addHours(endedAt, policy.linkHoursAfterEnd);
    if (kept && clock.now() >= (referral.closeBy && referral.closeBy > kept ? referral.closeBy : kept)) throw problem('link/invalid');
    return referral;
  }

  /** @throws `link/finished` when nothing but free places is taken any more */
  async function findOpen(token: string, tx: Tx): Promise<Referral> {
    const referral = await find(token, tx);
    if (isEnded(referral)) throw problem('link/finished');
    return referral;
  }

  const witness = (tx: Tx, { id, teamId }: Referral, action: string): Promise<void> =>
    audit.append(tx, [{ at: clock.now(), actorId: null, role: byService.role, action, object: `referral:${id}`, teamId }]);

  return {
    find,

    /** A touch on the page. Noted once, and stops no clock. @throws `link/invalid` */
    opened: (token: string): Promise<Referral> => transact(async (tx) => {
      const before = await find(token, tx);
      const { state, events } = settled(before, [[{ kind: 'open' }, { kind: 'service', name: '', role: '' }]], clock.now());
      return keeping.keep(tx, before, state, events, byService, 'referral.opened');
    }),

    /**
     * What the service says, once however often the same key brings it.
     * @throws `link/invalid`, `link/finished`, `referral/changed`, `referral/move-not-allowed`, `request/key-reused`
     */
    async answer({ token, seenVersion, name, role, ...saying }: ProviderAnswer, repeat: Repeat): Promise<Referral> {
      const known = await find(token);
      const loses = saying.answer === 'decline' || saying.answer === 'hand-back' || saying.answer === 'redirect';
      const next = loses ? await keeping.nextMatch(known) : undefined;
      return transact(async (tx) => {
        const before = await find(token, tx);
        if (seenBefore(before, repeat)) return before;
        if (isEnded(before) && !(saying.answer === 'confirm' && waitsForConfirmation(before))) throw problem('link/finished');
        if (before.version !== seenVersion) throw problem('referral/changed');
        const { state, events } = settled(before, [[commandOf(saying, before, policy, clock.now()), { kind: 'service', name, role }]], clock.now());
        return keeping.keep(tx, before, marked(before, next === undefined ? state : { ...state, nextMatch: next }, repeat), events, byService, `referral.${saying.answer}`);
      });
    },

    /**
     * Sends a new code to another checked phone of the service; an earlier code ends.
     * @throws `link/…`, `referral/move-not-allowed` before a yes, `referral/phone-first` when there is no other phone, `request/too-fast`
     */
    async sendCode(token: string): Promise<Referral> {
      const code = links.newCode();
      return transact(async (tx) => {
        const before = await findOpen(token, tx);
        if (!isTaken(before)) throw problem('referral/move-not-allowed');
        const contact = codeContact((await directory.find(before.serviceId, tx))?.service.handrail.intake ?? [], before.intake);
        if (!contact) throw problem('referral/phone-first');
        const { org, dutyPhone } = people.network();
        const owner = (await crises.find(before.crisisId, tx))?.owner;
        const queued = await messages.queue(tx, {
          key: `referral-code:${before.id}:${before.version}`, to: contact.address, sender: 'staff', purpose: 'referral-code', about: before.id, teamId: before.teamId, crisisId: before.crisisId,
          body: mustFitOne(codeText(org, before.ref, code, policy.code.validMinutes, (owner && people.find(owner.staffId)?.phone) ?? dutyPhone)),
          urgency: urgencyOf(before), validitySeconds: policy.code.validMinutes * 60,
        }, { count: policy.code.mostPerHour, withinSeconds: 3600 });
        if (queued === null) throw problem('request/too-fast');
        const after: Referral = { ...before, code: { hash: links.codeHash(before.id, code), contactId: contact.id, sentAt: clock.now(), wrong: 0 } };
        await store.replace(after, before.version, tx);
        await witness(tx, before, 'referral.code-sent');
        return { ...after, version: before.version + 1 };
      });
    },

    /** The typed code. A wrong one is counted for good before it is refused. @throws `link/…`, `link/wrong-code`, `referral/move-not-allowed` */
    async identify(token: string, typed: string): Promise<Referral> {
      const { referral, verdict } = await transact(async (tx) => {
        const before = await findOpen(token, tx);
        if (!isTaken(before)) throw problem('referral/move-not-allowed');
        const now = clock.now();
        const checked = checkCode(before.code, links.codeHash(before.id, typed), policy.code, now);
        if (checked === 'new-one-needed') return { referral: before, verdict: checked };
        const after = checked === 'right' ? { ...before, code: null, identifiedAt: now } : { ...before, code: before.code && { ...before.code, wrong: before.code.wrong + 1 } };
        await store.replace(after, before.version, tx);
        await witness(tx, before, checked === 'right' ? 'referral.identified' : 'referral.wrong-code');
        return { referral: { ...after, version: before.version + 1 }, verdict: checked };
      });
      if (verdict !== 'right') throw problem('link/wrong-code', verdict === 'wrong' ? {} : { detail: 'Ask for a new code.' });
      return referral;
    },

    /** Free places as the service tells them now; also on a link that is over. @throws `link/invalid`, `request/malformed` */
    tellPlaces: (token: string, available: number): Promise<Referral> => transact(async (tx) => {
      const referral = await find(token, tx);
      const stored = await directory.find(referral.serviceId, tx);
      if (stored) await directory.tellCapacityIn(tx, referral.serviceId, toldPlaces(stored.service, available, 'link'), { staffId: null, name: referral.serviceName, role: byService.role }, 'link');
      return referral;
    }),
  };
}
