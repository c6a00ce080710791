import type { Ask } from '../contract/escalation.js';
import { URGENCY_LETTERS } from '../contract/triage.js';
import type { UrgencyLetter } from '../contract/triage.js';
import type { Clock } from '../kernel/clock.js';
import type { Decision } from '../kernel/decision.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, EscalationId, StaffId, TeamId } from '../kernel/ids.js';
import { addSeconds } from '../kernel/durations.js';
import { RECEIPT_WITHIN_SECONDS, attemptStarted, liveCalls } from '../messaging/index.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Jobs, NewJob } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { AnswerLinks } from './answer-links.js';
import { answered, askNextNow, cannot, everyoneAsked, ladderFor, noticesTo, startEscalation, stopped } from './core/ladder.js';
import { callNow, isBeingRung, mayNeedAnotherWay } from './core/other-ways.js';
import type { Reach } from './core/ladder.js';
import type { Escalation, NoticeAbout, Notification } from './core/escalation.js';
import type { HandOffs } from './hand-offs.js';
import type { Policies } from './policies.js';
import type { EscalationStore } from './store.js';

export interface EscalationNeeds {
  store: EscalationStore;
  policies: Policies;
  links: AnswerLinks;
  jobs: Jobs;
  handOffs: HandOffs;
  clock: Clock;
  /** Who an ask reaches in a team at an instant: by rota, by name, everyone, the supervisors. */
  reachFor: (teamId: TeamId, at: Date) => (asks: readonly Ask[]) => ReturnType<Reach>;
}

/** Something that happened, for the timeline; ids only. */
export interface Happened { kind: string; data: Record<string, string | number | boolean | null> }

/** What one command did: the escalation as it is now and its events, which the caller appends with the crisis's own. */
export interface Done { escalation: Escalation; events: Happened[] }

export const rungJobKey = ({ id, round, rung }: Escalation): string => `rung:${id}:${round}:${rung}`;
/** Ends the calls of one notification that nobody has picked up. */
export const hangUpJob = (e: Pick<Escalation, 'id' | 'teamId' | 'letter'>, { id, delivery }: Notification, now: Date): NewJob =>
  ({ teamId: e.teamId, urgency: urgencyRank(e.letter), key: `hang-up:${id}:${liveCalls(delivery).join('+')}`, kind: 'hang-up', dueAt: now, data: { escalationId: e.id, notificationId: id } });
export const urgencyRank = (letter: UrgencyLetter): number => URGENCY_LETTERS.indexOf(letter);

export type EscalationUse = ReturnType<typeof escalationUse>;

