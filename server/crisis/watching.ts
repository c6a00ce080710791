import { addSeconds } from '../kernel/durations.js';
import type { CrisisId, StaffId } from '../kernel/ids.js';
import { Problem } from '../platform/http/problem.js';
import type { Job } from '../platform/jobs/index.js';
import { faultOf } from '../platform/log/log.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';
import { isMoreUrgent, needsRetriage } from '../triage/index.js';
import type { AskTexts } from './ask-texts.js';
import type { Asking } from './asking.js';
import { CRISIS_JOBS, askJobs, progressJobs } from './clocks.js';
import { HAND_OVER_MINUTES, backupDue, openBackup, openTransfer, returned, withAttention } from './core/asks.js';
import type { Crisis, CrisisAsk } from './core/crisis.js';
import { askProgress, endSnooze, foundUnowned, release } from './core/ownership.js';
import type { CrisisEvent } from './core/ownership.js';
import { keeper } from './needs.js';
import type { By, CrisisNeeds } from './needs.js';
import { agreed } from './own.js';
import type { Owning } from './own.js';
import type { Raise } from './raise.js';
import type { AuditAction } from '../contract/audit-actions.js';

/** How often it is looked whether every open crisis has an owner or a running escalation. Decision of this project. */
export const UNOWNED_SWEEP_SECONDS = 30;

const CLOCK: By = { staffId: null, role: 'clock' };
const SWEEP_KEY = 'unowned-sweep';

export type Watching = ReturnType<typeof watching>;

interface Kept { after: Crisis; events: readonly CrisisEvent[]; action: AuditAction }

