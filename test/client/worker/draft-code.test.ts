import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseReply } from '../../../server/messaging/core/parse-reply.js';
import { callLink, draftCode, emergencyText, textLink } from '../../../client/src/crisis/raise/core/draft-code.js';

const random = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 4, maxLength: 4 });
const fromThese = (numbers: readonly number[]) => {
  let next = 0;
  return () => numbers[next++] ?? 0;
};

describe('the code of a draft', () => {
  it('has four signs that are not mistaken for one another, in the form that the server takes', () => {
    fc.assert(fc.property(random, (numbers) => {
      const code = draftCode(fromThese(numbers));
      expect(code).toMatch(/^[A-Z0-9]{4}$/);
      expect(code).not.toMatch(/[01258AEILOSUBZ]/);
    }));
  });

  it('comes through as itself when it is sent as a text', () => {
    fc.assert(fc.property(random, (numbers) => {
      const code = draftCode(fromThese(numbers));
      expect(parseReply(emergencyText(code))).toEqual({ kind: 'raise', level: 'emergency', draftCode: code });
    }));
  });
});

describe('links of a phone', () => {
  it('open a text to the number alone, with the text written', () => {
    const link = textLink('(202) 555-0100', 'EM K7QD');
    expect(link).toBe('sms:2025550100?&body=EM%20K7QD');
    expect(new URLSearchParams(link.split('?')[1]).get('body')).toBe('EM K7QD');
  });

  it('ring the number with its country when it has one', () => {
    expect(callLink('+1 (202) 555-0100')).toBe('tel:+12025550100');
  });
});
