import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../bench/figures.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
beforeEach(async () => { world = await startWorld(); });
afterEach(async () => {
  await world.handrail.canary.stop();
  await world.stop();
});

const health = async () => {
  const { status, body } = await world.nobody().get('/health/paging');
  return { status, ...body as { well: boolean; failing: string[]; canarySecondsAgo: number | null; dead: number; lateSeconds: number } };
};
/** One minute in which the worker lives. */
async function liveThrough(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    await world.pass({ seconds: 5 });
    await world.handrail.canary.beat();
  }
}

describe('the canary', () => {
  it('I11: goes the way of a page to a sink, wakes nobody, and shows nowhere', async () => {
    await world.handrail.canary.plant();
    await world.settle();
    await world.handrail.canary.beat();
    expect(await health()).toEqual({ status: 200, well: true, failing: [], lateSeconds: 0, dead: 0, workerSecondsAgo: 0, canarySecondsAgo: 0 });
    const row = await world.db.collection('paging_signs').findOne({ _id: 'canary' as never });
    expect(row).toMatchObject({ delivery: { state: 'sent', attempts: [{ outcome: 'accepted' }] } });
    expect(world.carrier.sent).toEqual([]);
    for (const name of ['crises', 'escalations', 'messages', 'domain_events']) expect(await world.db.collection(name).countDocuments(name === 'domain_events' ? { kind: /crisis|report|canary/ } : {})).toBe(0);
    expect((await (await world.as('sue')).get('/api/v1/board').expect(200)).body.cards).toEqual([]);
  });

  it('is one a minute, however many processes plant it and however often', async () => {
    for (let time = 0; time < 4; time++) await Promise.all([world.handrail.canary.plant(), world.handrail.canary.plant()]);
    await world.settle();
    expect(await world.db.collection('jobs').countDocuments({ kind: 'canary' })).toBe(1);
    await world.pass({ seconds: 60 });
    await world.handrail.canary.plant();
    await world.settle();
    await until('both canaries are done', async () => await world.db.collection('jobs').countDocuments({ kind: 'canary', state: 'done' }) === 2, 5000);
  });

  it('I11: missing for more than 90 seconds, paging counts as not working, although the worker lives', async () => {
    await world.handrail.canary.plant();
    await world.settle();
    await liveThrough(90);
    expect(await health()).toMatchObject({ status: 200, well: true });
    await liveThrough(5);
    expect(await health()).toMatchObject({ status: 503, well: false, failing: ['canary'] });
  });

  it('I11: a worker without a sign of life for more than 30 seconds is told', async () => {
    await world.handrail.canary.plant();
    await world.settle();
    await world.handrail.canary.beat();
    await world.pass({ seconds: 31 });
    expect(await health()).toMatchObject({ status: 503, failing: ['worker'] });
  });

  it('comes again after a crash between its record and the sink: it is looked up, then sent again', async () => {
    await world.handrail.worker.stop();
    await world.handrail.canary.plant();
    const number = Math.floor(world.now().getTime() / 60_000);
    await world.db.collection('paging_signs').insertOne({ _id: 'canary' as never, number, at: null, delivery: { state: 'submitting', sentAt: null, deliveredAt: null, failedAt: null, errorCode: null, attempts: [
      { id: 'died', startedAt: world.now(), endedAt: null, outcome: null, sid: null, code: null, receipt: null, receiptAt: null, retryAt: null },
    ] } });
    world.handrail.worker.start();
    await world.settle();
    expect(await health()).toMatchObject({ canarySecondsAgo: null });
    await world.pass({ seconds: 12 });
    expect((await health()).canarySecondsAgo).toBeLessThan(5);
  });
});

