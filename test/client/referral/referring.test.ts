import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ReceiptView } from '../../../server/contract/care.js';
import type { ProviderView } from '../../../server/contract/referral.js';
import { LOOKS, widthAt320 } from '../../support/browser.js';
import { PRIYA, aConsent, aReferral, anOwned } from '../board/builders.js';
import { aClinic, barriers } from '../board/clinic-browser.js';

const { clinic, open } = aClinic();

const TOKEN = 'x'.repeat(22);
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const mine = () => anOwned({ id: 'c1', ref: '8275', owner: { ...PRIYA, since: soon(-600) }, progressBy: soon(900), raisedAt: soon(-900) });

const aView = (more: Partial<ProviderView> = {}): ProviderView => ({
  ref: '8275', version: 3, state: 'SENT', org: 'Northside', serviceName: 'Elm Row', finished: false, answerBy: soon(540), secondsLeft: 540, ownerPhone: '+12025550142', ownerName: 'Priya', need: 'A safe bed tonight',
  ageBand: '16 to 17', area: '200xx', access: [], language: 'es', wishes: null, risks: [{ words: 'Hurt', answer: 'no' }], codeGoesTo: null, codeSentAt: null, proposedAt: null, timeAgreed: false, theyMust: null, waitDays: null,
  noShows: 0, confirm: false, person: null, capacity: null, serverTime: soon(0), ...more,
});

/** The page behind a link, and a service that says what a test makes of its answers. */
async function service(page: Page, url: string, first: ProviderView, after: (answer: string) => Partial<ProviderView>): Promise<Record<string, unknown>[]> {
  let view = first;
  const said: Record<string, unknown>[] = [];
  await page.route('**/api/v1/provider-link/*', async (route) => {
    const body = route.request().postDataJSON() as Record<string, unknown>;
    if (route.request().url().endsWith('/answer')) {
      said.push(body);
      view = { ...view, version: view.version + 1, ...after(String(body['answer'])) };
    } else if (route.request().url().endsWith('/opened') && view.state === 'SENT') view = { ...view, version: view.version + 1, state: 'VIEWED' };
    await route.fulfill({ json: { ...view, serverTime: soon(0) } });
  });
  await page.goto(`${url}/p#${TOKEN}`);
  return said;
}

/** Counts what a finger does. */
const countTouches = (page: Page) => page.evaluate(() => {
  const counted = window as unknown as { touches: number };
  counted.touches = 0;
  window.addEventListener('pointerdown', () => { counted.touches += 1; }, { capture: true });
});
const touches = (page: Page) => page.evaluate(() => (window as unknown as { touches: number }).touches);

async function sayWho(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Marisol Vega');
  await page.getByLabel('Your role').fill('Night lead');
}
const dialog = (page: Page) => page.getByRole('dialog');

