import { useSyncExternalStore } from 'react';
import { whenQuiet } from './when-quiet.js';
import { screenLanguage } from './words.js';

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

function setWaiting(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

let registered: Promise<ServiceWorkerRegistration | null> | null = null;

/**
 * Keeps the client on this device, so that it opens without a network, and notices can come to it. Registered when it is first asked
 * for. Only in the built client: in development old files would come back from the store.
 * @returns null where there can be none
 */
export const keepOnDevice = (): Promise<ServiceWorkerRegistration | null> => (registered ??= register());

async function register(): Promise<ServiceWorkerRegistration | null> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return null;
  try {
    const registration = await navigator.serviceWorker.register('/sw.js');
    // With nobody in charge yet this is the first visit, not a new version.
    if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting);
    // Told while it is still taking its place: what stands on the screen is kept by the time it has.
    (registration.installing ?? registration.active)?.postMessage({ here: filesHere() });
    void navigator.serviceWorker.ready.then(({ active }) => {
      active?.postMessage({ language: screenLanguage() });
      whenQuiet(() => active?.postMessage({ here: filesHere(), all: true }));
    });
    registration.addEventListener('updatefound', () => watch(registration.installing));
    return registration;
  } catch {
    // Private windows and some settings forbid it; everything but notices and opening without a network works all the same.
    return null;
  }
}

/** The files of the client that this page has fetched so far: the browser has them still, so that keeping them costs no line. */
function filesHere(): string[] {
  return performance.getEntriesByType('resource').flatMap(({ name }) => {
    const { origin, pathname } = new URL(name);
    return origin === location.origin && pathname.startsWith('/assets/') ? [pathname] : [];
  });
}

function watch(worker: ServiceWorker | null): void {
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && navigator.serviceWorker.controller) setWaiting(worker);
  });
}

/** Whether a newer version of the client lies ready on this device. */
export function useUpdateReady(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => waiting !== null,
  );
}

/** Takes the newer version and loads the page anew. Only when somebody asked for it: unsent text would be lost. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  waiting?.postMessage('take-over');
}
