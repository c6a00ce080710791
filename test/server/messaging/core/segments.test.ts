import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TextDoesNotFit, fitsOne, mustFitOne, segmentsOf, toGsm7 } from '../../../../server/messaging/core/segments.js';

describe('counting the parts of a text', () => {
  it.each([
    ['160 plain letters', 'a'.repeat(160), 1], ['161 plain letters', 'a'.repeat(161), 2], ['306 plain letters', 'a'.repeat(306), 2],
    ['307 plain letters', 'a'.repeat(307), 3], ['80 euro signs', '€'.repeat(80), 1], ['81 euro signs', '€'.repeat(81), 2],
    ['70 Cyrillic letters', 'ж'.repeat(70), 1], ['71 Cyrillic letters', 'ж'.repeat(71), 2], ['134 Cyrillic letters', 'ж'.repeat(134), 2],
    ['135 Cyrillic letters', 'ж'.repeat(135), 3], ['nothing', '', 1],
  ])('counts %s as the fact sheet does', (_, text, parts) => {
    expect(segmentsOf(text).parts).toBe(parts);
  });

  it.each('^{}\\[]~|€\f'.split(''))('counts %j as two septets', (one) => {
    expect(segmentsOf(one)).toEqual({ encoding: 'gsm-7', units: 2, parts: 1 });
  });

  it('counts an emoji as two units and lets it turn the whole text into UCS-2', () => {
    expect(segmentsOf('ok 🙂')).toEqual({ encoding: 'ucs-2', units: 5, parts: 1 });
    expect(segmentsOf(`${'a'.repeat(70)}’`)).toEqual({ encoding: 'ucs-2', units: 71, parts: 2 });
  });

  it('does not split an escape pair between two parts', () => {
    expect(segmentsOf(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toEqual({ encoding: 'gsm-7', units: 306, parts: 3 });
  });
});

describe('writing a text in letters that GSM-7 has', () => {
  it.each([
    ['“quoted” and ‘quoted’', '"quoted" and \'quoted\''], ['one – two — three…', 'one - two - three...'], ['a\u00a0b\tc', 'a b c'],
    ['Łukasz Żółć', 'Lukasz Zolc'], ['Åsa Ñandú', 'Åsa Ñandu'], ['Søren', 'Søren'], ['zero\u200bwidth', 'zerowidth'],
  ])('turns %j into %j', (text, plain) => {
    expect(toGsm7(text)).toBe(plain);
  });

  it('changes nothing that GSM-7 has already, and nothing a second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const once = toGsm7(text);
      expect(toGsm7(once)).toBe(once);
      if (segmentsOf(text).encoding === 'gsm-7') expect(once).toBe(text);
    }));
  });
});

describe('refusing rather than cutting', () => {
  it('gives back a text that fits, to the letter', () => {
    expect(mustFitOne('a'.repeat(160))).toBe('a'.repeat(160));
  });

  it.each([['too long', 'a'.repeat(161)], ['in a script it does not have', 'Ольга'], ['with an emoji', 'ok 🙂']])('refuses a text %s by name', (_, text) => {
    expect(() => mustFitOne(text)).toThrow(TextDoesNotFit);
    expect(fitsOne(text)).toBe(false);
  });
});
