import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aPhone } from './phone-browser.js';

const { api, url, on } = aPhone();
/** A picture of the site: nothing of the client runs yet. */
const NOTHING_YET = '/icon.svg';

const kept = (page: Page): Promise<Record<string, string[]>> => page.evaluate(async () => {
  const stores = await Promise.all((await caches.keys()).map(async (name): Promise<[string, string[]]> => [name, (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)]));
  return Object.fromEntries(stores);
});

describe('the first visit on a slow line', () => {
  it('asks who is signed in and for their reports while the scripts are still on their way, each once', async () => {
    await on(NOTHING_YET, async (page) => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => { release = resolve; });
      await page.route(/\/assets\/(?:index|first)-[^/]*\.js$/, async (route) => {
        await held;
        await route.continue();
      });
      const asked: string[] = [];
      page.on('request', (request) => { if (request.url().includes('/api/v1/')) asked.push(new URL(request.url()).pathname); });
      const reports = page.waitForResponse(/\/api\/v1\/reports$/);
      await page.goto(url(), { waitUntil: 'commit' });
      await reports;
      expect(asked).toEqual(['/api/v1/session', '/api/v1/reports']);
      release();
      await page.getByText('You have no open reports.').waitFor();
      await page.getByRole('main').getByRole('link', { name: 'Raise a crisis' }).waitFor();
      expect(asked).toEqual(['/api/v1/session', '/api/v1/reports']);
    });
  }, 60_000);

  it('asks again itself when that early question was lost', async () => {
    await on(NOTHING_YET, async (page) => {
      let lost = 0;
      await page.route(/\/api\/v1\/session$/, (route) => (lost++ === 0 ? route.abort() : route.continue()));
      await page.goto(`${url()}/raise`);
      await page.getByRole('button', { name: 'Send now' }).waitFor();
      expect(lost).toBe(2);
    });
  }, 60_000);

  it('without a session says so and asks for nothing more', async () => {
    await on(NOTHING_YET, async (page) => {
      api.state.signedIn = false;
      const asked: string[] = [];
      page.on('request', (request) => { if (request.url().includes('/api/v1/reports')) asked.push(request.url()); });
      await page.goto(`${url()}/raise`);
      await page.getByRole('link', { name: 'Sign in' }).waitFor();
      expect(asked).toEqual([]);
    });
  }, 60_000);

  it('keeps at once what raising stands on, and everything else only when whoever came in a hurry has sent', async () => {
    await on(NOTHING_YET, async (page) => {
      await page.clock.install();
      await page.goto(`${url()}/raise`);
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      const stores = Object.entries(await kept(page));
      const first = stores.find(([name]) => name.includes('precache'))?.[1] ?? [];
      for (const part of [/^\/index\.html$/, /\/worker-[^/]+\.js$/, /\/worker-[^/]+\.css$/, /\/early-[^/]+\.js$/, /\/sign-in-page-[^/]+\.js$/, /\.woff2$/]) expect(first).toContainEqual(expect.stringMatching(part));
      expect(stores.flatMap(([, paths]) => paths).filter((path) => /-page-/.test(path) && !path.includes('/sign-in-page-'))).toEqual([]);

      await page.getByRole('button', { name: 'Send now' }).waitFor();
      await page.clock.fastForward(15_000);
      await page.waitForFunction(async () => {
        const paths = (await (await caches.open('handrail-rest')).keys()).map(({ url: one }) => new URL(one).pathname);
        return ['board', 'rota', 'crisis', 'settings', 'shift'].every((name) => paths.some((path) => path.includes(`/${name}-page-`)));
      }, undefined, { timeout: 30_000 });
    }, { serviceWorkers: 'allow' });
  }, 90_000);
});
