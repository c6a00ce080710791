import type { ShiftEndView, ShiftItem } from '../contract/asks.js';
import { SHOWS } from '../contract/triage.js';
import type { CrisisId, StaffId } from '../kernel/ids.js';
import { problem, Problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Asking } from './asking.js';
import { progressJobs } from './clocks.js';
import { HAND_OVER_MINUTES, openTransfer, withdraw } from './core/asks.js';
import type { Crisis } from './core/crisis.js';
import { ownedBy, release } from './core/ownership.js';
import { addMinutes } from '../kernel/durations.js';
import { byActor, keeper } from './needs.js';
import type { CrisisNeeds } from './needs.js';
import { agreed } from './own.js';
import type { Owning } from './own.js';

export type Shifts = ReturnType<typeof shifts>;

const ACUTE: ReadonlySet<string> = new Set(['A', 'B', 'C']);

/** What one crisis was given at the end of a shift. */
type Ended = { kind: 'offered'; to: StaffId[]; until: Date } | { kind: 'day-list'; lead: StaffId } | { kind: 'escalated' } | { kind: 'kept' };

export const shiftItem = ({ id, ref, urgency, details }: Crisis): ShiftItem =>
  ({ crisisId: id, ref, letter: urgency.letter, shows: SHOWS[urgency.letter], headline: details.headline ?? null });

/** The end of a shift: nothing acute stays behind unnoticed. Source: design.md §9 "End of shift". */
export function shifts(needs: CrisisNeeds, { own, ask }: { own: Pick<Owning, 'askAgain'>; ask: Asking }) {
  const { store, jobs, transact, clock, people, audit, whoNow, isReachable } = needs;
  const { keep } = keeper(needs);

  /** The supervisors on call, else any supervisor of the team; never whoever goes. */
  function leadsFor(teamId: string, leaving: StaffId): StaffId[] {
    const onCall = whoNow(teamId, [{ kind: 'supervisor' }]).filter((id) => id !== leaving);
    if (onCall.length > 0) return onCall;
    return people.all().filter(({ id, active, roles }) => active && id !== leaving && isReachable(id) && roles.some((held) => held.teamId === teamId && held.role === 'supervisor')).map(({ id }) => id);
  }

  async function endOne(id: CrisisId, actor: Actor): Promise<{ crisis: Crisis; ended: Ended } | null> {
    return transact(async (tx) => {
      const before = await store.find(id, tx);
      if (before?.state !== 'ACTIVE' || before.owner?.staffId !== actor.staffId) return null;
      const [now, by, leads] = [clock.now(), byActor(actor), leadsFor(before.teamId, actor.staffId)];
      const open = openTransfer(before);
      if (open?.kind === 'shift') return { crisis: before, ended: { kind: 'offered', to: open.to.map(({ staffId }) => staffId), until: open.until ?? now } };
      const lead = leads[0];
      if (!ACUTE.has(before.urgency.letter)) {
        if (lead === undefined) return { crisis: before, ended: { kind: 'kept' } };
        const after = ownedBy(before, lead, people.network().progressWithinMinutes, now);
        await jobs.add(tx, progressJobs(after, before.version + 1));
        const crisis = await keep(tx, before, after, [{ kind: 'crisis.day-list', data: { fromId: actor.staffId, toId: lead } }], by, 'crisis.day-list');
        return { crisis, ended: { kind: 'day-list', lead } };
      }
      const free = open ? agreed(withdraw(before, now)) : { state: before, events: [] };
      if (lead === undefined) {
        const { state, events } = agreed(release(free.state, 'shift-ended', null, now));
        const again = await own.askAgain(tx, state);
        const crisis = await keep(tx, before, again.crisis, [...free.events, ...events, ...again.events], by, 'crisis.shift-ended');
        return { crisis, ended: { kind: 'escalated' } };
      }
      const done = await ask.put(tx, free.state, 'shift', actor.staffId, leads, null);
      const crisis = await keep(tx, before, done.state, [...free.events, ...done.events], by, 'hand-over.asked');
      return { crisis, ended: { kind: 'offered', to: leads, until: addMinutes(now, HAND_OVER_MINUTES) } };
    });
  }

  return {
    /**
     * Gives away whatever the caller has: A to C are offered to the lead by name, D to G go on the day list. Asked twice it goes
     * on where it was. Each crisis is its own transaction, so that one that somebody just changes holds up no other.
     */
    async end(actor: Actor): Promise<ShiftEndView> {
      const endedAt = clock.now();
      const view: ShiftEndView = { endedAt: endedAt.toISOString(), offered: [], dayList: [], escalated: [], kept: [] };
      const name = (id: StaffId) => ({ id, name: people.nameOf(id) });
      const owned = await store.allOwnedBy(actor.staffId);
      for (const { id } of owned) {
        const done = await endOne(id, actor).catch((error: unknown) => {
          if (error instanceof Problem && error.slug === 'crisis/changed') return endOne(id, actor);
          throw error;
        });
        if (!done) continue;
        const item = shiftItem(done.crisis);
        switch (done.ended.kind) {
          case 'offered': view.offered.push({ ...item, to: done.ended.to.map(name), until: done.ended.until.toISOString() }); break;
          case 'day-list': view.dayList.push({ ...item, lead: name(done.ended.lead) }); break;
          case 'escalated': view.escalated.push(item); break;
          case 'kept': view.kept.push(item); break;
        }
      }
      const teamId = actor.teamsWhere('crisis:answer')[0];
      if (teamId === undefined) throw problem('identity/not-allowed');
      await transact((tx) => audit.append(tx, [{ at: endedAt, actorId: actor.staffId, role: actor.role, action: 'shift.ended', object: `staff:${actor.staffId}`, teamId }]));
      return view;
    },
  };
}
