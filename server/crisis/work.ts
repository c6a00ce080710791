import type { ClosureInput, EmergencyConfirmationInput, EmergencyContactInput, ReportDetails } from '../contract/crisis.js';
import type { UrgencyLetter } from '../contract/triage.js';
import type { LocationState } from '../contract/words.js';
import { addMinutes } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, StaffId } from '../kernel/ids.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Job } from '../platform/jobs/index.js';
import type { Claim } from '../platform/idempotency.js';
import type { Tx } from '../platform/mongo/transact.js';
import { urgencyRank } from '../escalation/index.js';
import { mayLower, setUrgencyByPerson } from '../triage/index.js';
import { withoutAttention } from './core/asks.js';
import { close, finishFollowUp, followUpsAfter, reopen } from './core/close.js';
import type { Crisis, EmergencyContact } from './core/crisis.js';
import { EMERGENCY_CONFIRM_MINUTES, endSnooze, locate, snooze } from './core/ownership.js';
import { byActor, guard, keeper, noteOf } from './needs.js';
import type { By, CrisisNeeds } from './needs.js';
import { progressJobs, retriageJobs, snoozeJobs } from './clocks.js';
import { freeRefJob } from './own.js';
import { factsOf, withDetails } from './raise.js';
import type { Raise } from './raise.js';

export type Working = ReturnType<typeof working>;

