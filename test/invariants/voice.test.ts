import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ladder } from '../../server/contract/escalation.js';
import type { HandedCall } from '../support/scripted-calls.js';
import { STAFF, aLadder, startWorld } from '../support/world.js';
import type { Who, World, WorldSettings } from '../support/world.js';

/** Each rung texts and rings together. */
const both = (ladder: Ladder): Ladder => ({ ...ladder, rungs: ladder.rungs.map((rung) => ({ ...rung, channels: ['sms', 'voice'] })) });

let world: World;
/** A world for each test, in which calls ring until the test says otherwise. */
function eachInWorld(settings: WorldSettings): void {
  beforeEach(async () => {
    world = await startWorld(settings);
    world.carrier.outcome = () => 'rings';
  });
}
afterEach(async () => { await world.stop(); });

const callsOf = (who: Who): HandedCall[] => world.carrier.callsTo(STAFF[who].phone ?? '');
function callOf(who: Who): HandedCall {
  const call = callsOf(who).at(-1);
  if (!call) throw new Error(`nobody rang ${who}`);
  return call;
}
async function askedView(crisisId: string, staffId: string) {
  const { ladder } = await world.crisis(crisisId);
  return ladder.rungs.flatMap(({ asked }: { asked: { staffId: string }[] }) => asked).find((one: { staffId: string }) => one.staffId === staffId);
}
const channelsOf = async (crisisId: string, staffId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await askedView(crisisId, staffId)).channels.map(({ channel, state }: { channel: string; state: string }) => [channel, state]));
const timelineOf = async (crisisId: string): Promise<string[]> => (await world.crisis(crisisId)).timeline.map(({ words }: { words: string }) => words);
const eventsOf = (crisisId: string, kind: string): Promise<number> => world.db.collection('domain_events').countDocuments({ crisisId, kind });

