import { randomUUID } from 'node:crypto';
import type { Ask, Ladder } from '../../server/contract/escalation.js';
import type { UrgencyLetter } from '../../server/contract/triage.js';
import type { Escalation, Notification } from '../../server/escalation/core/escalation.js';
import type { Mint } from '../../server/escalation/core/ladder.js';
import { makeHandOffs } from '../../server/escalation/hand-offs.js';
import { escalationReactions } from '../../server/escalation/reactions.js';
import type { ReactionNeeds } from '../../server/escalation/reactions.js';
import { escalationUse } from '../../server/escalation/usecases.js';
import type { EscalationNeeds } from '../../server/escalation/usecases.js';
import { newDelivery, textsOf } from '../../server/messaging/index.js';
import type { Outcome, OutgoingText } from '../../server/messaging/index.js';
import { Problem } from '../../server/platform/http/problem.js';
import type { Job, NewJob } from '../../server/platform/jobs/index.js';
import type { Tx } from '../../server/platform/mongo/transact.js';

/** What the provider does with the next texts; in the last two the server dies in the middle of the call. */
export type ProviderMood = 'accept' | 'lost' | 'taken-unknown' | 'busy' | 'refuse' | 'die-before' | 'die-after';

/** The process ended here. */
class Died extends Error {}

const START = Date.parse('2026-10-28T06:00:00Z');
const LEASE_MS = 10_000;
const REPEAT_SECONDS = 300;
const responder = (staffId: string): Ask => ({ kind: 'responder', staffId });
const rungOf = (seconds: number, ...who: string[]): Ladder['rungs'][number] => ({ ask: who.map(responder), channels: ['sms'], answerWithinSeconds: seconds });
const LADDER: Ladder = { rungs: [rungOf(120, 'ana'), rungOf(120, 'ben', 'sue'), rungOf(120, 'ana', 'ben', 'cas', 'sue')], rounds: 2, repeatEverySeconds: REPEAT_SECONDS };

interface Handed { attemptId: string; to: string; body: string; at: number; sid: string; kept: boolean; mood: ProviderMood; escalationId: string }

export type EscalationRoom = ReturnType<typeof runRoom>;

/** A thing of which only these parts are there; any other that is asked for is a fault of the test. */
const only = <T extends object>(what: string, parts: Partial<T>): T => new Proxy(parts, {
  get(target, name) {
    if (name in target || typeof name === 'symbol') return Reflect.get(target, name) as unknown;
    throw new Error(`${what}.${name} is not in this room`);
  },
}) as T;

/**
 * The escalation room's real commands and reactions on a database, a job store and a provider in memory, with a clock moved by
 * hand and processes that die. What it must always keep is in `mustHold`.
 */
