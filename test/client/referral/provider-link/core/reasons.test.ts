import { describe, expect, it } from '@jest/globals';
import { HAND_BACK_REASONS, NOT_FOR_US_REASONS, NOT_SERVED_REASONS, cannotReason, reasoned } from '../../../../../client/src/referral/provider-link/core/reasons.js';
import { languageName } from '../../../../../client/src/referral/provider-link/core/language-name.js';
import { fieldTime, proposedAt } from '../../../../../client/src/referral/provider-link/core/proposed-time.js';
import { REFERRAL_REASONS } from '../../../../../server/contract/words.js';

describe('why a service cannot', () => {
  it('is one reason of the one list, with two choices at most', () => {
    expect(cannotReason('full', null, '')).toEqual({ reason: 'AT_CAPACITY' });
    expect(cannotReason('closed', null, ' until Monday ')).toEqual({ reason: 'SERVICE_CLOSED', note: 'until Monday' });
    expect(cannotReason('not-for-us', 'NOT_ELIGIBLE_AGE', '')).toEqual({ reason: 'NOT_ELIGIBLE_AGE' });
    for (const reason of [...NOT_FOR_US_REASONS, ...HAND_BACK_REASONS, ...NOT_SERVED_REASONS]) expect(REFERRAL_REASONS).toContain(reason);
  });

  it('is never guessed: what is missing is named', () => {
    expect(cannotReason(null, 'NOT_ELIGIBLE_AGE', 'words')).toBe('choice');
    expect(cannotReason('not-for-us', null, 'too far')).toBe('why');
    expect(cannotReason('other', null, '   ')).toBe('note');
    expect(reasoned(null, 'words')).toBe('choice');
  });

  it('keeps a "why" of an earlier choice out of the answer', () => {
    expect(cannotReason('full', 'RISK_TOO_HIGH', '')).toEqual({ reason: 'AT_CAPACITY' });
  });
});

describe('a time that a service proposes', () => {
  const now = Date.parse('2026-10-28T06:14:00.000Z');

  it('lies in the future', () => {
    expect(proposedAt('', now)).toBe('empty');
    expect(proposedAt(fieldTime(now), now)).toBe('past');
    expect(proposedAt(fieldTime(now + 30 * 60_000), now)).toEqual({ at: '2026-10-28T06:44:00.000Z' });
  });
});

describe('a language on a referral', () => {
  it('is read by its name, and somebody’s own words stay as they are', () => {
    expect(languageName('es', 'en')).toBe('Spanish');
    expect(languageName('Spanish, some English', 'en')).toBe('Spanish, some English');
    expect(languageName('zzz', 'en')).toBe('zzz');
  });
});
