import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CrisisView, ReportView } from '../../../server/contract/crisis.js';
import type { MatchAnswer } from '../../../server/contract/matching.js';
import type { ConsentView, ReferralView } from '../../../server/contract/referral.js';
import { counted, demoFlow, staff } from '../../support/demo-flow.js';

/**
 * The main flows of ux.md §4 on the built client and a real server, each tap counted. Times are printed and never asserted: a busy machine
 * must not fail a build. `npm run bench -- --only raise-slow-4g` measures the one that has a budget in seconds. Referring has a file of its own.
 */
const { faults, seen: looked, url, windowOf, ask, until } = demoFlow();

const nameOf = (id: string): string => ({ tomas: 'Tomas Brandt', hana: 'Hana Okafor', priya: 'Priya Nair', luca: 'Luca Weiss', noor: 'Noor Khalil', amara: 'Dr Amara Adeyemi' })[id] ?? id;

describe('the main flows', () => {
  it('keep their taps: raise an emergency, answer it and be seen, hand it over, close the loop', async () => {
    if (!looked()) return;
    const dana = await windowOf(staff('dana'), 'phone');
    await dana.goto(`${url()}/`);

    const raise = counted('Raise an emergency');
    await raise.tap(dana.getByRole('main').getByRole('link', { name: 'Raise a crisis' }));
    await raise.tap(dana.locator('label', { hasText: 'Life may be at risk' }));
    await raise.tap(dana.getByRole('button', { name: 'Send now' }));
    await dana.getByText(/^Sent \d\d:\d\d:\d\d/).waitFor();
    raise.done(3, 'the phone says that it is sent');
    const report = await until('the report', async () => (await ask<{ reports: ReportView[] }>(dana, 'GET', '/reports')).reports.find(({ choice }) => choice === 'life-at-risk'));
    const first = String(report.ladder?.rungs[0]?.asked[0]?.staffId);

    // Whoever is asked first sees it on the board and takes it; the raiser sees who.
    const theirs = await windowOf(staff(first), 'desk');
    await theirs.goto(`${url()}/board`);
    const card = theirs.locator(`[data-card="${report.crisisId}"]`);
    await card.getByRole('button', { name: 'I’ve got this' }).waitFor();
    const answer = counted('Answer it');
    const seen = dana.getByText(new RegExp(`^${nameOf(first)} has this`)).first().waitFor();
    await answer.tap(card.getByRole('button', { name: 'I’ve got this' }));
    await seen;
    answer.done(1, 'the raiser sees who has it');

    // Handed over with five boxes filled in from what is known; it counts when the other accepts.
    await ask(dana, 'PATCH', `/reports/${report.id}`, { headline: 'Somebody at the shelter needs a quiet bed', place: 'Northgate shelter', theySaid: 'I want it to stop', whatHelps: 'A quiet room', postcode: '20002', ageYears: 34, language: 'en', facts: { suicidalThoughts: 'yes', alone: 'no' } });
    const receiver = first === 'priya' ? 'luca' : 'priya';
    const other = await windowOf(staff(receiver), 'desk');
    await other.goto(`${url()}/board`);
    await other.locator(`[data-card="${report.crisisId}"]`).waitFor();
    await theirs.goto(`${url()}/crises/${report.crisisId}`);
    const hand = counted('Hand it over');
    await hand.tap(theirs.getByRole('link', { name: 'Hand over', exact: true }));
    await hand.tap(theirs.locator('label', { hasText: nameOf(receiver) }));
    await hand.tap(theirs.getByRole('button', { name: new RegExp(`^Ask ${nameOf(receiver)} to take it over`) }));
    await theirs.getByText(new RegExp(`^Asked ${nameOf(receiver)}`)).first().waitFor();
    hand.done(3, 'the colleague is asked');
    const accept = counted('Accept it');
    await accept.tap(other.locator(`[data-card="${report.crisisId}"] [data-act="hand-over"]`));
    await accept.tap(other.getByRole('button', { name: 'I take it over' }));
    await until('the new owner', async () => (await ask<CrisisView>(other, 'GET', `/crises/${report.crisisId}`)).owner?.id === receiver);
    accept.done(2, 'it is read and theirs');

    // The service has said that it helped; the person is asked too.
    const referral = await served(other, report.crisisId);
    const loop = counted('Close the loop');
    await loop.tap(other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Referrals' }));
    const due = other.locator('.referral-row', { hasText: referral.serviceName });
    await loop.tap(due.getByRole('group', { name: 'The person says' }).getByText('Helped', { exact: true }));
    await until('what the person says', async () => (await ask<ReferralView>(other, 'GET', `/referrals/${referral.id}`)).personOutcome === 'helped');
    loop.done(3, 'both have said whether it helped');
    expect(faults).toEqual([]);
  }, 120_000);
});

/** A referral to a service that was rung, said yes, and has since said that it helped. */
async function served(owner: Page, crisisId: string): Promise<ReferralView> {
  const { matches } = await ask<MatchAnswer>(owner, 'POST', `/crises/${crisisId}/matches`, {});
  const serviceId = matches[0]?.serviceId;
  const { id: consentId } = await ask<ConsentView>(owner, 'POST', `/crises/${crisisId}/consents`, { serviceId, dataClasses: ['need', 'contact'], method: 'spoken', givenBy: 'self' });
  const sent = await ask<ReferralView>(owner, 'POST', '/referrals', { crisisId, serviceId, consentId, need: 'A quiet bed', phoned: { name: 'Marisol Vega', role: 'Night lead', answer: 'accepted' } });
  return ask<ReferralView>(owner, 'POST', `/referrals/${sent.id}/outcome`, { seenVersion: sent.version, from: 'service', outcome: 'helped', served: true });
}
