import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LOOKS, SCREENS, accessibilityFaults, startBrowser, watchFaults, widthAt320 } from '../support/browser.js';
import { builtClient } from '../support/built-client.js';
import type { BuiltClient } from '../support/built-client.js';
import { serveFolder } from '../support/static-site.js';
import type { StaticSite } from '../support/static-site.js';

const PAGES = ['/gallery', '/gallery/frame/live', '/gallery/frame/stale', '/gallery/frame/offline', '/gallery/frame/simulated', '/gallery/frame/raise'];

let client: BuiltClient;
let site: StaticSite;
let browser: Browser | null;

beforeAll(async () => {
  client = await builtClient();
  site = await serveFolder(client.folder);
  browser = await startBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await site.close();
  await client.remove();
});

type Screen = keyof typeof SCREENS;

/** One page for the tests of a group. Each opens its page of the gallery in it anew. Where there is no browser nothing is done. */
function onePage(screen: Screen, colorScheme: 'light' | 'dark') {
  let page: Page | undefined;
  let faults: string[];
  beforeAll(async () => {
    const context = await browser?.newContext({ ...SCREENS[screen], colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' });
    page = await context?.newPage();
    if (page) faults = watchFaults(page);
  });
  afterAll(() => page?.context().close());

  return async (path: string, act: (page: Page, faults: string[]) => Promise<void>): Promise<void> => {
    if (!page) return;
    faults.length = 0;
    await page.goto(site.url + path);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await page.evaluate('document.fonts.ready');
    await act(page, faults);
  };
}

describe.each(LOOKS)('on a %s in %s colours', (screen, colours) => {
  const look = onePage(screen, colours);

  it.each(PAGES)('%s can be read and used by everybody', async (path) => {
    await look(path, async (page, faults) => {
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
    });
  }, 60_000);

  it('an open menu, a dialog, a toast and an error summary can be read and used by everybody', async () => {
    await look('/gallery', async (page, faults) => {
      await page.getByRole('button', { name: 'More for 4821' }).click();
      await page.getByRole('button', { name: 'Log a call' }).last().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Open a dialog' }).click();
      await page.getByRole('dialog', { name: 'Say why' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Show a toast' }).click();
      await page.getByRole('button', { name: 'Show what is wrong' }).click();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
    });
  }, 60_000);
});

describe('for the keyboard', () => {
  const look = onePage('desk', 'light');

  it('a dialog keeps the focus, closes with Escape and gives it back', async () => {
    await look('/gallery', async (page) => {
      const opener = page.getByRole('button', { name: 'Open a dialog' });
      await opener.press('Enter');
      await page.locator('dialog :focus').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.locator('button:focus', { hasText: 'Open a dialog' }).waitFor();
    });
  });

  it('a menu opens, closes with Escape and gives the focus back', async () => {
    await look('/gallery', async (page) => {
      await page.getByRole('button', { name: 'More for 4821' }).press('Enter');
      await page.keyboard.press('Tab');
      await page.locator('[popover] :focus', { hasText: 'Log a call' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('group', { name: 'More for 4821' }).waitFor({ state: 'hidden' });
      await page.locator('button:focus', { hasText: 'More for 4821' }).waitFor();
    });
  });

  it('an error summary takes the focus and leads to its field', async () => {
    await look('/gallery', async (page) => {
      await page.getByRole('button', { name: 'Show what is wrong' }).press('Enter');
      await page.locator('[role=group]:focus', { hasText: 'One answer needs another look' }).waitFor();
      await page.getByRole('link', { name: /^Phone: too short/ }).press('Enter');
      await page.locator('#gallery-phone:focus').waitFor();
    });
  });

  it('Z undoes what was just done, but not while somebody types', async () => {
    await look('/gallery', async (page) => {
      const toast = page.getByText('4821 is yours.', { exact: true });
      await page.getByRole('button', { name: 'Show a toast' }).click();
      await toast.waitFor();
      await page.getByLabel('Your name').press('z');
      expect(await toast.isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Open a dialog' }).focus();
      await page.keyboard.press('z');
      await toast.waitFor({ state: 'hidden' });
    });
  });

  it('nothing moves for somebody who asked for less motion, whichever layer of styles it is in', async () => {
    await look('/gallery', async (page) => {
      await page.getByRole('button', { name: 'Show a toast' }).click();
      expect(await page.locator('.toast').evaluate((toast) => getComputedStyle(toast).animationDuration)).toBe('1e-05s');
      const moving = await page.evaluate(() => [...document.querySelectorAll('body *')].flatMap((part) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(part);
        const seconds = [...(animationName === 'none' ? '' : animationDuration).split(','), ...transitionDuration.split(',')].map(parseFloat);
        return seconds.some((one) => one > 0.001) ? [part.className] : [];
      }));
      expect(moving).toEqual([]);
    });
  });

  it('the first stop of a page skips to its content', async () => {
    await look('/gallery/frame/live', async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('#main:focus').waitFor();
    });
  });
});

describe('at 320 pixels, as on a desk zoomed to 400 %', () => {
  const look = onePage('phone', 'light');

  it.each(PAGES)('%s needs no scrolling sideways', async (path) => {
    await look(path, async (page) => {
      expect(await widthAt320(page, 256)).toBe(320);
    });
  });
});
