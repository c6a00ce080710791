import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, Worker } from 'playwright-core';
import { SCREENS, accessibilityFaults, startBrowser, watchFaults } from '../../support/browser.js';
import { builtClient } from '../../support/built-client.js';
import type { BuiltClient } from '../../support/built-client.js';
import { startMailServer } from '../../support/mail-server.js';
import type { MailServer } from '../../support/mail-server.js';
import { startPushService, vapidKeys } from '../../support/push-service.js';
import type { PushService } from '../../support/push-service.js';
import { pathOf, serveFolder } from '../../support/static-site.js';
import type { StaticSite } from '../../support/static-site.js';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';
import { passOn, whole } from './real-pages.js';

let world: World;
let service: PushService;
let mail: MailServer;
let client: BuiltClient;
let site: StaticSite;
let browser: Browser | null;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [service, mail, client, browser] = await Promise.all([startPushService(), startMailServer(), builtClient(), startBrowser()]);
  const { publicKey, privateKey } = vapidKeys();
  world = await startWorld({ more: { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: 'mailto:it@test.example', PUSH_SERVICES: service.origin, SMTP_URL: mail.url, MAIL_FROM: 'handrail@test.example' } });
  site = await serveFolder(client.folder, (request, response) => {
    if (!pathOf(request).startsWith('/api/')) return false;
    passOn(request, response, world.publicUrl);
    return true;
  });
}, 180_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site.close();
  await world.stop();
  await Promise.all([service.stop(), mail.stop(), client.remove()]);
});

