import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SCREENS, startBrowser, watchFaults } from './browser.js';
import { builtClient } from './built-client.js';
import type { BuiltClient } from './built-client.js';
import { serveFolder } from './static-site.js';
import type { StaticSite } from './static-site.js';

/** How a page is looked at: `path` is opened, on a desk and in light colours unless said otherwise. */
interface Look {
  screen?: keyof typeof SCREENS;
  colorScheme?: 'light' | 'dark';
  path?: string;
}

/**
 * The built client of this file in front of answers of the test's own and a live line that beats, `open` for one page in it, and
 * `tell` for news over the line. What is open is closed before the next and after each test. Where there is no browser nothing is looked at.
 * @param firstPath what is opened when a look names no path
 */
export function onePage(firstPath: string, answer: (request: IncomingMessage, response: ServerResponse) => boolean) {
  let client: BuiltClient;
  let site: StaticSite;
  let sockets: SocketServer;
  let browser: Browser | null;
  let context: BrowserContext | undefined;

  jest.setTimeout(60_000);
  beforeAll(async () => {
    client = await builtClient();
    site = await serveFolder(client.folder, answer);
    sockets = new SocketServer(site.server, { serveClient: false });
    sockets.on('connection', (socket) => { socket.emit('heartbeat', { at: new Date().toISOString() }); });
    browser = await startBrowser();
  }, 180_000);
  afterEach(async () => {
    await context?.close();
    context = undefined;
  });
  afterAll(async () => {
    await browser?.close();
    await sockets.close();
    await site.close();
    await client.remove();
  });

  const open = async (look: (page: Page, faults: readonly string[]) => Promise<void>, { screen = 'desk', colorScheme = 'light', path = firstPath }: Look = {}): Promise<void> => {
    if (!browser) return;
    await context?.close();
    context = await browser.newContext({ ...SCREENS[screen], colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' });
    const page = await context.newPage();
    const faults = watchFaults(page);
    await page.goto(site.url + path);
    await look(page, faults);
  };
  return { open, tell: (event: string, news: object): void => { sockets.emit(event, news); } };
}
