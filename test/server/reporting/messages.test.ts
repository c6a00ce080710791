import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeliveryHealthView, MessageLogView } from '../../../server/contract/reporting.js';
import { deliveryCounts, failuresByCode, percentile } from '../../../server/reporting/core/delivery-counts.js';
import type { Counted } from '../../../server/reporting/core/delivery-counts.js';
import { DELIVERY_STATES } from '../../../server/contract/words.js';
import { STAFF, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const AT = new Date('2026-03-01T07:00:00Z');
const after = (seconds: number) => new Date(AT.getTime() + seconds * 1000);

describe('counting messages', () => {
  it('the middle and the ninetieth are values that really occurred', () => {
    expect([percentile([], 0.5), percentile([4], 0.5), percentile([4], 0.9)]).toEqual([null, 4, 4]);
    expect([percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], 0.5), percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], 0.9)]).toEqual([5, 9]);
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const at = percentile(values, share) as number;
      expect(values).toContain(at);
      expect(values.filter((value) => value <= at).length).toBeGreaterThanOrEqual(share * values.length);
    }));
  });

  it('every message counts once, by the most that is known of it', () => {
    fc.assert(fc.property(fc.array(fc.record({ channel: fc.constantFrom('sms' as const, 'voice' as const), state: fc.constantFrom(...DELIVERY_STATES), queued: fc.integer({ min: -100, max: 100 }) })), (told) => {
      const messages = told.map(({ channel, state, queued }): Counted => ({ channel, queuedAt: after(queued), delivery: { state, deliveredAt: after(queued + 3), failedAt: null, errorCode: null } }));
      const counts = deliveryCounts(messages, AT);
      expect(counts.reduce((sum, { total }) => sum + total, 0)).toBe(told.filter(({ queued }) => queued >= 0).length);
      for (const { total, queued, sent, delivered, failed, stopped } of counts) expect(queued + sent + delivered + failed + stopped).toBe(total);
    }));
  });

  it('failures are grouped by channel and code, the most frequent first', () => {
    const failed = (errorCode: number | null, seconds: number): Counted => ({ channel: 'sms', queuedAt: AT, delivery: { state: 'failed', deliveredAt: null, failedAt: after(seconds), errorCode } });
    expect(failuresByCode([failed(30003, 1), failed(21610, 2), failed(30003, 9), { ...failed(30003, 3), channel: 'voice' }]).map(({ channel, code, count, lastAt }) => [channel, code, count, lastAt])).toEqual([
      ['sms', 30003, 2, after(9).toISOString()], ['voice', 30003, 1, after(3).toISOString()], ['sms', 21610, 1, after(2).toISOString()],
    ]);
  });
});

