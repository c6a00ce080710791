import { describe, expect, it } from '@jest/globals';
import { groupOf, referralDueAt, referralGroups } from '../../../client/src/referral/list/core/referral-groups.js';
import { usualNeed } from '../../../client/src/referral/refer/core/asked-need.js';
import { panelOrder } from '../../../client/src/referral/refer/core/panel-order.js';
import { waySteps } from '../../../client/src/referral/refer/core/referral-steps.js';
import { standingConsent } from '../../../client/src/referral/refer/core/standing-consent.js';
import { NOW, aConsent, aMatchAnswer, aReferral, at } from './builders.js';

describe('the refer panel', () => {
  it('puts the best match before the owner at first', () => {
    const order = panelOrder(aMatchAnswer(), []);
    expect(order.next).toBe('elm');
    expect(order.matches.map(({ serviceId }) => serviceId)).toEqual(['elm', 'harbor']);
  });

  it('while one is asked, has the next one ready and does not offer the first again', () => {
    const order = panelOrder(aMatchAnswer(), [aReferral()]);
    expect(order.open.map(({ serviceId }) => serviceId)).toEqual(['elm']);
    expect(order.matches.map(({ serviceId }) => serviceId)).toEqual(['harbor']);
    expect(order.next).toBe('harbor');
  });

  it.each(['DECLINED', 'EXPIRED', 'HANDED_BACK'] as const)('after %s says so and brings the next match forward', (state) => {
    const order = panelOrder(aMatchAnswer(), [aReferral({ state })]);
    expect(order.failed?.serviceName).toBe('Elm Row');
    expect(order.next).toBe('harbor');
  });

  it('after all links were tried goes on to those to phone first', () => {
    const order = panelOrder(aMatchAnswer({ matches: [] }), [aReferral({ state: 'DECLINED', nextMatch: null })]);
    expect(order.next).toBe('cedar');
  });

  it('pushes nobody further once a service has said yes', () => {
    expect(panelOrder(aMatchAnswer(), [aReferral({ state: 'ACCEPTED' })]).next).toBeNull();
  });

  it('does not keep an earlier no on show when something newer is open', () => {
    expect(panelOrder(aMatchAnswer(), [aReferral({ state: 'DECLINED' }), aReferral({ id: 'r2', serviceId: 'harbor', sentAt: at(-5) })]).failed).toBeNull();
  });

  it('works while no match is known', () => {
    expect(panelOrder(undefined, [])).toEqual({ open: [], failed: null, matches: [], phoneFirst: [], next: null });
  });
});

describe('what a service is told is needed', () => {
  it('is the kinds of help, and stays the same from one minute to the next', () => {
    const early = usualNeed({}, [{ words: 'Usual for urgency C: Crisis house', from: 'crisis' }, { words: 'With them by 02:14', from: 'crisis' }]);
    const late = usualNeed({}, [{ words: 'Usual for urgency C: Crisis house', from: 'crisis' }, { words: 'Now: the time to be with them is over', from: 'crisis' }]);
    expect(early).toBe('Crisis house');
    expect(late).toBe(early);
  });

  it('is what the owner looks for, when they said it', () => {
    expect(usualNeed({ kinds: ['shelter', 'food'] }, undefined)).toBe('Bed tonight, Food');
  });
});

describe('the person’s word for one service', () => {
  const TODAY = '2026-10-28';

  it('is not asked, until somebody recorded it for this very service', () => {
    expect(standingConsent([], 'elm', TODAY).answer).toBe('not-asked');
    expect(standingConsent([aConsent({ serviceId: 'harbor' })], 'elm', TODAY).answer).toBe('not-asked');
  });

  it('is the last one: a no after a yes is a no, a yes after it a yes', () => {
    const yes = aConsent({ at: at(-30) });
    const no = aConsent({ id: 'k2', at: at(-20), refused: true });
    expect(standingConsent([yes, no], 'elm', TODAY).answer).toBe('no');
    expect(standingConsent([aConsent({ id: 'k3', at: at(-10) }), yes, no], 'elm', TODAY)).toMatchObject({ answer: 'yes', consent: { id: 'k3' } });
  });

  it('may have been said for every service of a kind, but not to one that they took back since', () => {
    const kind = aConsent({ id: 'k', serviceId: null, category: 'crisis-house', at: at(-30) });
    expect(standingConsent([kind], 'elm', TODAY).answer).toBe('not-asked');
    expect(standingConsent([kind], 'elm', TODAY, ['crisis-house'])).toMatchObject({ answer: 'yes', consent: { id: 'k' } });
    expect(standingConsent([kind, aConsent({ id: 'no', at: at(-20), refused: true })], 'elm', TODAY, ['crisis-house']).answer).toBe('no');
    const own = aConsent({ id: 'own', at: at(-40), withdrawnAt: at(-20) });
    expect(standingConsent([own, kind], 'elm', TODAY, ['crisis-house']).answer).toBe('not-asked');
    expect(standingConsent([own, { ...kind, at: at(-10) }], 'elm', TODAY, ['crisis-house']).answer).toBe('yes');
  });

  it('is gone when it was taken back or is over, and an emergency is nobody’s word', () => {
    expect(standingConsent([aConsent({ withdrawnAt: at(0) })], 'elm', TODAY).answer).toBe('not-asked');
    expect(standingConsent([aConsent({ expiresOn: TODAY })], 'elm', TODAY).answer).toBe('yes');
    expect(standingConsent([aConsent({ expiresOn: '2026-10-27' })], 'elm', TODAY).answer).toBe('not-asked');
    expect(standingConsent([aConsent({ emergencyBasis: 'life at risk', method: null, givenBy: null })], 'elm', TODAY).answer).toBe('not-asked');
  });
});

