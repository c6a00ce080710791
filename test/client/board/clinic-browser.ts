import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SCREENS, accessibilityFaults, startBrowser, watchFaults } from '../../support/browser.js';
import { builtClient } from '../../support/built-client.js';
import type { BuiltClient } from '../../support/built-client.js';
import { startSmallClinic } from './small-clinic.js';
import type { SmallClinic } from './small-clinic.js';

export interface Look {
  screen?: keyof typeof SCREENS;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** A window as high as the page: nothing lies half under the bar at its edge, where it could not be judged. */
  whole?: boolean;
  /** The page's clock is moved by the test. */
  clock?: boolean;
}

/** A small clinic and a browser for one file of tests. Where there is no browser, `open` does nothing. */
export function aClinic() {
  let client: BuiltClient;
  let browser: Browser | null;
  let clinic: SmallClinic;
  let context: BrowserContext | undefined;

  // A page that waits in vain says so after 30 s, with what it waited for.
  jest.setTimeout(60_000);

  beforeAll(async () => {
    client = await builtClient();
    clinic = await startSmallClinic(client.folder);
    browser = await startBrowser();
  }, 180_000);

  afterEach(async () => {
    await context?.close();
    context = undefined;
    clinic.reset();
  });

  afterAll(async () => {
    await browser?.close();
    await clinic.stop();
    await client.remove();
  });

  return {
    clinic: (): SmallClinic => clinic,

    /** Opens a page as Priya and hands it over, with whatever goes wrong in it. */
    async open(path: string, look: (page: Page, faults: readonly string[]) => Promise<void>, { screen = 'desk', colorScheme = 'light', viewport, whole = false, clock = false }: Look = {}): Promise<void> {
      if (!browser) return;
      context = await browser.newContext({ ...SCREENS[screen], ...(viewport && { viewport }), ...(whole && { viewport: { width: SCREENS[screen].viewport.width, height: 6000 } }), colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' });
      const page = await context.newPage();
      if (clock) await page.clock.install();
      const faults = watchFaults(page);
      await page.goto(clinic.url + path);
      await look(page, faults);
    },
  };
}

/** Everything that keeps somebody from using the page as it is now. */
export const barriers = async (page: Page, faults: readonly string[]): Promise<readonly string[]> => [...faults, ...(await accessibilityFaults(page))];

/** What has the keyboard. */
export const focused = (page: Page): Promise<string> => page.evaluate<string>("(document.activeElement?.textContent ?? '').trim()");

/** In the page: what was written there and not sent, as it lies on the device. */
export const ON_DEVICE = `new Promise((settle) => {
  const asked = indexedDB.open('handrail-writing');
  asked.onsuccess = () => {
    const rows = asked.result.transaction('written').objectStore('written').getAll();
    rows.onsuccess = () => { asked.result.close(); settle(rows.result); };
  };
})`;

/** Waits until the device keeps so many of them. */
export async function deviceKeeps(page: Page, count: number): Promise<void> {
  await page.waitForFunction(`indexedDB.databases().then((all) => all.some(({ name }) => name === 'handrail-writing'))`);
  for (let looks = 0; await page.evaluate(`${ON_DEVICE}.then((rows) => rows.length)`) !== count; looks++) {
    if (looks === 200) throw new Error(`the device never kept ${count}`);
    await page.waitForTimeout(50);
  }
}
