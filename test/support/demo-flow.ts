import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { SCREENS, startBrowser, watchFaults } from './browser.js';
import { startRealServer } from './real-server.js';
import type { RealServer } from './real-server.js';

export interface SignIn { email: string; password: string }

const TEAM_OF: Readonly<Record<string, string>> = { dana: 'northgate' };

/** How somebody of the demo network signs in. */
export const staff = (who: string): SignIn => ({ email: `${who}@${TEAM_OF[who] ?? 'northside'}.example`, password: 'northside demo 2026' });

/** The built client on a real server with the demo network, for the tests of one file. Where there is no browser `seen()` is false and nothing is looked at. */
export function demoFlow() {
  let browser: Browser | null;
  let server: RealServer;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await startBrowser();
    if (browser === null) return;
    server = await startRealServer({ SEED: 'demo' });
    await server.start();
  }, 90_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await server?.stop();
  });

  return {
    faults, contexts,
    seen: (): boolean => browser !== null,
    url: (): string => server.url,

    /** A window of somebody who signed in before, or of nobody. What goes wrong in it is kept in `faults`. */
    async windowOf(who: SignIn | null, screen: keyof typeof SCREENS, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
      const context = await (browser as Browser).newContext({ ...SCREENS[screen], colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' });
      contexts.push(context);
      if (who) expect((await context.request.post(`${server.url}/api/v1/session`, { headers: { 'X-Handrail': '1' }, data: who })).status()).toBe(200);
      const page = await context.newPage();
      watchFaults(page).push = (...found: string[]) => faults.push(...found.map((fault) => `${who?.email ?? 'nobody'}: ${fault}`));
      return page;
    },

    /** The API (`path` below `/api/v1`) as this window's own session sees it. */
    async ask<Answer>(page: Page, method: 'GET' | 'POST' | 'PATCH', path: string, data?: object): Promise<Answer> {
      const answer = await page.context().request.fetch(`${server.url}/api/v1${path}`, { method, headers: { 'X-Handrail': '1' }, ...(data && { data }) });
      if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
      return (answer.status() === 204 ? null : await answer.json()) as Answer;
    },

    async until<T>(what: string, look: () => Promise<T | undefined | null | false>): Promise<T> {
      for (const end = Date.now() + 20_000; ;) {
        const found = await look();
        if (found) return found;
        if (Date.now() > end) throw new Error(`never came: ${what}. ${server.words.join('').slice(-1500)}`);
        await new Promise((later) => { setTimeout(later, 50); });
      }
    },
  };
}

/** Counts taps and tells how long something took from its first tap on. */
export function counted(flow: string) {
  let taps = 0;
  let since = 0;
  return {
    async tap(target: Locator): Promise<void> {
      await target.first().waitFor();
      if (taps === 0) since = performance.now();
      taps += 1;
      await target.first().click();
    },
    /** Says it, and holds it against the budget of taps. */
    done(most: number, what: string): void {
      console.info(`${flow}: ${taps} ${taps === 1 ? 'tap' : 'taps'} (at most ${most}), ${((performance.now() - since) / 1000).toFixed(1)} s until ${what}.`);
      expect(taps).toBeLessThanOrEqual(most);
    },
  };
}