describe('the message log', () => {
  let world: World;
  let crisis: { crisisId: string; ref: string };
  beforeAll(async () => {
    world = await startWorld();
    world.carrier.receipts = ({ to }) => (to === STAFF.ben.phone ? [{ status: 'sent' }, { status: 'undelivered', errorCode: 30003 }] : [{ status: 'sent' }, { status: 'delivered' }]);
    crisis = await world.raise({ choice: 'life-at-risk', headline: 'secret words' });
    await world.pass({ seconds: 120 });
    await world.settle();
  });
  afterAll(async () => { await world.stop(); });
  const read = async (who: Parameters<World['as']>[0], query: string) => (await world.as(who)).get(`/api/v1/messages?${query}`);

  it('tells every message of a crisis with each state, its attempts and the provider’s code', async () => {
    const { status, body } = await read('sue', `crisisId=${crisis.crisisId}`);
    expect(status).toBe(200);
    const { of, messages } = body as MessageLogView;
    expect(of).toEqual({ kind: 'crisis', crisisId: crisis.crisisId, ref: crisis.ref });
    const line = (staffId: string) => messages.find(({ staff, rung }) => staff?.id === staffId && rung !== null);
    expect(line('ana')).toMatchObject({ kind: 'page', channel: 'sms', state: 'delivered', round: 1, rung: 0, code: null, number: STAFF.ana.phone });
    expect(line('ben')).toMatchObject({ state: 'failed', code: 30003, rung: 1 });
    expect(line('ben')?.attempts[0]).toMatchObject({ outcome: 'accepted', receipt: 'failed', code: 30003 });
    expect(messages.map(({ queuedAt }) => queuedAt)).toEqual(messages.map(({ queuedAt }) => queuedAt).toSorted().reverse());
  });

  it('the same by its ref while it is open, and by colleague', async () => {
    expect(((await read('sue', `ref=${crisis.ref}`)).body as MessageLogView).messages).toEqual(((await read('sue', `crisisId=${crisis.crisisId}`)).body as MessageLogView).messages);
    const { of, messages } = (await read('sue', 'staffId=ana')).body as MessageLogView;
    expect(of).toEqual({ kind: 'staff', staffId: 'ana', name: 'Ana Test' });
    expect(messages.every(({ staff }) => staff?.id === 'ana')).toBe(true);
    expect(messages.length).toBeGreaterThan(0);
  });

  it('never holds what was written; an administrator sees four digits of a number, another team nothing', async () => {
    for (const who of ['sue', 'ada'] as const) expect(JSON.stringify((await read(who, `crisisId=${crisis.crisisId}`)).body)).not.toMatch(/secret|EMERGENCY|Reply/);
    const seen = ((await read('ada', 'staffId=ana')).body as MessageLogView).messages.map(({ number }) => number);
    expect(new Set(seen)).toEqual(new Set(['•••• 0101']));
    expect((await read('sam', `crisisId=${crisis.crisisId}`)).status).toBe(404);
    expect(((await read('sam', 'staffId=ana')).body as MessageLogView).messages).toEqual([]);
    for (const who of ['ana', 'wes', 'rory', 'dora', 'aud'] as const) expect([who, (await read(who, 'staffId=ana')).status]).toEqual([who, 403]);
  });

  it('each look is witnessed, by ids only', async () => {
    const entries = await world.db.collection('audit').find({ action: 'messages.read' }).toArray();
    expect(entries.map(({ object }) => object)).toEqual(expect.arrayContaining([`crisis:${crisis.crisisId}`, 'staff:ana']));
    expect(JSON.stringify(entries)).not.toMatch(/\+1202|Test/);
  });

  it('asks for exactly one of crisis, ref and person', async () => {
    expect((await read('sue', '')).status).toBe(400);
    expect((await read('sue', 'staffId=ana&ref=1234')).status).toBe(400);
    expect((await read('sue', 'staffId=nobody')).status).toBe(400);
    expect((await read('sue', 'ref=0000')).status).toBe(404);
  });

  it('delivery health counts what went out, why it failed, and whom nothing reaches', async () => {
    await world.handrail.transact(async (tx) => { await world.handrail.phones.optOut(tx, STAFF.cas.phone, { sender: 'staff', by: 'keyword' }); });
    const { body } = await (await world.as('sue')).get('/api/v1/delivery-health').expect(200);
    const health = body as DeliveryHealthView;
    expect(health.hour).toEqual(health.day);
    const sms = health.hour.find(({ channel }) => channel === 'sms');
    expect(sms?.failed).toBeGreaterThan(0);
    expect(sms?.delivered).toBeGreaterThan(0);
    expect(sms?.toDelivered?.median).toBeGreaterThanOrEqual(0);
    expect(health.failures[0]).toMatchObject({ channel: 'sms', code: 30003 });
    expect(health.optedOut).toEqual([{ staffId: 'cas', name: 'Cas Test' }]);
    expect([health.paging.dead, health.paging.failing.includes('late')]).toEqual([0, false]);
    expect((await (await world.as('sam')).get('/api/v1/delivery-health').expect(200)).body.day).toEqual([]);
    await (await world.as('cas')).get('/api/v1/delivery-health').expect(403);
  });

  it('counts by indexes: no collection is read from end to end', async () => {
    const plans = await Promise.all([
      world.db.collection('escalations').find({ teamId: { $in: ['north'] }, endedAt: { $gte: world.now() } }).explain('queryPlanner'),
      world.db.collection('escalations').find({ teamId: { $in: ['north'] }, state: 'running' }).hint('running_for').explain('queryPlanner'),
      world.db.collection('escalations').find({ 'notifications.staffId': 'ana', teamId: { $in: ['north'] } }).sort({ startedAt: -1 }).explain('queryPlanner'),
      world.db.collection('messages').find({ teamId: { $in: ['north', 'network'] }, queuedAt: { $gte: world.now() } }).explain('queryPlanner'),
      world.db.collection('messages').find({ toIndex: 'x', teamId: { $in: ['north'] } }).sort({ queuedAt: -1 }).explain('queryPlanner'),
    ]);
    expect(plans.map((plan) => JSON.stringify(plan).includes('COLLSCAN'))).toEqual([false, false, false, false, false]);
  });
});
