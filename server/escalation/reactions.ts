import { SHOWS } from '../contract/triage.js';
import { addSeconds, secondsBetween } from '../kernel/durations.js';
import { STAFF_LANGUAGES } from '../contract/identity.js';
import type { StaffLanguage } from '../contract/identity.js';
import type { Clock } from '../kernel/clock.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import { HEARD, attemptEnded, callEndOf, callReported, callStopped, isStruggling, isUnheardOf, liveCalls, openAttempt, reported, resendAt, stopped as stoppedDelivery, submit, submitCall } from '../messaging/index.js';
import type { BesideText, CallAsks, Delivery, Outcome, Sender, StatusReport, SubmissionPort, Texts } from '../messaging/index.js';
import { gathered } from '../platform/gather.js';
import type { Job, JobHandler, Jobs, NewJob } from '../platform/jobs/index.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import { decided } from '../kernel/decision.js';
import type { AnswerLinks } from './answer-links.js';
import { everyoneAsked, nextIfNobodyIsLeft, noticesTo, whenDue } from './core/ladder.js';
import type { Reach } from './core/ladder.js';
import type { Escalation, Notification } from './core/escalation.js';
import { inAnotherWay, whereNothingWasHeard } from './core/other-ways.js';
import type { HandOff, HandOffs } from './hand-offs.js';
import { pushFor } from './push-beside.js';
import type { EscalationStore, Notified } from './store.js';
import { hangUpJob, urgencyRank } from './usecases.js';
import type { Done, EscalationUse, Happened } from './usecases.js';

export interface ReactionNeeds {
  store: EscalationStore;
  use: EscalationUse;
  links: AnswerLinks;
  jobs: Jobs;
  handOffs: HandOffs;
  sender: Sender;
  /** In the language of whoever gets them, unless another is asked for. */
  texts: (to: StaffId, language?: StaffLanguage) => Texts;
  languageOf: (staffId: StaffId) => StaffLanguage;
  clock: Clock;
  transact: Transact;
  /** Name and number of a member of staff, as texts need them. */
  contactOf: (staffId: StaffId) => { name: string; initials: string; phone: string | null };
  /** Where a message to somebody goes; null when there is no such number any more. */
  numberOf: (n: Pick<Notification, 'staffId' | 'channel' | 'numberId'>) => string | null;
  dutyPhone: () => string;
  /** Tells somebody's browsers, if there are any, beside a text or call. Returns at once; `make` is asked only then. */
  pushBeside: (staffId: StaffId, make: () => BesideText | null) => void;
  /** One more version of the crisis, with what happened beside it. */
  recordAtEnd: (tx: Tx, crisis: { crisisId: CrisisId; teamId: TeamId }, events: readonly Happened[], askedIds?: readonly StaffId[]) => void;
  /** The carrier will not deliver to this number any more. */
  onOptedOut: (phone: string) => Promise<void>;
  /** Somebody who wanted to be rung was not reached: a person rings them. In the transaction that learns it. */
  onCallMeFailed: (tx: Tx, e: Escalation, n: Notification) => Promise<void>;
}

/** News of who has it is worth nothing after an hour. */
const NOTICE_VALID_SECONDS = 3600;
/** A call rings so long: shorter than most voicemail waits, and a rung of two minutes has room for more. Decision of this project. */
const RING_SECONDS = 25;
/** Texts that our own pace holds back go in this order: first pages by urgency, pages asked again, notices. Source: reliability.md §4. */
const RANK = { first: 0, again: 10, notice: 20 };
/** A push that is not on its way so soon is decided again (I4). */
const PUSH_WITHIN_MS = 1900;
/** More in one transaction would make somebody who answers wait for it. */
const TOGETHER = { most: 32, atOnce: 2 };
/** Two words about one message often come together; side by side they would get in each other's way. Nobody waits for them but the carrier. */
const IN_TURN = { most: 100, atOnce: 1, lingerMs: 25 };
/** Most of those looked at a minute after a page need nothing, and share one read. */
const LOOKED_AT = { most: 200, atOnce: 1 };
/** One crisis that somebody else is just changing must not hold up the others: then each goes by itself. */
const asOne = (all: readonly unknown[]): { once: boolean } => ({ once: all.length > 1 });

/** Something learned of one message: our own call ended, or a receipt came. */
interface Word {
  escalationId: string;
  about: (n: Notification) => boolean;
  change: (stored: Delivery) => Delivery;
  /** The job that sent it, to be finished when nothing is left to do. */
  job: Job | null;
}

