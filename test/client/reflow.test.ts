import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startRealPages } from './settings/real-pages.js';
import type { RealPages } from './settings/real-pages.js';

/** Source: WCAG 2.2, 1.4.10 Reflow: 320 by 256 CSS pixels are a window of 1280 by 1024 zoomed to 400 %. */
const ZOOMED = { width: 320, height: 256 };

let pages: RealPages;
let crisisId = '';
beforeAll(async () => {
  pages = await startRealPages();
  ({ crisisId } = await pages.world.raise({ choice: 'life-at-risk', headline: 'Somebody with a-very-long-word-that-nobody-would-break-by-themselves' }));
}, 180_000);
afterAll(async () => { await pages.stop(); });

/** The main routes, and who has them every day. */
const ROUTES = {
  wes: ['/', '/raise'],
  ana: ['/board', '/crises', '/crises/:id', '/referrals', '/follow-ups', '/services', '/rota', '/me/settings', '/me/shift'],
} as const;

const ready = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
};

describe.each(Object.entries(ROUTES) as [keyof typeof ROUTES, readonly string[]][])('what %s needs every day', (who, routes) => {
  it('is read without scrolling sideways at 400 % zoom, and nothing moves for whom movement is turned off', async () => {
    const page = await pages.open(who, '/');
    if (!page) return;
    await page.setViewportSize(ZOOMED);
    for (const route of routes) {
      await page.goto(new URL(route.replace(':id', crisisId), page.url()).href);
      await ready(page);
      const found = await page.evaluate(() => {
        const seconds = (list: string): number => Math.max(...list.split(',').map((one) => Number.parseFloat(one) * (one.trim().endsWith('ms') ? 0.001 : 1)));
        const moving = [...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
          return seconds(transitionDuration) > 0.01 || (animationName !== 'none' && seconds(animationDuration) > 0.01);
        });
        return { wide: document.documentElement.scrollWidth, moving: moving.map((element) => `${element.tagName}.${element.className}`) };
      });
      expect({ route, ...found }).toEqual({ route, wide: ZOOMED.width, moving: [] });
    }
  }, 60_000);
});
