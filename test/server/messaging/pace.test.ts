import { afterEach, describe, expect, it } from '@jest/globals';
import { makeSender } from '../../../server/messaging/index.js';
import type { OutgoingText, Sender } from '../../../server/messaging/index.js';
import { paceOf } from '../../../server/messaging/pace.js';
import { startScriptedCarrier } from '../../support/scripted-carrier.js';

let sender: Sender | null = null;
afterEach(() => { sender?.close(); });

describe('our own pace', () => {
  it('keeps each sender to so many texts a second, first pages before repeats and notices, the most urgent first', async () => {
    const carrier = await startScriptedCarrier({ publicUrl: 'http://127.0.0.1:1' });
    sender = makeSender({ account: carrier.account, publicUrl: carrier.publicUrl, baseUrl: carrier.baseUrl, textsPerSecond: 10 });
    const text = (body: string, rank: number, by: 'staff' | 'public' = 'staff'): OutgoingText => ({ to: '+12025550142', body, sender: by, attemptId: body, subject: { kind: 'message', id: 'm' }, validitySeconds: 60, rank });
    const all = [text('notice', 20), text('again B', 11), text('first C', 2), text('first A', 0), text('again A', 10), text('first B', 1)];
    const outcomes = await Promise.all([...all.map((one) => sender?.send(one)), sender.send(text('to the public', 30, 'public'))]);
    expect(new Set(outcomes.map((one) => one?.kind))).toEqual(new Set(['accepted']));
    const staff = carrier.sent.filter((one) => one.sender === 'staff');
    expect(staff.map(({ body }) => body)).toEqual(['first A', 'first B', 'first C', 'again A', 'again B', 'notice']);
    expect((staff.at(-1)?.at ?? 0) - (staff[0]?.at ?? 0)).toBeGreaterThanOrEqual(300);
    // The other sender waits for none of these.
    expect(carrier.sent.find((one) => one.sender === 'public')?.at ?? Infinity).toBeLessThan(staff[3]?.at ?? 0);
    await carrier.stop();
  });

  it('tells what would wait too long when to come again, and that the provider was never asked', async () => {
    const carrier = await startScriptedCarrier({ publicUrl: 'http://127.0.0.1:1' });
    sender = makeSender({ account: carrier.account, publicUrl: carrier.publicUrl, baseUrl: carrier.baseUrl, textsPerSecond: 0.5 });
    const slow = sender;
    const outcomes = await Promise.all([1, 2, 3].map((rank) => slow.send({ to: '+12025550142', body: `${rank}`, sender: 'staff', attemptId: `${rank}`, subject: { kind: 'message', id: 'm' }, validitySeconds: 60, rank })));
    expect(outcomes[0]).toMatchObject({ kind: 'accepted' });
    for (const one of outcomes.slice(1)) expect(one).toMatchObject({ kind: 'passing', held: true, code: null });
    expect(outcomes.slice(1).map((one) => (one.kind === 'passing' ? one.retryAfterSeconds ?? 0 : 0)).every((seconds) => seconds >= 1.5)).toBe(true);
    expect(carrier.sent).toHaveLength(1);
    await carrier.stop();
  });

  it('is none unless it is set', async () => {
    const pace = paceOf(null);
    expect(await Promise.all([1, 2, 3].map((rank) => pace.take(rank)))).toEqual([null, null, null]);
  });
});
