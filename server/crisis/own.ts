import type { EmergencyAnswer } from '../contract/words.js';
import type { CrisisId, StaffId } from '../kernel/ids.js';
import type { People } from '../identity/index.js';
import { Problem, problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Crisis } from './core/crisis.js';
import { decline, isWaitingFor, openTransfer } from './core/asks.js';
import { acknowledge, emergencyAskAt, progress, release, standDown } from './core/ownership.js';
import type { CrisisEvent } from './core/ownership.js';
import { CRISIS_JOBS, progressJobs } from './clocks.js';
import { byActor, guard, keeper, noteOf } from './needs.js';
import type { By, CrisisNeeds } from './needs.js';
import { withEscalation } from './raise.js';
import type { Decision } from '../kernel/decision.js';

export type Owning = ReturnType<typeof owning>;

/** The decision's state and events. @throws its refusal as a problem */
export const agreed = (decision: Decision<Crisis, CrisisEvent>): { state: Crisis; events: readonly CrisisEvent[] } => {
  if (!decision.ok) throw refusalProblem(decision.refusal);
  return decision;
};

/** Who has a crisis: answering, giving back, standing down, and how it goes. */
export function owning(needs: CrisisNeeds) {
  const { store, jobs, transact, clock, people, escalation } = needs;
  const { keep } = keeper(needs);
  const ownerMore = (crisis: Crisis) => ownerIn(people, crisis);

  /** @throws `crisis/taken` with who has it and since when */
  async function answerIn(tx: Tx, before: Crisis, staffId: StaffId, by: By, via: string): Promise<Crisis> {
    const decision = acknowledge(before, staffId, people.network().progressWithinMinutes, clock.now());
    if (!decision.ok) throw decision.refusal === 'crisis/taken' ? problem('crisis/taken', ownerMore(before)) : refusalProblem(decision.refusal);
    if (decision.state === before) return before;
    const asked = before.escalationId === null ? null : await escalation.answer(tx, before.escalationId, staffId);
    await jobs.add(tx, progressJobs(decision.state, before.version + 1));
    return keep(tx, before, decision.state, [
      ...decision.events.map((event) => (event.kind === 'crisis.acknowledged' ? { ...event, data: { ...event.data, via } } : event)), ...asked?.events ?? [],
    ], by, 'crisis.acknowledged');
  }

  /** Asks anew, or from where asking stood when `resumeFrom` says so. */
  async function askAgain(tx: Tx, crisis: Crisis): Promise<{ crisis: Crisis; events: readonly CrisisEvent[] }> {
    const begun = await escalation.begin(tx, { crisisId: crisis.id, ref: crisis.ref, teamId: crisis.teamId, letter: crisis.urgency.letter, raisedById: crisis.raisedById }, crisis.resumeFrom ?? undefined);
    return { crisis: withEscalation(crisis, begun.escalation), events: begun.events };
  }

  const load = async (tx: Tx, id: CrisisId): Promise<Crisis> => {
    const crisis = await store.find(id, tx);
    if (!crisis) throw problem('crisis/absent');
    return crisis;
  };

  return {
    answerIn, askAgain,

    /** "I've got this" on a screen: the first answer owns. @throws `crisis/absent`, `crisis/not-asked`, `crisis/taken`, `crisis/closed` */
    acknowledge: (id: CrisisId, actor: Actor, via: string): Promise<Crisis> => transact(async (tx) => {
      const before = await load(tx, id);
      guard(needs, before, actor, before.owner ? 'see' : 'answer');
      return answerIn(tx, before, actor.staffId, byActor(actor), via);
    }),

    /** The same by text, call or link: whoever holds the phone was asked. */
    acknowledgeAs: (tx: Tx, before: Crisis, staffId: StaffId, via: 'sms' | 'voice' | 'link'): Promise<Crisis> => answerIn(tx, before, staffId, { staffId, role: `responder by ${via}` }, via),

    /** "Can't take it": the last one on a rung brings the next at once. @throws `crisis/not-asked`, `escalation/not-running` */
    async refuse(tx: Tx, before: Crisis, staffId: StaffId, by: By): Promise<Crisis> {
      if (before.escalationId === null || before.state !== 'OPEN') throw problem('escalation/not-running');
      const assigned = isWaitingFor(openTransfer(before), staffId) ? agreed(decline(before, 'hand-over', staffId, clock.now())) : null;
      const done = await escalation.cannot(tx, before.escalationId, staffId).catch((error: unknown) => {
        if (assigned && error instanceof Problem && error.slug === 'crisis/not-asked') return null;
        throw error;
      });
      if (!assigned && done?.events.length === 0) return before;
      const now = assigned?.state ?? before;
      return keep(tx, before, { ...now, askedIds: [...new Set([...now.askedIds, ...done?.escalation.asked.map((asked) => asked.staffId) ?? []])] }, [...assigned?.events ?? [], ...done?.events ?? []], by, 'crisis.refused');
    },

    /** The next rung now, because a person says so. @throws `escalation/not-running` */
    askNext: (id: CrisisId, actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const before = guard(needs, await store.find(id, tx), actor, 'see');
      if (before.escalationId === null) throw problem('escalation/not-running');
      const done = await escalation.askNext(tx, before.escalationId);
      return keep(tx, before, { ...before, askedIds: [...new Set([...before.askedIds, ...done.escalation.asked.map((asked) => asked.staffId)])] }, done.events, byActor(actor), 'crisis.next-rung');
    }),

    /** The owner gives it back; asking begins again at once. @throws `crisis/not-owner`, `crisis/unowned` */
    release: (id: CrisisId, actor: Actor, reason: string): Promise<Crisis> => transact(async (tx) => {
      const before = guard(needs, await store.find(id, tx), actor, 'see');
      if (before.owner && before.owner.staffId !== actor.staffId && !actor.may('crisis:supervise', before.teamId)) throw problem('crisis/not-owner');
      const { state, events } = agreed(release(before, 'released', await escalation.reached(tx, before.escalationId), clock.now()));
      const again = await askAgain(tx, state);
      const { notes, event } = noteOf(again.crisis, actor.staffId, reason, clock.now());
      return keep(tx, before, { ...again.crisis, notes }, [...events, ...again.events, event], byActor(actor), 'crisis.released');
    }),

    /** The owner says how it goes. */
    progressIn: (tx: Tx, before: Crisis, state: 'with-them' | 'spoke' | 'handed-on', by: By): Promise<Crisis> => progressIn(tx, before, state, by),
    progress: (id: CrisisId, state: 'with-them' | 'spoke' | 'handed-on', actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const before = guard(needs, await store.find(id, tx), actor, 'work');
      return progressIn(tx, before, state, byActor(actor));
    }),

    /** The raiser stands down; the supervisor is told. For an A asking goes on. */
    standDown: (id: CrisisId, actor: Actor, reason: string): Promise<Crisis> => transact(async (tx) => {
      const before = await load(tx, id);
      const { state, events } = agreed(standDown(before, actor.staffId, reason, clock.now()));
      const ended = state.state === 'CLOSED' && before.escalationId !== null ? await escalation.stop(tx, before.escalationId, 'stood-down') : null;
      if (state.state === 'CLOSED') await jobs.add(tx, [freeRefJob(state)]);
      return keep(tx, before, state, [...events, ...ended?.events ?? []], byActor(actor), 'crisis.stood-down');
    }),

    /** Whether anyone has called the emergency number. Paging never waits for it and never replaces it. */
    emergencyAnswer: (id: CrisisId, answer: EmergencyAnswer, actor: Actor, allowed: (crisis: Crisis) => boolean): Promise<Crisis> => transact(async (tx) => {
      const before = await load(tx, id);
      if (!allowed(before)) throw problem('crisis/absent');
      const now = clock.now();
      return keep(tx, before, { ...before, emergencyCall: { answer, byId: actor.staffId, at: now }, emergencyAskAt: emergencyAskAt(before.urgency.letter, true, now) },
        [{ kind: 'crisis.emergency-answer', data: { answer } }], byActor(actor), 'crisis.emergency-answer');
    }),
  };

  async function progressIn(tx: Tx, before: Crisis, state: 'with-them' | 'spoke' | 'handed-on', by: By): Promise<Crisis> {
    const next = agreed(progress(before, state, people.network().progressWithinMinutes, clock.now()));
    await jobs.add(tx, progressJobs(next.state, before.version + 1));
    return keep(tx, before, next.state, next.events, by, 'crisis.progress');
  }
}

/** Who has it, for a 409. */
export const ownerIn = (people: Pick<People, 'nameOf'>, { owner }: Pick<Crisis, 'owner'>) =>
  (owner ? { owner: { id: owner.staffId, name: people.nameOf(owner.staffId), since: owner.since.toISOString() } } : {});

/** A closed crisis keeps its ref for so long. Source: design.md §9 Refs. */
const REF_HELD_DAYS = 90;

/** Frees the ref when nobody can mean the old crisis by it any more. */
export const freeRefJob = ({ id, ref, teamId, closedAt, raisedAt, version }: Crisis) =>
  ({ key: `ref:${id}:${version}`, kind: CRISIS_JOBS.freeRef, teamId, urgency: 6, dueAt: new Date((closedAt ?? raisedAt).getTime() + REF_HELD_DAYS * 86_400_000), data: { crisisId: id, ref } });
