/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { isWords, wordsOfLanguage } from './languages/core/kept-words.js';
import { dataOf, noticeFor } from './settings/core/push-notice.js';
import { renewed } from './settings/renewed-subscription.js';

declare const self: ServiceWorkerGlobalScope;

type Entry = (typeof self.__WB_MANIFEST)[number];
const addressOf = (entry: Entry): string => `/${(typeof entry === 'string' ? entry : entry.url).replace(/^\//, '')}`;

/** The whole client is kept on the phone, so that a report can be written and kept with no signal at all. */
cleanupOutdatedCaches();
const manifest = self.__WB_MANIFEST;
precacheAndRoute(manifest.filter((entry) => !isWords(addressOf(entry))));

/** The words of another language are kept only for those who read it: its own files answer first, so that its pages open with no signal too. */
const WORDS = 'handrail-words';
const wordFiles = manifest.map(addressOf).filter(isWords);

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
  const { language } = (event.data ?? {}) as { language?: unknown };
  if (typeof language === 'string') event.waitUntil(keepWords(language));
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
      const { title, options } = noticeFor(text, shown, new Date().toISOString());
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
