import { parseReply, RISK_WORDS } from '../messaging/index.js';
import type { InboundText, Texts } from '../messaging/index.js';
import { SHOWS } from '../contract/triage.js';
import type { People, Staff } from '../identity/index.js';
import { addHours } from '../kernel/durations.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { Clock } from '../kernel/clock.js';
import type { EscalationStore } from '../escalation/index.js';
import { Problem } from '../platform/http/problem.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { Crisis } from './core/crisis.js';
import { openBackup } from './core/asks.js';
import type { Asking } from './asking.js';
import { keeper } from './needs.js';
import type { CrisisNeeds } from './needs.js';
import type { Owning } from './own.js';
import type { Raise } from './raise.js';
import type { CrisisStore } from './store.js';

export interface ReplyNeeds {
  store: CrisisStore;
  escalations: EscalationStore;
  own: Owning;
  ask: Asking;
  raise: Raise;
  people: People;
  /** In the language of whoever of the staff gets them. */
  texts: (to?: StaffId | null) => Texts;
  clock: Clock;
  transact: Transact;
  needs: CrisisNeeds;
  /** Stores the text once, in the caller's transaction. @returns false when it is known already */
  accept: (tx: Tx, text: InboundText) => Promise<boolean>;
  /** Answers a text, by the outbox. */
  answer: (tx: Tx, text: InboundText, body: string, about: { teamId: TeamId; crisisId: string | null; purpose: string }) => Promise<void>;
  /** Too many wrong codes from this number lately: replies are not tried any more, paging goes on. */
  isLockedOut: (from: string) => Promise<boolean>;
  countWrongCode: (tx: Tx, from: string) => Promise<void>;
  onKeyword: (tx: Tx, text: InboundText, keyword: 'stop' | 'start' | 'help', person: Staff | null) => Promise<void>;
  /** The team that takes what comes from numbers we do not know. */
  publicTeam: () => TeamId | null;
  senderIndexOf: (number: string) => string;
  /** Tells whoever leads the team now, by the outbox. */
  tellLeads: (tx: Tx, teamId: TeamId, body: (to: StaffId) => string, about: { crisisId: string; purpose: string; key: string }) => Promise<void>;
}

/** A further text from an unknown number within a day belongs to the same crisis. */
const SAME_SENDER_HOURS = 24;

/** Somebody known, and the crisis their reply is about, or what to say instead. */
type Meant = { crisis: Crisis } | { say: string; wrongCode?: boolean };

export type Replies = ReturnType<typeof repliesOf>;