/** What the owner and the team do with a crisis until it is closed. */
export function working(needs: CrisisNeeds, raise: Pick<Raise, 'judge' | 'escalateIfMoreUrgent'>) {
  const { store, jobs, transact, clock, makeFollowUps, referralWaits } = needs;
  const { keep } = keeper(needs);
  const changeable = (crisis: Crisis, seenVersion: number): void => { if (seenVersion < crisis.changedAtVersion || seenVersion > crisis.version) throw problem('crisis/changed'); };
  const confirmJob = (crisis: Crisis) => (crisis.emergencyConfirmBy === null ? []
    : [{ key: `emergency:${crisis.id}:${crisis.emergencyConfirmBy.getTime()}`, kind: 'emergency-confirm', teamId: crisis.teamId, urgency: urgencyRank(crisis.urgency.letter), dueAt: crisis.emergencyConfirmBy, data: { crisisId: crisis.id } }]);

  const change = (id: CrisisId, actor: Actor, right: 'work' | 'close', act: (before: Crisis, tx: Tx, by: By) => Promise<Crisis>): Promise<Crisis> => transact(async (tx) => {
    const before = guard(needs, await store.find(id, tx), actor, right);
    return act(before, tx, byActor(actor));
  });

  return {
    /** Adds a note or a logged call; nothing is ever erased. */
    addNote: (id: CrisisId, kind: 'note' | 'call', text: string, actor: Actor, claim: Claim): Promise<Crisis> => change(id, actor, 'work', async (before, tx, by) => {
      await claim(tx);
      const note = { id: newId(), byId: actor.staffId as StaffId, at: clock.now(), kind, text };
      return keep(tx, before, { ...before, notes: [...before.notes, note] }, [{ kind: 'crisis.note', data: { noteId: note.id, kind } }], by, 'crisis.note');
    }),

    /** Corrects or completes the facts as its author saw them. @throws `crisis/changed` */
    changeFacts: (id: CrisisId, seenVersion: number, told: ReportDetails, actor: Actor): Promise<Crisis> => change(id, actor, 'work', async (before, tx, by) => {
      changeable(before, seenVersion);
      const details = withDetails(before.details, told);
      const { crisis, happened } = await raise.escalateIfMoreUrgent(tx, before, { ...before, details, urgency: raise.judge(before, before.choice, details, 'more-known') });
      return keep(tx, before, crisis, [{ kind: 'crisis.facts-changed', data: { fields: Object.keys(told).length } }, ...happened], by, 'crisis.facts-changed');
    }),

    /** A person sets the letter. Lowering needs a reason, from A or B a supervisor too. @throws `triage/…`, `crisis/changed` */
    changeUrgency: (id: CrisisId, seenVersion: number, letter: UrgencyLetter, reason: string, actor: Actor): Promise<Crisis> => change(id, actor, 'work', async (before, tx, by) => {
      changeable(before, seenVersion);
      if (before.state === 'CLOSED') throw problem('crisis/closed');
      const urgency = setLetter(before, letter, reason, actor);
      const { crisis, happened } = await raise.escalateIfMoreUrgent(tx, before, withoutAttention({ ...before, urgency, contactBy: urgency.contactBy === null ? null : new Date(urgency.contactBy) }, 'look-again'));
      if (happened.length === 0) await jobs.add(tx, retriageJobs(crisis, before.version + 1, needs.profile(needs.people.network().triageProfile)));
      const note = { id: newId(), byId: actor.staffId as StaffId, at: clock.now(), kind: 'note' as const, text: reason };
      const changed = happened.length > 0 ? happened : [{ kind: 'crisis.urgency-changed', data: { from: before.urgency.letter, to: letter } }];
      return keep(tx, before, { ...crisis, notes: [...crisis.notes, note] }, [...changed, { kind: 'crisis.note', data: { noteId: note.id, kind: 'note' } }], by, 'crisis.urgency-changed');
    }),

    /** An emergency service was asked for: who, when, why police, whether they agreed, what they were told. */
    addEmergencyContact: (id: CrisisId, input: EmergencyContactInput, actor: Actor, claim: Claim): Promise<Crisis> => change(id, actor, 'work', async (before, tx, by) => {
      await claim(tx);
      if (before.state === 'CLOSED') throw problem('crisis/closed');
      if (input.service === 'police' && !input.whyPolice?.trim()) throw problem('request/malformed', { errors: [{ pointer: '/whyPolice', detail: 'say why police and not another service' }] });
      const now = clock.now();
      const contact: EmergencyContact = {
        id: newId(), service: input.service, requestedAt: now, byId: actor.staffId, personAgreed: input.personAgreed, whyPolice: input.whyPolice ?? null,
        supervisorConsulted: input.supervisorConsulted ?? false, personTold: input.personTold ?? null, confirmedAt: null, confirmation: null, confirmationNote: null,
      };
      const crisis = { ...before, emergencyContacts: [...before.emergencyContacts, contact], emergencyConfirmBy: before.emergencyConfirmBy ?? addMinutes(now, EMERGENCY_CONFIRM_MINUTES) };
      if (before.emergencyConfirmBy === null) await jobs.add(tx, confirmJob(crisis));
      return keep(tx, before, crisis, [{ kind: 'emergency.requested', data: { service: input.service, contactId: contact.id } }], by, 'emergency.requested');
    }),

    /** They reached the person, or what was done instead. */
    confirmEmergencyContact: (id: CrisisId, contactId: string, { confirmation, note }: EmergencyConfirmationInput, actor: Actor): Promise<Crisis> => change(id, actor, 'work', async (before, tx, by) => {
      if (!before.emergencyContacts.some((contact) => contact.id === contactId)) throw problem('crisis/absent');
      if (confirmation === 'alternative' && !note?.trim()) throw problem('request/malformed', { errors: [{ pointer: '/note', detail: 'say what was done instead' }] });
      const emergencyContacts = before.emergencyContacts.map((contact) => (contact.id === contactId ? { ...contact, confirmedAt: clock.now(), confirmation, confirmationNote: note ?? null } : contact));
      const open = emergencyContacts.some(({ confirmedAt }) => !confirmedAt);
      return keep(tx, before, { ...before, emergencyContacts, emergencyConfirmBy: open ? before.emergencyConfirmBy : null }, [{ kind: 'emergency.confirmed', data: { confirmation, contactId } }], by, 'emergency.confirmed');
    }),

    /** Quiet on the board, by the owner or a supervisor. @throws `crisis/not-owner`, `crisis/snooze-emergency`, `crisis/unowned` */
    snooze: (id: CrisisId, minutes: number, reason: string, actor: Actor): Promise<Crisis> => change(id, actor, 'close', async (before, tx, by) => {
      const decision = snooze(before, actor.staffId, minutes, clock.now());
      if (!decision.ok) throw refusalProblem(decision.refusal);
      await jobs.add(tx, snoozeJobs(decision.state, before.version + 1));
      const { notes, event } = noteOf(decision.state, actor.staffId, reason, clock.now());
      return keep(tx, before, { ...decision.state, notes }, [...decision.events, event], by, 'crisis.snoozed');
    }),

    /** @throws `crisis/not-owner` */
    endSnooze: (id: CrisisId, actor: Actor): Promise<Crisis> => change(id, actor, 'close', async (before, tx, by) => {
      const decision = endSnooze(before);
      if (!decision.ok) throw refusalProblem(decision.refusal);
      return decision.state === before ? before : keep(tx, before, decision.state, decision.events, by, 'crisis.snooze-ended');
    }),

    /** Where the person is since `at`, by the owner or a supervisor. @throws `crisis/not-owner`, `crisis/unowned`, `crisis/closed`; `request/malformed` for an instant in the future or before it was raised */
    locate: (id: CrisisId, state: Exclude<LocationState, 'CLOSED'>, at: Date, actor: Actor): Promise<Crisis> => change(id, actor, 'close', async (before, tx, by) => {
      if (at > clock.now() || at < before.raisedAt) throw problem('request/malformed', { errors: [{ pointer: '/at', detail: 'between the first report and now' }] });
      const decision = locate(before, state, at);
      if (!decision.ok) throw refusalProblem(decision.refusal);
      return keep(tx, before, decision.state, decision.events, by, 'crisis.location');
    }),

    /** Nobody has confirmed: the board asks again, every 15 minutes until somebody does. */
    async emergencyConfirmDue(job: Job): Promise<'finished' | 'done'> {
      return transact(async (tx) => {
        const before = await store.find(String(job.data['crisisId']), tx);
        if (!before?.emergencyConfirmBy || before.state === 'CLOSED' || clock.now() < before.emergencyConfirmBy) return 'done' as const;
        const crisis = { ...before, emergencyConfirmBy: addMinutes(clock.now(), EMERGENCY_CONFIRM_MINUTES) };
        await jobs.add(tx, confirmJob(crisis));
        await keep(tx, before, crisis, [{ kind: 'emergency.confirmation-due', data: {} }], { staffId: null, role: 'clock' }, 'emergency.confirmation-due');
        return await jobs.finish(job, tx) ? 'finished' as const : 'done' as const;
      });
    },

    /** Ends the acute part with an outcome; the follow-ups make themselves. @throws `crisis/changed`, `crisis/emergency-not-confirmed`, `crisis/referral-open` */
    close: (id: CrisisId, { seenVersion, ...input }: ClosureInput, actor: Actor): Promise<Crisis> => change(id, actor, 'close', async (before, tx, by) => {
      changeable(before, seenVersion);
      const now = clock.now();
      const closure = { at: now, byId: actor.staffId as StaffId, disposition: input.disposition, outcome: input.outcome, given: input.given ?? [], information: input.information ?? [], obtained: input.obtained ?? [], note: input.note ?? null };
      const decision = close(before, closure, await referralWaits(tx, before.id));
      if (!decision.ok) throw refusalProblem(decision.refusal);
      const due = followUpsAfter(before.urgency.letter, now);
      await makeFollowUps(tx, decision.state, due);
      if (decision.state.state === 'CLOSED') await jobs.add(tx, [freeRefJob(decision.state)]);
      return keep(tx, before, decision.state, [...decision.events, ...(due.length > 0 ? [{ kind: 'follow-up.made', data: { count: due.length } }] : [])], by, 'crisis.closed');
    }),

    /** The last follow-up is done. Called by the care room in its own transaction. */
    async finishFollowUpIn(tx: Tx, id: CrisisId, by: By): Promise<void> {
      const before = await store.find(id, tx);
      if (!before) return;
      const decision = finishFollowUp(before, clock.now());
      if (!decision.ok) return;
      await jobs.add(tx, [freeRefJob(decision.state)]);
      await keep(tx, before, decision.state, decision.events, by, 'crisis.closed');
    },

    /** @throws `crisis/not-closed` */
    reopen: (id: CrisisId, reason: string, actor: Actor): Promise<Crisis> => change(id, actor, 'work', async (before, tx, by) => {
      const decision = reopen(before, actor.staffId, needs.people.network().progressWithinMinutes, clock.now());
      if (!decision.ok) throw refusalProblem(decision.refusal);
      await jobs.add(tx, progressJobs(decision.state, before.version + 1));
      const note = { id: newId(), byId: actor.staffId as StaffId, at: clock.now(), kind: 'note' as const, text: reason };
      await jobs.cancel(tx, [`ref:${before.id}:${before.version - 1}`]);
      return keep(tx, before, { ...decision.state, notes: [...decision.state.notes, note] }, [...decision.events, { kind: 'crisis.note', data: { noteId: note.id, kind: 'note' } }], by, 'crisis.reopened');
    }),
  };

  /**
   * Two people lower from A or B: whoever owns or raised it asks, and a supervisor who is somebody else does it.
   */
  function setLetter(before: Crisis, to: UrgencyLetter, reason: string, actor: Actor): Crisis['urgency'] {
    const supervises = actor.may('crisis:supervise', before.teamId);
    const asker = before.owner?.staffId ?? before.raisedById;
    const by = supervises && asker !== null && asker !== actor.staffId ? asker : actor.staffId;
    const allowed = mayLower({ from: before.urgency.letter, to, reason, by, secondPerson: by === actor.staffId ? null : { id: actor.staffId, isSupervisor: supervises } });
    if (!allowed.ok) throw refusalProblem(allowed.refusal);
    return setUrgencyByPerson({
      current: before.urgency, to, by: actor.staffId, now: clock.now(), profile: needs.profile(needs.people.network().triageProfile),
      known: { choice: before.choice, facts: factsOf(before.details), screeners: before.screenings.map(({ result }) => result) },
    });
  }
}
