import type { AuditAction } from '../contract/audit-actions.js';
import type { ReceiptInput, ReceiptLinkView, ReceiptView, SafeContactInput, SafeContactView } from '../contract/care.js';
import { URGENCY_LETTERS } from '../contract/triage.js';
import { guard, keeper } from '../crisis/index.js';
import type { Crisis } from '../crisis/index.js';
import { addHours } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { ConsentId, CrisisId, ReceiptId } from '../kernel/ids.js';
import { fitsOne, mustFitOne, toGsm7 } from '../messaging/index.js';
import type { Messages } from '../messaging/index.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { JobHandler, Jobs, NewJob } from '../platform/jobs/index.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { ConsentStore } from './consent-store.js';
import { receiptText, tookBackText } from './core/person-texts.js';
import { RECEIPT_DAYS, isOpenLink, receiptOf } from './core/receipt.js';
import type { Receipt, SharedWith } from './core/receipt.js';
import { mayContact } from './core/safe-contact.js';
import type { CareNeeds } from './needs.js';
import type { ReceiptLinks } from './receipt-links.js';
import type { ReceiptStore } from './receipt-store.js';
import type { SafeContactStore } from './safe-contact-store.js';

/** The kind of job that texts a person: it asks again, when its time has come, whether it may. */
export const PERSON_TEXT_JOB = 'person-text';

const BY_LINK = 'person by link';
const LEAST_URGENT = URGENCY_LETTERS.length - 1;
/** A text with a link is worth nothing to somebody whose phone was off for a day. */
const VALID_SECONDS = 86_400;

export interface ReceiptNeeds extends Pick<CareNeeds, 'crises' | 'events' | 'audit' | 'transact' | 'clock' | 'people' | 'onCallIn'> {
  receipts: ReceiptStore;
  safeContacts: SafeContactStore;
  consents: Pick<ConsentStore, 'ofCrisis'>;
  /** Takes a yes back for the person, with what rested on it; true when that was news. */
  withdrawByPerson: (tx: Tx, crisisId: CrisisId, consentId: ConsentId) => Promise<boolean>;
  links: ReceiptLinks;
  jobs: Jobs;
  messages: Pick<Messages, 'queue'>;
  /** The carrier must not deliver texts for the public to this number. */
  isOptedOut: (number: string) => boolean;
  /** What each referral told its service; from the referral room. */
  sharedOf: (crisisId: CrisisId) => Promise<SharedWith[]>;
}

export type Receipts = ReturnType<typeof receiptUse>;