/** A page with the service worker in charge. A browser without a window has no push service, so the subscription is one of ours. */
async function open(who: Who, path: string, { screen = 'phone', permission = 'granted' }: { screen?: keyof typeof SCREENS; permission?: 'granted' | 'denied' } = {}): Promise<Page | null> {
  if (!browser) return null;
  const context = await browser.newContext({ ...SCREENS[screen], reducedMotion: 'reduce', colorScheme: screen === 'phone' ? 'dark' : 'light', permissions: permission === 'granted' ? ['notifications'] : [] });
  contexts.push(context);
  const [name, value] = (await world.cookieOf(who)).split('=') as [string, string];
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  await page.addInitScript(({ given, state }) => {
    let made: PushSubscription | null = null;
    PushManager.prototype.getSubscription = () => Promise.resolve(made);
    PushManager.prototype.subscribe = (options) => Promise.resolve((made = {
      ...given, options: { applicationServerKey: options === undefined ? null : (options.applicationServerKey as Uint8Array).buffer }, toJSON: () => given, unsubscribe: () => { made = null; return Promise.resolve(true); },
    } as unknown as PushSubscription));
    Object.defineProperty(Notification, 'permission', { get: () => state });
  }, { given: service.subscribe(`${who}s-browser`), state: permission });
  await page.goto(`${site.url}${path}`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return page;
}

interface OnScreen { title: string; tag: string; requireInteraction: boolean; close: () => void }
/** As much of a worker's world as is used below. */
interface WorkerScope {
  registration: { getNotifications: () => Promise<OnScreen[]>; showNotification: (title: string, options: Partial<OnScreen>) => Promise<void> };
  dispatchEvent: (event: Event) => boolean;
  PushEvent: new (kind: string, given: { data: string }) => Event & { waitUntil: (work: Promise<unknown>) => void };
  ExtendableEvent: new (kind: string) => Event & { waitUntil: (work: Promise<unknown>) => void };
}

/** Lets a push come in, or the notice on the screen be pressed, as the browser would. @returns what is on the screen then */
function happen(worker: Worker, kind: 'push' | 'notificationclick', text: string): Promise<Omit<OnScreen, 'close'>[]> {
  return worker.evaluate(async ({ what, data }) => {
    const scope = globalThis as unknown as WorkerScope;
    const { registration } = scope;
    if (!(await registration.showNotification('Try', { tag: 'try' }).then(() => true, () => false))) {
      // A browser that is only a shell has no place for notices: here they are kept by their tag, as a screen does.
      const shown = new Map<string, OnScreen>();
      registration.getNotifications = () => Promise.resolve([...shown.values()]);
      registration.showNotification = async (title, { tag = '', ...options }) => { shown.set(tag, { requireInteraction: false, ...options, title, tag, close: () => shown.delete(tag) }); };
    }
    for (const one of await registration.getNotifications()) if (one.tag === 'try') one.close();
    const [notification] = await registration.getNotifications();
    const event = what === 'push' ? new scope.PushEvent(what, { data }) : Object.assign(new scope.ExtendableEvent(what), { notification });
    let work: Promise<unknown> = Promise.resolve();
    event.waitUntil = (given) => { work = given; };
    scope.dispatchEvent(event);
    await work;
    return (await registration.getNotifications()).map(({ title, tag, requireInteraction }) => ({ title, tag, requireInteraction }));
  }, { what: kind, data: text });
}

describe('notices in my settings', () => {
  it('a browser is turned on by a press, tested and removed; a page comes to its screen, and a press on it opens the crisis here', async () => {
    const page = await open('ana', '/me/settings');
    if (!page) return;
    const faults = watchFaults(page);
    await page.getByText('No browser is turned on.').waitFor();
    await page.getByRole('button', { name: 'Turn on in this browser' }).click();
    await page.getByText('Notices are on in this browser.').first().waitFor();
    await page.getByText(/Beside the first text or call: a notice in/).first().waitFor();
    await page.getByRole('button', { name: /^Send a test to/ }).click();
    await page.getByText('Test notice').waitFor();
    await world.settle();
    await page.getByText(/handed to the browser’s notice service at/).waitFor();
    await whole(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);

    const { crisisId, ref } = await world.raise({ choice: 'life-at-risk' });
    const push = service.to('anas-browser').at(-1)?.message;
    const worker = page.context().serviceWorkers()[0] as Worker;
    expect(await happen(worker, 'push', JSON.stringify(push))).toEqual([{ title: `Emergency ${ref} needs someone`, tag: `crisis-${crisisId}`, requireInteraction: true }]);
    await happen(worker, 'notificationclick', '');
    await page.waitForURL(`**/crises/${crisisId}`);
    expect((await world.crisis(crisisId)).owner).toBeNull();
    await (await world.as('ana')).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
    await world.settle();
    await happen(worker, 'push', JSON.stringify(push));
    expect(await happen(worker, 'push', JSON.stringify(service.to('anas-browser').at(-1)?.message))).toEqual([{ title: `${ref} is yours`, tag: `crisis-${crisisId}`, requireInteraction: false }]);

    await page.goto(`${site.url}/me/settings`);
    await page.getByRole('button', { name: /^Remove .*, since/ }).click();
    await page.getByText('No browser is turned on.').waitFor();
  }, 60_000);

  it('permission refused is said plainly; an address is checked by a code from the mailbox, tested, and a bounce is told', async () => {
    const page = await open('ben', '/me/settings', { screen: 'desk', permission: 'denied' });
    if (!page) return;
    await page.getByText('This browser was told not to show notices of Handrail.').waitFor();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('no address');
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText('This is not an e-mail address').waitFor();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('ben@post.example');
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText('Not checked. No news goes there yet').waitFor();
    await page.getByRole('button', { name: 'E-mail me a code' }).click();
    await page.getByText('Code by e-mail').waitFor();
    await world.settle();
    await page.getByText(/handed to the mail server at/).waitFor();
    await whole(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    const code = /\d{6}/.exec(mail.to('ben@post.example').at(-1)?.body ?? '')?.[0] ?? '';
    await page.getByRole('textbox', { name: 'Code' }).fill(code);
    await page.getByRole('button', { name: 'Check address' }).click();
    await page.getByText('The address is checked.').first().waitFor();
    expect(await page.getByRole('switch', { name: /News of the rota by e-mail/ }).isChecked()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    mail.refuses.with = () => 550;
    await page.getByRole('button', { name: 'E-mail me a test' }).click();
    await page.getByText('Test e-mail').waitFor();
    await world.settle();
    await page.getByText(/Mail to this address came back on/).waitFor();
  }, 60_000);
});
