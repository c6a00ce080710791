import { describe, expect, it } from '@jest/globals';
import type { SimulatedCall, SimulatedText } from '../../../../../server/contract/phones.js';
import { carrierState } from '../../../../../client/src/messaging/phones/core/carrier-state.js';
import { handsetLines } from '../../../../../client/src/messaging/phones/core/handset-lines.js';
import { liveCall, spokenNow } from '../../../../../client/src/messaging/phones/core/live-call.js';
import { asE164, readableNumber } from '../../../../../client/src/messaging/phones/core/readable-number.js';
import { textParts } from '../../../../../client/src/messaging/phones/core/text-parts.js';

const aText = (told: Partial<SimulatedText>): SimulatedText =>
  ({ id: String(told.at), direction: 'to-phone', body: 'NORTHSIDE', at: '2026-10-28T06:14:00.000Z', state: 'delivered', errorCode: null, stateAt: '2026-10-28T06:14:01.000Z', ...told });
const dayOf = (at: string) => at.slice(0, 10);
const aCall = (told: Partial<SimulatedCall>): SimulatedCall =>
  ({ id: `call ${told.at}`, from: '+12025550100', at: '2026-10-28T06:14:00.000Z', state: 'over', stateAt: '2026-10-28T06:14:25.000Z', end: 'no-answer', ringSeconds: 25, said: [], language: null, pressed: '', awaitsKey: false, connectedTo: null, ...told });
const kinds = (texts: SimulatedText[], calls: SimulatedCall[] = []) => handsetLines(texts, calls, dayOf).map((line) => (line.kind === 'day' ? line.day : line.kind));

describe('what stands on a handset', () => {
  it('is only what arrived: a text in the air or lost leaves a line, never its words', () => {
    expect(kinds([
      aText({ at: '2026-10-28T06:14:00.000Z' }),
      aText({ at: '2026-10-28T06:15:00.000Z', state: 'sent' }),
      aText({ at: '2026-10-28T06:16:00.000Z', state: 'undelivered', errorCode: 30003 }),
      aText({ at: '2026-10-28T06:17:00.000Z', state: 'failed', errorCode: 21610 }),
    ])).toEqual(['2026-10-28', 'came', 'coming', 'lost', 'refused']);
  });

  it('is in the order in which it was written, with a line for each new day', () => {
    expect(kinds([
      aText({ at: '2026-10-28T01:00:00.000Z', direction: 'from-carrier' }),
      aText({ at: '2026-10-27T23:00:00.000Z' }),
      aText({ at: '2026-10-28T00:59:00.000Z', direction: 'from-phone', state: 'received' }),
    ])).toEqual(['2026-10-27', 'came', '2026-10-28', 'wrote', 'carrier']);
  });
});

describe('calls on a handset', () => {
  it('stand among the texts once they are over', () => {
    expect(kinds([aText({ at: '2026-10-28T06:14:00.000Z' }), aText({ at: '2026-10-28T06:16:00.000Z' })],
      [aCall({ at: '2026-10-28T06:15:00.000Z' }), aCall({ at: '2026-10-28T06:17:00.000Z', state: 'ringing', end: null })])).toEqual(['2026-10-28', 'came', 'call', 'came']);
  });

  it('take the whole phone while they ring or are spoken in', () => {
    expect(liveCall([aCall({})])).toBeNull();
    const rings = aCall({ state: 'ringing', end: null });
    expect(liveCall([aCall({}), rings])).toBe(rings);
  });

  it('say a repeated sentence once, with how often it was said', () => {
    expect(spokenNow(aCall({ said: [] }))).toBeNull();
    expect(spokenNow(aCall({ said: ['Press 1', 'Press 1'] }))).toEqual({ words: 'Press 1', times: 2 });
    expect(spokenNow(aCall({ said: ['Press 1', 'Press 1', 'Thank you'] }))).toEqual({ words: 'Thank you', times: 1 });
  });
});

describe('a link in a text', () => {
  it('can be followed, and the stop after it is no part of it', () => {
    expect(textParts('Reply 1. https://hr.example/a#7Kq2. Thank you.')).toEqual([{ words: 'Reply 1. ' }, { href: 'https://hr.example/a#7Kq2' }, { words: '. Thank you.' }]);
    expect(textParts('1 4821')).toEqual([{ words: '1 4821' }]);
  });

  it('is only ever a web address', () => {
    expect(textParts('javascript:alert(1) data:text/html,x')).toEqual([{ words: 'javascript:alert(1) data:text/html,x' }]);
  });
});

describe('a number', () => {
  it('is read as people here read it, and typed as they type it', () => {
    expect(readableNumber('+12025550142')).toBe('(202) 555-0142');
    expect(readableNumber('+442079460018')).toBe('+442079460018');
    expect(['(202) 555-0142', '1-202-555-0142', '+44 20 7946 0018', '12', '+0123'].map(asE164)).toEqual(['+12025550142', '+12025550142', '+442079460018', null, null]);
  });
});

describe('the carrier’s word', () => {
  it('is a state, and a code when something went wrong', () => {
    expect(carrierState('delivered')).toEqual({ state: 'delivered', code: null });
    expect(carrierState('undelivered 30003')).toEqual({ state: 'undelivered', code: 30003 });
  });
});
