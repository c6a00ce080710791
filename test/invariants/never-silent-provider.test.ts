import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HandedText } from '../support/scripted-carrier.js';
import { STAFF, aLadder, startWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
beforeEach(async () => { world = await startWorld({ ladder: aLadder({ seconds: 120 }) }); });
afterEach(async () => { await world.stop(); });

const ANA = STAFF.ana.phone;
const toAna = (text: HandedText): boolean => text.to === ANA;
const pagesTo = (number: string): HandedText[] => world.carrier.sent.filter((text) => text.to === number && text.body.includes('Reply 1'));
const said = async (crisisId: string, staffId: string): Promise<string> => {
  const { ladder } = await world.crisis(crisisId);
  return (ladder.rungs as { asked: { staffId: string; said: string }[] }[]).flatMap(({ asked }) => asked).find((one) => one.staffId === staffId)?.said ?? '';
};

describe('what the provider may do', () => {
  it('I3: takes a page and breaks off: it is looked up, found, and not sent twice', async () => {
    world.carrier.script = (text) => (toAna(text) ? 'accept-then-break' : 'accept');
    world.carrier.receipts = () => [];
    const { crisisId } = await world.raise();
    await world.pass({ seconds: 15 });
    expect(pagesTo(ANA)).toHaveLength(1);
    expect(world.carrier.lookUps).toBeGreaterThan(0);
    expect(await said(crisisId, 'ana')).toBe('sent');
  });

  it('I3: takes a page and answers 500: the same', async () => {
    world.carrier.script = (text) => (toAna(text) ? 'accept-then-fault' : 'accept');
    await world.raise();
    await world.pass({ seconds: 15 });
    expect(pagesTo(ANA)).toHaveLength(1);
  });

  it('I2: says 429 with Retry-After: the page comes back when it said, within the rung', async () => {
    let busy = true;
    world.carrier.script = (text) => (toAna(text) && busy ? { refuse: 429, code: 20429, retryAfterSeconds: 4 } : 'accept');
    await world.raise();
    busy = false;
    await world.pass({ seconds: 3 });
    expect(world.carrier.to(ANA)).toHaveLength(0);
    await world.pass({ seconds: 2 });
    expect(world.carrier.to(ANA)).toHaveLength(1);
    expect(world.phone('ben')).toEqual([]);
  });

  it('I6: fails every time: after three submissions that nobody knows of, the next rung is asked long before its time', async () => {
    world.carrier.script = (text) => (toAna(text) ? { refuse: 500 } : 'accept');
    await world.raise();
    await world.pass({ seconds: 60 });
    expect(pagesTo(ANA)).toHaveLength(3);
    expect(world.phone('ben')).toHaveLength(1);
  });

  it('I6: knows of an opt-out that we do not (21610): the next rung at once, and the phone is not tried again', async () => {
    world.carrier.script = (text) => (toAna(text) ? { refuse: 400, code: 21610 } : 'accept');
    const { crisisId } = await world.raise();
    expect(world.phone('ben')).toHaveLength(1);
    expect(await said(crisisId, 'ana')).toBe('not-reached');
    const before = pagesTo(ANA).length;
    await world.raise();
    expect(pagesTo(ANA)).toHaveLength(before);
  });

  it.each([30003, 30005, 30007, 30034])('I6: says later that it could not be delivered (%i): the next rung at once', async (errorCode) => {
    world.carrier.receipts = (text) => (toAna(text) ? [{ status: 'sent' }, { status: 'undelivered', errorCode }] : [{ status: 'delivered' }]);
    await world.raise();
    expect(world.phone('ben')).toHaveLength(1);
  });

  it('I6: never sends a receipt: silence brings the next rung at its time all the same', async () => {
    world.carrier.receipts = () => [];
    await world.raise();
    await world.pass({ seconds: 120 });
    expect(world.phone('ben').length).toBeGreaterThan(0);
  });

  it('I7: sends the receipt before its own answer, before we know its id: it counts', async () => {
    world.carrier.script = (text) => (toAna(text) ? 'callback-first' : 'accept');
    const { crisisId } = await world.raise();
    expect(await said(crisisId, 'ana')).toBe('delivered');
    const stored = await world.db.collection('escalations').findOne({ crisisId });
    const [page] = (stored?.['notifications'] ?? []) as { delivery: { attempts: { sid: string }[] } }[];
    expect(page?.delivery.attempts).toMatchObject([{ sid: pagesTo(ANA)[0]?.sid, outcome: 'accepted' }]);
  });

  it('I7: doubles and reorders receipts, also a failure after a delivery: nothing is taken back, nobody is asked for nothing', async () => {
    world.carrier.receipts = (text) => (toAna(text) ? [{ status: 'delivered' }, { status: 'sent' }, { status: 'delivered' }, { status: 'undelivered', errorCode: 30003 }, { status: 'sent' }] : []);
    const { crisisId } = await world.raise();
    expect(await said(crisisId, 'ana')).toBe('delivered');
    expect(world.phone('ben')).toEqual([]);
    expect(await world.db.collection('domain_events').countDocuments({ crisisId, kind: 'notification.delivered' })).toBe(1);
  });
});

describe('after an outage of twenty minutes', () => {
  const outage = { seconds: 1200 };

  it('I2: for life at risk all rungs that are due by then are asked together, once each, and nothing is replayed', async () => {
    await world.stop();
    world = await startWorld({ ladder: aLadder({ seconds: 120, rounds: 1, repeat: 120 }) });
    const { ref } = await world.raise({ choice: 'life-at-risk' });
    await world.freeze(outage);
    const asked = ['ana', 'ben', 'sue', 'cas'] as const;
    const counts = asked.map((who) => world.phone(who).filter((text) => text.includes(ref) && text.includes('Reply 1')).length);
    // Ben and Sue by the second rung, Ana and Ben by the third, which asks everyone on the rotas; Ana by the first, before.
    expect(counts).toEqual([2, 2, 1, 0]);
    const stored = await world.db.collection('escalations').findOne({ ref });
    const pages = ((stored?.['notifications'] ?? []) as { kind: string; staffId: string; channel: string; round: number; rung: number }[]).filter(({ kind }) => kind === 'page');
    expect(new Set(pages.map(({ staffId, channel, round, rung }) => `${staffId} ${channel} ${round} ${rung}`)).size).toBe(pages.length);
    expect(new Date(stored?.['nextAt'] as Date).getTime() - world.now().getTime()).toBe(120_000);
  });

  it('I2: for one who struggles only the next rung is asked, with its full answer time', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'struggling' });
    await world.freeze(outage);
    const { ladder } = await world.crisis(crisisId);
    expect(ladder.rung).toBe(1);
    expect(new Date(ladder.nextAt).getTime() - world.now().getTime()).toBe(120_000);
    expect(world.phone('ben').filter((text) => text.includes(ref))).toHaveLength(1);
    await world.pass({ seconds: 119 });
    expect(world.phone('ana').filter((text) => text.includes(ref))).toHaveLength(1);
    await world.pass({ seconds: 1 });
    expect(world.phone('ana').filter((text) => text.includes(ref))).toHaveLength(2);
  });

  it('I4: an answer that came in before the outage ended is not asked over', async () => {
    const { crisisId, ref } = await world.raise();
    await world.handrail.worker.stop();
    await (await world.as('ana')).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
    await world.clock.jump(1_200_000, async () => undefined);
    world.handrail.worker.start();
    await world.settle();
    expect(world.phone('ben').filter((text) => text.includes(ref) && text.includes('Reply 1'))).toEqual([]);
  });
});
