import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DrillReport } from '../../../server/contract/drill.js';
import type { Ask, Ladder } from '../../../server/contract/escalation.js';
import { gapsOf, loads } from '../../../server/drill/core/night-report.js';
import { replayCrisis } from '../../../server/drill/core/replay-crisis.js';
import { seededRandom } from '../../../server/drill/core/seeded-random.js';
import { answered, momentsOf, startEscalation, whenDue } from '../../../server/escalation/index.js';
import type { Reach } from '../../../server/escalation/index.js';
import { STAFF, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const REAL = { startEscalation, whenDue, answered, momentsOf };
const AT = new Date('2026-03-01T01:00:00Z');
const ladder: Ladder = {
  rungs: ['ana', 'ben'].map((staffId) => ({ ask: [{ kind: 'responder', staffId }], channels: ['sms'], answerWithinSeconds: 120 })), rounds: 1, repeatEverySeconds: 60,
};
const all: Reach = (asks) => [...new Set(asks.flatMap((ask) => (ask.kind === 'responder' ? [ask.staffId] : [])))].map((staffId) => ({ staffId, channels: ['sms'] as const }));
const seconds = (at: Date) => (at.getTime() - AT.getTime()) / 1000;

describe('one crisis of a drill', () => {
  it('with nobody answering climbs every rung to the alarm, and stops there', () => {
    const { moments, answered: by, alarmAt } = replayCrisis({ letter: 'A', at: AT, ladder }, { kind: 'nobody' }, () => 0, () => all, REAL);
    expect([moments.map(({ kind, at }) => [kind, seconds(at)]), by, alarmAt && seconds(alarmAt)]).toEqual([[['asked', 0], ['asked', 120], ['alarm', 240]], null, 240]);
  });

  it('the first answer ends it; an answer at the very instant of the next rung comes too late for the first', () => {
    const soon = replayCrisis({ letter: 'A', at: AT, ladder }, { kind: 'some', likelihood: 1, afterMinutes: 1 }, () => 0.5, () => all, REAL);
    expect([soon.moments.length, soon.answered?.staffId, soon.answered && seconds(soon.answered.at)]).toEqual([1, 'ana', 60]);
    const late = replayCrisis({ letter: 'A', at: AT, ladder }, { kind: 'some', likelihood: 1, afterMinutes: 2 }, () => 0.5, () => all, REAL);
    expect([late.moments.length, late.answered?.staffId, late.answered && seconds(late.answered.at)]).toEqual([2, 'ana', 120]);
  });

  it('whatever the numbers say, only somebody who was asked answers, never before being asked, and it always ends', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 999_999 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 240, noNaN: true }), fc.constantFrom('A' as const, 'C' as const), (seed, likelihood, afterMinutes, letter) => {
      const { moments, answered: by } = replayCrisis({ letter, at: AT, ladder }, { kind: 'some', likelihood, afterMinutes }, seededRandom(seed), () => all, REAL);
      expect(moments.length).toBeLessThanOrEqual(7);
      if (by) expect(moments.some(({ at, people }) => at <= by.at && people.some(({ staffId }) => staffId === by.staffId))).toBe(true);
    }));
  });

  it('the same seed gives the same numbers', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('gaps are told with their ends, and load counts each rung once', () => {
    const rota: Ask = { kind: 'rota', rotaId: 'first' };
    const to = new Date(AT.getTime() + 4 * 3_600_000);
    const named = (_ask: Ask, at: Date) => (seconds(at) >= 3600 && seconds(at) < 5400 ? [] : ['ana']);
    expect(gapsOf([rota], named, AT, to).map((gap) => [seconds(gap.from), seconds(gap.to)])).toEqual([[3600, 5400]]);
    const crisis = { number: 1, letter: 'A' as const, at: AT, ...replayCrisis({ letter: 'A', at: AT, ladder }, { kind: 'nobody' }, () => 0, () => all, REAL) };
    expect([...loads([crisis])]).toEqual([['ana', { asked: 2, taken: 0 }], ['ben', { asked: 2, taken: 0 }]]);
  });
});

describe('drilling a night', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(); });
  afterAll(async () => { await world.stop(); });
  const drill = async (who: Parameters<World['as']>[0], input: object = {}) =>
    (await world.as(who)).post('/api/v1/drills', { teamId: 'north', startsAt: world.now().toISOString(), answers: { kind: 'some', likelihood: 0.7, afterMinutes: 2 }, seed: 1, ...input });

  it('replays 100 crises over twelve hours against the real rota, and contacts nobody', async () => {
    const counts = async () => Promise.all([...['crises', 'escalations', 'messages', 'domain_events'].map((name) => world.db.collection(name).countDocuments()), world.db.collection('jobs').countDocuments({ kind: { $in: ['rung', 'notify', 'text', 'call'] } })]);
    const before = await counts();
    const { status, body } = await drill('sue');
    const report = body as DrillReport;
    expect([status, report.crises.length, report.letters.reduce((sum, { crises }) => sum + crises, 0)]).toEqual([200, 100, 100]);
    expect(report.crises[0]?.steps[0]?.people).toEqual(['Ana Test']);
    expect(report.people.map(({ name }) => name)).toEqual(['Ana Test', 'Ben Test', 'Sue Test']);
    await world.settle();
    expect(await counts()).toEqual(before);
    for (const who of ['ana', 'ben', 'sue'] as const) expect(world.phone(who)).toEqual([]);
    expect((await world.db.collection('audit').find({ action: 'drill.run' }).toArray()).map(({ actorId, object }) => [actorId, object])).toEqual([['sue', 'policy:north']]);
  });

  it('the same run twice is the same night; nobody answering ends every crisis in the alarm', async () => {
    expect((await drill('sue')).body).toEqual((await drill('rory')).body);
    const { body } = await drill('sue', { answers: { kind: 'nobody' } });
    const report = body as DrillReport;
    expect(report.crises.every(({ answered: by, alarmAfterSeconds }) => by === null && alarmAfterSeconds !== null)).toBe(true);
    expect(report.longestWait).toBeNull();
  });

  it('tells who cannot be reached and every rung that found nobody', async () => {
    await world.handrail.transact(async (tx) => { await world.handrail.phones.optOut(tx, STAFF.ana.phone, { sender: 'staff', by: 'keyword' }); });
    const report = (await drill('sue')).body as DrillReport;
    expect(report.unreachable).toContainEqual({ staffId: 'ana', name: 'Ana Test', why: 'opted-out' });
    expect(report.emptyRungs.length).toBeGreaterThanOrEqual(0);
    await world.handrail.transact(async (tx) => { await world.handrail.phones.optIn(tx, STAFF.ana.phone, { sender: 'staff' }); });
  });

  it('is for supervisors, rota managers and administrators of the team', async () => {
    for (const who of ['sue', 'rory', 'ada'] as const) expect([who, (await drill(who)).status]).toEqual([who, 200]);
    expect((await drill('sam')).status).toBe(404);
    for (const who of ['ana', 'wes', 'dora', 'aud'] as const) expect([who, (await drill(who)).status]).toEqual([who, 403]);
    expect((await drill('sue', { seed: 0 })).status).toBe(400);
    expect((await drill('sue', { answers: { kind: 'some', likelihood: 2, afterMinutes: 1 } })).status).toBe(400);
  });
});
