import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Route as Request } from 'playwright-core';
import { SCREENS, accessibilityFaults, watchFaults } from '../support/browser.js';
import type { Person } from './people.js';
import type { Scene, State } from './scenes.js';

/** How a page is shown. */
export interface Look {
  screen: keyof typeof SCREENS;
  colorScheme: 'light' | 'dark';
}

/** One picture and what is wrong with the page on it. */
export interface Picture {
  route: string;
  scene: string;
  state: State;
  look: Look;
  address: string;
  file: string;
  faults: readonly string[];
}

/** Taller pages are cut here, in CSS pixels. */
const TALLEST = 6000;
/** Without a heartbeat for so long a screen is stale. Source: product design guide §3. */
const STALE_AFTER_MS = 15_500;

/** A browser window of `person`, or of somebody without an account, in one look. Service workers are off, so that answers can be forced. */
export async function windowOf(browser: Browser, url: string, person: Person | null, { screen, colorScheme }: Look): Promise<BrowserContext> {
  // Reduced motion: a colour half-way through a fade has no contrast of its own.
  const context = await browser.newContext({ ...SCREENS[screen], colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block', locale: 'en-US', timezoneId: 'America/New_York' });
  if (person) await context.addCookies([{ ...person.cookie, url, httpOnly: true, sameSite: 'Lax' }]);
  return context;
}

/** Opens the scene's page in `state`, takes its picture into `folder` and judges it: never throws, what cannot be shown is a fault. */
export async function takePicture(context: BrowserContext, url: string, scene: Scene, address: string, state: State, look: Look, folder: string): Promise<Picture> {
  const name = [scene.route.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'home', scene.name?.replaceAll(' ', '-'), state === 'default' ? null : state, look.screen, look.colorScheme].filter(Boolean).join('_');
  const file = `${name}.png`;
  const page = await context.newPage();
  const faults = watchFaults(page);
  const found: string[] = [];
  try {
    const meanwhile = await force(page, state);
    await page.goto(url + address);
    await settle(page, state);
    await meanwhile();
    if (state === 'default') await scene.act?.(page);
    await page.waitForTimeout(200);
    const aside = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (aside > 0) found.push(`scrolls ${aside} px sideways`);
    await whole(page, look);
    await page.screenshot({ path: join(folder, file), animations: 'disabled' });
    await loosenBars(page);
    found.push(...(await accessibilityFaults(page)).map((violation) => `axe: ${violation.replaceAll(/\s+/g, ' ')}`));
  } catch (error) {
    found.push(`cannot be shown: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`);
    await page.screenshot({ path: join(folder, file) }).catch(() => undefined);
  }
  // Gone before the line is back: a report that waits on the page would be sent, and every later picture would show it.
  await page.close();
  await context.setOffline(false);
  // What is forced upon a page says so itself.
  const own = state === 'default' || state === 'empty' ? faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|WebSocket connection/.test(fault)) : [];
  return { route: scene.route, scene: scene.name ?? '', state, look, address: address.replace(/#.*/, '#…'), file, faults: [...found, ...own.map((fault) => `console: ${fault}`)] };
}

/** Makes the coming page load slowly, fail, be empty or lose its line. @returns what is still to do once it is there */
async function force(page: Page, state: State): Promise<() => Promise<void>> {
  const data = (url: URL): boolean => url.pathname.startsWith('/api/v1/') && !['/api/v1/session', '/api/v1/network'].includes(url.pathname);
  switch (state) {
    case 'default':
      return async () => undefined;
    case 'loading':
      await page.route(data, () => undefined);
      return async () => page.waitForTimeout(600);
    case 'error':
      await page.route(data, (request) => request.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/server/fault', title: 'fault', status: 500, instance: 'forced' }) }));
      return async () => undefined;
    case 'empty':
      await page.route(data, emptied);
      return async () => undefined;
    case 'offline':
      return async () => {
        await page.context().setOffline(true);
        await page.waitForTimeout(STALE_AFTER_MS);
      };
    case 'stale': {
      let quiet = false;
      await page.routeWebSocket(/\/socket\.io\//, (socket) => {
        const server = socket.connectToServer();
        server.onMessage((message) => { if (!quiet) socket.send(message); });
      });
      return async () => {
        quiet = true;
        await page.waitForTimeout(STALE_AFTER_MS);
      };
    }
  }
}

/** The real answer without anything in its lists. */
async function emptied(request: Request): Promise<void> {
  const answer = await request.fetch();
  const body: unknown = await answer.json().catch(() => null);
  if (body === null || typeof body !== 'object') return request.fulfill({ response: answer });
  const without = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : name === 'total' ? 0 : name === 'next' ? null : value as unknown]));
  return request.fulfill({ response: answer, json: without });
}

async function settle(page: Page, state: State): Promise<void> {
  await page.locator(state === 'loading' ? 'h1, main .skeleton' : 'h1, dialog[open] h2').first().waitFor({ state: 'attached', timeout: 15_000 });
  // By the tree and not by a script in the page: its content policy forbids such.
  if (state !== 'loading') await page.locator('.skeleton:not(.gallery .skeleton)').first().waitFor({ state: 'detached', timeout: 15_000 });
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(state === 'error' ? 1000 : 250);
}

/** Lets go of what sticks to an edge: on a page that is taller than its picture a bar would hide half a button from what judges it. */
async function loosenBars(page: Page): Promise<void> {
  await page.evaluate("for (const one of document.querySelectorAll('body *')) if (getComputedStyle(one).position === 'sticky') one.style.position = 'static'");
}

/** Whole, so that no bar that stays at the edge lies over what is below it. */
async function whole(page: Page, { screen }: Look): Promise<void> {
  const { width, height } = SCREENS[screen].viewport;
  // What was done may have led further down.
  await page.evaluate('scrollTo(0, 0)');
  const needed = await page.evaluate<number>('document.documentElement.scrollHeight');
  if (needed > height) await page.setViewportSize({ width, height: Math.min(needed, TALLEST) });
}
