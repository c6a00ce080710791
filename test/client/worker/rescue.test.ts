import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrived, called } from '../../../client/src/crisis/raise/core/draft.js';
import { laterOf } from '../../../client/src/crisis/raise/core/keeping.js';
import { asBytes, asText, coverWith } from '../../../client/src/crisis/raise/core/one-time-pad.js';
import { withText } from '../../../client/src/crisis/raise/core/told.js';
import { AT, aDraft, aReport, aSentOffDraft } from './builders.js';

describe('words covered in the last moment of a page', () => {
  it('come back with the same pad, and through any store', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 300, maxLength: 300 }), (words, pad) => {
      expect([...coverWith(pad, asBytes(asText(coverWith(pad, words))))]).toEqual([...words]);
    }));
  });

  it('are refused rather than left bare where the pad ends', () => {
    expect(() => coverWith(new Uint8Array(3), new Uint8Array(4))).toThrow(RangeError);
  });
});

describe('a draft that was kept when its page went away', () => {
  const typed = (text: string, changes: number) => aDraft({ changes, typed: withText(aDraft().typed, 'theySaid', text) });

  it('gives back the later words, whatever the clocks said meanwhile', () => {
    const written = { ...typed('I cannot ke', 4), changedAt: AT + 900 };
    expect(laterOf(written, typed('I cannot keep', 6)).typed.texts.theySaid).toBe('I cannot keep');
    expect(laterOf({ ...written, changes: 7 }, typed('I cannot keep', 6)).typed.texts.theySaid).toBe('I cannot ke');
  });

  it('does not send again what another page has sent since', () => {
    const left = { ...aSentOffDraft(), changes: 9 };
    expect(laterOf(arrived(aSentOffDraft(), aReport(), AT), left).report?.ref).toBe('4821');
  });

  it('keeps the later answer about the emergency number', () => {
    const earlier = called(aSentOffDraft(), 'not-needed', AT);
    const later = { ...called(aSentOffDraft(), 'called-now', AT + 1000), changes: 9 };
    expect(laterOf(earlier, later).call?.answer).toBe('called-now');
    expect(laterOf(called(aSentOffDraft(), 'already-called', AT + 2000), later).call?.answer).toBe('already-called');
  });
});