describe('a rung that texts and rings', () => {
  eachInWorld({ ladder: both(aLadder()) });

  it('rings the first on call together with the text, for 25 seconds, and asks the provider to notice machines', async () => {
    const { crisisId } = await world.raise();
    expect(world.phone('ana')).toHaveLength(1);
    expect(callsOf('ana')).toHaveLength(1);
    expect(callOf('ana')).toMatchObject({ from: '+12025550100', ringSeconds: 25, machineDetection: 'Enable', statusEvents: ['initiated', 'ringing', 'answered', 'completed'] });
    expect(await channelsOf(crisisId, 'ana')).toEqual({ sms: 'delivered', voice: 'sent' });
    expect(callsOf('ben')).toEqual([]);
    await world.pass({ seconds: 120 });
    expect([callsOf('ben').length, callsOf('sue').length, callsOf('cas').length]).toEqual([1, 1, 0]);
  });

  it('I12: says what to press, the code digit by digit, nothing of the person; and its address carries attempt, subject and language only', async () => {
    const { ref } = await world.raise({ choice: 'life-at-risk', headline: 'Lucia cannot stay safe', personName: 'Lucia' });
    const twiml = await world.carrier.pickUp(callOf('ana'));
    const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    const spoken = [...ref].map((digit) => digits[Number(digit)]).join(', ');
    expect(twiml.match(/<Gather[^>]*numDigits="1"/g)).toHaveLength(3);
    expect(twiml).toContain(`NORTH. Emergency. Code ${spoken}. A person is waiting. Press 1 to take it. Press 2 if you cannot.`);
    expect(twiml).not.toMatch(/Lucia|safe|Ana|Test|Crisis/);
    expect([...new URL(callOf('ana').url).searchParams.keys()]).toEqual(['attempt', 'subject', 'language']);
  });

  it('I5: key 1 owns: the others are told, who raised it too, and a text with details follows', async () => {
    const { crisisId, ref } = await world.raise();
    await world.pass({ seconds: 120 });
    await world.carrier.pickUp(callOf('ben'));
    const said = await world.carrier.press(callOf('ben'), '1');
    await world.settle();
    expect(said).toMatch(/is yours\. Everyone else who was asked is being told, and so is the worker who raised it\. A text with the details follows/);
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'ACTIVE', owner: { id: 'ben' } });
    expect(world.phone('ben').at(-1)).toContain(`${ref} is yours`);
    expect(world.phone('ana').at(-1)).toContain('taken by Ben');
    expect(world.phone('wes').at(-1)).toContain(`Ben has ${ref}`);
    const asked = world.carrier.sent.filter(({ body }) => body.includes('Reply 1 I have')).length;
    await world.pass({ seconds: 300 });
    expect(world.carrier.sent.filter(({ body }) => body.includes('Reply 1 I have'))).toHaveLength(asked);
    expect(callsOf('cas')).toEqual([]);
    expect((await world.crisis(crisisId)).timeline.find(({ kind }: { kind: string }) => kind === 'crisis.acknowledged').more).toMatch(/, by call\.$/);
  });

  it('I5: a key and a text in the same instant make one owner, and the call says who was first', async () => {
    const { crisisId, ref } = await world.raise();
    await world.pass({ seconds: 120 });
    await world.carrier.pickUp(callOf('ben'));
    const [said] = await Promise.all([world.carrier.press(callOf('ben'), '1'), world.carrier.reply(STAFF.ana.phone, `1 ${ref}`)]);
    await world.settle();
    const { owner } = await world.crisis(crisisId);
    expect(['ana', 'ben']).toContain(owner.id);
    expect(said).toMatch(owner.id === 'ben' ? /is yours/ : /already taken by a colleague/);
    expect(await eventsOf(crisisId, 'crisis.acknowledged')).toBe(1);
  });

  it('I5: whoever picks up or presses 1 after that hears that somebody has it, and changes nothing', async () => {
    const { crisisId } = await world.raise();
    await world.carrier.pickUp(callOf('ana'));
    await world.reply('ana', '1');
    expect(await world.carrier.press(callOf('ana'), '1')).toContain('already yours');
    await world.pass({ seconds: 1 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' } });
  });

  it('key 2 is “cannot”: the last one on a rung brings the next at once', async () => {
    const { crisisId } = await world.raise();
    await world.carrier.pickUp(callOf('ana'));
    expect(await world.carrier.press(callOf('ana'), '2')).toContain('Noted, you cannot');
    await world.settle();
    expect(callsOf('ben')).toHaveLength(1);
    expect(await askedView(crisisId, 'ana')).toMatchObject({ said: 'cannot' });
  });

  it('any other key says the words again; no key at all is no answer, and the next rung is asked on time', async () => {
    const { crisisId } = await world.raise();
    await world.carrier.pickUp(callOf('ana'));
    for (const key of ['3', '7', '#', '*', '0']) expect(await world.carrier.press(callOf('ana'), key)).toContain('Press 1 to take it');
    await world.carrier.hangUp(callOf('ana'));
    await world.pass({ seconds: 119 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: null });
    expect(callsOf('ben')).toEqual([]);
    await world.pass({ seconds: 1 });
    expect(callsOf('ben')).toHaveLength(1);
  });

  it('I4: calls that still ring when somebody answers are ended, and none is made after it', async () => {
    const { crisisId } = await world.raise();
    await world.pass({ seconds: 120 });
    await world.reply('ana', '1');
    expect(world.carrier.endedByApp.map(({ status }) => status)).toEqual(['canceled', 'canceled', 'canceled']);
    expect([callOf('ana').status, callOf('ben').status, callOf('sue').status]).toEqual(['canceled', 'canceled', 'canceled']);
    expect(await channelsOf(crisisId, 'ben')).toMatchObject({ voice: 'stopped' });
    expect((await timelineOf(crisisId)).join()).not.toContain('The call to Ben Test failed');
    await world.pass({ seconds: 300 });
    expect(world.carrier.calls).toHaveLength(3);
  });

  it('I4: somebody who is just listening is not cut off', async () => {
    await world.raise();
    await world.pass({ seconds: 120 });
    await world.carrier.pickUp(callOf('ben'));
    await world.reply('sue', '1');
    expect(callOf('ben').status).toBe('in-progress');
    expect(await world.carrier.press(callOf('ben'), '1')).toContain('already taken by a colleague');
  });

  it('I4: a call whose making was under way when somebody answered is ended as soon as the provider names it', async () => {
    const { ref } = await world.raise({ choice: 'serious' });
    await world.pass({ seconds: 119 });
    const replies: Promise<number>[] = [];
    world.carrier.callScript = () => { replies.push(world.carrier.reply(STAFF.ana.phone, `1 ${ref}`)); return 'callback-first'; };
    await world.pass({ seconds: 1 });
    await Promise.all(replies);
    await world.settle();
    expect(callsOf('ben').map(({ status }) => status)).toEqual(['canceled']);
  });
});

