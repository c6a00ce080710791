import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SCREENS, accessibilityFaults, startBrowser, watchFaults } from '../../support/browser.js';
import { builtClient } from '../../support/built-client.js';
import type { BuiltClient } from '../../support/built-client.js';
import { startSmallRota } from './small-rota.js';
import type { SmallRota } from './small-rota.js';

export interface Look {
  screen?: keyof typeof SCREENS;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** A window as high as the page: nothing lies half under the bar at its edge, where it could not be judged. */
  whole?: boolean;
}

/** A small rota and a browser for one file of tests. Where there is no browser, `open` does nothing. */
export function aRotaRoom() {
  let client: BuiltClient;
  let browser: Browser | null;
  let rota: SmallRota;
  let context: BrowserContext | undefined;

  jest.setTimeout(60_000);

  beforeAll(async () => {
    client = await builtClient();
    rota = await startSmallRota(client.folder);
    browser = await startBrowser();
  }, 180_000);

  afterEach(async () => {
    await context?.close();
    context = undefined;
    rota.reset();
  });

  afterAll(async () => {
    await browser?.close();
    await rota.stop();
    await client.remove();
  });

  return {
    rota: (): SmallRota => rota,

    /** Opens a page as Priya and hands it over, with whatever goes wrong in it. */
    async open(path: string, look: (page: Page, faults: readonly string[]) => Promise<void>, { screen = 'desk', colorScheme = 'light', viewport, whole = false }: Look = {}): Promise<void> {
      if (!browser) return;
      context = await browser.newContext({ ...SCREENS[screen], ...(viewport && { viewport }), ...(whole && { viewport: { width: SCREENS[screen].viewport.width, height: 6000 } }), colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const faults = watchFaults(page);
      await page.goto(rota.url + path);
      await look(page, faults);
    },
  };
}

/** Everything that keeps somebody from using the page as it is now. */
export const barriers = async (page: Page, faults: readonly string[]): Promise<readonly string[]> => [...faults, ...(await accessibilityFaults(page))];
