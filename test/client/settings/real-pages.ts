import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SCREENS, accessibilityFaults, startBrowser } from '../../support/browser.js';
import { builtClient } from '../../support/built-client.js';
import { pathOf, serveFolder } from '../../support/static-site.js';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

export interface RealPages {
  world: World;
  browser: Browser | null;
  /** While true nobody answers. */
  down: { now: boolean };
  /** A page as somebody of the test world, or as nobody. Null where there is no browser. */
  open: (who: Who | null, path: string, screen?: keyof typeof SCREENS, dark?: boolean) => Promise<Page | null>;
  stop: () => Promise<void>;
}

/**
 * The built client in front of the real server of the test world: what a page does is really done. `named`: the site has a name, as
 * passkeys need; carriers' callbacks then do not reach it.
 */
export async function startRealPages({ named = false }: { named?: boolean } = {}): Promise<RealPages> {
  const client = await builtClient();
  const browser = await startBrowser();
  const down = { now: false };
  const contexts = new Set<BrowserContext>();
  const site = await serveFolder(client.folder, (request, response) => {
    if (!pathOf(request).startsWith('/api/')) return false;
    if (down.now) request.socket.destroy();
    else passOn(request, response, world.publicUrl);
    return true;
  });
  const siteUrl = named ? site.url.replace('127.0.0.1', 'localhost') : site.url;
  const world = await startWorld(named ? { more: { PUBLIC_URL: siteUrl } } : {});

  return {
    world, browser, down,
    async open(who, path, screen = 'desk', dark = false) {
      if (!browser) return null;
      const context = await browser.newContext({ ...SCREENS[screen], serviceWorkers: 'block', reducedMotion: 'reduce', colorScheme: dark ? 'dark' : 'light', permissions: ['clipboard-write'] });
      contexts.add(context);
      if (who) {
        const [name, value] = (await world.cookieOf(who)).split('=') as [string, string];
        await context.addCookies([{ name, value, url: siteUrl }]);
      }
      const page = await context.newPage();
      await page.goto(`${siteUrl}${path}`);
      return page;
    },
    async stop() {
      for (const context of contexts) await context.close();
      await browser?.close();
      await site.close();
      await world.stop();
      await client.remove();
    },
  };
}

/** Makes the window as high as the page, so that no bar at its edge covers part of what is looked at. */
export async function whole(page: Page): Promise<void> {
  const { width = 1440 } = page.viewportSize() ?? {};
  await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
}

/** What keeps somebody from using the page as it stands, whole: faults of access, of the page itself (`faults`), and how many pixels it is too wide. */
export async function barriers(page: Page, faults: readonly string[]): Promise<string[]> {
  await whole(page);
  const found = [...await accessibilityFaults(page), ...faults];
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return tooWide > 0 ? [...found, `${tooWide} pixels too wide`] : found;
}

/** Hands a request to the server as if it came from its own pages. */
export function passOn(request: IncomingMessage, response: ServerResponse, to: string): void {
  const { origin: _origin, host: _host, connection: _connection, ...headers } = request.headers;
  const onward = http.request(new URL(request.url ?? '/', to), { method: request.method ?? 'GET', headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => { response.destroy(); });
  request.pipe(onward);
}
