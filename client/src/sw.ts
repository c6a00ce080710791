/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

/** The whole client is kept on the phone, so that a report can be written and kept with no signal at all. */
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);

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
