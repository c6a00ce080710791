import { SHOWS } from '../contract/triage.js';
import { addSeconds, secondsBetween } from '../kernel/durations.js';
import type { StaffLanguage } from '../contract/identity.js';
import type { Clock } from '../kernel/clock.js';
import type { CrisisId, StaffId } from '../kernel/ids.js';
import { isMachine, liveCalls } from '../messaging/index.js';
import type { CallAsks, CallReply, CallWords, Sender } from '../messaging/index.js';
import { Problem } from '../platform/http/problem.js';
import type { JobHandler } from '../platform/jobs/index.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { Escalation } from './core/escalation.js';
import type { EscalationReactions } from './reactions.js';
import type { EscalationStore } from './store.js';

export interface CallNeeds {
  store: EscalationStore;
  reactions: Pick<EscalationReactions, 'onPickedUp'>;
  sender: Pick<Sender, 'endCall'>;
  words: (language: StaffLanguage) => CallWords;
  languageOf: (staffId: StaffId) => StaffLanguage;
  clock: Clock;
  transact: Transact;
  /** Answers for whoever is at the phone, as a text `1` does; from the crisis room. */
  acknowledge: (tx: Tx, crisisId: CrisisId, staffId: StaffId) => Promise<void>;
  /** Says no for whoever was asked, in the name of whoever is at the phone. */
  refuse: (tx: Tx, crisisId: CrisisId, askedId: StaffId, byId: StaffId) => Promise<void>;
  /** Who is at the phone now that was rung for this person at `at`: another when it was a duty phone that was handed on since. */
  carrierOf: (staffId: StaffId, at: Date) => StaffId;
  ownerOf: (crisisId: CrisisId) => Promise<{ staffId: StaffId } | null>;
  /** False for a phone that opted out of texts. */
  getsTexts: (staffId: StaffId) => boolean;
}

/** No call of ours rings so long: then there is nothing left to end. */
const RINGS_NO_LONGER_SECONDS = 90;
const TRY_AGAIN_SECONDS = 1;

/** What calls say and do: the words for whoever picks up, the keys, and the end of calls that nobody needs any more. */
export function callsOf({ store, reactions, sender, words, languageOf, clock, transact, acknowledge, refuse, carrierOf, ownerOf, getsTexts }: CallNeeds) {
  /** Does what a rule allows. @returns why not (answered a moment ago, closed), for what is said then; null when it was done */
  async function attempt(act: (tx: Tx) => Promise<void>): Promise<string | null> {
    try {
      await transact(act);
      return null;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return error.slug;
    }
  }

  async function answerTo({ key, language: placedIn }: CallAsks, e: Escalation, askedId: StaffId, staffId: StaffId): Promise<CallReply> {
    const say = words(placedIn ?? languageOf(staffId));
    const { language } = say;
    const { ref, crisisId } = e;
    const before = await ownerOf(crisisId);
    if (before) return { kind: 'say', language, words: before.staffId === staffId ? say.alreadyYours({ ref }) : say.taken({ ref }) };
    if (key === '1') {
      // A transaction sees an answer a moment before a majority has it, and `ownerOf` not until then.
      if (await attempt((tx) => acknowledge(tx, crisisId, staffId)) === 'crisis/taken') return { kind: 'say', language, words: say.taken({ ref }) };
      const owner = await ownerOf(crisisId);
      const worker = e.raisedById !== null && e.raisedById !== staffId;
      return { kind: 'say', language, words: owner?.staffId === staffId ? say.yours({ ref, worker, texts: getsTexts(staffId) }) : owner ? say.taken({ ref }) : say.over({ ref }) };
    }
    if (e.state !== 'running') return { kind: 'say', language, words: say.over({ ref }) };
    if (key === '2') {
      await attempt((tx) => refuse(tx, crisisId, askedId, staffId));
      return { kind: 'say', language, words: say.cannot({ ref }) };
    }
    return { kind: 'ask', language, words: say.asking({ ref, shows: SHOWS[e.letter] }), atLast: say.noKey() };
  }

  return {
    /**
     * Somebody picked up, or pressed a key: 1 answers, 2 says no, any other says the words again; silence is no answer, and
     * neither is a machine. Durable before it resolves (I7); the same again changes nothing.
     * @returns null when the call is about nothing we know
     */
    async onCall(asks: CallAsks): Promise<CallReply | null> {
      if (asks.subject.kind !== 'escalation' || !await reactions.onPickedUp(asks)) return null;
      if (isMachine(asks.answeredBy)) return { kind: 'end' };
      const e = await store.find(asks.subject.id);
      const n = e?.notifications.find(({ delivery }) => delivery.attempts.some(({ id }) => id === asks.attemptId));
      const rung = n?.delivery.attempts.find(({ id }) => id === asks.attemptId);
      return e && n && rung ? answerTo(asks, e, n.staffId, carrierOf(n.staffId, rung.startedAt)) : null;
    },

    /** The job that ends a call which still rings for something that somebody has by now (I4). */
    hangUp: (async (job) => {
      const e = await store.find(String(job.data['escalationId']));
      const n = e?.notifications.find(({ id }) => id === job.data['notificationId']);
      if (!n) return 'done';
      const ended = await Promise.all(liveCalls(n.delivery).map((sid) => sender.endCall(sid)));
      const mayStillRing = secondsBetween(job.dueAt, clock.now()) < RINGS_NO_LONGER_SECONDS;
      return ended.includes('again') && mayStillRing ? addSeconds(clock.now(), TRY_AGAIN_SECONDS) : 'done';
    }) satisfies JobHandler,
  };
}