describe('a service answers', () => {
  it('yes in two touches, well within 30 seconds', async () => {
    await open('/p', async (page, faults) => {
      const said = await service(page, clinic().url, aView(), () => ({ state: 'ACCEPTED', answerBy: null }));
      await page.getByRole('heading', { name: /can you take this person/ }).waitFor();
      await countTouches(page);
      const began = performance.now();
      await page.getByRole('button', { name: 'Accept', exact: true }).click();
      await sayWho(page);
      await dialog(page).getByRole('button', { name: 'Accept', exact: true }).click();
      await page.getByRole('heading', { name: 'Ring to hear who is coming' }).waitFor();
      const count = await touches(page);
      console.info(`A service answers: ${count} touches beside typing a name, ${((performance.now() - began) / 1000).toFixed(1)} s.`);
      expect(count).toBeLessThanOrEqual(2);
      expect(said).toEqual([expect.objectContaining({ answer: 'accept', name: 'Marisol Vega' })]);
      expect(await barriers(page, faults)).toEqual([]);
    }, { screen: 'phone', colorScheme: 'dark', whole: true });
  });

  it('with a waiting list, which is no yes, and later with a time', async () => {
    await open('/p', async (page, faults) => {
      const said = await service(page, clinic().url, aView(), (answer) => (answer === 'wait-list' ? { state: 'WAITLISTED', waitDays: 9, answerBy: soon(800_000) } : { state: 'SCHEDULED' }));
      await page.getByText('Another answer').click();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Waiting list' }).click();
      await page.getByLabel('About how many days?').fill('9');
      await sayWho(page);
      await page.getByRole('button', { name: 'Send: on our waiting list' }).click();
      await page.getByRole('heading', { name: 'On your waiting list' }).waitFor();
      expect(said[0]).toMatchObject({ answer: 'wait-list', waitDays: 9 });
      expect(await barriers(page, faults)).toEqual([]);
      expect(await widthAt320(page)).toBe(320);
    }, { screen: 'phone', whole: true });
  });

  it('with what they must do first, and with whom it would ask instead', async () => {
    await open('/p', async (page) => {
      const said = await service(page, clinic().url, aView(), (answer) => (answer === 'redirect' ? { state: 'REDIRECTED', finished: true } : {}));
      await page.getByText('Another answer').click();
      await page.getByRole('button', { name: 'They must do something first' }).click();
      await dialog(page).locator('label', { hasText: 'Papers are missing' }).click();
      await page.getByLabel('What exactly').fill('Bring any photo ID');
      await sayWho(page);
      await page.getByRole('button', { name: 'Send what they must do' }).click();
      await dialog(page).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Another service fits better' }).click();
      await page.getByLabel('Whom would you ask?').fill('Harbor House');
      await dialog(page).locator('label', { hasText: 'What they need' }).click();
      await page.getByRole('button', { name: 'Send this suggestion' }).click();
      await page.getByRole('heading', { name: 'No longer needed, thank you' }).waitFor();
      expect(said).toMatchObject([{ answer: 'needs-person', reason: 'MISSING_DOCUMENTS', note: 'Bring any photo ID' }, { answer: 'redirect', reason: 'NOT_ELIGIBLE_NEED', suggests: 'Harbor House' }]);
    });
  });

  it('that it knows that it was taken back, before its list drops it', async () => {
    await open('/p', async (page, faults) => {
      const said = await service(page, clinic().url, aView({ state: 'CANCELLED_BY_SENDER', finished: true, confirm: true, need: null }), () => ({ confirm: false }));
      await page.getByRole('button', { name: 'We know. Take it off our list' }).click();
      await sayWho(page);
      await dialog(page).getByRole('button', { name: 'We know. Take it off our list' }).click();
      await page.getByRole('heading', { name: 'No longer needed, thank you' }).waitFor();
      expect(said).toMatchObject([{ answer: 'confirm' }]);
      expect(await barriers(page, faults)).toEqual([]);
    }, { whole: true });
  });
});

describe('the owner', () => {
  it('refers in at most five touches, well within 60 seconds', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await countTouches(page);
      const began = performance.now();
      await page.getByRole('link', { name: 'Refer', exact: true }).click();
      await page.getByRole('article', { name: 'Elm Row' }).locator('label', { hasText: 'Agrees' }).click();
      await page.getByRole('button', { name: 'Send to Elm Row' }).click();
      await page.getByRole('article', { name: 'Elm Row' }).getByText('Delivered').waitFor();
      const count = await touches(page);
      console.info(`Referring: ${count} touches, ${((performance.now() - began) / 1000).toFixed(1)} s.`);
      expect(count).toBeLessThanOrEqual(5);
    });
  });

  it('sees each need and each hold with what comes next', async () => {
    clinic().state.cards = [mine()];
    clinic().state.crises.set('c1', {
      referrals: [
        aReferral({ id: 'r1', crisisId: 'c1', needId: 'n1', need: 'Crisis house', state: 'WAITLISTED', waitDays: 9, answerBy: soon(800_000) }),
        aReferral({ id: 'r2', crisisId: 'c1', serviceId: 'oak', serviceName: 'Oak Street', needId: 'n2', need: 'Help with alcohol', proposedAt: soon(7200) }),
        aReferral({ id: 'r3', crisisId: 'c1', serviceId: 'pine', serviceName: 'Pine', needId: 'n3', need: 'Food', state: 'CANCELLED_BY_SENDER', confirmBy: soon(600) }),
      ],
    });
    await open('/crises/c1/refer', async (page, faults) => {
      await page.getByRole('button', { name: 'Help with alcohol: Sent. No answer yet' }).waitFor();
      await page.getByRole('article', { name: 'Oak Street' }).getByText('say whether the time suits').waitFor();
      await page.getByRole('article', { name: 'Elm Row' }).first().getByText(/About 9 days on their list/).waitFor();
      await page.getByRole('article', { name: 'Elm Row' }).first().getByRole('button', { name: 'Record what they said' }).click();
      expect(await page.getByRole('article', { name: 'Elm Row' }).first().getByText('Did it help?').count()).toBe(0);
      await page.getByRole('article', { name: 'Pine' }).getByText(/has not said that they know/).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      expect(await widthAt320(page)).toBe(320);
    }, { whole: true });
  });
});

