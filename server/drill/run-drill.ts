import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DrillInput, DrillReport } from '../contract/drill.js';
import { POLICY_LETTERS } from '../contract/escalation.js';
import type { Ask, PolicyLetter } from '../contract/escalation.js';
import type { Audit } from '../audit/index.js';
import { answered, ladderFor, momentsOf, startEscalation, whenDue } from '../escalation/index.js';
import type { Policies, ReachedNeeds } from '../escalation/index.js';
import type { Clock } from '../kernel/clock.js';
import { addHours, addMinutes, secondsBetween } from '../kernel/durations.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { byLetter, gapsOf, loads, longestWait, quartersOf } from './core/night-report.js';
import type { NightCrisis } from './core/night-report.js';
import { replayCrisis } from './core/replay-crisis.js';
import { seededRandom } from './core/seeded-random.js';

/** A scripted night: minutes after its start, and the urgency. */
export interface DrillNight { id: string; title: string; hours: number; crises: readonly (readonly [afterMinutes: number, letter: PolicyLetter])[] }

/** @throws Error that says what is wrong with the file */
export function parseNight(content: unknown): DrillNight {
  const night = content as DrillNight;
  const isRight = typeof night.id === 'string' && typeof night.title === 'string' && night.hours > 0 && Array.isArray(night.crises)
    && night.crises.every(([minutes, letter]) => Number.isFinite(minutes) && minutes >= 0 && minutes < night.hours * 60 && POLICY_LETTERS.includes(letter));
  if (!isRight) throw new Error('a drill needs an id, a title, its hours, and crises as minutes within them and a letter from A to D');
  return night;
}

export interface DrillNeeds extends Pick<ReachedNeeds, 'reachFor' | 'askedAt' | 'whyNot' | 'person' | 'rotaName'> { night: DrillNight; policies: Policies; audit: Audit; clock: Clock }

/** So many crises are replayed before real work gets its turn. */
const CRISES_AT_A_TIME = 2;

const REAL = { startEscalation, whenDue, answered, momentsOf };

/**
 * Replays the scripted night against the rota and the policy of a team as they stand. Nobody is contacted and nothing is
 * kept but that it was done. @throws `escalation/unknown-policy` for a team that is not the caller's
 */
export function drillsWith({ night, policies, reachFor, askedAt, whyNot, person, rotaName, audit, clock }: DrillNeeds) {
  return async ({ teamId, startsAt, answers, seed }: DrillInput, actor: Actor): Promise<DrillReport> => {
    if (!actor.may('drill:run', teamId)) throw problem('escalation/unknown-policy');
    const policy = policies.ofTeam(teamId);
    await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'drill.run', object: `policy:${policy.id}`, teamId });
    const from = new Date(startsAt);
    const to = addHours(from, night.hours);
    const random = seededRandom(seed);
    const drilled: NightCrisis[] = [];
    for (const [index, [afterMinutes, letter]] of night.crises.entries()) {
      const at = addMinutes(from, afterMinutes);
      drilled.push({ number: index + 1, letter, at, ...replayCrisis({ letter, at, ladder: ladderFor(policy.ladders, letter) }, answers, random, (instant) => reachFor(teamId, instant), REAL) });
      // Real pages go first: a drill never holds the process for more than a few crises.
      if (index % CRISES_AT_A_TIME === 0) await nextTurn();
    }
    const asks = [...new Map(POLICY_LETTERS.flatMap((letter) => policy.ladders[letter].rungs).flatMap(({ ask }) => ask).map((ask) => [JSON.stringify(ask), ask])).values()];
    const named = (ask: Ask, at: Date) => askedAt(teamId, ask, at);
    const nameOf = (ask: Ask): string => (ask.kind === 'rota' ? rotaName(ask.rotaId) : ask.kind === 'responder' ? person(ask.staffId).name : ask.kind);
    const people = new Set(quartersOf(from, to).flatMap((at) => asks.flatMap((ask) => named(ask, at))));
    const load = loads(drilled);
    const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
    return {
      policy: { name: policy.name, version: policy.version }, night: { id: night.id, title: night.title, startsAt: from.toISOString(), endsAt: to.toISOString() }, answers, seed,
      letters: byLetter(drilled), longestWait: longestWait(drilled),
      people: [...load].map(([staffId, counts]) => ({ staffId, name: person(staffId).name, ...counts })).sort(byName),
      gaps: gapsOf(asks, named, from, to).map((gap) => ({ name: nameOf(gap.ask), from: gap.from.toISOString(), to: gap.to.toISOString() })),
      unreachable: [...people].flatMap((staffId) => {
        const why = whyNot(staffId);
        return why ? [{ staffId, name: person(staffId).name, why }] : [];
      }).sort(byName),
      emptyRungs: drilled.flatMap(({ number, letter, moments }) => moments.filter(({ kind }) => kind === 'empty').map(({ round, rung, at }) => ({ number, letter, round, rung, at: at.toISOString() }))),
      crises: drilled.map(({ number, letter, at, moments, answered: by, alarmAt }) => ({
        number, letter, at: at.toISOString(), answered: by ? { staffId: by.staffId, name: person(by.staffId).name, afterSeconds: secondsBetween(at, by.at) } : null,
        alarmAfterSeconds: alarmAt ? secondsBetween(at, alarmAt) : null,
        steps: moments.map(({ kind, round, rung, at: when, people: asked }) => ({ kind, round, rung, afterSeconds: secondsBetween(at, when), people: asked.map(({ staffId }) => person(staffId).name) })),
      })),
    };
  };
}
