import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Server as SocketServer } from 'socket.io';
import type { SessionView } from '../../server/contract/identity.js';
import { SCREENS, accessibilityFaults, startBrowser, watchFaults } from '../support/browser.js';
import { builtClient } from '../support/built-client.js';
import type { BuiltClient } from '../support/built-client.js';
import { answerJson, pathOf, serveFolder } from '../support/static-site.js';
import type { StaticSite } from '../support/static-site.js';

const PRIYA: SessionView = {
  staff: { id: '0b6f7d9e-1111-4222-8333-000000000001', name: 'Priya Nair', initials: 'PN' },
  roles: [{ teamId: 'north', role: 'clinician' }],
  teams: [{ id: 'north', name: 'Northside nights' }],
  permissions: ['report:create', 'board:watch', 'crisis:open', 'crisis:answer', 'crisis:work'],
  network: {
    version: 1,
    org: 'NORTHSIDE',
    name: 'Northside Crisis Team',
    emergencyNumber: '911',
    crisisLine: '988',
    dutyPhone: '(202) 555-0100',
    timeZone: 'America/New_York',
    locale: 'en-US',
    triageProfile: 'uk',
    progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 },
    simulated: true,
  },
  serverTime: '2026-10-28T06:14:00.000Z',
};

let client: BuiltClient;
let browser: Browser | null;
let site: StaticSite;
let sockets: SocketServer;
let context: BrowserContext | undefined;
let signedIn = true;

beforeAll(async () => {
  client = await builtClient();
  browser = await startBrowser();
  site = await serveFolder(client.folder, (request, response) => {
    if (pathOf(request) !== '/api/v1/session') return false;
    if (request.method === 'DELETE' && request.headers['x-handrail'] === '1') {
      signedIn = false;
      response.writeHead(204).end();
    } else if (signedIn) answerJson(response, 200, PRIYA);
    else answerJson(response, 401, { type: '/problems/identity/unknown', title: 'Please sign in', status: 401 });
    return true;
  });
  sockets = new SocketServer(site.server, { serveClient: false });
}, 180_000);

afterEach(async () => {
  await context?.close();
  context = undefined;
  signedIn = true;
});

afterAll(async () => {
  await browser?.close();
  await sockets.close();
  await client.remove();
});

/** Opens the gallery as Priya. Null where there is no browser. */
async function open(screen: keyof typeof SCREENS, serviceWorkers: 'allow' | 'block' = 'block'): Promise<Page | null> {
  if (!browser) return null;
  context = await browser.newContext({ ...SCREENS[screen], serviceWorkers, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  const page = await context.newPage();
  // A clock of the test's own: real time runs on, and can be made to pass quicker. It hides from the page what the page has fetched.
  if (serviceWorkers === 'block') await page.clock.install();
  await page.goto(`${site.url}/gallery`);
  return page;
}

const beat = () => sockets.emit('heartbeat', { at: new Date().toISOString() });

describe('the frame of every page', () => {
  it.each(['phone', 'desk'] as const)('names the team, says that phones are simulated, and can be used by everybody, on a %s', async (screen) => {
    const page = await open(screen);
    if (!page) return;
    const faults = watchFaults(page);
    await page.getByRole('link', { name: 'Northside Crisis Team' }).waitFor();
    await page.getByText('Simulated phones. Nobody real is contacted.').first().waitFor();
    await page.getByText('Live', { exact: true }).first().waitFor();
    expect(await page.title()).toBe('Components, Northside Crisis Team');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);

  it('keeps the emergency call in the same corner on a phone', async () => {
    const page = await open('phone');
    const call = page?.getByRole('link', { name: 'Call 911' });
    if (!page || !call) return;
    expect(await call.getAttribute('href')).toBe('tel:911');
    const box = await call.boundingBox();
    expect(box).not.toBeNull();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeGreaterThan(360);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  });

  it("shows the network's time, not the device's", async () => {
    const page = await open('desk');
    if (!page) return;
    beat();
    const now = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'America/New_York' }).format(new Date());
    await page.getByRole('banner').getByText(now).waitFor({ timeout: 5000 });
  });

  it('keeps what somebody chose for this device', async () => {
    const page = await open('desk');
    if (!page) return;
    await page.getByRole('button', { name: /Priya Nair/ }).click();
    await page.getByRole('group', { name: 'Your menu' }).getByText('Dark', { exact: true }).click();
    await page.reload();
    await page.locator('html[data-theme=dark]').waitFor();
  });

  it('signs out with the header that other sites cannot send, and then knows nobody', async () => {
    const page = await open('desk');
    if (!page) return;
    await page.getByRole('button', { name: /Priya Nair/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: /Priya Nair/ }).waitFor({ state: 'detached' });
    expect(signedIn).toBe(false);
    expect(await page.evaluate("localStorage.getItem('handrail.session')")).toBeNull();
  });
});

describe('when the line to the server goes silent', () => {
  it('says after ten seconds that it is checking, after fifteen that what it shows is old, and that it is live again', async () => {
    const page = await open('desk');
    if (!page) return;
    const banner = page.getByRole('banner');
    await banner.getByText('Live', { exact: true }).waitFor();

    await page.clock.fastForward(11_000);
    await banner.getByText('Checking', { exact: true }).waitFor();
    expect(await banner.getByText('Connection lost').count()).toBe(0);

    await page.clock.fastForward(5_000);
    await banner.getByText(/^Connection lost 1\d s ago\.$/).waitFor();
    await page.getByRole('alert').getByText('Connection lost.').waitFor();

    beat();
    await banner.getByText('Live', { exact: true }).waitFor();
    expect(await banner.getByText('Connection lost').count()).toBe(0);
  }, 30_000);

  it('says that there is no internet, and whom to call, as soon as the device knows', async () => {
    const page = await open('phone');
    if (!page) return;
    await page.getByText('Live', { exact: true }).first().waitFor();
    await context?.setOffline(true);
    await page.getByText('No internet.', { exact: true }).waitFor();
    expect(await page.getByRole('banner').getByRole('link', { name: /Call on-call/ }).getAttribute('href')).toBe('tel:2025550100');
    await context?.setOffline(false);
    await page.getByText('No internet.', { exact: true }).waitFor({ state: 'detached' });
  }, 30_000);

  it('opens without a network after the first visit, still knowing whose phone it is', async () => {
    const page = await open('phone', 'allow');
    if (!page) return;
    await page.getByText('Live', { exact: true }).first().waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    // Of the pages that no worker needs, the one that is open is kept too.
    await page.waitForFunction(async () => (await (await caches.open('handrail-rest')).keys()).some(({ url }) => url.includes('/gallery-page-')));
    await context?.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'Components' }).waitFor();
    await page.getByText('Northside Crisis Team').first().waitFor();
    // A browser that is only a shell fetches nothing after a reload either, but tells the new page that it is on line.
    await context?.setOffline(false);
    await context?.setOffline(true);
    await page.getByText('No internet.', { exact: true }).waitFor();
  }, 30_000);
});
