import type { RaiseChoice } from '../contract/triage.js';
import { secondsBetween } from '../kernel/durations.js';
import type { CrisisId } from '../kernel/ids.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Claim } from '../platform/idempotency.js';
import type { Tx } from '../platform/mongo/transact.js';
import { isMoreUrgent } from '../triage/index.js';
import type { Asking } from './asking.js';
import { retriageJobs } from './clocks.js';
import type { Crisis } from './core/crisis.js';
import { joined, mayJoin, ownJoin, parted } from './core/joining.js';
import { SECOND_THOUGHTS_SECONDS } from './core/ownership.js';
import { byActor, guard, keeper, noteOf } from './needs.js';
import type { CrisisNeeds } from './needs.js';
import { freeRefJob } from './own.js';
import type { Owning } from './own.js';
import { bothDetails } from './raise.js';
import type { Raise } from './raise.js';

export type Joins = ReturnType<typeof joining>;

const URGENT_FIRST: readonly RaiseChoice[] = ['life-at-risk', 'serious', 'not-sure', 'struggling'];

/** Adding a crisis to another about the same person, and taking it out again. Nothing merges by itself (hazard 7). */
export function joining(needs: CrisisNeeds, { own, ask, raise }: { own: Pick<Owning, 'askAgain'>; ask: Asking; raise: Pick<Raise, 'judge' | 'escalateIfMoreUrgent'> }) {
  const { store, jobs, transact, clock, people, escalation, escalations, tell, referralWaits, profile } = needs;
  const { keep } = keeper(needs);

  /** The source's asking ends and everyone asked is told. Nothing to end when it has an owner or was found without an escalation. */
  async function stopAsking(tx: Tx, source: Crisis) {
    const running = source.escalationId === null ? null : await escalations.find(source.escalationId, tx);
    return running?.state === 'running' ? (await escalation.stop(tx, running.id, 'over')).events : [];
  }

  async function joinIn(tx: Tx, source: Crisis, target: Crisis, confirmed: string | null, actor: Actor): Promise<Crisis> {
    const now = clock.now();
    const by = byActor(actor);
    const decision = mayJoin(source, target, confirmed, await referralWaits(tx, source.id));
    if (!decision.ok) throw refusalProblem(decision.refusal);
    const facts = bothDetails(source.details, target.details);
    const choice = URGENT_FIRST.find((one) => one === source.choice || one === target.choice) ?? target.choice;
    const after = joined(source, target, facts, actor.staffId, now);
    const judged = raise.judge(target, choice, facts, 'new-report');
    const urgency = isMoreUrgent(source.urgency.letter, judged.letter) ? source.urgency : judged;
    const ended = await stopAsking(tx, source);
    const raised = await raise.escalateIfMoreUrgent(tx, target, { ...after.target, choice, urgency });
    const why = confirmed?.trim() ? confirmed.trim() : null;
    const [oldNote, newNote] = why === null ? [null, null] : [noteOf(after.source, actor.staffId, why, now), noteOf(raised.crisis, actor.staffId, why, now)];
    const agree = decision.state.join(' ');
    if (source.owner && source.owner.staffId !== actor.staffId) {
      await tell(tx, source.owner.staffId, ask.say(source.owner.staffId).joined({ ref: source.ref, to: target.ref }), ask.about(source, 'joined', `joined:${source.id}:${source.version}`));
    }
    await jobs.add(tx, [freeRefJob(after.source)]);
    await keep(tx, source, { ...after.source, notes: oldNote?.notes ?? source.notes },
      [{ kind: 'crisis.joined-to', data: { ref: target.ref, agree } }, ...ended, ...(oldNote ? [oldNote.event] : [])], by, 'crisis.joined-to');
    return keep(tx, target, { ...raised.crisis, notes: newNote?.notes ?? raised.crisis.notes },
      [{ kind: 'crisis.joined', data: { ref: source.ref, agree, reports: source.reports.length } }, ...raised.happened, ...(newNote ? [newNote.event] : [])], by, 'crisis.joined');
  }

  /** The two stand by themselves again; the one that was added is asked for anew. */
  async function takeOut(tx: Tx, source: Crisis, target: Crisis, reason: string, actor: Actor): Promise<Crisis> {
    const now = clock.now();
    const decision = parted(source, target, now);
    if (!decision.ok) throw refusalProblem(decision.refusal);
    const [by, back] = [byActor(actor), decision.state];
    const contactBy = source.urgency.contactBy === null ? null : new Date(source.urgency.contactBy);
    const again = await own.askAgain(tx, { ...back.source, contactBy });
    await jobs.add(tx, retriageJobs(again.crisis, source.version + 1, profile(people.network().triageProfile)));
    const note = noteOf(again.crisis, actor.staffId, reason, now);
    await keep(tx, target, back.target, [{ kind: 'crisis.parted', data: { ref: source.ref } }], by, 'crisis.parted');
    return keep(tx, source, { ...again.crisis, notes: note.notes }, [{ kind: 'crisis.join-undone', data: { ref: target.ref } }, note.event, ...again.events], by, 'crisis.join-undone');
  }

  return {
    /** @returns the crisis that has both now. @throws `crisis/absent` when either is hidden, `crisis/join-…`, `crisis/closed` */
    join: (id: CrisisId, targetId: CrisisId, confirmed: string | null, actor: Actor, claim: Claim): Promise<Crisis> => transact(async (tx) => {
      await claim(tx);
      const source = guard(needs, await store.find(id, tx), actor, 'work');
      const target = guard(needs, await store.find(targetId, tx), actor, 'work');
      return joinIn(tx, source, target, confirmed, actor);
    }),

    /**
     * The raiser adds their own report to another crisis that was offered to them, while nobody has theirs.
     * @param isOffered whether the target is offered for this crisis
     * @throws `crisis/absent` for anything else, `crisis/stand-down-taken` when somebody has it or others reported it too, `crisis/join-…`
     */
    joinOwn: (id: CrisisId, targetId: CrisisId, confirmed: string | null, actor: Actor, claim: Claim, isOffered: (source: Crisis) => Promise<boolean>): Promise<Crisis> => transact(async (tx) => {
      await claim(tx);
      const [source, target] = [await store.find(id, tx), await store.find(targetId, tx)];
      if (!source || !target || !await isOffered(source)) throw problem('crisis/absent');
      if (source.owner || !source.reports.every(({ byId }) => byId === actor.staffId)) throw problem('crisis/stand-down-taken');
      return joinIn(tx, source, target, confirmed, actor);
    }),

    /** Takes it out again, with a reason; it is asked for anew. @returns the crisis that is its own again. @throws `crisis/not-joined`, `crisis/join-undo-too-late` */
    undo: (id: CrisisId, reason: string, actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const source = guard(needs, await store.find(id, tx), actor, 'work');
      const target = source.joinedTo ? await store.find(source.joinedTo.crisisId, tx) : null;
      if (!target) throw problem('crisis/not-joined');
      return takeOut(tx, source, target, reason, actor);
    }),

    /**
     * The raiser takes their own report out again that they added themselves, within two minutes.
     * @throws `crisis/not-joined`, `crisis/join-undo-too-late`
     */
    undoOwn: (targetId: CrisisId, reportId: string, reason: string, actor: Actor, claim: Claim): Promise<Crisis> => transact(async (tx) => {
      await claim(tx);
      const target = await store.find(targetId, tx);
      const link = target && ownJoin(target, reportId, actor.staffId);
      const source = link && await store.find(link.crisisId, tx);
      if (!target || !link || !source) throw problem('crisis/not-joined');
      if (secondsBetween(link.at, clock.now()) > SECOND_THOUGHTS_SECONDS) throw problem('crisis/join-undo-too-late');
      return takeOut(tx, source, target, reason, actor);
    }),
  };
}
