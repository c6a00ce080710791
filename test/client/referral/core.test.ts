import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REFERRAL_STATES } from '../../../server/contract/words.js';
import { nextAction } from '../../../client/src/referral/list/core/next-action.js';
import { groupOf, isOpen, waitsForConfirmation } from '../../../client/src/referral/list/core/referral-groups.js';
import { deliveredLines, typedDays } from '../../../client/src/referral/provider-link/core/reasons.js';
import { tellings } from '../../../client/src/referral/provider-link/core/provider-screen.js';
import { sayings } from '../../../client/src/referral/refer/core/sayings.js';
import { sameNeed } from '../../../client/src/referral/refer/core/asked-need.js';
import { needsAsked } from '../../../client/src/referral/refer/core/needs-asked.js';
import { panelOrder } from '../../../client/src/referral/refer/core/panel-order.js';
import { aReferral } from '../board/builders.js';

const next = (more: Parameters<typeof aReferral>[0]) => nextAction(aReferral(more));

describe('what comes next', () => {
  it('is said for every referral of which something can still become', () => {
    fc.assert(fc.property(fc.constantFrom(...REFERRAL_STATES.filter((state) => isOpen(state) || state === 'DRAFT')), (state) => next({ state }) !== 'nothing'));
  });

  it('is the owner’s when the service has said its part', () => {
    expect(next({ proposedAt: '2026-10-28T08:00:00Z' })).toBe('agree-time');
    expect(next({ proposedAt: '2026-10-28T08:00:00Z', agreedAt: '2026-10-28T07:00:00Z' })).toBe('wait');
    expect(next({ state: 'NEEDS_CLIENT_ACTION' })).toBe('tell-person');
    expect(next({ state: 'ACCEPTED', way: 'phone' })).toBe('introduce');
    expect(next({ state: 'COMPLETED_SERVED', serviceOutcome: 'helped' })).toBe('ask-person');
    expect(next({ state: 'COMPLETED_SERVED', serviceOutcome: 'helped', personOutcome: 'not-helped', disagree: true })).toBe('two-answers');
    expect(next({ state: 'CANCELLED_BY_SENDER', confirmBy: '2026-10-28T08:00:00Z' })).toBe('confirm');
  });
});

describe('what a service says on the phone', () => {
  it('is what its own page could say from there, and nothing once it is over', () => {
    expect(sayings('WAITLISTED')).toEqual(['arrived', 'decline', 'redirect']);
    for (const state of REFERRAL_STATES) if (!isOpen(state)) expect(sayings(state)).toEqual([]);
    for (const state of ['ACCEPTED', 'SCHEDULED', 'WAITLISTED', 'IN_PROGRESS', 'NO_SHOW'] as const) expect(tellings({ finished: false, state })).toEqual(expect.arrayContaining([...sayings(state)]));
  });
});

describe('lists', () => {
  it('a taken-back referral stays until the service says that it knows', () => {
    const back = aReferral({ state: 'CANCELLED_BY_SENDER', confirmBy: '2026-10-28T08:00:00Z' });
    expect([waitsForConfirmation(back), groupOf(back, 0)]).toEqual([true, 'due']);
    expect(groupOf({ ...back, confirmedAt: '2026-10-28T08:01:00Z' }, 0)).toBe('over');
    expect(groupOf(aReferral({ state: 'DRAFT' }), 0)).toBe('draft');
  });

  it('needs stand side by side, and what is asked for one does not hold up another', () => {
    const bed = aReferral({ id: 'a', needId: 'bed', need: 'A safe bed', state: 'SENT' });
    const detox = aReferral({ id: 'b', needId: 'detox', need: 'Help with alcohol', state: 'DECLINED', sentAt: '2099-01-01T00:00:00Z' });
    expect(needsAsked([detox, bed]).map(({ need, newest }) => [need, newest.state])).toEqual([['A safe bed', 'SENT'], ['Help with alcohol', 'DECLINED']]);
    expect(panelOrder(undefined, [bed, detox], 'a SAFE bed!').open.map(({ id }) => id)).toEqual(['a']);
    expect(panelOrder(undefined, [bed, detox], 'Help with alcohol')).toMatchObject({ open: [], failed: { id: 'b' } });
    expect(sameNeed('A safe bed, tonight')).toBe(sameNeed('a safe BED tonight.'));
  });
});

describe('what a service types', () => {
  it('days are whole, or not known', () => {
    expect(['', ' ', '9', '730', '731', '0', '-1', '1.5', 'soon'].map(typedDays)).toEqual([null, null, 9, 730, 'wrong', 'wrong', 'wrong', 'wrong', 'wrong']);
  });
  it('what was delivered is one on each line, as much as the server takes', () => {
    expect(deliveredLines(' Two nights \n\nFood\n')).toEqual(['Two nights', 'Food']);
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n'), maxLength: 4000 }), (typed) => deliveredLines(typed).length <= 20 && deliveredLines(typed).every((line) => line.length >= 1 && line.length <= 120)));
  });
});
