import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { SCREENS, startBrowser } from '../../support/browser.js';
import { builtClient } from '../../support/built-client.js';
import type { BuiltClient } from '../../support/built-client.js';
import { serveFolder } from '../../support/static-site.js';
import type { StaticSite } from '../../support/static-site.js';
import { smallApi } from './small-api.js';

/** A small API and a phone with a browser for one file of tests. Where there is no browser, `on` does nothing. */
export function aPhone() {
  const api = smallApi();
  let client: BuiltClient;
  let site: StaticSite;
  let browser: Browser | null;
  let context: BrowserContext | undefined;

  // A page that waits in vain says so after 30 s, with what it waited for.
  jest.setTimeout(60_000);

  beforeAll(async () => {
    client = await builtClient();
    site = await serveFolder(client.folder, api.handle);
    browser = await startBrowser();
  }, 180_000);

  afterEach(async () => {
    await context?.close();
    context = undefined;
    api.reset();
  });

  afterAll(async () => {
    await browser?.close();
    await site.close();
    await client.remove();
  });

  return {
    api,
    /** Where the pages are, without a slash at the end. */
    url: (): string => site.url,

    /** Opens a page as Dana and hands it over. */
    async on(path: string, act: (page: Page) => Promise<void>, more: BrowserContextOptions = {}): Promise<void> {
      if (!browser) return;
      context = await browser.newContext({ ...SCREENS.phone, reducedMotion: 'reduce', serviceWorkers: 'block', ...more });
      const page = await context.newPage();
      await page.goto(site.url + path);
      await act(page);
    },
  };
}