/** The person's own page: what went to whom, when and why; and how they may be reached. */
export function receiptUse(needs: ReceiptNeeds) {
  const { receipts, safeContacts, consents, withdrawByPerson, links, crises, audit, jobs, messages, transact, clock, people, isOptedOut, sharedOf } = needs;
  const { record } = keeper({ ...needs, store: crises });

  const viewOf = (one: Receipt): ReceiptLinkView => ({
    id: one.id, madeAt: one.madeAt.toISOString(), madeBy: people.nameOf(one.madeById), endsAt: one.endsAt.toISOString(), revokedAt: one.revokedAt?.toISOString() ?? null, hasPin: one.pinHash !== null,
    url: isOpenLink(one, clock.now()) ? links.url(one.id) : null, text: { state: one.text.state, at: one.text.at?.toISOString() ?? null, why: one.text.why },
  });
  const textJob = ({ id, teamId }: Receipt): NewJob => ({ key: `${PERSON_TEXT_JOB}:${id}`, kind: PERSON_TEXT_JOB, teamId, urgency: LEAST_URGENT, dueAt: clock.now(), data: { receiptId: id } });

  async function tell(tx: Tx, { id, crisisId, teamId }: Pick<Receipt, 'id' | 'crisisId' | 'teamId'>, actor: { staffId: string | null; role: string }, kind: AuditAction, data: Record<string, string | null> = {}): Promise<void> {
    await record(tx, { crisisId, teamId }, actor.staffId, [{ kind, data: { receiptId: id, ...data } }]);
    await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action: kind, object: `receipt:${id}`, teamId }]);
  }

  async function own(crisisId: CrisisId, receiptId: ReceiptId, actor: Actor, tx: Tx): Promise<{ crisis: Crisis; receipt: Receipt }> {
    const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
    const receipt = await receipts.find(receiptId, tx);
    if (receipt?.crisisId !== crisisId) throw problem('care/receipt-absent');
    return { crisis, receipt };
  }

  /** Counted where it is compared, so that many tries at once are not one. @throws `link/invalid` after the last wrong one */
  const isRightPin = (id: ReceiptId, pin: string): Promise<boolean> => transact(async (tx) => {
    const before = await receipts.find(id, tx);
    if (!before || !isOpenLink(before, clock.now())) throw problem('link/invalid');
    if (links.pinHash(id, pin) === before.pinHash) return true;
    await receipts.replace({ ...before, wrongPins: before.wrongPins + 1 }, tx);
    await audit.append(tx, [{ at: clock.now(), actorId: null, role: BY_LINK, action: 'receipt.wrong-pin', object: `receipt:${id}`, teamId: before.teamId }]);
    return false;
  });

  /**
   * What the person reads behind their link. A wrong PIN is counted for good before it is refused; reading is on record.
   * @throws `link/invalid`, `link/wrong-code`
   */
  async function open(token: string, pin: string | undefined): Promise<ReceiptView> {
    const hash = links.hash(token);
    const found = await receipts.findByLink(hash);
    const now = clock.now();
    if (!found || !isOpenLink(found, now)) throw problem('link/invalid');
    const { name: org, dutyPhone: phone, crisisLine, emergencyNumber, timeZone } = people.network();
    const plain = { org, phone, crisisLine, emergencyNumber, serverTime: now.toISOString() };
    if (found.pinHash !== null && pin === undefined) return { ...plain, needsPin: true, shared: [], said: [] };
    if (found.pinHash !== null && pin !== undefined && !await isRightPin(found.id, pin)) throw problem('link/wrong-code');
    const [given, shared] = await Promise.all([consents.ofCrisis(found.crisisId), sharedOf(found.crisisId)]);
    await audit.read({ at: now, actorId: null, role: BY_LINK, action: 'receipt.read', object: `receipt:${found.id}`, teamId: found.teamId });
    return { ...plain, needsPin: false, ...receiptOf(given, shared, now, timeZone) };
  }

  return {
    /** How the person may be reached; its reading is on record. @throws `crisis/absent` */
    async safeContact(crisisId: CrisisId, actor: Actor): Promise<SafeContactView> {
      const crisis = guard(needs, await crises.find(crisisId), actor, 'work');
      const kept = await safeContacts.find(crisisId);
      await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'safe-contact.read', object: `crisis:${crisisId}`, teamId: crisis.teamId });
      return kept ? { ...kept.rules, version: kept.version, changedAt: kept.changedAt.toISOString(), changedBy: people.nameOf(kept.changedById) }
        : { number: null, text: false, call: false, voicemail: false, hours: null, codeWord: null, note: null, version: 0, changedAt: null, changedBy: null };
    },

    /** Says anew how they may be reached: what waits to be sent asks by it. @throws `crisis/absent`, `care/safe-contact-changed` */
    async saveSafeContact(crisisId: CrisisId, { seenVersion, ...rules }: SafeContactInput, actor: Actor): Promise<SafeContactView> {
      const now = clock.now();
      await transact(async (tx) => {
        const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
        await safeContacts.save(crisis, { rules, changedAt: now, changedById: actor.staffId }, seenVersion, tx);
        await record(tx, { crisisId, teamId: crisis.teamId }, actor.staffId, [{ kind: 'safe-contact.changed', data: {} }]);
        await audit.append(tx, [{ at: now, actorId: actor.staffId, role: actor.role, action: 'safe-contact.changed', object: `crisis:${crisisId}`, teamId: crisis.teamId }]);
      });
      return { ...rules, version: seenVersion + 1, changedAt: now.toISOString(), changedBy: people.nameOf(actor.staffId) };
    },

    /** The links to the person's page, newest first. @throws `crisis/absent` */
    async list(crisisId: CrisisId, actor: Actor): Promise<ReceiptLinkView[]> {
      guard(needs, await crises.find(crisisId), actor, 'work');
      return (await receipts.ofCrisis(crisisId)).map(viewOf);
    },

    /**
     * Makes a link to the person's own page; with `text` it is sent to them as the safe-contact rules allow. The same key makes one.
     * @throws `crisis/absent`, `request/key-reused`
     */
    async make(crisisId: CrisisId, { pin, text }: ReceiptInput, actor: Actor, { key, body }: { key: string | null; body: string }): Promise<ReceiptLinkView> {
      const id = key === null ? newId<ReceiptId>() : links.idFor(key);
      try {
        return await transact(async (tx) => {
          const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
          const now = clock.now();
          const receipt: Receipt = {
            id, crisisId, ref: crisis.ref, teamId: crisis.teamId, madeAt: now, madeById: actor.staffId, endsAt: addHours(now, RECEIPT_DAYS * 24), revokedAt: null, linkHash: links.hashOf(id),
            pinHash: pin === undefined ? null : links.pinHash(id, pin), wrongPins: 0, body, text: { state: text ? 'waits' : 'not-asked', at: null, why: null }, version: 1,
          };
          await receipts.insert(receipt, tx);
          await tell(tx, receipt, actor, 'receipt.made');
          if (text) await jobs.add(tx, [textJob(receipt)]);
          return viewOf(receipt);
        });
      } catch (error) {
        const known = duplicateOf(error) === '_id_' ? await receipts.find(id) : null;
        if (!known) throw error;
        if (known.body !== body || known.crisisId !== crisisId) throw problem('request/key-reused');
        return viewOf(known);
      }
    },

    /** Ends a link at once, on every phone. Twice is once. @throws `crisis/absent`, `care/receipt-absent` */
    revoke: (crisisId: CrisisId, receiptId: ReceiptId, actor: Actor): Promise<ReceiptLinkView> => transact(async (tx) => {
      const { receipt } = await own(crisisId, receiptId, actor, tx);
      if (receipt.revokedAt !== null) return viewOf(receipt);
      const ended: Receipt = { ...receipt, revokedAt: clock.now(), text: receipt.text.state === 'waits' ? { state: 'not-sent', at: clock.now(), why: 'over' } : receipt.text };
      if (!await receipts.replace(ended, tx)) throw problem('care/receipt-changed');
      await tell(tx, receipt, actor, 'receipt.revoked');
      return viewOf(ended);
    }),

    open,

    /**
     * The person takes a yes back by their own page: nothing more goes there, what rested on it is cancelled, its service and the
     * owner are told. With a PIN only by the PIN. Twice is once.
     * @throws `link/invalid`, `link/wrong-code`, `care/consent-absent` for what is no standing yes of this crisis
     */
    async takeBack(token: string, pin: string | undefined, consentId: ConsentId): Promise<ReceiptView> {
      const found = await receipts.findByLink(links.hash(token));
      if (!found || !isOpenLink(found, clock.now())) throw problem('link/invalid');
      if (found.pinHash !== null && (pin === undefined || !await isRightPin(found.id, pin))) throw problem('link/wrong-code');
      await transact(async (tx) => {
        if (!await withdrawByPerson(tx, found.crisisId, consentId)) return;
        await audit.append(tx, [{ at: clock.now(), actorId: null, role: BY_LINK, action: 'receipt.took-back', object: `receipt:${found.id}`, teamId: found.teamId }]);
        const owner = (await crises.find(found.crisisId, tx))?.owner;
        const told = owner && people.find(owner.staffId);
        if (told?.phone) await messages.queue(tx, { key: `took-back:${consentId}`, to: told.phone, body: mustFitOne(toGsm7(tookBackText(people.network().org, found.ref, told.language ?? 'en'))), sender: 'staff', purpose: 'took-back', about: found.id, teamId: found.teamId, crisisId: found.crisisId, urgency: LEAST_URGENT });
      });
      return open(token, pin);
    },

    /** Texts the person their link, if that is safe now; later, if it will be; else it says why not and sends nothing. */
    text: (async (job) => {
      const known = await receipts.find(String(job.data['receiptId']));
      if (known?.text.state !== 'waits') return 'done';
      const now = clock.now();
      return transact(async (tx) => {
        const before = await receipts.find(known.id, tx);
        if (before?.text.state !== 'waits') return await jobs.finish(job, tx) ? 'finished' : 'done';
        const rules = (await safeContacts.find(before.crisisId, tx))?.rules ?? null;
        const contact = mayContact(rules, 'text', rules?.number !== null && rules?.number !== undefined && isOptedOut(rules.number), now, people.network().timeZone);
        if (contact.kind === 'later') return contact.notBefore;
        const body = contact.kind === 'now' ? receiptText(contact.opening ?? people.network().org, links.url(before.id)) : '';
        const why = !isOpenLink(before, now) ? 'over' as const : contact.kind === 'never' ? contact.why : fitsOne(body) ? null : 'code-word-too-long' as const;
        if (contact.kind === 'now' && why === null) {
          await messages.queue(tx, { key: `receipt:${before.id}`, to: contact.to, body, sender: 'public', purpose: 'receipt', about: before.id, teamId: before.teamId, crisisId: before.crisisId, urgency: LEAST_URGENT, validitySeconds: VALID_SECONDS });
        }
        if (!await receipts.replace({ ...before, text: { state: why === null ? 'sent' : 'not-sent', at: now, why } }, tx)) throw problem('care/receipt-changed');
        await tell(tx, before, { staffId: null, role: 'clock' }, why === null ? 'receipt.sent' : 'receipt.not-sent', why === null ? {} : { why });
        return await jobs.finish(job, tx) ? 'finished' : 'done';
      });
    }) satisfies JobHandler,
  };
}