describe('the person', () => {
  const receipt: ReceiptView = {
    org: 'Northside', needsPin: false, phone: '+12025550100', crisisLine: '988', emergencyNumber: '911', serverTime: soon(0),
    shared: [{ serviceName: 'Elm Row', what: ['contact', 'need', 'risk'], at: soon(-7200), nameAt: soon(-3600), why: 'A safe bed tonight', how: 'link', emergencyBasis: null, overAt: null }],
    said: [{ serviceName: 'Elm Row', said: 'yes', at: soon(-7300), until: '2099-01-26', takeBack: 'consent-1', kind: false }, { serviceName: 'Harbor House', said: 'withdrawn', at: soon(-9000), until: null, takeBack: null, kind: false }],
  };

  it.each(LOOKS)('reads on a %s in %s colours what went to whom, behind a PIN, and leaves at once', async (screen, colorScheme) => {
    await open('/r', async (page, faults) => {
      await page.route('**/api/v1/receipt-link/view', async (route) => {
        const { pin } = route.request().postDataJSON() as { pin?: string };
        await (pin === '0000' ? route.fulfill({ status: 422, json: { type: '/problems/link/wrong-code', title: 'That code is not right', status: 422 } }) : route.fulfill({ json: pin === undefined ? { ...receipt, needsPin: true, shared: [], said: [] } : receipt }));
      });
      await page.goto(`${clinic().url}/r#${TOKEN}`);
      await page.getByLabel('PIN').fill('0000');
      await page.getByRole('button', { name: 'Show my page' }).click();
      await page.getByText('This PIN is not right').waitFor();
      await page.getByLabel('PIN').fill('4821');
      await page.getByRole('button', { name: 'Show my page' }).click();
      await page.getByRole('heading', { name: 'What was shared about me' }).waitFor();
      await page.getByText('You took back your yes for Harbor House').waitFor();
      expect(await page.title()).not.toMatch(/shared|crisis/i);
      expect(await barriers(page, faults.filter((fault) => !fault.includes('422')))).toEqual([]);
      expect(await widthAt320(page)).toBe(320);
      await page.keyboard.press('Escape');
      await page.waitForURL('about:blank');
    }, { screen, colorScheme, whole: true });
  });

  it('is reached only as it is safe: what is known of that, their page and the four lists stand on one page', async () => {
    clinic().state.cards = [mine()];
    clinic().state.crises.set('c1', { consents: [aConsent({ id: 'k9', emergencyBasis: 'Not conscious', method: null, givenBy: null })] });
    const put: unknown[] = [];
    await open('/crises', async (page, faults) => {
      const rules = { number: null, text: false, call: false, voicemail: false, hours: null, codeWord: null, note: null, version: 0, changedAt: null, changedBy: null };
      await page.route('**/api/v1/crises/c1/safe-contact', async (route) => {
        if (route.request().method() === 'PUT') put.push(route.request().postDataJSON());
        await route.fulfill({ json: put.length > 0 ? { ...rules, ...(put.at(-1) as object), version: 1, changedAt: soon(0), changedBy: 'Priya Nair' } : rules });
      });
      await page.route('**/api/v1/crises/c1/receipts', (route) => route.fulfill({ json: { receipts: [] } }));
      await page.route('**/api/v1/crises/c1/help', (route) => route.fulfill({ json: { given: [], informed: [], referred: [{ referralId: 'r1', what: 'Crisis house', serviceName: 'Elm Row', at: soon(-60) }], obtained: [] } }));
      await page.goto(`${clinic().url}/crises/c1/person`);
      await page.getByText('Until then nothing is sent to them.').waitFor();
      await page.getByText('Crisis house at Elm Row').waitFor();
      await page.getByRole('button', { name: 'They know now' }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      expect(await widthAt320(page)).toBe(320);
      await page.getByLabel('Number that is safe').fill('+1 202 555 0177');
      await page.getByText('Texts are safe').click();
      await page.getByLabel('Code word').fill('Library');
      await page.getByRole('button', { name: 'Save' }).first().click();
      await page.getByText(/Said by Priya Nair/).waitFor();
      expect(put).toEqual([{ seenVersion: 0, number: '+12025550177', text: true, call: false, voicemail: false, hours: null, codeWord: 'Library', note: null }]);
    }, { whole: true });
  });
});