describe('work that fails', () => {
  const deadJob = (more: object = {}) => ({ _id: crypto.randomUUID() as never, key: crypto.randomUUID(), kind: 'progress', teamId: 'north', urgency: 0, dueAt: world.now(), leaseUntil: world.now(), fence: 3, attempts: 25, state: 'dead', data: { crisisId: 'no-such-crisis', ref: '4711' }, ...more });
  const lively = async (): Promise<void> => {
    await world.handrail.canary.plant();
    await world.settle();
    await world.handrail.canary.beat();
  };

  it('I6: given up, it makes paging count as not working, and says nothing of what it is about', async () => {
    await lively();
    await world.db.collection('jobs').insertOne(deadJob());
    const said = await health();
    expect(said).toMatchObject({ status: 503, failing: ['dead'], dead: 1 });
    expect(JSON.stringify(said)).not.toMatch(/crisis|4711|north/);
  });

  it('housekeeping that is given up wakes nobody and stands on the board', async () => {
    await lively();
    await world.db.collection('jobs').insertOne(deadJob({ kind: 'free-ref' }));
    expect(await health()).toMatchObject({ status: 200, dead: 0 });
    expect((await (await world.as('sue')).get('/api/v1/board').expect(200)).body.deadJobs).toBe(1);
  });

  it('I6: waiting for more than 30 seconds, or failing for as long, it is told', async () => {
    await lively();
    await world.db.collection('jobs').insertOne(deadJob({ state: 'ready', attempts: 4, dueAt: new Date(world.now().getTime() - 31_000), leaseUntil: new Date(world.now().getTime() + 4000) }));
    expect(await health()).toMatchObject({ status: 503, failing: ['late'], lateSeconds: 31 });
  });

  it('supervisors and administrators see it as ids, in their teams only, and try it again with a witness', async () => {
    const [mine, theirs, network] = [deadJob(), deadJob({ teamId: 'south' }), deadJob({ teamId: 'network', kind: 'text', data: { messageId: 'm1' } })];
    await world.db.collection('jobs').insertMany([mine, theirs, network]);
    const sue = await world.as('sue');
    const { jobs } = (await sue.get('/api/v1/dead-jobs').expect(200)).body as { jobs: { id: string }[] };
    expect(jobs.map(({ id }) => id).sort()).toEqual([String(mine._id), String(network._id)].sort());
    expect(jobs.find(({ id }) => id === String(mine._id))).toEqual({ id: String(mine._id), kind: 'progress', teamId: 'north', urgency: 0, dueAt: mine.dueAt.toISOString(), attempts: 25, state: 'given-up', about: { crisisId: 'no-such-crisis' } });
    await sue.post(`/api/v1/dead-jobs/${String(theirs._id)}/retry`).expect(404);
    await sue.post(`/api/v1/dead-jobs/${String(mine._id)}/retry`).expect(200);
    await world.settle();
    await until('it is done', async () => (await world.db.collection('jobs').findOne({ _id: mine._id }))?.['state'] === 'done', 5000);
    expect(await world.db.collection('audit').findOne({ action: 'job.retried' })).toMatchObject({ actorId: 'sue', object: `job:${String(mine._id)}`, teamId: 'north', reason: 'progress' });
    await sue.post(`/api/v1/dead-jobs/${String(mine._id)}/retry`).expect(404);
    await (await world.as('ada')).get('/api/v1/dead-jobs').expect(200);
    for (const who of ['ana', 'wes', 'rory', 'aud'] as const) await (await world.as(who)).get('/api/v1/dead-jobs').expect(403);
  });

  it('I6: what somebody would wait for in silence is tried for ever, and told all the same', async () => {
    await lively();
    const { crisisId } = await world.raise();
    const rung = await world.db.collection('jobs').findOne({ kind: 'rung', state: 'ready' });
    await world.db.collection('jobs').updateOne({ _id: rung?._id as never }, { $set: { attempts: 40 } });
    const escalation = await world.db.collection('escalations').findOne({ crisisId });
    await world.db.collection('escalations').updateOne({ _id: escalation?._id as never }, { $set: { ladder: null } });
    await world.pass({ seconds: 125 });
    expect(await world.db.collection('jobs').findOne({ _id: rung?._id as never })).toMatchObject({ state: 'ready' });
    await world.handrail.canary.beat();
    expect((await health()).failing).toContain('dead');
    await world.db.collection('escalations').updateOne({ _id: escalation?._id as never }, { $set: { ladder: escalation?.['ladder'] } });
    await world.pass({ seconds: 10 });
    expect(world.phone('ben')).toHaveLength(1);
  });
});
