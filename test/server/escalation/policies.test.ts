import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Ask, Ladder, PolicyView, ReachedStep, WhoIsReachedView } from '../../../server/contract/escalation.js';
import { findWarnings, instantsAhead, missingSupervisors } from '../../../server/escalation/core/find-holes.js';
import type { Reach } from '../../../server/escalation/core/ladder.js';
import { whoIsReached } from '../../../server/escalation/core/who-is-reached.js';
import { aLadder, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const AT = new Date('2026-03-01T07:00:00Z');
const person = (staffId: string): Ask => ({ kind: 'responder', staffId });
const ladderOf = (asks: Ask[][], { seconds = 120, rounds = 1 } = {}): Ladder =>
  ({ rungs: asks.map((ask) => ({ ask, channels: ['sms'], answerWithinSeconds: seconds })), rounds, repeatEverySeconds: seconds });
const reachAll: Reach = (asks) => asks.flatMap((ask) => (ask.kind === 'responder' ? [{ staffId: ask.staffId, channels: ['sms'] as const }] : []));
const four = (ladder: Ladder): PolicyView['ladders'] => ({ A: ladder, B: ladder, C: ladder, D: ladder });

describe('who is reached, when nobody answers', () => {
  it('asks each rung when the one before is over, and rings the alarm at the end', () => {
    const moments = whoIsReached(ladderOf([[person('ana')], [person('ben')]], { rounds: 2 }), 'A', AT, () => reachAll);
    expect(moments.map(({ kind, round, rung, at, people }) => [kind, round, rung, (at.getTime() - AT.getTime()) / 1000, people.map(({ staffId }) => staffId).join()])).toEqual([
      ['asked', 1, 0, 0, 'ana'], ['asked', 1, 1, 120, 'ben'], ['asked', 2, 0, 240, 'ana'], ['asked', 2, 1, 360, 'ben'], ['alarm', 3, 2, 480, 'ana,ben'],
    ]);
  });

  it('passes over a rung that reaches nobody at that instant, without losing time', () => {
    const reachAt = (at: Date): Reach => (asks) => reachAll(asks).filter(({ staffId }) => staffId !== 'ben' || at > new Date(AT.getTime() + 600_000));
    const moments = whoIsReached(ladderOf([[person('ana')], [person('ben')], [person('cas')]]), 'C', AT, reachAt);
    expect(moments.map(({ kind, rung, at }) => [kind, rung, (at.getTime() - AT.getTime()) / 1000])).toEqual([['asked', 0, 0], ['empty', 1, 120], ['asked', 2, 120], ['alarm', 3, 240]]);
  });

  it('always ends with the alarm, never goes back in time, and tells every rung of every round once', () => {
    fc.assert(fc.property(
      fc.array(fc.array(fc.constantFrom('ana', 'ben', 'cas'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 4 }),
      fc.subarray(['ana', 'ben', 'cas']), fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
      (rungs, rounds, reachable, letter) => {
        const reach: Reach = (asks) => reachAll(asks).filter(({ staffId }) => reachable.includes(staffId));
        const moments = whoIsReached(ladderOf(rungs.map((names) => names.map(person)), { rounds }), letter, AT, () => reach);
        expect(moments.at(-1)?.kind).toBe('alarm');
        expect(moments.slice(0, -1).map(({ round, rung }) => `${round}.${rung}`)).toEqual(Array.from({ length: rounds }, (_, round) => rungs.map((_names, rung) => `${round + 1}.${rung}`)).flat());
        for (const [place, { at }] of moments.entries()) expect(at.getTime()).toBeGreaterThanOrEqual(moments[place - 1]?.at.getTime() ?? 0);
      },
    ));
  });
});

describe('what may go wrong with a ladder that names only what exists', () => {
  const supervises = (ask: Ask) => ask.kind === 'supervisor';
  const rota = (rotaId: string): Ask => ({ kind: 'rota', rotaId });
  const emptyOf = (reaches: (ask: Ask, at: Date) => readonly string[]) => (ask: Ask) => new Set(instantsAhead(AT).filter((at) => reaches(ask, new Date(at)).length === 0));
  const onCall = (gapFrom: Date, gapTo: Date) => (_ask: Ask, at: Date) => (at >= gapFrom && at < gapTo ? [] : ['ana']);

  it('a gap of the next fourteen days is told with its first and last instant', () => {
    const from = new Date('2026-03-08T02:00:00Z');
    const to = new Date('2026-03-08T09:30:00Z');
    const warnings = findWarnings(four(ladderOf([[rota('first')], [{ kind: 'supervisor' }]])), emptyOf((ask, at) => (ask.kind === 'rota' ? onCall(from, to)(ask, at) : ['sue'])), supervises, AT);
    expect(warnings).toEqual(['A', 'B', 'C', 'D'].map((letter) => ({ pointer: `/ladders/${letter}/rungs/0`, kind: 'gap', from: from.toISOString(), to: to.toISOString() })));
  });

  it('a gap of one is no gap of the rung while somebody else on it is reached', () => {
    expect(findWarnings(four(ladderOf([[rota('first'), { kind: 'supervisor' }]])), emptyOf((ask) => (ask.kind === 'rota' ? [] : ['sue'])), supervises, AT)).toEqual([]);
  });

  it('a rung that reaches nobody now says so, and for how long', () => {
    const [first] = findWarnings(four(ladderOf([[rota('first')], [{ kind: 'supervisor' }]])), emptyOf((ask) => (ask.kind === 'rota' ? [] : ['sue'])), supervises, AT);
    expect(first).toEqual({ pointer: '/ladders/A/rungs/0', kind: 'nobody-now', from: AT.toISOString(), to: null });
  });

  it('A and B ask the supervisor from the second rung on; C and D need not', () => {
    expect(missingSupervisors(four(ladderOf([[person('ana')], [person('ben')], [{ kind: 'supervisor' }]])), supervises).map(({ pointer }) => pointer)).toEqual(['/ladders/A/rungs/1/ask', '/ladders/B/rungs/1/ask']);
    expect(missingSupervisors(four(ladderOf([[person('ana')], [person('ben'), { kind: 'supervisor' }]])), supervises)).toEqual([]);
    expect(findWarnings(four(ladderOf([[person('ana')]])), emptyOf(() => ['ana']), supervises, AT).map(({ pointer, kind }) => [pointer, kind])).toEqual([['/ladders/A/rungs/0', 'no-supervisor'], ['/ladders/B/rungs/0', 'no-supervisor']]);
  });
});

describe('the policies of a team', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(); });
  afterAll(async () => { await world.stop(); });

  const ask = async (who: Parameters<World['as']>[0], input: object) => (await world.as(who)).post('/api/v1/policies/who-is-reached', { teamId: 'north', letter: 'A', at: world.now().toISOString(), ladders: four(aLadder()), ...input });
  const namesOf = (steps: readonly ReachedStep[]) => steps.map(({ kind, afterSeconds, people }) => [kind, afterSeconds, people.map(({ name }) => name.split(' ')[0] ?? '').toSorted((a, b) => a.localeCompare(b)).join()]);

  it('say who is reached, rung by rung, with the times of the real ladder', async () => {
    const { body } = await ask('sue', {});
    const view = body as WhoIsReachedView;
    expect(namesOf(view.steps)).toEqual([['asked', 0, 'Ana'], ['asked', 120, 'Ben,Sue'], ['asked', 240, 'Ana,Ben'], ['alarm', 360, 'Ana,Ben,Sue']]);
    expect([view.holes, view.warnings]).toEqual([[], []]);
  });

  it('foretell what then happens: the same people at the same times', async () => {
    const { body } = await ask('sue', {});
    const { crisisId } = await world.raise({ choice: 'life-at-risk' });
    await world.pass({ seconds: 360 });
    const asked = (await world.handrail.escalations.ofCrisis(crisisId))[0]?.asked ?? [];
    const raisedAt = asked[0]?.at.getTime() ?? 0;
    const really = new Map<number, string[]>();
    for (const { staffId, at } of asked) really.set((at.getTime() - raisedAt) / 1000, [...really.get((at.getTime() - raisedAt) / 1000) ?? [], staffId].sort());
    expect([...really]).toEqual((body as WhoIsReachedView).steps.map(({ afterSeconds, people }) => [afterSeconds, people.map(({ staffId }) => staffId).sort()]));
    await (await world.as('ana')).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
  });

  it('name who would be missed, and why', async () => {
    const rungs = [
      { ask: [person('dora'), { kind: 'rota', rotaId: 'first' }], channels: ['sms'], answerWithinSeconds: 60 },
      { ask: [{ kind: 'rota', rotaId: 'first' }, { kind: 'supervisor' }], channels: ['voice'], answerWithinSeconds: 60 },
    ];
    const { body } = await ask('sue', { ladders: four({ rungs, rounds: 1, repeatEverySeconds: 60 } as Ladder) });
    const { steps, holes } = body as WhoIsReachedView;
    expect(steps[0]?.missed).toEqual([{ staffId: 'dora', name: 'Dora Test', why: 'no-phone' }]);
    expect(holes.map(({ pointer }) => pointer)).toContain('/ladders/A/rungs/1/channels');
  });

  it('a draft with a hole may be asked about, and cannot be saved', async () => {
    const empty = four({ rungs: [{ ask: [], channels: ['sms'], answerWithinSeconds: 60 }], rounds: 1, repeatEverySeconds: 60 });
    const { status, body } = await ask('sue', { ladders: empty });
    expect([status, (body as WhoIsReachedView).holes[0]?.pointer]).toEqual([200, '/ladders/A/rungs/0/ask']);
    const sue = await world.as('sue');
    const ladders = four(ladderOf([[person('gone')]]));
    const saved = await sue.put('/api/v1/policies/north', { seenVersion: 1, name: 'North', ladders });
    expect([saved.status, saved.body.type, saved.body.errors?.[0]?.pointer]).toEqual([422, '/problems/escalation/policy-with-a-hole', '/ladders/A/rungs/0/ask/0']);
  });

  it('a person cannot save A or B without the supervisor on the second rung', async () => {
    const sue = await world.as('sue');
    const { status, body } = await sue.put('/api/v1/policies/north', { seenVersion: 1, name: 'North', ladders: four(ladderOf([[person('ana')], [person('ben')]])) });
    expect([status, body.errors?.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([422, ['/ladders/A/rungs/1/ask', '/ladders/B/rungs/1/ask']]);
  });

  it('the second who saves learns of the first, and nothing is overwritten', async () => {
    const sue = await world.as('sue');
    const before = (await sue.get('/api/v1/policies').expect(200)).body.policies[0] as PolicyView;
    await sue.put('/api/v1/policies/north', { seenVersion: before.version, name: 'Nights', ladders: before.ladders }).expect(200);
    const late = await (await world.as('rory')).put('/api/v1/policies/north', { seenVersion: before.version, name: 'Days', ladders: before.ladders });
    expect([late.status, late.body.type]).toEqual([409, '/problems/escalation/policy-changed']);
    expect((await sue.get('/api/v1/policies').expect(200)).body.policies[0].name).toBe('Nights');
  });

  it('whoever may read them may ask; another team’s are not there; who may change them is said', async () => {
    for (const who of ['sue', 'rory', 'ada', 'cas'] as const) expect([who, (await ask(who, {})).status]).toEqual([who, 200]);
    for (const who of ['zoe', 'sam'] as const) expect([who, (await ask(who, {})).status]).toEqual([who, 404]);
    for (const who of ['wes', 'pia', 'dora', 'aud'] as const) expect([who, (await ask(who, {})).status]).toEqual([who, 403]);
    expect((await (await world.as('sue')).get('/api/v1/policies')).body.mayEdit).toEqual(['north']);
    expect((await (await world.as('ada')).get('/api/v1/policies')).body.mayEdit).toEqual([]);
  });
});
