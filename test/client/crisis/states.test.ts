import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HANA, anEmergency, anOwned } from '../board/builders.js';
import { aClinic, barriers } from '../board/clinic-browser.js';

const { clinic, open } = aClinic();
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

/** Each page, what it asks the server for, what it says while that takes long, and how it is known to be there. */
const PAGES = [
  { path: '/board', asks: '**/api/v1/board', slow: 'This takes longer than usual', shows: (page: Page) => page.locator('[data-card="em"]') },
  { path: '/crises', asks: '**/api/v1/crises/search', slow: 'This takes longer than usual', shows: (page: Page) => page.getByRole('link', { name: /4821/ }) },
  { path: '/crises/own', asks: '**/api/v1/crises/own', slow: /longer than usual/, shows: (page: Page) => page.getByText('2918').first() },
  { path: '/wall', asks: '**/api/v1/wall', slow: 'The server takes long to answer', shows: (page: Page) => page.getByText('4821') },
] as const;

function someCrises(): void {
  clinic().state.cards = [anEmergency({ id: 'em', ref: '4821', answerBy: soon(60) }), anOwned({ id: 'own', ref: '2918', owner: { ...HANA, since: soon(-900) }, progressBy: soon(240) })];
}

describe.each(PAGES)('$path', ({ path, asks, slow, shows }) => {
  it('says after five seconds what is slow, and what to do meanwhile', async () => {
    someCrises();
    await open(path, async (page, faults) => {
      await page.route(asks, () => undefined);
      await page.reload();
      await page.locator('h1').first().waitFor({ state: 'attached' });
      await page.clock.runFor(5500);
      await page.getByText(slow).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    }, { clock: true });
  });

  it('without a network keeps what it shows, says so, and what still works', async () => {
    someCrises();
    await open(path, async (page) => {
      await shows(page).waitFor();
      await page.context().setOffline(true);
      await page.getByText(path === '/wall' ? /^No network at this screen since/ : 'No internet').first().waitFor();
      await shows(page).waitFor();
      await page.context().setOffline(false);
    });
  });
});

describe('without the right', () => {
  it.each(['/board', '/crises', '/admin/walls'])('%s says who can help, never what is there', async (path) => {
    someCrises();
    await open(path, async (page) => {
      await page.route('**/api/v1/session', async (route) => {
        const answer = await route.fetch();
        const session = await answer.json() as { permissions: string[] };
        await route.fulfill({ response: answer, json: { ...session, permissions: [] } });
      });
      await page.reload();
      await page.locator('.empty-title').waitFor();
      expect(await page.locator('main').innerText()).not.toMatch(/4821|2918/);
    });
  });

  it('the wall says that a role does not include it', async () => {
    await open('/wall', async (page) => {
      await page.route('**/api/v1/wall', (route) => route.fulfill({ status: 403, json: { type: '/problems/identity/not-allowed', title: 'no', status: 403 } }));
      await page.reload();
      await page.getByText('Your role does not include the wall').waitFor();
    });
  });
});
