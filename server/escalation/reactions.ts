import { SHOWS } from '../contract/triage.js';
import { secondsBetween } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import { attemptEnded, reported, stopped as stoppedDelivery, submit } from '../messaging/index.js';
import type { Delivery, Outcome, Sender, StatusReport, Texts } from '../messaging/index.js';
import { gathered } from '../platform/gather.js';
import type { Job, JobHandler, Jobs } from '../platform/jobs/index.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import { decided } from '../kernel/decision.js';
import type { AnswerLinks } from './answer-links.js';
import { everyoneAsked, nextIfNobodyIsLeft, noticesTo, whenDue } from './core/ladder.js';
import type { Reach } from './core/ladder.js';
import type { Escalation, Notification } from './core/escalation.js';
import type { HandOffs } from './hand-offs.js';
import type { EscalationStore } from './store.js';
import type { Done, EscalationUse, Happened } from './usecases.js';

export interface ReactionNeeds {
  store: EscalationStore;
  use: EscalationUse;
  links: AnswerLinks;
  jobs: Jobs;
  handOffs: HandOffs;
  sender: Sender;
  texts: () => Texts;
  clock: Clock;
  transact: Transact;
  /** Name and number of a member of staff, as texts need them. */
  contactOf: (staffId: StaffId) => { name: string; initials: string; phone: string | null };
  dutyPhone: () => string;
  /** One more version of the crisis, with what happened beside it. */
  recordAtEnd: (tx: Tx, crisis: { crisisId: CrisisId; teamId: TeamId }, events: readonly Happened[], askedIds?: readonly StaffId[]) => void;
  /** The carrier will not deliver to this number any more. */
  onOptedOut: (phone: string) => Promise<void>;
}

