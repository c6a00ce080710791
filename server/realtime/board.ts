import Joi from 'joi';
import type { BoardView } from '../contract/crisis.js';
import { SHOWS } from '../contract/triage.js';
import type { Audit } from '../audit/index.js';
import { inMinutes, ownerlessSeconds } from '../crisis/index.js';
import type { CrisisStore, Views } from '../crisis/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { OnCallUse } from '../oncall/index.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';

export interface BoardNeeds {
  crises: CrisisStore; views: Views; people: People; onCall: OnCallUse; audit: Audit; clock: Clock;
  /** The services with told places that are near these teams; from the directory. */
  places: () => Promise<BoardView['places']>;
  deadJobs: () => Promise<number>;
  /** Backup that was asked for these teams as a whole, as long as it holds. */
  backupCalls: (teamIds: readonly string[]) => Promise<BoardView['backupCalls']>;
}

/** Board views are witnessed once per member of staff and hour. Source: design.md §9 "Who may". */
const WITNESS_EVERY_MS = 3_600_000;

/** The whole board as it is now; news since then makes it the board of any later moment. */
export function boardRoutes({ crises, views, people, onCall, audit, clock, places, deadJobs, backupCalls }: BoardNeeds): Route[] {
  const witnessed = new Map<string, number>();

  async function witness(actor: Actor): Promise<void> {
    const now = clock.now();
    if (now.getTime() - (witnessed.get(actor.staffId) ?? 0) < WITNESS_EVERY_MS) return;
    await audit.read({ at: now, actorId: actor.staffId, role: actor.role, action: 'board.watched', object: 'board', teamId: actor.teamsWhere('board:watch')[0] ?? 'network' });
    if (witnessed.size > 10_000) witnessed.clear();
    witnessed.set(actor.staffId, now.getTime());
  }

  const load = (cards: BoardView['cards'], teamIds: readonly string[]): BoardView['team'] => people.all()
    .filter(({ active, roles }) => active && roles.some(({ teamId, role }) => teamIds.includes(teamId) && (role === 'clinician' || role === 'supervisor')))
    .map(({ id, name, initials }) => {
      const open = { emergency: 0, urgent: 0, soon: 0, planned: 0 };
      for (const { owner, letter } of cards) if (owner?.id === id) open[SHOWS[letter].toLowerCase() as keyof typeof open] += 1;
      return { staffId: id, name, initials, open };
    })
    .filter(({ open }) => Object.values(open).some((count) => count > 0));

  return [
    route('GET /api/v1/board', {
      allow: 'signed-in', machine: 'board:watch', whileLocked: true, says: 'Open crises of my teams and those I was asked for, who is on call, free places, and open work.', input: Joi.object({}),
      async handle(_input, actor) {
        await witness(actor);
        const asOf = clock.now();
        const teams = actor.teamsWhere('board:watch');
        const [open, free, dead, calls] = await Promise.all([crises.board(teams, actor.staffId), places(), deadJobs(), backupCalls(teams)]);
        const cards = await views.cards(open);
        const total = (of: (crisis: (typeof open)[number]) => number): number => open.reduce((sum, crisis) => sum + of(crisis), 0);
        return {
          ownerlessMinutes: inMinutes(total((crisis) => ownerlessSeconds(crisis, asOf))), unownedMinutes: inMinutes(total((crisis) => crisis.unownedSeconds)),
          snoozed: open.filter(({ snooze }) => snooze !== null).length, asOf: asOf.toISOString(), cards, places: free, deadJobs: dead, backupCalls: calls, team: load(cards, teams),
          onCall: onCall.onCall(teams, asOf).map(({ rotaId, rotaName, teamId, staff, until, reachable }) => ({ rotaId, rotaName, teamId, staffId: staff?.id ?? null, name: staff?.name ?? null, initials: staff?.initials ?? null, until, reachable })),
        };
      },
    }),
  ];
}
