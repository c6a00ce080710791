import type { FollowUpResultInput } from '../contract/crisis.js';
import type { FollowUpKind } from '../contract/words.js';
import { URGENCY_LETTERS } from '../contract/triage.js';
import { byActor, guard, keeper, mayOf } from '../crisis/index.js';
import type { Crisis } from '../crisis/index.js';
import { newId } from '../kernel/ids.js';
import type { FollowUpId, TeamId } from '../kernel/ids.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { JobHandler, NewJob } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import { isDone, isInVain, nextTryAt, recordTry, replaced } from './core/follow-up.js';
import type { FollowUp } from './core/follow-up.js';
import type { CareNeeds } from './needs.js';

/** The kind of job that says that a contact is due. */
export const FOLLOW_UP_JOB = 'follow-up-due';

/** No contact after the acute part is ever as urgent as a page. */
const LEAST_URGENT = URGENCY_LETTERS.length - 1;

export type FollowUps = ReturnType<typeof followUpUse>;

/** The contacts after the acute part: made, tried, done. */
export function followUpUse(needs: Omit<CareNeeds, 'consents' | 'onWithdrawn' | 'serviceNameOf'>) {
  const { followUps, crises, audit, jobs, transact, clock, people, finishFollowUpIn, tellSupervisors, personSaid } = needs;
  const { record } = keeper({ ...needs, store: crises });
  const dueJob = ({ id, teamId, dueAt }: FollowUp): NewJob => ({ key: `follow-up:${id}:${dueAt.getTime()}`, kind: FOLLOW_UP_JOB, teamId, urgency: LEAST_URGENT, dueAt, data: { followUpId: id } });

  /** It falls due: the board shows it, as often as it has a new time. */
  const due: JobHandler = async (job) => transact(async (tx) => {
    const followUp = await followUps.find(String(job.data['followUpId']), tx);
    if (followUp && !isDone(followUp) && !isInVain(followUp) && dueJob(followUp).key === job.key) {
      await record(tx, { crisisId: followUp.crisisId, teamId: followUp.teamId }, null, [{ kind: 'follow-up.due', data: { followUpId: followUp.id, contact: followUp.kind } }]);
    }
    return await jobs.finish(job, tx) ? 'finished' : 'done';
  });

  return {
    due,

    /** Makes the contacts that a closed crisis leaves, for its owner. Those of an earlier closing that were never made are replaced. */
    async makeFollowUps(tx: Tx, crisis: Crisis, wanted: { kind: FollowUpKind; dueAt: Date }[]): Promise<void> {
      for (const earlier of await followUps.ofCrises([crisis.id], tx)) if (!isDone(earlier) && earlier.referralId === null) await followUps.replace(replaced(earlier, clock.now()), tx);
      const made = wanted.map(({ kind, dueAt }): FollowUp => ({
        id: newId<FollowUpId>(), crisisId: crisis.id, ref: crisis.ref, teamId: crisis.teamId, dataKeyId: crisis.dataKeyId, kind, dueAt,
        assigneeId: crisis.owner?.staffId ?? null, tries: [], doneAt: null, supervisorAskedAt: null, referralId: null, version: 1,
      }));
      await followUps.insert(made, tx);
      await jobs.add(tx, made.map(dueJob));
    },

    /**
     * A service said how a referral ended: the person is asked too, on the next day, by whoever has the crisis. The two answers
     * stay two. Nothing is made for a crisis that is over.
     */
    async askPerson(tx: Tx, crisis: Crisis, referralId: string): Promise<void> {
      if (crisis.state === 'CLOSED' || (await followUps.ofCrises([crisis.id], tx)).some((one) => one.referralId === referralId)) return;
      const made: FollowUp = {
        id: newId<FollowUpId>(), crisisId: crisis.id, ref: crisis.ref, teamId: crisis.teamId, dataKeyId: crisis.dataKeyId, kind: 'referral', dueAt: nextTryAt(clock.now(), 1, people.network().timeZone),
        assigneeId: crisis.owner?.staffId ?? null, tries: [], doneAt: null, supervisorAskedAt: null, referralId, version: 1,
      };
      await followUps.insert([made], tx);
      await jobs.add(tx, [dueJob(made)]);
    },

    /** Those still to be made in these teams, due first. */
    openOf: (teamIds: readonly TeamId[]): Promise<FollowUp[]> => followUps.openOf(teamIds),

    /**
     * What became of a contact. The last one done ends the crisis; the third in vain is put before a supervisor and stays open.
     * @throws `care/follow-up-absent`, `care/follow-up-done`, `identity/not-allowed`
     */
    recordResult: (id: FollowUpId, { result, note, outcome }: FollowUpResultInput, actor: Actor): Promise<FollowUp> => transact(async (tx) => {
      const before = await followUps.find(id, tx);
      const crisis = before && await crises.find(before.crisisId, tx);
      if (!before || !crisis || !mayOf(needs, crisis, actor).see) throw problem('care/follow-up-absent');
      guard(needs, crisis, actor, 'work');
      const decision = recordTry(before, { at: clock.now(), byId: actor.staffId, result, note: note ?? null }, { mayDecide: mayOf(needs, crisis, actor).supervise, timeZone: people.network().timeZone });
      if (!decision.ok) throw refusalProblem(decision.refusal);
      const by = byActor(actor);
      const after = decision.state;
      await followUps.replace(after, tx);
      await record(tx, { crisisId: crisis.id, teamId: crisis.teamId }, actor.staffId, decision.events);
      await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'follow-up.recorded', object: `follow-up:${id}`, teamId: crisis.teamId, reason: result }]);
      if (outcome !== undefined && result === 'reached' && before.referralId !== null) await personSaid(tx, before.referralId, outcome, actor);
      await jobs.cancel(tx, [dueJob(before).key]);
      if (!isDone(after) && !isInVain(after)) await jobs.add(tx, [dueJob(after)]);
      if (decision.events.some(({ kind }) => kind === 'follow-up.unreachable')) await tellSupervisors(tx, crisis.teamId, { crisisId: crisis.id, ref: crisis.ref, key: `follow-up-unreachable:${id}` });
      if (isDone(after) && (await followUps.ofCrises([crisis.id], tx)).every(isDone)) await finishFollowUpIn(tx, crisis.id, by);
      return { ...after, version: before.version + 1 };
    }),
  };
}
