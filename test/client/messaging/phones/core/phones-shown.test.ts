import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SimulatedPhone, SimulatedText } from '../../../../../server/contract/phones.js';
import { firstShown, freeNumber, initialsOf, phonesShown } from '../../../../../client/src/messaging/phones/core/phones-shown.js';

const OPENED = Date.parse('2026-10-28T06:14:00.000Z');
const after = (seconds: number) => new Date(OPENED + seconds * 1000).toISOString();

const aText = (at: string): SimulatedText => ({ id: at, direction: 'to-phone', body: 'NORTHSIDE', at, state: 'delivered', errorCode: null, stateAt: at });
const aPhone = (number: string, ...texts: string[]): SimulatedPhone =>
  ({ number, holder: null, behaviour: { failDelivery: false, delaySeconds: 0, noReceipts: false, calls: 'ring' }, optedOut: false, texts: texts.map(aText), calls: [] });

describe('which phones lie on the table', () => {
  const phones = [aPhone('a', after(-60)), aPhone('b', after(-10)), aPhone('c'), aPhone('d', after(-300)), aPhone('e', after(-30))];

  it('are at first those with the newest texts', () => {
    expect(firstShown(phones)).toEqual(['b', 'e', 'a']);
  });

  it('are joined by the phone of whoever is asked next, which moves none that lies there', () => {
    const rung = phones.map((phone) => (phone.number === 'd' ? aPhone('d', after(-300), after(20)) : phone));
    expect(phonesShown(rung, ['b', 'e', 'a'], OPENED, {})).toEqual(['b', 'e', 'a', 'd']);
    expect(phonesShown(rung, ['b', 'e', 'a'], OPENED, { c: OPENED + 5000 })).toEqual(['b', 'e', 'a', 'c', 'd']);
  });

  it('never show one that was put away, not even when it gets a text', () => {
    const rung = [...phones, aPhone('f', after(20))];
    expect(phonesShown(rung, ['b', 'e', 'a'], OPENED, { f: 'away', b: 'away' })).toEqual(['e', 'a']);
  });

  it('keep their order whatever comes later', () => {
    const number = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(fc.property(fc.array(fc.tuple(number, fc.integer({ min: 1, max: 500 }))), fc.integer({ min: 1, max: 500 }), (texts, until) => {
      const at = (limit: number) => ['a', 'b', 'c', 'd'].map((one) => aPhone(one, ...texts.filter(([to, second]) => to === one && second <= limit).map(([, second]) => after(second))));
      const before = phonesShown(at(until), ['a'], OPENED, {});
      const later = phonesShown(at(1000), ['a'], OPENED, {});
      expect(later.filter((one) => before.includes(one))).toEqual(before);
    }));
  });
});

describe('a phone', () => {
  it('is known by its holder’s initials, without a title', () => {
    expect(['Dr Amara Adeyemi', 'Luca', 'Ana de la Cruz'].map(initialsOf)).toEqual(['AA', 'L', 'AC']);
  });

  it('that is added has a number that no other phone has', () => {
    expect(freeNumber([])).toBe('+12025550180');
    expect(freeNumber([aPhone('+12025550180'), aPhone('+12025550181')])).toBe('+12025550182');
  });
});