/** What a text from a phone does. It is durable, once, before the provider hears our 2xx (I7). */
export function repliesOf({ store, escalations, own, ask, raise, people, texts, transact, needs, accept, answer, isLockedOut, countWrongCode, onKeyword, publicTeam, senderIndexOf, tellLeads }: ReplyNeeds) {
  const { record } = keeper(needs);

  /** 1–3 bind to open pages of that phone, 1 and 2 also to asks outside the ladder, 4–5 to crises it owns. A bare digit counts only when there is exactly one. */
  async function meant(tx: Tx, person: Staff, digit: number, code: string | null): Promise<Meant> {
    const say = texts(person.id);
    const open: Crisis[] = digit >= 4 ? await store.ownedBy(person.id, tx)
      : await waitingFor(tx, person.id, digit);
    if (code !== null) {
      const crisis = open.find(({ ref }) => ref === code) ?? await answeredBefore(tx, person, code);
      return crisis ? { crisis } : { say: say.wrongCode({ code }), wrongCode: true };
    }
    const [first, ...others] = open;
    if (!first) return { say: say.nothingOpen() };
    if (others.length === 0) return { crisis: first };
    const rank = (crisis: Crisis): string => crisis.urgency.letter;
    const sorted = [first, ...others].sort((a, b) => rank(a).localeCompare(rank(b)));
    return { say: say.severalOpen({ open: sorted.map(({ ref, urgency }) => ({ ref, shows: SHOWS[urgency.letter] })) as [{ ref: string; shows: 'Emergency' }] }) };
  }

  /** Crises in which a page, or for 1 and 2 a hand-over, an assignment or backup, waits for this person; each once. */
  async function waitingFor(tx: Tx, staffId: StaffId, digit: number): Promise<Crisis[]> {
    const paged = (await escalations.runningFor(staffId, tx)).map(({ crisisId }) => crisisId);
    return store.theseAndAskedOf(paged, digit <= 2 ? staffId : null, tx);
  }

  /** A crisis for which this phone was asked and which somebody has by now: the reply learns who. */
  async function answeredBefore(tx: Tx, person: Staff, code: string): Promise<Crisis | null> {
    const crisis = await store.findOpenByRef(code, tx);
    return crisis?.askedIds.includes(person.id) ? crisis : null;
  }

  async function act(tx: Tx, text: InboundText, person: Staff, digit: 1 | 2 | 3 | 4 | 5, crisis: Crisis): Promise<string | null> {
    const say = texts(person.id);
    const { ref } = crisis;
    const by = { staffId: person.id, role: 'responder by sms' };
    switch (digit) {
      case 1: {
        const waits = ask.waitsFor(crisis, person.id);
        if (waits !== null) {
          await (waits === 'backup' ? ask.acceptBackupIn(tx, crisis, person.id, by) : ask.acceptIn(tx, crisis, person.id, by, 'sms'));
          return null;
        }
        if (crisis.owner) return crisis.owner.staffId === person.id ? null : say.taken({ ref, by: named(crisis.owner.staffId), at: crisis.owner.since });
        await own.acknowledgeAs(tx, crisis, person.id, 'sms');
        return null;
      }
      case 2: {
        const waits = crisis.owner ? ask.waitsFor(crisis, person.id) : null;
        if (waits !== null) {
          await (waits === 'backup' ? ask.declineBackupIn(tx, crisis, person.id, by) : ask.declineIn(tx, crisis, person.id, by, null));
          return ask.say(person.id).noted({ ref });
        }
        if (crisis.owner) return say.taken({ ref, by: named(crisis.owner.staffId), at: crisis.owner.since });
        await own.refuse(tx, crisis, person.id, by);
        return say.cannotNoted({ ref });
      }
      case 3: {
        if (crisis.owner) return crisis.owner.staffId === person.id ? null : say.taken({ ref, by: named(crisis.owner.staffId), at: crisis.owner.since });
        const call = crisis.escalationId === null ? null : await needs.escalation.callNow(tx, crisis.escalationId, person.id);
        await record(tx, { crisisId: crisis.id, teamId: crisis.teamId }, person.id, [{ kind: 'responder.call-me', data: { staffId: person.id } }, ...call?.events ?? []]);
        if (call?.ringing) return say.callMeNoted({ ref });
        await tellLeads(tx, crisis.teamId, (to) => texts(to).ringThem({ ref, who: named(person.id), phone: text.from }), { crisisId: crisis.id, purpose: 'ring-them', key: `ring:${text.sid}` });
        return say.leadRings({ ref });
      }
      case 4: {
        await own.progressIn(tx, crisis, 'with-them', by);
        return say.withThemNoted({ ref, at: text.at });
      }
      case 5: {
        // Asked already, or helped already, or nobody can be reached by it: the lead hears of it all the same.
        if (!openBackup(crisis) && !crisis.backup && ask.backups(crisis, false).length > 0) {
          await ask.askBackupIn(tx, crisis, person.id, by);
          return say.backupNoted({ ref });
        }
        await record(tx, { crisisId: crisis.id, teamId: crisis.teamId }, person.id, [{ kind: 'responder.backup', data: { staffId: person.id } }]);
        await tellLeads(tx, crisis.teamId, (to) => texts(to).backupWanted({ ref, who: named(person.id), phone: text.from }), { crisisId: crisis.id, purpose: 'backup', key: `backup:${text.sid}` });
        return say.backupNoted({ ref });
      }
    }
  }

  const named = (id: StaffId) => ({ name: people.nameOf(id), initials: people.find(id)?.initials ?? '' });
  const teamOf = (person: Staff): TeamId => {
    const own_ = person.roles[0]?.teamId ?? '';
    return people.team(own_)?.receivedBy ?? own_;
  };

  async function staffText(text: InboundText, person: Staff): Promise<void> {
    const reply = parseReply(text.body, RISK_WORDS);
    // Asked beside the transaction, which would else wait for it.
    const lockedOut = reply.kind === 'answer' ? isLockedOut(text.from) : Promise.resolve(false);
    lockedOut.catch(() => undefined);
    await transact(async (tx) => {
      if (!await accept(tx, text)) return;
      const say = texts(person.id);
      const tell = (body: string, crisis: Crisis | null, purpose: string) => answer(tx, text, body, { teamId: crisis?.teamId ?? teamOf(person), crisisId: crisis?.id ?? null, purpose });
      if (reply.kind === 'keyword') return onKeyword(tx, text, reply.keyword, person);
      if (reply.kind !== 'answer' || await lockedOut) return tell(say.notRead(), null, 'not-read');
      const found = await meant(tx, person, reply.digit, reply.code);
      if ('say' in found) {
        if (found.wrongCode) await countWrongCode(tx, text.from);
        return tell(found.say, null, 'not-bound');
      }
      const body = await act(tx, text, person, reply.digit, found.crisis);
      if (body !== null) await tell(body, found.crisis, `answer-${reply.digit}`);
    });
  }

  /** A text `EM`, or words from a number we do not know: a crisis at once, answered at once. A repeat of the same text is the same crisis. */
  async function raised(text: InboundText, person: Staff | null): Promise<void> {
    const reply = parseReply(text.body, RISK_WORDS);
    const teamId = person ? teamOf(person) : publicTeam();
    if (teamId === null) throw new Error('no team takes texts from unknown numbers');
    const emergency = reply.kind === 'raise';
    const senderIndex = senderIndexOf(text.from);
    const earlier = person ? null : await store.findOpenBySender(senderIndex, addHours(text.at, -SAME_SENDER_HOURS));
    const { crisis } = await raise.report({
      choice: emergency ? 'life-at-risk' : reply.kind === 'unknown' && reply.riskWords ? 'serious' : 'struggling',
      ...(emergency && reply.draftCode !== null ? { draftCode: reply.draftCode } : {}),
      ...(earlier ? { joinsCrisisId: earlier.id } : {}),
      ...(emergency ? {} : { theySaid: text.body.slice(0, 2000), headline: 'A text from a number we do not know' }),
    }, { by: { staffId: person?.id ?? null, role: person ? 'raiser by sms' : 'unknown sender' }, teamId, key: `sms:${text.sid}`, body: text.sid, how: 'text', ...(person ? {} : { senderIndex }) }, ({ id }) => id === earlier?.id);
    await transact(async (tx) => {
      if (!await accept(tx, text)) return;
      const say = texts(person?.id);
      await answer(tx, text, emergency ? say.raised({ ref: crisis.ref }) : say.publicReply(), { teamId, crisisId: crisis.id, purpose: emergency ? 'raised' : 'public' });
    });
  }

  return {
    /** A text arrived. Resolves when it is durable with all that it did. @throws what should make the provider try again */
    async onText(text: InboundText): Promise<void> {
      const person = people.byPhone(text.from);
      const reply = parseReply(text.body, RISK_WORDS);
      if (reply.kind === 'raise') return raised(text, person);
      if (person) {
        return staffText(text, person).catch((error: unknown) => {
          if (error instanceof Problem && error.status < 500) return refusedReply(text, person);
          throw error;
        });
      }
      if (reply.kind === 'keyword') {
        await transact(async (tx) => { if (await accept(tx, text)) await onKeyword(tx, text, reply.keyword, null); });
        return;
      }
      return raised(text, null);
    },
  };

  /** A rule said no (answered a moment ago, closed): the sender is told that nothing waits for them. */
  async function refusedReply(text: InboundText, person: Staff): Promise<void> {
    await transact(async (tx) => {
      if (await accept(tx, text)) await answer(tx, text, texts(person.id).nothingOpen(), { teamId: teamOf(person), crisisId: null, purpose: 'not-bound' });
    });
  }
}
