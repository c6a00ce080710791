import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

/** A crisis that thoughts of suicide were ruled out of, so that it is no more than D; Ana has it. */
async function aQuietOne() {
  const { crisisId } = await world.raise({ choice: 'struggling', facts: { suicidalThoughts: 'no', significantDistress: 'yes' } });
  const ana = await world.as('ana');
  const { body } = await ana.post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
  const fillIn = (screener: string, answers: object, more: object = {}) => ana.post(`/api/v1/crises/${crisisId}/screenings`, { screener, answers, ...more });
  return { crisisId, letter: body.urgency.letter as string, ana, fillIn };
}
const allNo = { q1: 'no', q2: 'no', q6Lifetime: 'no' };

describe('a screener that is filled in with the person', () => {
  it('is kept with what it came to, raises how fast we respond and never lowers it again', async () => {
    const { crisisId, letter, fillIn } = await aQuietOne();
    expect(letter).toBe('D');
    const high = await fillIn('cssrs-screener', { q1: 'yes', q2: 'yes', q3: 'no', q4: 'yes', q5: 'no', q6Lifetime: 'no' }).expect(201);
    expect(high.body.urgency.letter).toBe('B');
    // What is shown of risks does not contradict it.
    expect(high.body.details.facts).toMatchObject({ suicidalThoughts: 'yes', suicideIntent: 'yes' });
    expect(high.body.screenings).toEqual([expect.objectContaining({ screener: 'cssrs-screener', level: 'HIGH', needsHumanNow: true, byName: 'Ana Test', answers: expect.objectContaining({ q4: 'yes' }) })]);
    const milder = await fillIn('cssrs-screener', allNo).expect(201);
    expect(milder.body.urgency.letter).toBe('B');
    expect(milder.body.details.facts).toMatchObject({ suicidalThoughts: 'yes' });
    expect(milder.body.screenings.map(({ level }: { level: string }) => level)).toEqual(['NONE', 'HIGH']);
    expect(milder.body.timeline.filter(({ kind }: { kind: string }) => kind === 'crisis.screened').map(({ actor, words, more }: Record<string, string>) => [actor, words, more])).toEqual([
      ['Ana Test', 'filled in a screener with the person', 'Result: no signs.'], ['Ana Test', 'filled in a screener with the person', 'Result: high.'],
    ]);
    expect((await world.handrail.audit.ofObject(`crisis:${crisisId}`)).map(({ action }) => action)).toContain('crisis.screened');
  });

  it('counts again whenever the crisis is judged anew', async () => {
    const { crisisId, ana, fillIn } = await aQuietOne();
    const { body } = await fillIn('asq', { q1: 'no', q2: 'declined', q3: 'no', q4: 'no', q5: 'no' }).expect(201);
    expect([body.screenings[0].level, body.urgency.letter]).toEqual(['NON_ACUTE_POSITIVE', 'C']);
    const later = await ana.patch(`/api/v1/crises/${crisisId}/facts`, { seenVersion: body.version, details: { facts: { alone: 'no' } } }).expect(200);
    expect(later.body.urgency.letter).toBe('C');
  });

  it('is sealed where it lies, and neither answers nor results stand in events', async () => {
    const { crisisId, fillIn } = await aQuietOne();
    await fillIn('lifeline-domains', { desire: 'yes', intent: 'yes', capability: 'no', buffersLow: 'yes' }).expect(201);
    const row = await world.db.collection('crises').findOne({ _id: crisisId as never });
    expect(row?.['screenings']).toEqual([{ id: expect.any(String), byId: 'ana', at: expect.any(Date), sealed: expect.any(String) }]);
    const events = await world.db.collection('domain_events').find({ crisisId, kind: 'crisis.screened' }).toArray();
    expect(events.map(({ data }) => Object.keys(data as object))).toEqual([['screeningId']]);
  });

  it('is refused by field when its answers do not fit together, and sent twice it is one', async () => {
    const { ana, crisisId, fillIn } = await aQuietOne();
    const wrong = await fillIn('cssrs-screener', { q2: 'no', q4: 'yes' });
    expect([wrong.status, wrong.body.type, wrong.body.errors[0].pointer]).toEqual([422, '/problems/triage/impossible-answers', '/answers/q4']);
    await fillIn('cssrs-screener', { q99: 'yes' }).expect(422);
    await fillIn('no-such-one', {}).expect(400);
    const once = () => ana.post(`/api/v1/crises/${crisisId}/screenings`, { screener: 'cssrs-screener', answers: allNo }).set('Idempotency-Key', 'the-same');
    await once().expect(201);
    expect((await once()).body.screenings).toHaveLength(1);
  });

  it('below the age for which it was made says so and asks for a human now', async () => {
    const { fillIn } = await aQuietOne();
    const { body } = await fillIn('asq', { q1: 'no', q2: 'no', q3: 'no', q4: 'no' }, { ageYears: 7 }).expect(201);
    expect(body.screenings[0]).toMatchObject({ level: 'FULL_EVALUATION', reached: 'NEGATIVE', needsHumanNow: true });
  });

  it('is for who works on the crisis: nobody else, and not once it is closed', async () => {
    const { crisisId } = await aQuietOne();
    for (const who of ['wes', 'zoe', 'aud', 'ada'] as const) expect([403, 404]).toContain((await (await world.as(who)).post(`/api/v1/crises/${crisisId}/screenings`, { screener: 'asq', answers: {} })).status);
    const { body } = await (await world.as('ana')).get('/api/v1/screeners').expect(200);
    expect(body.screeners.map(({ id, licence }: { id: string; licence: string }) => [id, licence !== ''])).toEqual([['cssrs-screener', true], ['cssrs-since-last-contact', true], ['asq', true], ['lifeline-domains', true]]);
  });
});
