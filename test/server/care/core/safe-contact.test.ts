import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SafeContact } from '../../../../server/contract/care.js';
import { mayContact } from '../../../../server/care/core/safe-contact.js';

const ZONE = 'America/New_York';
/** 02:08 in New York. */
const NIGHT = new Date('2026-10-28T06:08:00Z');
const rules = (more: Partial<SafeContact> = {}): SafeContact => ({ number: '+12025550177', text: true, call: true, voicemail: false, hours: null, codeWord: null, note: null, ...more });
const text = (one: SafeContact | null, optedOut = false, at = NIGHT) => mayContact(one, 'text', optedOut, at, ZONE);

describe('before anything goes to a person', () => {
  it('nothing is sent where nobody has said that it is safe', () => {
    expect(text(null)).toEqual({ kind: 'never', why: 'not-known' });
    expect(text(rules({ number: null }))).toEqual({ kind: 'never', why: 'no-number' });
    expect(text(rules({ text: false }))).toEqual({ kind: 'never', why: 'no-texts' });
    expect(text(rules(), true)).toEqual({ kind: 'never', why: 'opted-out' });
  });
  it('it goes to the number that is safe, with the code word first', () => {
    expect(text(rules({ codeWord: 'Library' }))).toEqual({ kind: 'now', to: '+12025550177', opening: 'Library' });
  });
  it('a call is no voicemail', () => {
    expect(mayContact(rules(), 'voicemail', false, NIGHT, ZONE).kind).toBe('never');
    expect(mayContact(rules({ voicemail: true }), 'voicemail', true, NIGHT, ZONE).kind).toBe('now');
    expect(mayContact(rules({ call: false, voicemail: true }), 'voicemail', false, NIGHT, ZONE).kind).toBe('never');
  });
  it('outside of their hours it waits for the first minute of them, by their clock', () => {
    expect(text(rules({ hours: { from: '09:00', until: '17:00' } }))).toEqual({ kind: 'later', notBefore: new Date('2026-10-28T13:00:00Z') });
    expect(text(rules({ hours: { from: '22:00', until: '06:00' } })).kind).toBe('now');
    expect(text(rules({ hours: { from: '09:00', until: '17:00' } }), false, new Date('2026-10-28T21:00:00Z'))).toEqual({ kind: 'later', notBefore: new Date('2026-10-29T13:00:00Z') });
    expect(text(rules({ hours: { from: '09:00', until: '17:00' } }), false, new Date('2026-10-31T22:00:00Z'))).toEqual({ kind: 'later', notBefore: new Date('2026-11-01T14:00:00Z') });
  });
  it('whatever is set, what waits may go at its hour, and nothing goes at an hour outside', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    fc.assert(fc.property(time, time, fc.integer({ min: 0, max: 400 * 1440 }), (from, until, minutes) => {
      const at = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
      const one = rules({ hours: { from, until } });
      const now = mayContact(one, 'text', false, at, ZONE);
      if (now.kind !== 'later') return;
      expect(now.notBefore.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      const skipped = new Date(now.notBefore.getTime()).getUTCMonth() === 2;
      if (!skipped) expect(mayContact(one, 'text', false, now.notBefore, ZONE).kind).toBe('now');
    }), { numRuns: 500 });
  });
});