describe('what is no answer', () => {
  eachInWorld({ ladder: both(aLadder()) });

  it('I6: voicemail is “not reached”: with the text lost too, the next rung is asked at once', async () => {
    world.carrier.receipts = (text) => (text.to === STAFF.ana.phone ? [{ status: 'undelivered', errorCode: 30003 }] : [{ status: 'delivered' }]);
    world.carrier.outcome = (call) => (call.to === STAFF.ana.phone ? 'machine' : 'rings');
    const { crisisId } = await world.raise();
    expect(callOf('ana').twiml.join()).toContain('<Hangup/>');
    expect(callOf('ana').twiml.join()).not.toContain('<Gather');
    expect(await channelsOf(crisisId, 'ana')).toEqual({ sms: 'failed', voice: 'failed' });
    expect(await askedView(crisisId, 'ana')).toMatchObject({ said: 'not-reached' });
    expect(await timelineOf(crisisId)).toContain('Voicemail picked up for Ana Test');
    expect(callsOf('ben')).toHaveLength(1);
    expect(await world.crisis(crisisId)).toMatchObject({ owner: null });
  });

  it('I6: busy, unanswered and failed calls are failed; while the text is delivered the rung keeps its time', async () => {
    for (const [outcome, words] of [['busy', 'the line was busy'], ['no-answer', 'did not pick up'], ['failed', 'The call to Ana Test failed']] as const) {
      world.carrier.outcome = () => outcome;
      const { crisisId } = await world.raise();
      expect(await channelsOf(crisisId, 'ana')).toEqual({ sms: 'delivered', voice: 'failed' });
      expect((await timelineOf(crisisId)).join()).toContain(words);
    }
    expect(callsOf('ben')).toEqual([]);
  });

  it('I7: callbacks that come doubled, late and in the wrong order never take back what is known', async () => {
    world.carrier.outcome = () => 'silent';
    const { crisisId } = await world.raise();
    const call = callOf('ana');
    await world.carrier.pickUp(call);
    for (const status of ['ringing', 'completed', 'initiated', 'in-progress', 'ringing', 'no-answer', 'completed', 'queued', 'busy']) expect(await world.carrier.callback(call, status)).toBe(200);
    await world.settle();
    expect(await channelsOf(crisisId, 'ana')).toMatchObject({ voice: 'delivered' });
    expect(await eventsOf(crisisId, 'notification.delivered')).toBe(2);
    expect(await eventsOf(crisisId, 'notification.failed')).toBe(0);
  });

  it('I7: an end that overtakes the ringing stays the end', async () => {
    world.carrier.outcome = () => 'silent';
    const { crisisId } = await world.raise();
    for (const status of ['no-answer', 'ringing', 'no-answer', 'initiated']) await world.carrier.callback(callOf('ana'), status);
    await world.settle();
    expect(await channelsOf(crisisId, 'ana')).toMatchObject({ voice: 'failed' });
    expect(await eventsOf(crisisId, 'notification.failed')).toBe(1);
  });

  it('I7: a key press that the provider posts twice has its effect once, and a wrong signature none', async () => {
    const { crisisId } = await world.raise();
    const call = callOf('ana');
    expect(await world.carrier.press(call, '1', 'not-the-token')).toBe('403');
    expect(await world.crisis(crisisId)).toMatchObject({ owner: null });
    await world.carrier.press(call, '1');
    await world.carrier.press(call, '1');
    await world.settle();
    expect(await eventsOf(crisisId, 'crisis.acknowledged')).toBe(1);
    expect(world.phone('ana').filter((text) => text.includes('is yours'))).toHaveLength(1);
  });
});

describe('one call for one page', () => {
  eachInWorld({ ladder: both(aLadder()) });

  it('I3: a provider that took a call and did not answer is looked up, and nobody is rung twice', async () => {
    world.carrier.callScript = () => 'accept-then-break';
    world.carrier.outcome = () => 'silent';
    await world.raise();
    world.carrier.callScript = () => 'accept';
    await world.pass({ seconds: 15 });
    expect(callsOf('ana')).toHaveLength(1);
    expect(world.carrier.callLookUps).toBeGreaterThan(0);
  });

  it('I3: a call that the provider lost is made again, at most three times; “too fast” comes back within seconds', async () => {
    world.carrier.callScript = () => ({ refuse: 500 });
    await world.raise();
    await world.pass({ seconds: 60 });
    expect(world.carrier.calls.filter(({ to }) => to === STAFF.ana.phone)).toHaveLength(3);
    world.carrier.callScript = () => ({ refuse: 429, retryAfterSeconds: 2 });
    const { crisisId } = await world.raise({ choice: 'serious' });
    world.carrier.callScript = () => 'accept';
    await world.pass({ seconds: 3 });
    expect(await channelsOf(crisisId, 'ana')).toMatchObject({ voice: 'sent' });
  });

  it('I3: frozen between the stored attempt and the call, the call is made once when the process wakes', async () => {
    await world.stop();
    world = await startWorld({ ladder: both(aLadder()), working: false });
    world.carrier.outcome = () => 'rings';
    const { crisisId } = await world.raise();
    const attempt = { id: 'frozen', startedAt: world.now(), endedAt: null, outcome: null, sid: null, code: null, receipt: null, receiptAt: null, retryAt: null };
    await world.db.collection('escalations').updateOne({ crisisId, 'notifications.channel': 'voice' }, { $set: { 'notifications.$.delivery.state': 'submitting', 'notifications.$.delivery.attempts': [attempt] } });
    await world.freeze({ seconds: 20 });
    world.handrail.worker.start();
    await world.settle();
    await world.pass({ seconds: 20 });
    expect(callsOf('ana')).toHaveLength(1);
    expect(await channelsOf(crisisId, 'ana')).toMatchObject({ voice: 'sent' });
  });

  it('I4: frozen in a call that the provider has, and answered meanwhile, the call is found and ended', async () => {
    world.carrier.callScript = () => 'accept-then-break';
    const { ref } = await world.raise();
    world.carrier.callScript = () => 'accept';
    await world.carrier.reply(STAFF.ana.phone, `1 ${ref}`);
    await world.settle();
    await world.pass({ seconds: 12 });
    expect(callsOf('ana').map(({ status }) => status)).toEqual(['canceled']);
  });
});

