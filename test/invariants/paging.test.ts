import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aLadder, startWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
beforeEach(async () => { world = await startWorld(); });
afterEach(async () => { await world.stop(); });

describe('asking in turn', () => {
  it('I1: a report answered 201 is stored with its escalation running and its next rung scheduled', async () => {
    const report = await world.raise();
    const crisis = await world.handrail.crises.find(report.crisisId);
    const jobs = await world.db.collection('jobs').find({ 'data.escalationId': crisis?.escalationId, kind: 'rung', state: 'ready' }).toArray();
    expect(crisis).toMatchObject({ state: 'OPEN', ref: report.ref });
    expect(jobs).toHaveLength(1);
    // comes first a minute after the text, to see whether anything was heard of it, and then for the next rung
    expect(jobs[0]?.['data']).toMatchObject({ nextAt: Date.parse(report.ladder?.nextAt ?? '') });
    expect(jobs[0]?.['dueAt']).toEqual(new Date((crisis?.raisedAt.getTime() ?? 0) + 60_000));
  });

  it('texts the first on call at once, in one segment, with ref and no word about the person', async () => {
    await world.raise({ choice: 'life-at-risk', headline: 'Lucia cannot stay safe', personName: 'Lucia' });
    const [text] = world.phone('ana');
    expect(world.phone('ana')).toHaveLength(1);
    expect(text).toMatch(/^NORTH: EMERGENCY \d{4}\. A person is waiting\. Reply 1 I have it, 2 I cannot, 3 call me\./);
    expect(text).not.toMatch(/Lucia|safe/);
  });

  it('reaches the second responder and the supervisor when the first stays silent, at the exact instant', async () => {
    await world.raise();
    await world.pass({ seconds: 119 });
    expect(world.phone('ben')).toEqual([]);
    await world.pass({ seconds: 1 });
    expect(world.phone('ben')).toHaveLength(1);
    expect(world.phone('sue')).toHaveLength(1);
  });

  it('I5: the first answer owns; the second learns who has it; everybody asked is told and nothing more is sent', async () => {
    const { crisisId, ref } = await world.raise();
    await world.pass({ seconds: 120 });
    expect(await world.reply('ben', '1')).toBe(200);
    expect(await world.reply('ana', `1 ${ref}`)).toBe(200);
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'ACTIVE', owner: { id: 'ben' } });
    expect(world.phone('ben').at(-1)).toMatch(`${ref} is yours`);
    expect(world.phone('ana').filter((text) => text.includes('taken by Ben'))).toHaveLength(2);
    expect(world.phone('wes').at(-1)).toMatch(`Ben has ${ref}`);
    await world.pass({ seconds: 300 });
    expect(world.carrier.sent.filter(({ body }) => body.includes('Reply 1'))).toHaveLength(3);
  });

  it('I5: two answers in the same instant make one owner', async () => {
    const { crisisId, ref } = await world.raise();
    await world.pass({ seconds: 120 });
    const [ana, ben] = [await world.as('ana'), await world.as('ben')];
    const answers = await Promise.all([
      ana.post(`/api/v1/crises/${crisisId}/acknowledgement`), ben.post(`/api/v1/crises/${crisisId}/acknowledgement`), world.carrier.reply('+12025550104', `1 ${ref}`),
    ]);
    await world.settle();
    const crisis = await world.crisis(crisisId);
    const statuses = answers.slice(0, 2).map((answer) => (answer as { status: number }).status);
    expect(['ana', 'ben', 'sue']).toContain(crisis.owner.id);
    expect(statuses.filter((status) => status === 200)).toHaveLength(crisis.owner.id === 'sue' ? 0 : 1);
    const events = await world.handrail.db.collection('domain_events').countDocuments({ crisisId, kind: 'crisis.acknowledged' });
    expect(events).toBe(1);
  });

  it('I5: an answer without progress in time asks the owner, and after a quarter of the clock everyone anew', async () => {
    const { crisisId } = await world.raise();
    await world.reply('ana', '1');
    await world.pass({ seconds: 599 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' } });
    await world.pass({ seconds: 1 });
    expect(world.phone('ana').at(-1)).toMatch('WITH THEM YET?');
    await world.pass({ seconds: 149 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' } });
    await world.pass({ seconds: 1 });
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', owner: null, ladder: { state: 'running', rung: 0 } });
    expect(world.phone('ana').filter((text) => text.includes('A person is waiting'))).toHaveLength(2);
  });

  it('I5: an owner who says that they are with the person keeps it', async () => {
    const { crisisId } = await world.raise();
    await world.reply('ana', '1');
    await world.reply('ana', '4');
    await world.pass({ seconds: 1200 });
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'ACTIVE', owner: { id: 'ana' }, locationState: 'TEAM_ON_SCENE' });
  });

  it('I4: a page that had not left when somebody answered is not sent', async () => {
    await world.stop();
    world = await startWorld({ working: false });
    const { crisisId } = await world.raise();
    const ana = await world.as('ana');
    await ana.post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
    world.handrail.worker.start();
    await world.settle();
    expect(world.phone('ana').filter((text) => text.includes('A person is waiting'))).toEqual([]);
  });

  it('I3: every responder is asked once on each channel of a rung, however often the job runs', async () => {
    await world.raise();
    await world.handrail.db.collection('jobs').updateMany({ kind: 'notify' }, { $set: { state: 'ready', leaseUntil: new Date(0) } });
    world.handrail.worker.wake();
    await world.settle();
    expect(world.phone('ana')).toHaveLength(1);
  });

  it('the last “cannot” on a rung brings the next at once', async () => {
    const { ref } = await world.raise();
    await world.reply('ana', '2');
    expect(world.phone('ana').at(-1)).toMatch(`${ref}: noted, you cannot`);
    expect(world.phone('ben')).toHaveLength(1);
  });

  it('a page that nobody answers is asked in rounds, then alarms, tells the raiser, and goes on for ever', async () => {
    await world.stop();
    world = await startWorld({ ladder: aLadder({ seconds: 30, rounds: 2, repeat: 60 }) });
    const { crisisId, ref } = await world.raise();
    await world.pass({ seconds: 180 });
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', ladder: { alarm: true, state: 'running' } });
    expect(world.phone('wes').at(-1)).toMatch(`NO ONE HAS ANSWERED ${ref} YET`);
    const asked = world.phone('sue').length;
    await world.pass({ seconds: 600 });
    expect(world.phone('sue').length).toBeGreaterThan(asked + 8);
    expect(await world.reply('sue', '1')).toBe(200);
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'sue' } });
  });

  it('I2: a worker that wakes late by whole rungs asks, for an emergency, all rungs due by now together, once each', async () => {
    await world.raise();
    await world.freeze({ seconds: 250 });
    expect([world.phone('ben').length, world.phone('sue').length, world.phone('cas').length]).toEqual([2, 1, 0]);
    expect(world.phone('ana')).toHaveLength(2);
  });

  it('I2: woken late, a less urgent crisis gives the next person the full answer time', async () => {
    const { crisisId } = await world.raise({ choice: 'struggling' });
    await world.freeze({ seconds: 500 });
    expect(world.phone('ben')).toHaveLength(1);
    const { ladder } = await world.crisis(crisisId);
    expect(ladder.rung).toBe(1);
    expect(new Date(ladder.nextAt).getTime() - world.now().getTime()).toBe(120_000);
  });

  it('I6: a text that cannot be delivered brings the next rung at once', async () => {
    world.carrier.script = (text) => (text.to === '+12025550101' ? { refuse: 400, code: 21211 } : 'accept');
    const { crisisId } = await world.raise();
    expect(world.phone('ben')).toHaveLength(1);
    const { ladder } = await world.crisis(crisisId);
    expect(ladder.rungs[0].asked[0]).toMatchObject({ staffId: 'ana', said: 'not-reached' });
  });

  it('I6: a receipt that says undelivered brings the next rung at once', async () => {
    world.carrier.receipts = (text) => (text.to === '+12025550101' ? [{ status: 'sent' }, { status: 'undelivered', errorCode: 30003 }] : [{ status: 'delivered' }]);
    await world.raise();
    expect(world.phone('ben')).toHaveLength(1);
  });

  it('I6: somebody who opted out of texts is rung; when they do not pick up, the next rung is asked at once', async () => {
    await world.reply('ana', 'STOP');
    const { crisisId } = await world.raise();
    expect(world.phone('ana')).toEqual([]);
    expect(world.phone('ben')).toHaveLength(1);
    const { timeline } = await world.crisis(crisisId);
    expect(timeline.map(({ words }: { words: string }) => words)).toEqual(expect.arrayContaining(['Rang Ana Test', 'Ana Test did not pick up the call']));
  });

  it('I6: with nobody to reach at all the crisis alarms at once and stays open', async () => {
    world.carrier.callScript = () => ({ refuse: 400, code: 21211 });
    for (const who of ['ana', 'ben', 'sue', 'cas'] as const) await world.reply(who, 'STOP');
    const { crisisId } = await world.raise();
    expect(await world.handrail.crises.find(crisisId)).toMatchObject({ state: 'OPEN', owner: null });
    const [card] = (await (await world.as('sue')).get('/api/v1/board').expect(200)).body.cards;
    expect(card.ladder).toMatchObject({ alarm: true, state: 'running' });
    await world.reply('cas', 'START');
    await world.reply('ana', 'START');
    await world.pass({ seconds: 120 });
    expect(world.phone('ana').at(-1)).toMatch('NO ONE HAS ANSWERED');
  });

  it('I3: a provider that took a text and did not answer is looked up, and the text is not sent twice', async () => {
    world.carrier.script = () => 'accept-then-break';
    await world.raise();
    world.carrier.script = () => 'accept';
    await world.pass({ seconds: 15 });
    expect(world.phone('ana')).toHaveLength(1);
  });

  it('I3: a provider that lost a text gets it again, at most three times', async () => {
    world.carrier.script = () => ({ refuse: 500 });
    await world.raise();
    await world.pass({ seconds: 100 });
    const firstPage = world.carrier.sent[0]?.body;
    expect(world.carrier.sent.filter(({ body }) => body === firstPage)).toHaveLength(3);
  });
});