/** What happens when a clock of a crisis runs out, and the watch over crises that nobody has. */
export function watching(needs: CrisisNeeds, { own, ask, raise }: { own: Pick<Owning, 'askAgain'>; ask: Asking; raise: Pick<Raise, 'judge' | 'escalateIfMoreUrgent'> }) {
  const { store, jobs, transact, clock, people, escalations, tell, log } = needs;
  const { keep } = keeper(needs);
  const { say, about, named, phoneOf, supervisorsOf } = ask;
  const found = { times: 0, seconds: 0 };

  /** Reads again and decides again; what is not true any more does nothing. */
  const due = (act: (tx: Tx, before: Crisis, job: Job) => Promise<Kept | null>) => (job: Job): Promise<'finished' | 'done'> => transact(async (tx) => {
    const before = await store.find(String(job.data['crisisId']), tx);
    const kept = before && await act(tx, before, job);
    if (!kept) return 'done' as const;
    await keep(tx, before, kept.after, kept.events, CLOCK, kept.action);
    return await jobs.finish(job, tx) ? 'finished' as const : 'done' as const;
  });

  /** Everyone of these is told once; the same person twice is told once. */
  async function tellAll(tx: Tx, crisis: Crisis, to: readonly StaffId[], body: (say: AskTexts) => string, purpose: string, key: string): Promise<void> {
    for (const staffId of new Set(to)) await tell(tx, staffId, body(say(staffId)), about(crisis, purpose, `${key}:${staffId}`));
  }

  /** The clock after the answer: first the owner is asked, and only silence after that asks everyone anew (I5). */
  const progressDue = due(async (tx, before) => {
    const now = clock.now();
    if (before.state !== 'ACTIVE' || !before.owner) return null;
    if (before.graceUntil) {
      if (now < before.graceUntil) return null;
      const { state, events } = agreed(release(before, 'no-progress', null, now));
      const again = await own.askAgain(tx, state);
      return { after: again.crisis, events: [...events, ...again.events], action: 'crisis.no-progress' };
    }
    if (!before.progressBy || now < before.progressBy) return null;
    const { state, events } = agreed(askProgress(before, people.network().progressWithinMinutes, now));
    await jobs.add(tx, progressJobs(state, before.version + 1));
    const minutes = Math.round(((state.graceUntil ?? now).getTime() - now.getTime()) / 60_000);
    await tell(tx, before.owner.staffId, say(before.owner.staffId).withThemYet({ ref: before.ref, minutes }), about(before, 'with-them-yet', `with-them:${before.id}:${before.version}`));
    return { after: state, events, action: 'crisis.progress-asked' };
  });

  /** Silence ends an ask to take it, loudly; a shift's list goes to everyone; backup is asked for again, wider. */
  const askDue = due(async (tx, before, job) => {
    const askId = String(job.data['askId']);
    const transfer = openTransfer(before);
    if (transfer?.id === askId) return transferDue(tx, before, transfer);
    const backup = openBackup(before);
    return backup?.id === askId ? backupAgain(tx, before, backup) : null;
  });

  async function transferDue(tx: Tx, before: Crisis, open: CrisisAsk): Promise<Kept | null> {
    const decision = returned(before, open.id, clock.now());
    if (!decision.ok) return null;
    if (open.kind === 'shift') {
      const anew = await ask.shiftOver(tx, decision.state);
      return { after: anew.crisis, events: [...decision.events, ...anew.events], action: 'crisis.shift-ended' };
    }
    const [ref, to] = [before.ref, named(open.to[0]?.staffId ?? open.byId)];
    if (open.kind === 'assignment') {
      await tellAll(tx, before, [open.byId], (texts) => texts.notAssigned({ ref, to }), 'not-assigned', `returned:${open.id}`);
    } else {
      const owner = before.owner?.staffId ?? open.byId;
      await tellAll(tx, before, [open.byId, owner], (texts) => texts.returned({ ref, to, minutes: HAND_OVER_MINUTES }), 'hand-over-returned', `returned:${open.id}`);
      await tellAll(tx, before, supervisorsOf(before).filter((id) => id !== open.byId && id !== owner), (texts) => texts.returnedLead({ ref, from: named(owner), to }), 'hand-over-returned', `returned-lead:${open.id}`);
    }
    return { after: decision.state, events: decision.events, action: 'hand-over.returned' };
  }

  async function backupAgain(tx: Tx, before: Crisis, open: CrisisAsk): Promise<Kept | null> {
    const decision = backupDue(before, open.id, ask.backups(before, true).map(ask.asPerson), clock.now());
    if (!decision.ok) return null;
    const again = openBackup(decision.state);
    const owner = before.owner?.staffId ?? open.byId;
    if (again) {
      await jobs.add(tx, askJobs(decision.state, again));
      await ask.tellAsked(tx, decision.state, again);
    }
    const asked = new Set(again?.to.map(({ staffId }) => staffId));
    const told = supervisorsOf(before).filter((id) => id !== owner && (!again || !asked.has(id)));
    await tellAll(tx, before, again ? told : [...told, owner], (texts) => texts.backupNobody({ ref: before.ref, owner: named(owner), phone: phoneOf(owner) }), 'backup-nobody', `backup-nobody:${open.id}:${open.round}`);
    return { after: decision.state, events: decision.events, action: 'backup.unanswered' };
  }

  const snoozeDue = due(async (_tx, before) => {
    if (!before.snooze || clock.now() < before.snooze.until) return null;
    const { state, events } = agreed(endSnooze(before));
    return { after: state, events, action: 'crisis.snooze-ended' };
  });

  /** Half of the time to contact is over and nobody met the person: judged again, which may raise and never lowers, and looked at again. */
  const retriageDue = due(async (tx, before) => {
    if (before.state !== 'OPEN' && before.state !== 'ACTIVE') return null;
    const now = clock.now();
    const triggers = needsRetriage({
      since: before.urgency.since, contactBy: before.contactBy?.toISOString() ?? null, contactedAt: before.contactedAt?.toISOString() ?? null, newReport: false, missedFollowUp: false,
      referralDeclined: false, askedByWorker: false, share: needs.profile(people.network().triageProfile).retriageAtShareOfClock, now,
    });
    if (triggers.length === 0) return null;
    const urgency = raise.judge(before, before.choice, before.details, 'more-known');
    const raised = isMoreUrgent(urgency.letter, before.urgency.letter) ? await raise.escalateIfMoreUrgent(tx, before, { ...before, urgency }) : { crisis: before, happened: [] };
    const owner = before.owner?.staffId ?? null;
    await tellAll(tx, before, owner === null ? supervisorsOf(before) : [owner], (texts) => texts.lookAgain({ ref: before.ref }), 'look-again', `look-again:${before.id}:${before.version}`);
    return { after: withAttention(raised.crisis, 'look-again', owner, now), events: [...raised.happened, { kind: 'crisis.retriage-asked', data: { triggers: triggers.join(' ') } }], action: 'crisis.retriage-asked' };
  });

  /** Neither owner nor running escalation: counted, asked anew at once, supervisors told. @returns false when it was not so after all */
  async function restart(id: CrisisId): Promise<boolean> {
    return transact(async (tx) => {
      const before = await store.find(id, tx);
      if (!before || before.owner || (before.state !== 'OPEN' && before.state !== 'ACTIVE')) return false;
      const last = before.escalationId === null ? null : await escalations.find(before.escalationId, tx);
      if (last?.state === 'running') return false;
      const now = clock.now();
      const lookedLast = addSeconds(now, -UNOWNED_SWEEP_SECONDS);
      const since = new Date(Math.max(before.ownerlessSince?.getTime() ?? 0, last?.endedAt?.getTime() ?? lookedLast.getTime()));
      const again = await own.askAgain(tx, { ...foundUnowned(before, since, now), resumeFrom: null });
      const seconds = Math.round((now.getTime() - since.getTime()) / 1000);
      await tellAll(tx, before, supervisorsOf(before), (texts) => texts.unowned({ ref: before.ref }), 'unowned', `unowned:${id}:${before.version}`);
      await keep(tx, before, again.crisis, [{ kind: 'crisis.unowned', data: { seconds } }, ...again.events], CLOCK, 'crisis.unowned');
      tx.afterCommit(() => { found.times += 1; found.seconds += seconds; });
      return true;
    });
  }

  /** Looks whether every open crisis has an owner or a running escalation, and puts right what has not. @returns how many had neither */
  async function sweepUnowned(): Promise<number> {
    const ownerless = await store.ownerless(people.teams().map(({ id }) => id));
    const running = await escalations.runningOf(ownerless.flatMap(({ escalationId }) => (escalationId === null ? [] : [escalationId])));
    const lost = ownerless.filter(({ escalationId }) => escalationId === null || !running.has(escalationId));
    let count = 0;
    for (const { id } of lost) {
      const restarted = await restart(id).catch((error: unknown) => { if (error instanceof Problem && error.status === 409) return false; throw error; });
      if (restarted) {
        count += 1;
        log.error('a crisis had neither an owner nor a running escalation; asking has begun again', { room: 'crisis', crisis: id });
      }
    }
    return count;
  }

  return {
    progressDue, askDue, snoozeDue, retriageDue, sweepUnowned,
    /** Of this process: how often a crisis was found with neither, and for how many seconds in all. */
    found: (): { times: number; seconds: number } => ({ ...found }),

    /** One job for the whole network, which puts itself off for ever; a failed look is no reason to stop looking. */
    async sweepDue(): Promise<Date> {
      await sweepUnowned().catch((error: unknown) => { log.warn('the look for unowned crises failed and is tried again', { room: 'crisis', ...faultOf(error) }); });
      return addSeconds(clock.now(), UNOWNED_SWEEP_SECONDS);
    },

    /** Makes the sweep's job, once for ever. */
    async begin(): Promise<void> {
      await transact((tx) => jobs.add(tx, [{ key: SWEEP_KEY, kind: CRISIS_JOBS.unowned, teamId: 'network', urgency: 0, dueAt: clock.now(), data: {} }], false))
        .catch((error: unknown) => { if (duplicateOf(error) !== 'one_per_key') throw error; });
    },
  };
}
