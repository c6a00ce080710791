import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ask, PolicyWarning, ReachedStep, WhoIsReachedInput, WhoIsReachedView, WhyNotReached } from '../contract/escalation.js';
import { secondsBetween } from '../kernel/durations.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import { findHoles, findWarnings, instantsAhead, missingSupervisors } from './core/find-holes.js';
import type { Hole, Reachability } from './core/find-holes.js';
import type { Reach } from './core/ladder.js';
import { alarmAsks, whoIsReached } from './core/who-is-reached.js';
import type { ReachedMoment } from './core/who-is-reached.js';

export interface ReachedNeeds {
  /** Who an ask reaches in a team at an instant, and how. */
  reachFor: (teamId: TeamId, at: Date) => Reach;
  /** Whom it names then, whether or not anything reaches them. */
  askedAt: (teamId: TeamId, ask: Ask, at: Date) => readonly StaffId[];
  /** Why nothing reaches this person now; null when something does. */
  whyNot: (staffId: StaffId) => Exclude<WhyNotReached, 'gap' | 'no-channel'> | null;
  person: (staffId: StaffId) => { name: string; initials: string };
  rotaName: (rotaId: string) => string;
  /** Whether the ask names who supervises: the role, a rota that supervises, or a supervisor of the team by name. */
  supervises: (teamId: TeamId, ask: Ask) => boolean;
  reachability: Reachability;
}

/** So many looks at the rotas take about a millisecond. */
const LOOKS_AT_A_TIME = 50;

export type Reached = ReturnType<typeof reachedWith>;

/** Answers "who is reached, when?" and checks drafts; it writes nothing and asks nobody. */
export function reachedWith(needs: ReachedNeeds) {
  const { reachFor, askedAt, whyNot, person, rotaName, supervises, reachability } = needs;

  function missedOf(teamId: TeamId, asks: readonly Ask[], { at, people }: ReachedMoment): ReachedStep['missed'] {
    const missed = new Map<string, ReachedStep['missed'][number]>();
    for (const ask of asks) {
      const named = askedAt(teamId, ask, at);
      if (named.length === 0) missed.set(JSON.stringify(ask), { staffId: null, name: ask.kind === 'rota' ? rotaName(ask.rotaId) : ask.kind, why: 'gap' });
      for (const staffId of named) {
        if (!people.some((one) => one.staffId === staffId)) missed.set(staffId, { staffId, name: person(staffId).name, why: whyNot(staffId) ?? 'no-channel' });
      }
    }
    return [...missed.values()];
  }

  /** Fourteen days of every ask are many looks at the rotas: real pages get their turn in between. */
  async function warningsOf(teamId: TeamId, ladders: WhoIsReachedInput['ladders'], canReach: (staffId: StaffId) => boolean, now: Date): Promise<PolicyWarning[]> {
    const empty = new Map<string, Set<number>>();
    for (const ask of Object.values(ladders).flatMap(({ rungs }) => rungs.flatMap((rung) => rung.ask))) {
      if (empty.has(JSON.stringify(ask))) continue;
      const times = new Set<number>();
      empty.set(JSON.stringify(ask), times);
      for (const [index, instant] of instantsAhead(now).entries()) {
        if (!askedAt(teamId, ask, new Date(instant)).some(canReach)) times.add(instant);
        if (index % LOOKS_AT_A_TIME === 0) await nextTurn();
      }
    }
    return findWarnings(ladders, (ask) => empty.get(JSON.stringify(ask)) ?? new Set(), (ask) => supervises(teamId, ask), now);
  }

  /** What keeps a draft from being saved by a person, rung by rung. */
  const faultsOf = (teamId: TeamId, ladders: WhoIsReachedInput['ladders']): Hole[] =>
    [...findHoles(ladders, reachability), ...missingSupervisors(ladders, (ask) => supervises(teamId, ask))];

  return {
    faultsOf,
    /** Every moment of an asking that nobody answers, begun at `at` with this draft; its faults, and what may go wrong within 14 days from `now`. */
    async view({ teamId, ladders, letter }: Omit<WhoIsReachedInput, 'at'>, at: Date, now: Date): Promise<WhoIsReachedView> {
      const ladder = ladders[letter];
      // Whether a phone takes our messages is known of now alone; it is looked up once for each person, not for each quarter of an hour.
      const known = new Map<StaffId, boolean>();
      const canReach = (staffId: StaffId): boolean => {
        const can = known.get(staffId) ?? reachFor(teamId, now)([{ kind: 'responder', staffId }]).length > 0;
        known.set(staffId, can);
        return can;
      };
      const steps = whoIsReached(ladder, letter, at, (instant) => reachFor(teamId, instant)).map((moment): ReachedStep => ({
        kind: moment.kind, round: moment.round, rung: moment.rung, at: moment.at.toISOString(), afterSeconds: secondsBetween(at, moment.at), forSeconds: moment.forSeconds,
        people: moment.people.map(({ staffId, channels }) => ({ staffId, ...person(staffId), channels })),
        missed: missedOf(teamId, moment.kind === 'alarm' ? alarmAsks(ladder) : ladder.rungs[moment.rung]?.ask ?? [], moment),
      }));
      return {
        at: at.toISOString(), letter, steps, holes: faultsOf(teamId, ladders),
        warnings: await warningsOf(teamId, ladders, canReach, now),
      };
    },
  };
}