/** One function per command; each works inside its caller's transaction. */
export function escalationUse({ store, policies, links, jobs, handOffs, clock, reachFor }: EscalationNeeds) {
  /** Jobs for what is new between two states: messages to send now, and the next due time. */
  function jobsFor(before: Escalation | null, e: Escalation): NewJob[] {
    const known = new Set(before?.notifications.map(({ id }) => id));
    const base = { teamId: e.teamId, urgency: urgencyRank(e.letter) };
    const sends = e.notifications.filter(({ id, delivery }) => !known.has(id) && (delivery.state === 'waiting' || delivery.state === 'submitting'))
      .map((n): NewJob => ({ ...base, key: `notify:${n.id}`, kind: 'notify', dueAt: n.notBefore ?? clock.now(), data: { escalationId: e.id, notificationId: n.id } }));
    const waited = new Set(before?.notifications.filter(({ notBefore }) => notBefore !== undefined).map(({ id }) => id));
    const hastened = waited.size === 0 ? [] : e.notifications.filter(({ id, notBefore, delivery }) => waited.has(id) && notBefore === undefined && delivery.state === 'waiting')
      .map((n): NewJob => ({ ...base, key: `notify:${n.id}:now`, kind: 'notify', dueAt: clock.now(), data: { escalationId: e.id, notificationId: n.id } }));
    const ends = e.notifications.filter((n) => isToBeEnded(n, before)).map((n) => hangUpJob(e, n, clock.now()));
    const moved = e.nextAt !== null && (!before || rungJobKey(before) !== rungJobKey(e) || before.nextAt?.getTime() !== e.nextAt.getTime());
    if (!moved) return [...sends, ...hastened, ...ends];
    const receiptsAt = addSeconds(e.rungStartedAt, RECEIPT_WITHIN_SECONDS);
    const nextAt = e.nextAt as Date;
    const rung = { ...base, key: rungJobKey(e), kind: 'rung', dueAt: nextAt, data: { escalationId: e.id } };
    return [
      ...sends, ...hastened, ...ends,
      // one job for both: first to see whether anything was heard of the texts, then for the next rung
      mayNeedAnotherWay(e) && receiptsAt < nextAt ? { ...rung, dueAt: receiptsAt, data: { ...rung.data, round: e.round, rung: e.rung, nextAt: nextAt.getTime() } } : rung,
    ];
  }

  /** A call that rang while somebody answered elsewhere. */
  function isToBeEnded({ id, channel, delivery }: Notification, before: Escalation | null): boolean {
    return channel === 'voice' && delivery.state === 'stopped' && liveCalls(delivery).length > 0
      && before?.notifications.some((n) => n.id === id && n.delivery.state !== 'stopped') === true;
  }

  /**
   * New messages are begun in the transaction that makes them, when this process will send them itself: their attempt is
   * on record before the call, and the call needs no further look at the database.
   */
  function begun(before: Escalation | null, e: Escalation, held: boolean): Escalation {
    if (!held) return e;
    const known = new Set(before?.notifications.map(({ id }) => id));
    return { ...e, notifications: e.notifications.map((n) => (known.has(n.id) || n.notBefore !== undefined || n.delivery.state !== 'waiting' ? n
      : { ...n, delivery: attemptStarted(n.delivery, { id: newId(), at: clock.now() }) })) };
  }

  async function keep(tx: Tx, before: Escalation | null, after: Escalation): Promise<Escalation> {
    const held = jobs.holds();
    const state = begun(before, after, held);
    if (before) await store.replace(state, tx);
    else await store.insert(state, tx);
    if (before && (state.state !== 'running' || rungJobKey(before) !== rungJobKey(state))) await jobs.cancel(tx, [rungJobKey(before)]);
    if (held) handOffs.offer(tx, state, new Set(before?.notifications.map(({ id }) => id)));
    await jobs.add(tx, jobsFor(before, state), held);
    return state;
  }

  async function decide(tx: Tx, id: EscalationId, rule: (e: Escalation, reach: Reach) => Decision<Escalation, Happened>): Promise<Done> {
    const before = await store.find(id, tx);
    if (!before) throw problem('escalation/not-running');
    const decision = rule(before, reachFor(before.teamId, clock.now()));
    if (!decision.ok) throw refusalProblem(decision.refusal);
    if (decision.state === before) return { escalation: before, events: [] };
    return { escalation: await keep(tx, before, decision.state), events: [...decision.events] };
  }

  return {
    /**
     * Starts to ask for a crisis. `from` resumes at a rung already reached.
     */
    async begin(tx: Tx, about: { crisisId: CrisisId; ref: string; teamId: TeamId; letter: UrgencyLetter; raisedById: StaffId | null }, from = { round: 1, rung: 0 }): Promise<Done> {
      const policy = policies.ofTeam(about.teamId);
      const { state, events } = startEscalation(
        { id: newId<EscalationId>(), ...about, policyId: policy.id, policyVersion: policy.version, ladder: ladderFor(policy.ladders, about.letter) },
        from, reachFor(about.teamId, clock.now()), links.mint, clock.now());
      return { escalation: await keep(tx, null, state), events };
    },

    /** The first answer owns. The owner, the others asked and the raiser are told; what has not left is not sent. @throws `escalation/not-running` */
    answer: (tx: Tx, id: EscalationId, staffId: StaffId): Promise<Done> =>
      decide(tx, id, (e) => {
        const decision = answered(e, staffId, clock.now());
        if (!decision.ok) return decision;
        const others = everyoneAsked(e).filter((asked) => asked !== staffId);
        const told = [
          ...noticesTo(decision.state, [staffId], 'yours', staffId, links.mint),
          ...noticesTo(decision.state, others, 'taken', staffId, links.mint),
          ...(e.raisedById === null || e.raisedById === staffId ? [] : noticesTo(decision.state, [e.raisedById], 'raiser-taken', staffId, links.mint)),
        ];
        return { ...decision, state: { ...decision.state, notifications: [...decision.state.notifications, ...told] } };
      }),

    /** Asking ends without an answer; those asked, and the supervisors, are told why. @throws `escalation/not-running` */
    stop: (tx: Tx, id: EscalationId, about: NoticeAbout): Promise<Done> =>
      decide(tx, id, (e, reach) => {
        const decision = stopped(e, clock.now());
        if (!decision.ok) return decision;
        const told = [...everyoneAsked(e), ...reach([{ kind: 'supervisor' }]).map(({ staffId }) => staffId)];
        return { ...decision, state: { ...decision.state, notifications: [...decision.state.notifications, ...noticesTo(e, told, about, null, links.mint)] } };
      }),

    /** Where asking stood last, so that it can resume there. */
    async reached(tx: Tx, id: EscalationId | null): Promise<{ round: number; rung: number } | null> {
      const e = id === null ? null : await store.find(id, tx);
      return e && e.alarmAt === null ? { round: e.round, rung: e.rung } : null;
    },

    /** Asking ends because a new escalation takes its place; nobody is told. @throws `escalation/not-running` */
    replaced: (tx: Tx, id: EscalationId): Promise<Done> => decide(tx, id, (e) => stopped(e, clock.now())),

    /** @throws `escalation/not-running`, `crisis/not-asked` */
    cannot: (tx: Tx, id: EscalationId, staffId: StaffId): Promise<Done> =>
      decide(tx, id, (e, reach) => cannot(e, staffId, reach, links.mint, clock.now())),

    /** @throws `escalation/not-running` */
    askNext: (tx: Tx, id: EscalationId): Promise<Done> => decide(tx, id, (e, reach) => askNextNow(e, reach, links.mint, clock.now())),

    /** Rings somebody who was asked, because they want to be rung. `ringing`: a call to them is under way, by this or another. @throws `escalation/not-running`, `crisis/not-asked` */
    async callNow(tx: Tx, id: EscalationId, staffId: StaffId): Promise<Done & { ringing: boolean }> {
      const done = await decide(tx, id, (e, reach) => callNow(e, staffId, reach, links.mint));
      return { ...done, ringing: isBeingRung(done.escalation, staffId) };
    },

    /** A rule of this room applied in the caller's transaction, for this room's reactions. */
    decide,
  };
}