describe('another channel when the text does not get through', () => {
  eachInWorld({});

  it('I6: an opted-out phone is rung at once on a rung that only texts, and the opt-out is shown', async () => {
    world.carrier.script = (text) => (text.to === STAFF.ana.phone ? { refuse: 400, code: 21610 } : 'accept');
    const { crisisId } = await world.raise();
    expect(callsOf('ana')).toHaveLength(1);
    expect(await channelsOf(crisisId, 'ana')).toEqual({ sms: 'failed', voice: 'sent' });
    expect(await timelineOf(crisisId)).toContain('Also rang Ana Test');
    expect(world.phone('ben')).toEqual([]);
    await world.carrier.hangUp(callOf('ana'), 'no-answer');
    await world.settle();
    expect(world.phone('ben')).toHaveLength(1);
  });

  it('I6: STOP ends texts, not the duty: the phone is rung, and key 1 is told that texts are off', async () => {
    await world.reply('ana', 'STOP');
    await world.raise();
    expect(world.phone('ana')).toEqual([]);
    expect(callsOf('ana')).toHaveLength(1);
    expect(await world.carrier.press(callOf('ana'), '1')).toContain('Texts to this phone are turned off');
  });

  it('I6: two tries that come to nothing ring at once, beside the third try', async () => {
    world.carrier.script = (text) => (text.to === STAFF.ana.phone ? { refuse: 429 } : 'accept');
    await world.raise();
    await world.pass({ seconds: 3 });
    expect(callsOf('ana')).toHaveLength(1);
  });

  it('I6: a text without a receipt for 60 seconds is followed by a call, once; one with a receipt is not', async () => {
    world.carrier.receipts = () => [{ status: 'sent' }];
    await world.raise();
    await world.pass({ seconds: 59 });
    expect(callsOf('ana')).toEqual([]);
    await world.pass({ seconds: 1 });
    expect(callsOf('ana')).toHaveLength(1);
    await world.pass({ seconds: 30 });
    expect(callsOf('ana')).toHaveLength(1);
    world.carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
    await world.raise({ choice: 'serious' });
    const before = world.carrier.calls.length;
    await world.pass({ seconds: 65 });
    expect(world.carrier.calls.slice(before).filter(({ to }) => to === STAFF.ana.phone)).toHaveLength(0);
  });
});

describe('3 call me', () => {
  eachInWorld({});

  it('rings them now; it makes nobody an owner until key 1', async () => {
    const { crisisId, ref } = await world.raise();
    await world.reply('ana', '3');
    expect(world.phone('ana').at(-1)).toContain(`${ref}: we ring you now`);
    expect(callsOf('ana')).toHaveLength(1);
    expect(world.phone('sue')).toEqual([]);
    await world.reply('ana', '3');
    expect(callsOf('ana')).toHaveLength(1);
    expect(await world.crisis(crisisId)).toMatchObject({ owner: null });
    await world.carrier.pickUp(callOf('ana'));
    await world.carrier.press(callOf('ana'), '1');
    await world.settle();
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' } });
  });

  it('tells the lead to ring them only when our call does not reach them, and may be asked for again', async () => {
    const { ref } = await world.raise();
    world.carrier.outcome = () => 'no-answer';
    await world.reply('ana', '3');
    expect(world.phone('sue').filter((text) => text.includes(`asked about ${ref} and wants a call`))).toHaveLength(1);
    world.carrier.outcome = () => 'rings';
    await world.reply('ana', '3');
    expect(callsOf('ana')).toHaveLength(2);
  });
});

describe('when we cannot answer a call ourselves', () => {
  eachInWorld({});

  it('the fallback dials the duty phone, without a signature and without the database', async () => {
    const { text, type } = await world.nobody().post('/webhooks/twilio/fallback').expect(200);
    expect(type).toBe('text/xml');
    expect(text).toContain('<Dial timeout="60">+12025550100</Dial>');
  });
});