describe('how far a referral has come', () => {
  const names = (more: Parameters<typeof aReferral>[0]) => waySteps(aReferral(more), NOW).map(({ name, state }) => `${name} ${state}`);

  it('tells sent, delivered, opened and accepted apart', () => {
    expect(names({})).toEqual(['sent done', 'delivered todo', 'opened todo', 'accepted todo']);
    expect(names({ deliveredAt: at(-290) })).toEqual(['sent done', 'delivered done', 'opened todo', 'accepted todo']);
    // A receipt may be lost: opened all the same.
    expect(names({ state: 'VIEWED', openedAt: at(-100) })).toEqual(['sent done', 'delivered todo', 'opened done', 'accepted todo']);
  });

  it('does not call sent what leaves only when they open', () => {
    expect(names({ leavesAt: at(3600) })[0]).toBe('leaves todo');
  });

  it('names a no, silence and a hand-back', () => {
    const step = (state: 'DECLINED' | 'EXPIRED' | 'HANDED_BACK') => waySteps(aReferral({ state, steps: [{ state, at: at(-1), by: 'Sam', reason: null, note: null, said: null }] }), NOW).at(-1);
    expect(step('DECLINED')).toEqual({ name: 'declined', state: 'failed', at: at(-1) });
    expect(step('EXPIRED')).toEqual({ name: 'expired', state: 'failed', at: at(-1) });
    expect(step('HANDED_BACK')).toEqual({ name: 'handed-back', state: 'failed', at: at(-1) });
  });

  it('by phone has no text to be delivered or opened', () => {
    expect(names({ way: 'phone', state: 'ACCEPTED', steps: [{ state: 'ACCEPTED', at: at(-1), by: 'Sam', reason: null, note: null, said: null }] })).toEqual(['rung done', 'accepted done']);
  });
});

describe('the list of referrals', () => {
  it('tells who owes an answer, what is due, what is under way and what is over', () => {
    expect(groupOf(aReferral({ state: 'VIEWED' }), NOW)).toBe('unanswered');
    expect(groupOf(aReferral({ state: 'ACCEPTED', contactBy: at(60) }), NOW)).toBe('answered');
    expect(groupOf(aReferral({ state: 'ACCEPTED', contactBy: at(0) }), NOW)).toBe('due');
    expect(groupOf(aReferral({ state: 'NO_SHOW' }), NOW)).toBe('due');
    expect(groupOf(aReferral({ state: 'COMPLETED_SERVED', serviceOutcome: 'helped' }), NOW)).toBe('due');
    expect(groupOf(aReferral({ state: 'COMPLETED_SERVED', serviceOutcome: 'helped', personOutcome: 'not-known' }), NOW)).toBe('over');
    expect(groupOf(aReferral({ state: 'DECLINED' }), NOW)).toBe('over');
  });

  it('has what is due soonest first, and what is over newest first', () => {
    const groups = referralGroups([aReferral({ id: 'b', answerBy: at(90) }), aReferral({ id: 'a', answerBy: at(30) }), aReferral({ id: 'old', state: 'DECLINED', sentAt: at(-900) }), aReferral({ id: 'new', state: 'DECLINED', sentAt: at(-9) })], NOW);
    expect(groups.unanswered.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(groups.over.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(referralDueAt(aReferral({ state: 'DECLINED' }))).toBeNull();
  });
});
