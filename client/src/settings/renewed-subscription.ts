import { browserId } from './core/browser-id.js';

interface Subscription {
  endpoint: string;
  options: { applicationServerKey: ArrayBuffer | null };
  toJSON: () => { endpoint?: string | undefined; keys?: Record<string, string> | undefined };
}

interface Change {
  oldSubscription?: Subscription | null;
  newSubscription?: Subscription | null;
}

interface Manager {
  subscribe: (options: { userVisibleOnly: true; applicationServerKey: ArrayBuffer }) => Promise<Subscription>;
}

/** Puts this browser's new address in the place of the old one. What cannot be done now shows in the settings. */
export async function renewed({ oldSubscription, newSubscription }: Change, manager: Manager): Promise<void> {
  const key = oldSubscription?.options.applicationServerKey ?? null;
  const fresh = newSubscription ?? (key === null ? null : await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const { endpoint, keys } = fresh?.toJSON() ?? {};
  if (endpoint === undefined || keys === undefined) return;
  const headers = { 'Content-Type': 'application/json', 'X-Handrail': '1' };
  const told = await fetch('/api/v1/me/push-browsers', { method: 'POST', headers, credentials: 'same-origin', body: JSON.stringify({ endpoint, keys: { p256dh: keys['p256dh'], auth: keys['auth'] } }) });
  if (told.ok && oldSubscription) await fetch(`/api/v1/me/push-browsers/${await browserId(oldSubscription.endpoint)}`, { method: 'DELETE', headers, credentials: 'same-origin' });
}
