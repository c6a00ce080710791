import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseReply } from '../../../../server/messaging/core/parse-reply.js';

const answer = (digit: number, code: string | null = null) => ({ kind: 'answer', digit, code });
const unread = (more = {}) => ({ kind: 'unknown', riskWords: false, asksToStop: false, ...more });

describe('reading a reply', () => {
  it.each([
    ['1', answer(1)], ['1.', answer(1)], ['ok 1', answer(1)], [' 1 ', answer(1)], ['"1"', answer(1)], ['“1”', answer(1)], ['OK, 1!', answer(1)], ['1\n', answer(1)],
    ['１', answer(1)], ['1️⃣', answer(1)], ['yes 1', answer(1)], ['2', answer(2)], ['3', answer(3)], ['4', answer(4)], ['5', answer(5)],
    ['1 4821', answer(1, '4821')], ['4821 1', answer(1, '4821')], ['1,4821', answer(1, '4821')], ['1-48210', answer(1, '48210')], ['ok 2 482101', answer(2, '482101')],
    ['1 I have it', answer(1)], ['2 I can’t', answer(2)], ['3 call me', answer(3)], ['4821 4 with them', answer(4, '4821')], ['5 for backup', answer(5)],
  ])('reads %j as an answer', (text, reply) => {
    expect(parseReply(text)).toEqual(reply);
  });

  it.each(['1 minute please', 'I have 1 question', '1 2', '6', '0', '12', '4821', '14821', '1 123', '1 4821 3067', '1 1234567', 'ok', '', '?', 'I have it', '2 call me', 'one'])(
    'does not guess at %j', (text) => { expect(parseReply(text)).toEqual(unread()); });

  it.each([
    ['EM', null], ['em', null], ['EM.', null], ['EM K7QD', 'K7QD'], ['em k7qd', 'K7QD'], ['EM he is on the roof', null], ['EM K7QD now', null], ['Emergency', null],
  ])('raises at %j', (text, draftCode) => {
    expect(parseReply(text)).toEqual({ kind: 'raise', level: 'emergency', draftCode });
  });

  it.each([
    ['STOP', 'stop'], ['Stop', 'stop'], [' stop ', 'stop'], ['STOPALL', 'stop'], ['UNSUBSCRIBE', 'stop'], ['CANCEL', 'stop'], ['END', 'stop'], ['QUIT', 'stop'],
    ['REVOKE', 'stop'], ['OPTOUT', 'stop'], ['ARRET', 'stop'], ['START', 'start'], ['YES', 'start'], ['UNSTOP', 'start'], ['HELP', 'help'], ['INFO', 'help'],
  ])('leaves the single word %j to the carrier', (text, keyword) => {
    expect(parseReply(text)).toEqual({ kind: 'keyword', keyword });
  });

  it('takes no keyword with other words for one, but notices who asks to be left alone', () => {
    expect(parseReply('STOP PLEASE')).toEqual(unread({ asksToStop: true }));
    expect(parseReply('please stop texting me')).toEqual(unread({ asksToStop: true }));
    expect(parseReply('in the end he came home and we could stop worrying about it')).toEqual(unread());
    expect(parseReply('constructor')).toEqual(unread());
  });

  it('raises attention to words of danger, and does nothing else with them', () => {
    expect(parseReply('he wants to DIE')).toEqual(unread({ riskWords: true }));
    expect(parseReply('not breathing!!')).toEqual(unread({ riskWords: true }));
    expect(parseReply('my diet', ['die'])).toEqual(unread());
    expect(parseReply('danger', ['danger'])).toEqual(unread({ riskWords: true }));
  });
});

describe('any text at all', () => {
  it('is read as something, and the same with another case or spaces around it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const reply = parseReply(text);
      expect(['answer', 'raise', 'keyword', 'unknown']).toContain(reply.kind);
      expect(parseReply(` ${text}\n`)).toEqual(reply);
    }));
  });

  it('makes nobody an owner without a digit standing alone', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => {
      const reply = parseReply(text);
      if (reply.kind === 'answer') expect(text).toMatch(/(?<!\d)[1-5](?!\d)/);
    }));
  });

  it('reads every digit with every code, in either order', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1000, max: 999_999 }), fc.constantFrom(' ', '  ', ', ', ' - ', '\n'), (digit, code, between) => {
      expect(parseReply(`${digit}${between}${code}`)).toEqual(answer(digit, String(code)));
      expect(parseReply(`${code}${between}${digit}.`)).toEqual(answer(digit, String(code)));
    }));
  });
});
