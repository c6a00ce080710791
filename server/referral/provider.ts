import type { AuditAction } from '../contract/audit-actions.js';
import type { ProblemSlug } from '../contract/problems.js';
import type { ProviderSaying } from '../contract/referral.js';
import type { By } from '../crisis/index.js';
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

/** By which way somebody at a service comes to one referral, and who they then are: whoever has its link, or a person with an account. */
export interface Door {
  /** Null when it is none of theirs. */
  find: (tx?: Tx) => Promise<Referral | null>;
  /** Who did it, for audit, timeline and the history of free places. */
  by: By & { name: string | null };
  /** Who touched the page, as far as that is known. */
  opener: { name: string; role: string };
  /** What whoever has no part in it is told. */
  absent: Extract<ProblemSlug, 'link/invalid' | 'referral/absent'>;
}

/** What somebody at a service does, by the link in their text or by their account. Who is coming is told only to whoever has the code too. */
export function providing(needs: ReferralNeeds, keeping: Keeping) {
  const { store, crises, directory, messages, links, policy, audit, transact, clock, people } = needs;

  /** @throws what the door says for a referral that never was, or ended long ago */
  async function find(door: Door, tx?: Tx): Promise<Referral> {
    const referral = await door.find(tx);
    if (!referral || isGone(referral, policy.linkHoursAfterEnd, clock.now())) throw problem(door.absent);
    return referral;
  }

  /** @throws `link/finished` when nothing but free places is taken any more */
  async function findOpen(door: Door, tx: Tx): Promise<Referral> {
    const referral = await find(door, tx);
    if (isEnded(referral)) throw problem('link/finished');
    return referral;
  }

  const witness = (tx: Tx, { id, teamId }: Referral, { by }: Door, action: AuditAction): Promise<void> =>
    audit.append(tx, [{ at: clock.now(), actorId: by.staffId, role: by.role, action, object: `referral:${id}`, teamId }]);

  return {
    find,

    /** Whoever has the link is the service. */
    byLink: (token: string): Door => ({
      find: (tx) => store.findByLink(links.hash(token), tx), by: { ...byService, name: null }, opener: { name: '', role: '' }, absent: 'link/invalid',
    }),

    /** A touch on the page. Noted once, and stops no clock. @throws `link/invalid` */
    opened: (door: Door): Promise<Referral> => transact(async (tx) => {
      const before = await find(door, tx);
      const { state, events } = settled(before, [[{ kind: 'open' }, { kind: 'service', ...door.opener }]], clock.now());
      return keeping.keep(tx, before, state, events, plain(door), 'referral.opened');
    }),

    /**
     * What the service says, once however often the same key brings it.
     * @throws `link/invalid`, `link/finished`, `referral/changed`, `referral/move-not-allowed`, `request/key-reused`
     */
    async answer(door: Door, { seenVersion, name, role, ...saying }: { seenVersion: number; name: string; role: string } & ProviderSaying, repeat: Repeat): Promise<Referral> {
      const known = await find(door);
      const loses = saying.answer === 'decline' || saying.answer === 'hand-back' || saying.answer === 'redirect';
      const next = loses ? await keeping.nextMatch(known) : undefined;
      return transact(async (tx) => {
        const before = await find(door, tx);
        if (seenBefore(before, repeat)) return before;
        if (isEnded(before) && !(saying.answer === 'confirm' && waitsForConfirmation(before))) throw problem('link/finished');
        if (before.version !== seenVersion) throw problem('referral/changed');
        const { state, events } = settled(before, [[commandOf(saying, before, policy, clock.now()), { kind: 'service', name, role }]], clock.now());
        return keeping.keep(tx, before, marked(before, next === undefined ? state : { ...state, nextMatch: next }, repeat), events, plain(door), `referral.${saying.answer}`);
      });
    },

    /**
     * Sends a new code to another checked phone of the service; an earlier code ends.
     * @throws `link/…`, `referral/move-not-allowed` before a yes, `referral/phone-first` when there is no other phone, `request/too-fast`
     */
    async sendCode(door: Door): Promise<Referral> {
      const code = links.newCode();
      return transact(async (tx) => {
        const before = await findOpen(door, tx);
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
        await witness(tx, before, door, 'referral.code-sent');
        return { ...after, version: before.version + 1 };
      });
    },

    /** The typed code. A wrong one is counted for good before it is refused. @throws `link/…`, `link/wrong-code`, `referral/move-not-allowed` */
    async identify(door: Door, typed: string): Promise<Referral> {
      const { referral, verdict } = await transact(async (tx) => {
        const before = await findOpen(door, tx);
        if (!isTaken(before)) throw problem('referral/move-not-allowed');
        const now = clock.now();
        const checked = checkCode(before.code, links.codeHash(before.id, typed), policy.code, now);
        if (checked === 'new-one-needed') return { referral: before, verdict: checked };
        const after = checked === 'right' ? { ...before, code: null, identifiedAt: now } : { ...before, code: before.code && { ...before.code, wrong: before.code.wrong + 1 } };
        await store.replace(after, before.version, tx);
        await witness(tx, before, door, checked === 'right' ? 'referral.identified' : 'referral.wrong-code');
        return { referral: { ...after, version: before.version + 1 }, verdict: checked };
      });
      if (verdict !== 'right') throw problem('link/wrong-code', verdict === 'wrong' ? {} : { detail: 'Ask for a new code.' });
      return referral;
    },

    /** Free places as the service tells them now; also on a link that is over. @throws `link/invalid`, `request/malformed` */
    tellPlaces: (door: Door, available: number): Promise<Referral> => transact(async (tx) => {
      const referral = await find(door, tx);
      const stored = await directory.find(referral.serviceId, tx);
      if (stored) await directory.tellCapacityIn(tx, referral.serviceId, toldPlaces(stored.service, available, 'link'), { ...door.by, name: door.by.name ?? referral.serviceName }, 'link');
      return referral;
    }),
  };
}

/** As `keeping` takes it: without a name it is the service's. */
const plain = ({ by: { name, ...by } }: Door): By & { name?: string } => (name === null ? by : { ...by, name });

/** An ended referral says that it is over for so many hours, or until its clock is over, whichever is later; then its link and its line are gone. */
export function isGone(referral: Referral, hoursAfterEnd: number, now: Date): boolean {
  if (!isEnded(referral)) return false;
  const kept = addHours(referral.steps.at(-1)?.at ?? referral.sentAt, hoursAfterEnd);
  return now >= (referral.closeBy && referral.closeBy > kept ? referral.closeBy : kept);
}
