import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { FoundServices } from '../../../server/contract/found-services.js';
import { candidateOf, inOrder, mapOf } from '../../../server/directory/core/find-services.js';
import { serviceView } from '../../../server/directory/core/service-view.js';
import { NOW, filesOf, mustRead, ownFolder } from '../../server/directory/support/shared-data.js';
import { SCREENS, accessibilityFaults, startBrowser, watchFaults } from '../../support/browser.js';
import { builtClient } from '../../support/built-client.js';
import { answerJson, pathOf, serveFolder } from '../../support/static-site.js';
import type { StaticSite } from '../../support/static-site.js';
import { DANA } from '../worker/small-api.js';

jest.setTimeout(90_000);

const { services } = mustRead(filesOf(ownFolder('config/demo/directory')), { trusted: true });
/** Somewhere no lines are bundled for. */
const LONDON = { latitude: 51.5, longitude: -0.12 };
const state = { abroad: false };

/** The demo directory as the server finds it, by name. */
function found(query: URLSearchParams): FoundServices {
  const q = (query.get('q') ?? '').toLowerCase();
  const fitting = services.filter(({ name, handrail: { kinds } }) => name.toLowerCase().includes(q) && (query.get('kind') === null || kinds.some((kind) => kind === query.get('kind'))));
  const near = query.get('near') === '20009' ? { latitude: 38.92, longitude: -77.04 } : null;
  const order = inOrder(fitting.map((one) => candidateOf(one, near)));
  const { points, notOnMap } = mapOf(order);
  const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 50)];
  const window = order.slice(offset, offset + limit);
  return {
    total: order.length, within: order.length, unit: 'mi', notOnMap, unknownHours: 0, lookedAt: null, near, distances: window.map(({ miles }) => (miles === null ? null : Math.round(miles * 10) / 10)),
    services: window.flatMap(({ id }) => fitting.filter((one) => one.id === id).map((one) => serviceView(one, 1, NOW, 'America/New_York'))),
    points: query.get('points') === 'true' ? points.map((point) => (state.abroad ? { ...point, ...LONDON } : point)) : null,
  };
}

function answer(request: IncomingMessage, response: ServerResponse): boolean {
  const path = pathOf(request);
  if (path === '/api/v1/session') answerJson(response, 200, { ...DANA, permissions: [...DANA.permissions, 'directory:edit'] });
  else if (path === '/api/v1/found-services') answerJson(response, 200, found(new URL(request.url ?? '/', 'http://site').searchParams));
  else return false;
  return true;
}

let [site, browser]: [StaticSite | null, Browser | null] = [null, null];
beforeAll(async () => {
  site = await serveFolder((await builtClient()).folder, answer);
  browser = await startBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function on(screen: keyof typeof SCREENS, colorScheme: 'light' | 'dark', act: (page: Page) => Promise<void>): Promise<void> {
  if (!browser || !site) return;
  const context = await browser.newContext({ ...SCREENS[screen], colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' });
  const page = await context.newPage();
  const faults = watchFaults(page);
  const elsewhere: string[] = [];
  page.on('request', (request) => { if (site && !request.url().startsWith(site.url) && !request.url().startsWith('data:')) elsewhere.push(request.url()); });
  await page.goto(`${site.url}/services`);
  await act(page);
  expect([faults, elsewhere]).toEqual([[], []]);
  await context.close();
}
const pinned = (page: Page): Promise<number> => page.locator('.map-pin').evaluateAll((pins) => pins.reduce((sum, pin) => sum + (Number(pin.textContent) || 1), 0));
const shot = async (page: Page, name: string): Promise<void> => { if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` }); };

describe('the map of services', () => {
  it('stands beside the list on a desk, with the same services, all reachable by keyboard and by name', async () => {
    await on('desk', 'light', async (page) => {
      await page.locator('.map-pin').first().waitFor();
      await page.locator('.map-county').first().waitFor({ state: 'attached' });
      await page.locator('.map-town').first().waitFor();
      const all = found(new URLSearchParams('points=true'));
      await page.getByText(`${all.total} services`, { exact: true }).waitFor();
      await page.getByText(`${all.total - all.notOnMap} on the map. ${all.notOnMap} not on the map`).waitFor();
      expect(await pinned(page)).toBeGreaterThanOrEqual(all.total - all.notOnMap);
      await shot(page, 'services-desk-light');
      expect(await accessibilityFaults(page)).toEqual([]);

      await page.getByLabel('Kind of help').selectOption('domestic-abuse');
      const abuse = found(new URLSearchParams('kind=domestic-abuse&points=true'));
      await page.getByText(`${abuse.total - abuse.notOnMap} on the map`).waitFor();
      await page.getByText(`${abuse.total} services`, { exact: true }).waitFor();
      expect(await page.locator('.service-card').count()).toBe(abuse.total);
      expect(await page.locator('.map-pin', { hasText: /^$/ }).evaluateAll((pins) => pins.map((pin) => pin.getAttribute('aria-label')))).not.toContain('Lamplight Refuge');

      const pin = page.locator('.map-pin').first();
      await pin.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('list', { name: 'Services here' }).getByRole('link').first().waitFor();
    });
  });

  it('is the other side of the list on a phone, and puts the nearest first', async () => {
    await on('phone', 'dark', async (page) => {
      await page.getByLabel('Near this postcode or ZIP').fill('20009');
      await page.getByText('The nearest first', { exact: false }).waitFor();
      expect(page.url()).not.toContain('20009');
      expect(await page.locator('.services-map').count()).toBe(0);
      await page.getByText('Map', { exact: true }).click();
      await page.locator('.map-pin').first().waitFor();
      await page.locator('.map-here').waitFor({ state: 'attached' });
      expect(await page.locator('.service-card').count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await shot(page, 'services-phone-dark');
      // What lies under the bar at the bottom now can be scrolled to: the map as a whole is looked at.
      await page.locator('.map-box').evaluate((map) => { map.scrollIntoView({ block: 'center' }); });
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });

  it('shows points on a plain grid where no lines are bundled, and says so', async () => {
    state.abroad = true;
    try {
      await on('desk', 'light', async (page) => {
        await page.getByText('No background is bundled for this part of the world', { exact: false }).waitFor();
        await page.locator('.map-grid').first().waitFor({ state: 'attached' });
        expect(await pinned(page)).toBeGreaterThan(100);
        await shot(page, 'services-abroad');
      });
    } finally { state.abroad = false; }
  });
});
