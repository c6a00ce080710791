/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { sortFiles, stillToKeep } from './app/core/kept-files.js';
import type { BuiltFile } from './app/core/kept-files.js';
import { isWords, wordsOfLanguage } from './languages/core/kept-words.js';
import { dataOf, noticeFor } from './settings/core/push-notice.js';
import { renewed } from './settings/renewed-subscription.js';

declare const self: ServiceWorkerGlobalScope;

/** The whole client is kept on the phone, so that a report can be written and kept with no signal at all: what raising stands on at once, before anything else. */
cleanupOutdatedCaches();
const { first, words: wordFiles, rest } = sortFiles(self.__WB_MANIFEST as BuiltFile[]);
precacheAndRoute(first);

/** The other pages. Their names change with what is in them, so what is kept never grows old. */
const REST = 'handrail-rest';

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && rest.includes(url.pathname),
  async ({ request }) => (await caches.match(request.url, { cacheName: REST })) ?? fetch(request),
);

/**
 * Keeps what an open page has fetched (`here`: the browser still has it), and with `all` every other file: one after another and behind
 * whatever else is on the line, because somebody may be raising on it. What cannot be fetched now is asked for again by the next page.
 */
async function keepRest(here: readonly string[], all: boolean): Promise<void> {
  const kept = await caches.open(REST);
  const there = new Set((await kept.keys()).map(({ url }) => new URL(url).pathname));
  for (const path of stillToKeep(rest, there, here, all)) {
    const answer = await fetch(path, { priority: 'low' }).catch(() => null);
    if (!answer?.ok) return;
    await kept.put(path, answer);
  }
}

/** A newer version of a client that is in use is offered only when all of it is here; on a first visit the rest waits until it is quiet. */
self.addEventListener('install', (event: ExtendableEvent) => {
  if (self.registration.active) event.waitUntil(keepRest([], true));
});

/** What only the version before had. */
async function dropOld(): Promise<void> {
  const kept = await caches.open(REST);
  await Promise.all((await kept.keys()).filter(({ url }) => !rest.includes(new URL(url).pathname)).map((request) => kept.delete(request)));
}
self.addEventListener('activate', (event: ExtendableEvent) => event.waitUntil(dropOld()));

/** The words of another language are kept only for those who read it: its own files answer first, so that its pages open with no signal too. */
const WORDS = 'handrail-words';

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isWords(url.pathname),
  async ({ request }) => (await caches.match(request, { cacheName: WORDS })) ?? fetch(request),
);

/** Keeps the files of this language and no others. What cannot be fetched now is asked for again by the next page. */
async function keepWords(language: string): Promise<void> {
  const wanted = wordsOfLanguage(wordFiles, language);
  const kept = await caches.open(WORDS);
  const there = new Set((await kept.keys()).map(({ url }) => new URL(url).pathname));
  await Promise.all([...there].filter((path) => !wanted.includes(path)).map((path) => kept.delete(path)));
  await kept.addAll(wanted.filter((path) => !there.has(path))).catch(() => undefined);
}

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const { language, here, all } = (event.data ?? {}) as { language?: unknown; here?: unknown; all?: unknown };
  if (typeof language === 'string') event.waitUntil(keepWords(language));
  if (Array.isArray(here)) event.waitUntil(keepRest(here.map(String), all === true));
});

/** Pages open from the phone; whatever only the server can answer is never answered from here. */
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(?:api|socket\.io|webhooks|health|metrics|fhir|hsds|calendar)(?:\/|$)/],
  }),
);

/** A new version waits until somebody says so: nobody's half-written report is swapped from under them. */
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (event.data === 'take-over') void self.skipWaiting();
});

/** A first visit is taken over at once, so that it already works offline. */
self.addEventListener('activate', (event: ExtendableEvent) => event.waitUntil(self.clients.claim()));

/** Somebody is asked, or need not answer any more. What came later about the same crisis takes the place of what came before. */
self.addEventListener('push', (event: PushEvent) => {
  const text = event.data?.text() ?? '';
  event.waitUntil(
    self.registration.getNotifications().then((shown) => {
      const { title, options } = noticeFor(text, shown, new Date().toISOString(), self.navigator.language);
      return self.registration.showNotification(title, options as NotificationOptions);
    }),
  );
});

/** Opening changes nothing: it shows the crisis where somebody is signed in, and else the page behind the link of the text. */
self.addEventListener('notificationclick', (event: NotificationEvent) => {
  const data = dataOf(event.notification.data);
  event.notification.close();
  if (data) event.waitUntil(openFor(data));
});

async function openFor({ path, link }: { path: string; link: string }): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const best = windows.find(({ focused }) => focused) ?? windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0];
  if (best && (await isTaken(best, path))) await best.focus().catch(() => undefined);
  else await self.clients.openWindow(link);
}

/** A browser lets a new window be opened only for a short time after the press. */
const ANSWER_WITHIN_MS = 500;

/** Asks a window to show a page itself, so that nothing half-written is lost; false when nobody is signed in there, or it does not answer. */
function isTaken(window: WindowClient, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent) => resolve(data === 'taken'), { once: true });
    port1.start();
    setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
    window.postMessage({ kind: 'open', path }, [port2]);
  });
}

/** The browser's push service gave this browser another address. Told while the sign-in lasts; else the settings say that it is off. */
self.addEventListener('pushsubscriptionchange', (event) => (event as ExtendableEvent).waitUntil(renewed(event as Parameters<typeof renewed>[0], self.registration.pushManager)));