/** News of who has it is worth nothing after an hour. */
const NOTICE_VALID_SECONDS = 3600;
/** More in one transaction would make somebody who answers wait for it. */
const TOGETHER = { most: 32, atOnce: 2 };
/** Two words about one message often come together; side by side they would get in each other's way. */
const IN_TURN = { ...TOGETHER, atOnce: 1 };
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
  const { store, use, links, jobs, handOffs, sender, texts, clock, transact, contactOf, dutyPhone, recordAtEnd, onOptedOut } = needs;

  const about = (e: Escalation) => ({ crisisId: e.crisisId, teamId: e.teamId });
  const place = ({ id, staffId, channel, kind, rung }: Notification) => ({ notificationId: id, staffId, channel, kind, rung });

  /** The next rung, because the current one stayed silent. Those that are due in the same moment share a transaction. */
  const rung: JobHandler = gathered((due: readonly Job[]) => transact(async (tx) => {
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
    if (fresh) return submitFresh(job, fresh.escalation, fresh.notification);
    const e = await store.find(String(job.data['escalationId']));
    const n = e?.notifications.find(({ id }) => id === job.data['notificationId']);
    if (!e || !n || isSettled(n.delivery)) return 'done';
    if (n.kind === 'page' && e.state !== 'running') {
      await store.moveDelivery(e.id, n, stoppedDelivery(n.delivery), { onlyRunning: false });
      return 'done';
    }
    let seen = n;
    const result = await submit({
      text: textOf(e, n), delivery: n.delivery,
      port: {
        begin: async (change) => {
          const begun = change(seen.delivery);
          if (!await store.moveDelivery(e.id, seen, begun, { onlyRunning: true })) return null;
          seen = { ...seen, delivery: begun };
          return begun;
        },
        end: async (change) => (await settle(null, e, seen, change)).delivery,
      },
    }, { sender, clock });
    if (result.kind === 'undeliverable' && result.why === 'opted-out') await onOptedOut(contactOf(n.staffId).phone ?? '');
    return result.kind === 'again' ? result.at : 'done';
  };

  /** The first try of a message whose attempt stands in the transaction that made it. */
  async function submitFresh(job: Job, e: Escalation, n: Notification): Promise<'finished' | 'done' | Date> {
    const attempt = n.delivery.attempts.at(-1);
    const { to, ...text } = textOf(e, n);
    if (!attempt) return 'done';
    const outcome: Outcome = to === '' ? { kind: 'refused', code: null, reason: 'permanent' } : await sender.send({ to, ...text, attemptId: attempt.id });
    if (outcome.kind === 'refused' && outcome.reason === 'opted-out') await onOptedOut(to);
    const { delivery, finished } = await settle(job, e, n, (stored) => attemptEnded(stored, { id: attempt.id, outcome, at: clock.now(), jitter: Math.random() }));
    if (isSettled(delivery)) return finished ? 'finished' : 'done';
    return delivery.attempts.at(-1)?.retryAt ?? clock.now();
  }

  const textOf = (e: Escalation, n: Notification) => ({
    to: contactOf(n.staffId).phone ?? '', body: textFor(e, n), sender: 'staff' as const, subject: { kind: 'escalation' as const, id: e.id }, validitySeconds: validSeconds(e, n),
  });

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
    const escalations = await store.findMany(words.map(({ escalationId }) => escalationId), tx);
    const moved = new Map<string, { escalationId: string; notificationId: string; delivery: Delivery }>();
    const news = new Map<string, { e: Escalation; happened: Happened[] }>();
    const settledJobs: Job[] = [];
    const learned = words.map(({ escalationId, about: isIt, change, job }): Learned | null => {
      const e = escalations.get(escalationId);
      const n = e?.notifications.find(isIt);
      if (!e || !n) return null;
      const stored = moved.get(n.id)?.delivery ?? n.delivery;
      const delivery = change(stored);
      if (delivery.state === 'failed' && stored.state !== 'failed') return { kind: 'failing', notificationId: n.id, delivery, finished: false };
      if (delivery !== stored) moved.set(n.id, { escalationId, notificationId: n.id, delivery });
      const happened = newsOf({ ...n, delivery: stored }, delivery);
      if (happened.length > 0) news.set(escalationId, { e, happened: [...news.get(escalationId)?.happened ?? [], ...happened] });
      if (job && isSettled(delivery)) settledJobs.push(job);
      return { kind: 'stored', delivery, finished: job !== null && isSettled(delivery) };
    });
    await store.putDeliveries([...moved.values()], tx);
    for (const { e, happened } of news.values()) recordAtEnd(tx, about(e), happened);
    const finished = await jobs.finishAll(settledJobs, tx);
    return learned.map((one) => one && { ...one, finished: one.finished && finished });
  }, asOne(words)), IN_TURN);

  /** The long way: read in the transaction, so that nothing that came in between is lost. A failure may bring the next rung at once (I6). */
  async function apply(tx: Tx, id: string, notificationId: string, change: (stored: Delivery) => Delivery): Promise<Delivery | null> {
    let delivery: Delivery | null = null;
    const done = await use.decide(tx, id, (e: Escalation, reach: Reach) => {
      const n = e.notifications.find((one) => one.id === notificationId);
      if (!n) return decided<Escalation, Happened>(e);
      delivery = change(n.delivery);
      if (delivery === n.delivery) return decided(e);
      const moved = { ...e, notifications: e.notifications.map((one) => (one === n ? { ...n, delivery: delivery as Delivery } : one)) };
      const next = (delivery as Delivery).state === 'failed' ? nextIfNobodyIsLeft(moved, reach, links.mint, clock.now()) : { state: moved, events: [] };
      return decided<Escalation, Happened>(next.state, [...newsOf(n, delivery), ...next.events]);
    });
    recordDone(tx, done);
    return delivery;
  }

  /** What people are told of a delivery: sent, delivered, failed; nothing of our own tries. */
  function newsOf(n: Notification, next: Delivery): Happened[] {
    if (next.state === n.delivery.state) return [];
    if (next.state === 'failed') return [{ kind: 'notification.failed', data: { ...place(n), code: next.errorCode } }];
    return next.state === 'sent' || next.state === 'delivered' ? [{ kind: `notification.${next.state}`, data: place(n) }] : [];
  }

  const isSettled = ({ state }: Delivery): boolean => state !== 'waiting' && state !== 'submitting';

  const validSeconds = (e: Escalation, n: Notification): number =>
    n.kind === 'notice' ? NOTICE_VALID_SECONDS : e.ladder.rungs[n.rung]?.answerWithinSeconds ?? e.ladder.repeatEverySeconds;

  /** The words of a message: made from what is stored only, so that the same message reads the same on every try. */
  function textFor(e: Escalation, n: Notification): string {
    const say = texts();
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
      case null: return pageFor(e, n, say);
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

  return {
    rung, notify,

    /** A delivery receipt. Doubled, late and reordered ones change nothing (I7). @returns false when it is about nothing we know */
    async onStatus({ subject, attemptId, sid, status, errorCode, at }: StatusReport): Promise<boolean> {
      return await learn({
        escalationId: subject.id, job: null, about: ({ delivery }) => delivery.attempts.some((attempt) => attempt.id === attemptId),
        change: (stored) => reported(stored, { attemptId, sid, status, errorCode, at }),
      }) !== null;
    },
  };
}
