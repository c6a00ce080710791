import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProviderView } from '../../../../../server/contract/referral.js';
import { REFERRAL_STATES } from '../../../../../server/contract/words.js';
import { mustLookAgain, screenOf, tellings } from '../../../../../client/src/referral/provider-link/core/provider-screen.js';

const aView = (told: Partial<ProviderView> = {}): ProviderView => ({
  ref: '8275', version: 3, state: 'SENT', org: 'Northside', serviceName: 'Elm Row', finished: false, answerBy: '2026-10-28T06:23:00.000Z', secondsLeft: 540,
  ownerPhone: '+12025550142', ownerName: 'Priya', need: 'A safe bed tonight', ageBand: '16 to 17', area: '200xx', access: [], language: 'es', wishes: null,
  risks: [{ words: 'Hurt', answer: 'no' }], codeGoesTo: '••• 0164', codeSentAt: null, proposedAt: null, timeAgreed: false, theyMust: null, waitDays: null, noShows: 0, confirm: false, person: null, capacity: null, serverTime: '2026-10-28T06:14:00.000Z',
  ...told,
});

const aPerson = { name: 'Lucía M.', ageYears: 17, language: 'es', safeToContact: null, theySaid: null, with: null };

describe('what a service sees behind its link', () => {
  it('is the question until it answers, then the code, then the person, then thanks', () => {
    expect(screenOf(aView())).toBe('ask');
    expect(screenOf(aView({ state: 'VIEWED' }))).toBe('ask');
    expect(screenOf(aView({ state: 'ACCEPTED' }))).toBe('prove');
    expect(screenOf(aView({ state: 'ACCEPTED', person: aPerson }))).toBe('coming');
    expect(screenOf(aView({ state: 'WAITLISTED', person: aPerson }))).toBe('listed');
    expect(screenOf(aView({ state: 'CANCELLED_BY_SENDER', finished: true }))).toBe('over');
  });

  it('never shows a person on a referral that is over or unanswered, whatever the server sent', () => {
    fc.assert(fc.property(fc.constantFrom(...REFERRAL_STATES), fc.boolean(), (state, finished) => {
      const screen = screenOf(aView({ state, finished, person: aPerson }));
      return screen !== 'coming' || (!finished && !['SENT', 'VIEWED', 'NEEDS_CLIENT_ACTION', 'DRAFT', 'CAPACITY_CHECK', 'WAITLISTED'].includes(state));
    }));
  });

  it('offers only what the server takes from that state', () => {
    expect(tellings(aView({ state: 'ACCEPTED' }))).toEqual(['arrived', 'did-not-come', 'propose', 'wait-list', 'hand-back']);
    expect(tellings(aView({ state: 'IN_PROGRESS' }))).toEqual(['finished', 'redirect', 'hand-back']);
    expect(tellings(aView({ state: 'WAITLISTED' }))).toEqual(['propose', 'arrived', 'redirect', 'decline']);
    expect(tellings(aView({ state: 'NO_SHOW' }))).not.toContain('hand-back');
    expect(tellings(aView({ state: 'SENT' }))).toEqual([]);
    expect(tellings(aView({ state: 'IN_PROGRESS', finished: true }))).toEqual([]);
  });
});

describe('a page that changed while somebody reads it', () => {
  it('must be read again when a fact changed', () => {
    expect(mustLookAgain(aView(), aView({ version: 4, need: 'A safe bed for two nights' }))).toBe(true);
    expect(mustLookAgain(aView(), aView({ version: 4, proposedAt: '2026-10-28T07:00:00.000Z' }))).toBe(true);
  });

  it('need not be read again because it was opened, a code was sent or the clock ran', () => {
    expect(mustLookAgain(aView(), aView({ version: 4, state: 'VIEWED', secondsLeft: 500, serverTime: '2026-10-28T06:14:40.000Z' }))).toBe(false);
    expect(mustLookAgain(aView({ state: 'ACCEPTED' }), aView({ state: 'ACCEPTED', version: 4, codeSentAt: '2026-10-28T06:15:00.000Z' }))).toBe(false);
  });
});