/** `failing`: not stored yet, because the ladder has a say in it. */
type Learned = { kind: 'stored'; delivery: Delivery; finished: boolean } | { kind: 'failing'; notificationId: string; delivery: Delivery; finished: boolean };

export type EscalationReactions = ReturnType<typeof escalationReactions>;

/** What this room does at due times, and with what the carrier says. */
export function escalationReactions(needs: ReactionNeeds) {
  const { store, use, links, jobs, handOffs, sender, texts, languageOf, clock, transact, contactOf, numberOf, dutyPhone, pushBeside, recordAtEnd, onOptedOut, onCallMeFailed } = needs;
  const toPush = pushFor({ links, clock, languageOf });
  const beside = (e: Escalation, n: Notification, startBy: number): void => { pushBeside(n.staffId, () => toPush(e, n, startBy)); };

  const about = (e: Notified) => ({ crisisId: e.crisisId, teamId: e.teamId });
  const place = ({ id, staffId, channel, kind, rung }: Notification) => ({ notificationId: id, staffId, channel, kind, rung });

  /**
   * The next rung, because the current one stayed silent. Where somebody could be asked in another way, the same job comes first a
   * minute after they were asked, to see whether anything was heard of their text.
   */
  const rung: JobHandler = async (job) => {
    const nextAt = new Date(Number(job.data['nextAt'] ?? 0));
    if (clock.now() >= nextAt) return silence(job);
    await lookForReceipts(job);
    return { dueAt: nextAt };
  };

  /** The next rung, if it is time. Those that are due in the same moment share a transaction. */
  const silence = gathered((due: readonly Job[]) => transact(async (tx) => {
    await store.findMany(due.map(({ data }) => String(data['escalationId'])), tx);
    for (const { data } of due) await rungIn(tx, String(data['escalationId']));
    return due.map(() => 'done' as const);
  }, asOne(due)), TOGETHER);

  async function rungIn(tx: Tx, id: string): Promise<void> {
    const before = await store.find(id, tx);
    if (!before?.nextAt || before.state !== 'running' || clock.now() < before.nextAt) return;
    recordDone(tx, await use.decide(tx, id, (e, reach) => {
      const decision = whenDue(e, reach, links.mint, clock.now());
      return decision.ok && firstAlarm(e, decision.state) && e.raisedById !== null
        ? decided({ ...decision.state, notifications: [...decision.state.notifications, ...noticesTo(decision.state, [e.raisedById], 'raiser-nobody', null, links.mint)] }, decision.events)
        : decision;
    }));
  }

  const firstAlarm = (before: Escalation, after: Escalation): boolean => before.alarmAt === null && after.alarmAt !== null;
  const recordDone = (tx: Tx, { escalation, events }: Done): void => { recordAtEnd(tx, about(escalation), events, everyoneAsked(escalation)); };

  /**
   * Sends one message. A fresh one leaves at once; any other is read again and decided again: answered meanwhile, it stays
   * unsent (I4); begun by a process that died, it is looked up before it is sent again (I3).
   */
  const notify: JobHandler = async (job) => {
    const fresh = handOffs.take(String(job.data['notificationId']));
    if (fresh) return submitFresh(job, fresh);
    const e = await store.find(String(job.data['escalationId']));
    const n = e?.notifications.find(({ id }) => id === job.data['notificationId']);
    if (!e || !n || isSettled(n.delivery)) return 'done';
    if (n.kind === 'page' && (e.state !== 'running' || isOvertaken(e, n))) return notWanted(e, n);
    let seen = n;
    const port: SubmissionPort = {
      begin: async (change) => {
        const begun = change(seen.delivery);
        if (!await store.moveDelivery(e.id, seen, begun, { onlyRunning: true })) return null;
        seen = { ...seen, delivery: begun };
        beside(e, n, performance.now() + PUSH_WITHIN_MS);
        return begun;
      },
      end: async (change) => (await settle(null, e, seen, change)).delivery,
    };
    const result = n.channel === 'voice'
      ? await submitCall({ call: callOf(e, n), delivery: n.delivery, port, knownSids: (since) => store.callSidsOf(n.staffId, n.id, since) }, { sender, clock })
      : await submit({ text: textOf(e, n), delivery: n.delivery, port, isIt: sameMessage(e, n) }, { sender, clock });
    if (result.kind === 'undeliverable' && result.why === 'opted-out') await onOptedOut(numberOf(n) ?? '');
    return result.kind === 'again' ? result.at : 'done';
  };

  /** It waited by their own choice, and meanwhile they said no, or were asked again. */
  const isOvertaken = (e: Escalation, { staffId, notBefore, delivery, round, rung }: Notification): boolean => notBefore !== undefined && delivery.state === 'waiting'
    && e.asked.some((asked) => asked.staffId === staffId && (asked.round > round || (asked.round === round && (asked.rung > rung || asked.cannotAt !== null))));

  /** Somebody answered before it left. A call of which nobody knows whether it rings is looked for first, so that it can be ended (I4). */
  async function notWanted(e: Escalation, n: Notification): Promise<'done' | Date> {
    const open = n.channel === 'voice' ? openAttempt(n.delivery) : null;
    if (open) {
      const known = () => store.callSidsOf(n.staffId, n.id, open.startedAt);
      const found = await sender.findCall({ to: callOf(e, n).to, since: open.startedAt, known }).catch(() => null);
      if (found) {
        await settle(null, e, n, (stored) => callReported(stored, { attemptId: open.id, ...found, errorCode: null, at: clock.now() }));
        return 'done';
      }
      if (clock.now() < resendAt(open)) return addSeconds(clock.now(), 1);
    }
    await store.moveDelivery(e.id, n, stoppedDelivery(n.delivery), { onlyRunning: false });
    return 'done';
  }

  /** The first try of a message whose attempt stands in the transaction that made it. */
  async function submitFresh(job: Job, { escalation: e, notification: n, startBy }: HandOff): Promise<'finished' | 'done' | Date> {
    const attempt = n.delivery.attempts.at(-1);
    const to = numberOf(n) ?? '';
    if (!attempt) return 'done';
    beside(e, n, startBy);
    const outcome: Outcome = to === '' ? { kind: 'refused', code: null, reason: 'permanent' }
      : await (n.channel === 'voice' ? sender.call({ ...callOf(e, n), attemptId: attempt.id, startBy }) : sender.send({ ...textOf(e, n), attemptId: attempt.id, startBy }));
    if (outcome.kind === 'refused' && outcome.reason === 'opted-out') await onOptedOut(to);
    const { delivery, finished } = await settle(job, e, n, (stored) => attemptEnded(stored, { id: attempt.id, outcome, at: clock.now(), jitter: Math.random() }));
    if (isSettled(delivery)) return finished ? 'finished' : 'done';
    return delivery.attempts.at(-1)?.retryAt ?? clock.now();
  }

  const textOf = (e: Escalation, n: Notification) => ({
    to: numberOf(n) ?? '', body: textFor(e, n), sender: 'staff' as const, subject: { kind: 'escalation' as const, id: e.id }, validitySeconds: validSeconds(e, n), rank: rankOf(e, n),
  });

  const callOf = (e: Escalation, n: Notification) => ({
    to: numberOf(n) ?? '', subject: { kind: 'escalation' as const, id: e.id }, ringSeconds: Math.max(Math.min(RING_SECONDS, Math.floor(validSeconds(e, n))), 5),
    language: languageOf(n.staffId),
  });

  const rankOf = (e: Escalation, n: Notification): number =>
    urgencyRank(e.letter) + (n.kind === 'notice' ? RANK.notice : n.round === 1 && n.rung === 0 && e.alarmAt === null ? RANK.first : RANK.again);

  /** Records what became of a message, with what follows from it, and finishes its job in the same transaction when nothing is left to do. */
  async function settle(job: Job | null, e: Escalation, { id, delivery }: Notification, change: (stored: Delivery) => Delivery): Promise<{ delivery: Delivery; finished: boolean }> {
    return await learn({ escalationId: e.id, about: (n) => n.id === id, change, job }) ?? { delivery: change(delivery), finished: false };
  }

  /** Takes in one word about one message; null when there is no such message. What must bring the next rung goes the long way. */
  async function learn(word: Word): Promise<{ delivery: Delivery; finished: boolean } | null> {
    const learned = await learnTogether(word);
    if (learned?.kind !== 'failing') return learned;
    return { delivery: await transact((tx) => apply(tx, word.escalationId, learned.notificationId, word.change)) ?? learned.delivery, finished: false };
  }

  /** Words that come within the same moment are stored in one transaction: applied in turn to what is stored, so that nothing is lost or taken back. */
  const learnTogether = gathered((words: readonly Word[]) => transact(async (tx): Promise<(Learned | null)[]> => {
    const escalations = await store.notificationsOf(words.map(({ escalationId }) => escalationId), tx);
    const moved = new Map<string, { escalationId: string; notificationId: string; delivery: Delivery }>();
    const news = new Map<string, { e: Notified; happened: Happened[] }>();
    const settledJobs: Job[] = [];
    const hangUps: NewJob[] = [];
    const learned = words.map(({ escalationId, about: isIt, change, job }): Learned | null => {
      const e = escalations.get(escalationId);
      const n = e?.notifications.find(isIt);
      if (!e || !n) return null;
      const stored = moved.get(n.id)?.delivery ?? n.delivery;
      const told = change(stored);
      const tooLate = n.channel === 'voice' && n.kind === 'page' && e.state !== 'running' && (told.state === 'sent' || told.state === 'stopped') && liveCalls(told).length > liveCalls(stored).length;
      const delivery = tooLate ? callStopped(told) : told;
      if (tooLate) hangUps.push(hangUpJob(e, { ...n, delivery }, clock.now()));
      if (whyAnotherWay(n, stored, delivery) !== null) return { kind: 'failing', notificationId: n.id, delivery, finished: false };
      if (delivery !== stored) moved.set(n.id, { escalationId, notificationId: n.id, delivery });
      const happened = newsOf({ ...n, delivery: stored }, delivery);
      if (happened.length > 0) news.set(escalationId, { e, happened: [...news.get(escalationId)?.happened ?? [], ...happened] });
      if (job && isSettled(delivery)) settledJobs.push(job);
      return { kind: 'stored', delivery, finished: job !== null && isSettled(delivery) };
    });
    await store.putDeliveries([...moved.values()], tx);
    for (const { e, happened } of news.values()) recordAtEnd(tx, about(e), happened);
    if (hangUps.length > 0) await jobs.add(tx, hangUps);
    const finished = await jobs.finishAll(settledJobs, tx);
    return learned.map((one) => one && { ...one, finished: one.finished && finished });
  }, asOne(words)), IN_TURN);

  /** What only the ladder can follow up: it failed, or two tries of a text came to nothing. */
  function whyAnotherWay({ kind, channel }: Notification, before: Delivery, after: Delivery): 'failed' | 'tries-lost' | null {
    if (after.state === 'failed' && before.state !== 'failed') return 'failed';
    return kind === 'page' && channel === 'sms' && after.state === 'submitting' && isStruggling(after) && !isStruggling(before) ? 'tries-lost' : null;
  }

  /** The long way: read in the transaction, so that nothing that came in between is lost. A failure brings the next channel of the same person, and where there is none left, perhaps the next rung, at once (I6). */
  async function apply(tx: Tx, id: string, notificationId: string, change: (stored: Delivery) => Delivery): Promise<Delivery | null> {
    let delivery: Delivery | null = null;
    let callMe: Notification | null = null;
    const done = await use.decide(tx, id, (e: Escalation, reach: Reach) => {
      const n = e.notifications.find((one) => one.id === notificationId);
      if (!n) return decided<Escalation, Happened>(e);
      delivery = change(n.delivery);
      if (delivery === n.delivery) return decided(e);
      const moved = { ...e, notifications: e.notifications.map((one) => (one === n ? { ...n, delivery: delivery as Delivery } : one)) };
      const why = whyAnotherWay(n, n.delivery, delivery);
      const beside = why === null ? { state: moved, events: [] } : inAnotherWay(moved, n, why, reach, links.mint);
      const next = why === 'failed' ? nextIfNobodyIsLeft(beside.state, reach, links.mint, clock.now()) : { state: beside.state, events: [] };
      callMe = why === 'failed' && n.about === 'call-me' && e.state === 'running' ? n : null;
      return decided<Escalation, Happened>(next.state, [...newsOf(n, delivery), ...beside.events, ...next.events]);
    });
    recordDone(tx, done);
    if (callMe) await onCallMeFailed(tx, done.escalation, callMe);
    return delivery;
  }

  /** What people are told of a delivery: sent, delivered, failed; nothing of our own tries. */
  function newsOf(n: Notification, next: Delivery): Happened[] {
    if (next.state === n.delivery.state) return [];
    if (next.state === 'failed') return [{ kind: 'notification.failed', data: { ...place(n), code: next.errorCode, ...(n.channel === 'voice' ? { why: callEndOf(next) } : {}) } }];
    return next.state === 'sent' || next.state === 'delivered' ? [{ kind: `notification.${next.state}`, data: place(n) }] : [];
  }

  const isSettled = ({ state }: Delivery): boolean => state !== 'waiting' && state !== 'submitting';

  const validSeconds = (e: Escalation, n: Notification): number =>
    n.kind === 'notice' ? NOTICE_VALID_SECONDS : e.ladder.rungs[n.rung]?.answerWithinSeconds ?? e.ladder.repeatEverySeconds;

  /**
   * Knows a message that may have left already: by its link, which is its own, or by its words in any language. Whoever chose another
   * language in between, or an administrator who changed the words of a page, must not bring it a second time (I3).
   */
  const sameMessage = (e: Escalation, n: Notification) => (body: string): boolean =>
    body.includes(links.url(n.id)) || STAFF_LANGUAGES.some((language) => textFor(e, n, language) === body);

  /** The words of a message: made from what is stored, and the language of whoever gets it. */
  function textFor(e: Escalation, n: Notification, language?: StaffLanguage): string {
    const say = texts(n.staffId, language);
    const { ref } = e;
    const at = e.endedAt ?? e.startedAt;
    const by = n.byStaffId === null ? { name: e.ref, initials: '', phone: null } : contactOf(n.byStaffId);
    switch (n.about) {
      case 'yours': return say.yours({ ref, at, phone: e.raisedById === null ? null : contactOf(e.raisedById).phone, link: links.url(n.id) });
      case 'taken': return say.taken({ ref, by, at });
      case 'raiser-taken': return say.ownerIs({ ref, owner: by, phone: by.phone ?? dutyPhone() });
      case 'raiser-nobody': return say.nobodyYet({ ref });
      case 'stood-down': return say.stoodDown({ ref, at });
      case 'over': return say.over({ ref });
      case 'call-me': case null: return pageFor(e, n, say);
    }
  }

  function pageFor(e: Escalation, n: Notification, say: Texts): string {
    const link = links.url(n.id);
    const askedAt = e.asked.find(({ staffId, round, rung: step }) => staffId === n.staffId && round === n.round && step === n.rung)?.at ?? e.startedAt;
    const waitedSeconds = secondsBetween(e.startedAt, askedAt);
    const last = n.rung >= e.ladder.rungs.length || (n.rung === e.ladder.rungs.length - 1 && n.round >= e.ladder.rounds && e.ladder.rungs.length > 1);
    if (last && waitedSeconds > 0) return say.lastStep({ ref: e.ref, waitedSeconds, link });
    return say.page({ ref: e.ref, shows: SHOWS[e.letter], nextInSeconds: last ? null : e.ladder.rungs[n.rung]?.answerWithinSeconds ?? null, link });
  }

  /** A minute after a rung was asked: whose text nobody has heard of is asked by another channel, if they have one that was not used. */
  const lookForReceipts = gathered(async (due: readonly Job[]) => {
    const found = await store.findMany(due.map(({ data }) => String(data['escalationId'])));
    for (const { data } of due) {
      const e = found.get(String(data['escalationId']));
      const isNow = e?.state === 'running' && e.round === data['round'] && e.rung === data['rung'];
      if (isNow && e.notifications.some((n) => n.kind === 'page' && n.channel === 'sms' && n.rung === e.rung && n.round === e.round && isUnheardOf(n.delivery))) {
        await transact(async (tx) => {
          recordDone(tx, await use.decide(tx, e.id, (now, reach) => {
            const next = whereNothingWasHeard(now, ({ delivery }) => isUnheardOf(delivery), reach, links.mint);
            return decided<Escalation, Happened>(next.state, next.events);
          }));
        });
      }
    }
    return due;
  }, LOOKED_AT);

  const withAttempt = (attemptId: string) => ({ delivery }: Notification): boolean => delivery.attempts.some((attempt) => attempt.id === attemptId);

  return {
    rung, notify,

    /** A delivery receipt. Doubled, late and reordered ones change nothing (I7). @returns false when it is about nothing we know */
    async onStatus({ subject, attemptId, sid, status, errorCode, at, call }: StatusReport): Promise<boolean> {
      return await learn({
        escalationId: subject.id, job: null, about: withAttempt(attemptId),
        change: (stored) => (call ? callReported(stored, { attemptId, sid, status, answeredBy: call.answeredBy, errorCode, at }) : reported(stored, { attemptId, sid, status, errorCode, at })),
      }) !== null;
    },

    /** A call was picked up, by a person or by a machine. @returns false when it is about nothing we know */
    async onPickedUp({ subject, attemptId, sid, answeredBy, at }: CallAsks): Promise<boolean> {
      return await learn({
        escalationId: subject.id, job: null, about: withAttempt(attemptId),
        change: (stored) => callReported(stored, { attemptId, sid, status: HEARD, answeredBy, errorCode: null, at }),
      }) !== null;
    },
  };
}
