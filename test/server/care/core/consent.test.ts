import { describe, expect, it } from '@jest/globals';
import type { Consent } from '../../../../server/care/index.js';
import { CONSENT_DAYS, consentFor, isStanding, refusedServices, usualExpiry } from '../../../../server/care/core/consent.js';

const at = new Date('2026-10-28T06:08:00Z');
const TODAY = '2026-10-28';
const aConsent = (more: Partial<Consent> = {}): Consent => ({
  id: `c${more.order ?? 1}`, crisisId: 'crisis', teamId: 'north', dataKeyId: 'key', serviceId: 'elm', category: null, serviceName: 'Elm Row', witness: null, guardian: null, purpose: null, personTold: null, dataClasses: ['contact', 'need', 'risk'], method: 'spoken', givenBy: 'self', language: null,
  at, order: 1, recordedById: 'ana', expiresOn: '2027-01-26', refused: false, withdrawnAt: null, withdrawal: null, emergencyBasis: null, key: null, body: '', ...more,
});
const asked = { serviceId: 'elm', kinds: ['crisis-house'] as const, classes: ['contact', 'need'] as const };
const found = (consents: Consent[], today = TODAY) => consentFor(consents, asked, today)?.id ?? null;

describe('a referral may rest on', () => {
  it('a yes for this very service that covers what is shared', () => {
    expect(found([aConsent()])).toBe('c1');
    expect(found([aConsent({ serviceId: 'harbor' })])).toBeNull();
    expect(found([aConsent({ dataClasses: ['contact'] })])).toBeNull();
  });
  it('a yes that is not over, not taken back and not followed by a no', () => {
    expect(found([aConsent({ expiresOn: TODAY })])).toBe('c1');
    expect(found([aConsent({ expiresOn: '2026-10-27' })])).toBeNull();
    expect(found([aConsent({ withdrawnAt: at })])).toBeNull();
    expect(found([aConsent(), aConsent({ order: 2, refused: true })])).toBeNull();
    expect(found([aConsent(), aConsent({ order: 2, refused: true }), aConsent({ order: 3 })])).toBe('c3');
  });
  it('a yes for every service of a kind, until a later no for this very service', () => {
    const kind = aConsent({ serviceId: null, category: 'crisis-house' });
    expect(found([kind])).toBe('c1');
    expect(found([aConsent({ serviceId: null, category: 'detox' })])).toBeNull();
    expect(found([kind, aConsent({ order: 2, refused: true })])).toBeNull();
    expect(found([aConsent(), aConsent({ order: 2, serviceId: null, category: 'crisis-house', refused: true })])).toBeNull();
    expect(found([aConsent({ refused: true }), aConsent({ order: 2, serviceId: null, category: 'crisis-house' })])).toBe('c2');
    expect(refusedServices([aConsent({ serviceId: null, category: 'detox', refused: true })])).toEqual([]);
  });
  it('never a yes for a kind, where one for this very service was taken back after it', () => {
    const later = new Date(at.getTime() + 60_000);
    const kind = aConsent({ order: 2, serviceId: null, category: 'crisis-house' });
    expect(found([aConsent({ withdrawnAt: later }), kind])).toBeNull();
    expect(found([kind, aConsent({ order: 3, withdrawnAt: later })])).toBeNull();
    expect(found([aConsent({ withdrawnAt: later }), { ...kind, at: later }])).toBe('c2');
    expect(found([aConsent({ withdrawnAt: later }), kind, aConsent({ order: 3 })])).toBe('c3');
  });
  it('never an earlier emergency: that carried one referral', () => {
    expect(found([aConsent({ emergencyBasis: 'Life at risk', method: null, givenBy: null })])).toBeNull();
    expect(isStanding(aConsent({ emergencyBasis: 'x' }), TODAY)).toBe(false);
  });
  it('the named one only, when one is named', () => {
    const both = [aConsent(), aConsent({ order: 2 })];
    expect(consentFor(both, { ...asked, consentId: 'c1' }, TODAY)?.id).toBe('c1');
    expect(consentFor(both, { ...asked, consentId: 'other' }, TODAY)).toBeNull();
  });
});

it('services of which the last word was a no, or a yes taken back, must not be told', () => {
  expect(refusedServices([aConsent({ refused: true }), aConsent({ order: 2 }), aConsent({ order: 3, serviceId: 'harbor', withdrawnAt: at }), aConsent({ order: 4, serviceId: 'lantern', refused: true })])).toEqual(['harbor', 'lantern']);
});

it(`counts ${CONSENT_DAYS} days in the network's zone when nobody names a day`, () => {
  expect(usualExpiry(new Date('2026-10-28T02:00:00Z'), 'America/New_York')).toBe('2027-01-25');
  expect(usualExpiry(new Date('2026-10-28T02:00:00Z'), 'UTC')).toBe('2027-01-26');
});
