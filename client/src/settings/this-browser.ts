import { keepOnDevice } from '../app/service-worker.js';
import { browserId, isForKey, keyBytes } from './core/browser-id.js';

/** How it stands with notices in this browser. `id`: of its subscription, when it has one that is made for our server. */
export type ThisBrowser = { state: 'unsupported' } | { state: 'denied' } | { state: 'ready'; id: string | null };

/** The subscription as it goes to the server. */
export interface Subscribed {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** Looks, asks nothing. */
export async function lookAtThisBrowser(publicKey: string): Promise<ThisBrowser> {
  const worker = await keepOnDevice();
  if (!worker || !('pushManager' in worker) || !('Notification' in window)) return { state: 'unsupported' };
  if (Notification.permission === 'denied') return { state: 'denied' };
  const subscription = await worker.pushManager.getSubscription();
  return { state: 'ready', id: subscription && isForKey(subscription, publicKey) ? await browserId(subscription.endpoint) : null };
}

/** Asks for permission and subscribes. To be called from a press only. `refused`: no permission; `no-service`: the browser could not do it now. */
export async function turnOnHere(publicKey: string): Promise<Subscribed | 'refused' | 'no-service'> {
  if (!await keepOnDevice()) return 'no-service';
  if ((await Notification.requestPermission()) !== 'granted') return 'refused';
  try {
    // On a first visit it is still taking its place.
    const worker = await navigator.serviceWorker.ready;
    const before = await worker.pushManager.getSubscription();
    if (before && !isForKey(before, publicKey)) await before.unsubscribe();
    const { endpoint, keys } = (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: keyBytes(publicKey) })).toJSON();
    const { p256dh, auth } = keys ?? {};
    return endpoint !== undefined && p256dh !== undefined && auth !== undefined ? { endpoint, keys: { p256dh, auth } } : 'no-service';
  } catch {
    return 'no-service';
  }
}

/** Ends the subscription of this browser; without one it does nothing. */
export async function turnOffHere(): Promise<void> {
  const subscription = await (await keepOnDevice())?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}