export function runRoom() {
  let now = START;
  let mood: ProviderMood = 'accept';
  let reachable = new Set(['ana', 'ben', 'cas', 'sue']);
  let holds = true;
  let db = { escalations: new Map<string, Escalation>(), jobs: new Map<string, Job>() };
  const handed: Handed[] = [];
  const ids: string[] = [];
  const ranks = new Map<string, number>();
  let held: Job[] = [];
  const clock = { now: () => new Date(now), after: () => ({ cancel: () => undefined }) };
  const mint: Mint = () => ({ id: randomUUID(), linkHash: randomUUID(), delivery: newDelivery() });
  const links = only<EscalationNeeds['links']>('links', { mint, url: () => 'https://h.test/a#12345678901234' });

  /** All or nothing: what is stored are values that nobody changes. */
  async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const before = { escalations: new Map(db.escalations), jobs: new Map(db.jobs) };
    const after: (() => void)[] = [];
    try {
      const result = await work(only<Tx>('tx', { afterCommit: (act) => { after.push(act); } }));
      for (const act of after) act();
      return result;
    } catch (error) {
      db = before;
      throw error;
    }
  }

  const stored = (id: string): Escalation => {
    const e = db.escalations.get(id);
    if (!e) throw new Error('no such escalation');
    return e;
  };
  const withDelivery = (e: Escalation, id: string, delivery: Notification['delivery']): Escalation =>
    ({ ...e, version: e.version + 1, notifications: e.notifications.map((n) => (n.id === id ? { ...n, delivery } : n)) });

  const store = only<ReactionNeeds['store']>('store', {
    find: async (id) => db.escalations.get(id) ?? null,
    notificationsOf: async (some) => new Map(some.flatMap((id) => { const e = db.escalations.get(id); return e ? [[id, e] as const] : []; })),
    findMany: async (some) => new Map(some.flatMap((id) => { const e = db.escalations.get(id); return e ? [[id, e] as const] : []; })),
    async insert(e) { db.escalations.set(e.id, e); },
    async replace(e) {
      if (stored(e.id).version !== e.version) throw new Error('written in between');
      db.escalations.set(e.id, { ...e, version: e.version + 1 });
    },
    async putDeliveries(all) { for (const { escalationId, notificationId, delivery } of all) db.escalations.set(escalationId, withDelivery(stored(escalationId), notificationId, delivery)); },
    async moveDelivery(id, { id: notificationId, kind, delivery: seen }, next, { onlyRunning }) {
      const e = stored(id);
      const n = e.notifications.find((one) => one.id === notificationId);
      if ((onlyRunning && kind === 'page' && e.state !== 'running') || n?.delivery.state !== seen.state || n.delivery.attempts.length !== seen.attempts.length) return false;
      db.escalations.set(id, withDelivery(e, notificationId, next));
      return true;
    },
  });

  const put = (job: Job): void => { db.jobs.set(job.key, job); };
  const mine = ({ key, fence }: Job): boolean => { const row = db.jobs.get(key); return row?.state === 'ready' && row.fence === fence; };
  const finish = (job: Job): boolean => { if (!mine(job)) return false; put({ ...job, state: 'done' }); return true; };
  const jobs = only<ReactionNeeds['jobs']>('jobs', {
    holds: () => holds,
    async add(tx, wanted: readonly NewJob[], isHeld = holds) {
      for (const job of wanted) {
        if (db.jobs.has(job.key)) throw new Error(`two jobs ${job.key.replace(/:.*/, '')}`);
        const isMine = isHeld && job.dueAt.getTime() <= now;
        const row: Job = { ...job, _id: randomUUID(), state: 'ready', attempts: 0, fence: isMine ? 1 : 0, leaseUntil: isMine ? new Date(now + LEASE_MS) : job.dueAt };
        put(row);
        if (isMine) tx.afterCommit(() => { held.push(row); });
      }
    },
    async cancel(_tx, keys) { for (const key of keys) { const job = db.jobs.get(key); if (job?.state === 'ready') put({ ...job, state: 'done' }); } },
    finish: async (job) => finish(job),
    finishAll: async (some) => some.map(finish).every((done) => done),
  });

  const sender = only<ReactionNeeds['sender']>('sender', {
    async send({ to, body, attemptId, subject }: OutgoingText): Promise<Outcome> {
      const e = stored(subject.id);
      const n = e.notifications.find(({ delivery }) => delivery.attempts.some(({ id }) => id === attemptId));
      if (!n) throw new Error('I3: a submission that stands in no record');
      if (n.kind === 'page' && e.state !== 'running' && now - (e.endedAt?.getTime() ?? 0) > 2000) throw new Error('I4: a page after the answer');
      if (n.delivery.attempts.some(({ id, outcome }) => id !== attemptId && outcome === 'accepted')) throw new Error('I3: sent again though the provider had it');
      const kept = mood === 'accept' || mood === 'taken-unknown' || mood === 'die-after';
      const sid = `SM${handed.length}`;
      handed.push({ attemptId, to, body, at: now, sid, kept, mood, escalationId: subject.id });
      switch (mood) {
        case 'accept': return { kind: 'accepted', sid };
        case 'lost': case 'taken-unknown': return { kind: 'unknown', answered: false };
        case 'busy': return { kind: 'passing', retryAfterSeconds: null, code: 20429 };
        case 'refuse': return { kind: 'refused', code: 21211, reason: 'permanent' };
        case 'die-before': case 'die-after':
          mood = 'accept';
          throw new Died();
      }
    },
    async find({ to, body, since }) {
      const hit = handed.find((text) => text.kept && text.to === to && text.body === body && text.at >= since.getTime() - 2000);
      return hit ? { sid: hit.sid, status: 'queued', errorCode: null } : null;
    },
  });

  const policy = { id: 'p', teamId: 'north', name: 'p', version: 1, ladders: { A: LADDER, B: LADDER, C: LADDER, D: LADDER } };
  const reachFor = () => (asks: readonly Ask[]) => [...new Set(asks.flatMap((ask) => (ask.kind === 'responder' ? [ask.staffId] : ['ana', 'ben', 'cas', 'sue'])))].filter((id) => reachable.has(id)).map((staffId) => ({ staffId, channels: ['sms' as const] }));
  const contactOf = (staffId: string) => ({ name: staffId, initials: 'X', phone: `+1202555010${['ana', 'ben', 'cas', 'sue', 'wes'].indexOf(staffId)}` });
  const texts = textsOf({ org: 'NORTH', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'UTC' });

  function start() {
    const handOffs = makeHandOffs();
    const use = escalationUse(only<EscalationNeeds>('needs', { store, policies: only<EscalationNeeds['policies']>('policies', { ofTeam: () => policy }), links, jobs, handOffs, clock, reachFor }));
    const reactions = escalationReactions({
      store, use, links, jobs, handOffs, sender, texts: () => texts, clock, transact, contactOf, dutyPhone: () => '(202) 555-0100', pushBeside: () => undefined,
      numberOf: ({ staffId }: Notification) => contactOf(staffId).phone, recordAtEnd: () => undefined, onOptedOut: async () => undefined, onCallMeFailed: async () => undefined,
    } as unknown as ReactionNeeds);
    return { use, reactions };
  }
  let server = start();
  /** A new process: what the old one held is leased until its lease ends. */
  const restart = (): void => { held = []; server = start(); };

  async function run(job: Job): Promise<void> {
    const handlers = server.reactions as unknown as Record<string, (job: Job) => Promise<'finished' | 'done' | Date | { dueAt: Date }>>;
    try {
      const result = await handlers[job.kind]?.(job);
      if (result === 'done') finish(job);
      else if (result instanceof Date && mine(job)) put({ ...job, leaseUntil: result });
      else if (typeof result === 'object' && 'dueAt' in result && mine(job)) put({ ...job, ...result, leaseUntil: result.dueAt });
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      restart();
    }
  }

  async function runDue(): Promise<void> {
    for (let turns = 0; ; turns++) {
      if (turns > 2000) throw new Error('the jobs never come to rest');
      const first = held.shift();
      if (first) { await run(first); continue; }
      const due = [...db.jobs.values()].filter(({ state, dueAt, leaseUntil }) => state === 'ready' && dueAt.getTime() <= now && leaseUntil.getTime() <= now)
        .sort((a, b) => a.urgency - b.urgency || a.dueAt.getTime() - b.dueAt.getTime())[0];
      if (!due) return;
      const claimed = { ...due, fence: due.fence + 1, leaseUntil: new Date(now + LEASE_MS) };
      put(claimed);
      await run(claimed);
    }
  }

  async function pass(seconds: number): Promise<void> {
    for (const end = now + seconds * 1000; ;) {
      await runDue();
      const next = Math.min(...[...db.jobs.values()].filter(({ state }) => state === 'ready').map(({ dueAt, leaseUntil }) => Math.max(dueAt.getTime(), leaseUntil.getTime())));
      if (next > end) { now = end; return; }
      now = Math.max(next, now);
    }
  }

  const idOf = (which: number): string => ids[which] ?? '';
  /** @returns false when a rule said no */
  const unlessRefused = async (work: (tx: Tx) => Promise<unknown>): Promise<boolean> => transact(work).then(() => true, (error: unknown) => {
    if (error instanceof Problem) return false;
    throw error;
  });
  const RANK = { waiting: 0, submitting: 1, stopped: 2, sent: 3, failed: 4, delivered: 5 } as const;
  const must = (holdsTrue: boolean, words: string): void => { if (!holdsTrue) throw new Error(words); };

  return {
    runDue, pass,
    async report(letter: UrgencyLetter): Promise<void> {
      const { escalation } = await transact((tx) => server.use.begin(tx, { crisisId: randomUUID(), ref: String(4000 + ids.length), teamId: 'north', letter, raisedById: 'wes' }));
      ids.push(escalation.id);
    },
    /** @returns true when this was the first answer */
    answer: (which: number, who: string): Promise<boolean> => unlessRefused((tx) => server.use.answer(tx, idOf(which), who)),
    async cannot(which: number, who: string): Promise<void> { await unlessRefused((tx) => server.use.cannot(tx, idOf(which), who)); },
    async outage(seconds: number): Promise<void> { restart(); now += seconds * 1000; },
    async restart(isRoomy: boolean): Promise<void> { holds = isRoomy; restart(); },
    async mood(next: ProviderMood): Promise<void> { mood = next; },
    async reachable(who: readonly string[]): Promise<void> { reachable = new Set(who); },
    async receipt(index: number, status: string): Promise<void> {
      const text = handed.filter(({ kept }) => kept)[index];
      if (text) await server.reactions.onStatus({ subject: { kind: 'escalation', id: text.escalationId }, attemptId: text.attemptId, sid: text.sid, status, errorCode: status === 'undelivered' || status === 'failed' ? 30003 : null, at: clock.now() } as Parameters<typeof server.reactions.onStatus>[0]);
    },
    /** Everything works again, everybody can be reached, and time passes. */
    async heal(people: readonly string[]): Promise<void> {
      mood = 'accept';
      holds = true;
      reachable = new Set(people);
      await pass(2 * REPEAT_SECONDS + 400);
    },

    /** What must be true after everything that may happen. */
    mustHold(answeredBy: readonly (string | null)[]): void {
      answeredBy.forEach((who, which) => {
        const e = stored(idOf(which));
        const ready = [...db.jobs.values()].filter(({ state, data }) => state === 'ready' && data['escalationId'] === e.id);
        const rung = ready.filter(({ kind }) => kind === 'rung');
        if (who === null) {
          must(e.state === 'running' && e.nextAt !== null && rung.some(({ dueAt, data }) => (data['nextAt'] ?? dueAt.getTime()) === e.nextAt?.getTime()), 'I6: it is running and nothing is scheduled');
          must((e.nextAt?.getTime() ?? 0) > now || rung.some(({ leaseUntil }) => leaseUntil.getTime() > now && leaseUntil.getTime() <= now + LEASE_MS), 'I2: a rung is due and nobody holds it');
        } else {
          must(e.state === 'answered' && e.answeredBy === who, 'I5: the first answer does not own');
          must(rung.length === 0, 'I5: asking goes on after the answer');
        }
        const pages = e.notifications.filter(({ kind }) => kind === 'page').map(({ round, rung: step, staffId, channel }) => `${round} ${step} ${staffId} ${channel}`);
        must(new Set(pages).size === pages.length, 'I3: two notifications where one belongs');
        for (const n of e.notifications) {
          const { state, attempts } = n.delivery;
          const waits = state === 'waiting' || state === 'submitting';
          must(!waits || ready.some(({ data }) => data['notificationId'] === n.id), 'I6: a message that nobody looks after');
          must(handed.filter(({ attemptId, mood: then }) => then !== 'busy' && attempts.some(({ id }) => id === attemptId)).length <= 3, 'I3: submitted more than three times');
          must((ranks.get(n.id) ?? 0) <= RANK[state], 'I7: a delivery went back');
          ranks.set(n.id, RANK[state]);
        }
      });
    },

    /** Whoever has nobody yet was asked for within the alarm's interval. */
    mustHaveAskedLately(answeredBy: readonly (string | null)[]): void {
      answeredBy.forEach((who, which) => {
        if (who !== null) return;
        const last = Math.max(...handed.filter(({ escalationId, kept, body }) => kept && escalationId === idOf(which) && /Reply 1|NO ONE HAS ANSWERED|last step/i.test(body)).map(({ at }) => at));
        must(now - last <= (REPEAT_SECONDS + 20) * 1000, 'I6: nobody was asked any more');
      });
    },
  };
}
