import { useSyncExternalStore } from 'react';

const PLACE = 'handrail.board-notices';

/**
 * How it stands with notices of this page in this browser. `away`: somebody does not want to be asked again; `refused`: they were
 * asked and the browser forbids it, said once.
 */
export type NoticesHere = 'unsupported' | 'may-ask' | 'on' | 'away' | 'refused';

const listeners = new Set<() => void>();
const told = (): void => {
  known = null;
  for (const listener of listeners) listener();
};

/** Only where the device keeps nothing. */
let kept: string | null = null;
let justRefused = false;

function read(): string | null {
  try {
    return localStorage.getItem(PLACE) ?? kept;
  } catch {
    return kept;
  }
}

function keep(value: 'on' | 'away'): void {
  kept = value;
  try {
    localStorage.setItem(PLACE, value);
  } catch {
    // It holds for this page alone.
  }
}

function look(): NoticesHere {
  if (!('Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return justRefused ? 'refused' : 'away';
  if (read() === 'away') return 'away';
  return Notification.permission === 'granted' && read() === 'on' ? 'on' : 'may-ask';
}

/** Kept: browsers ask another process for the permission, which takes milliseconds, and a board draws often. */
let known: NoticesHere | null = null;
const standing = (): NoticesHere => (known ??= look());

/** Somebody who comes back may have been in the browser's settings. */
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') told();
});

/** How it stands, and as it changes. */
export function useNoticesHere(): NoticesHere {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, standing);
}

/** Asks the browser. To be called from a press, after what it is for was said. */
export async function askForNotices(): Promise<void> {
  const answer = await Notification.requestPermission();
  if (answer === 'granted') keep('on');
  justRefused = answer === 'denied';
  told();
}

/** Does not ask again on this device. */
export function putNoticesAway(): void {
  keep('away');
  justRefused = false;
  told();
}

/** So long a notice of one crisis is the only one of a burst. Source: product design guide §5, "one sound per burst (10 s)". */
const BURST_MS = 10_000;
let last = -BURST_MS;

/**
 * Shows a notice where this page cannot be seen, if somebody turned that on: one for a burst. It says level and ref and nothing
 * about the person; a press brings this page to the front.
 */
export async function showNotice(words: string, tag: string): Promise<void> {
  if (standing() !== 'on' || document.visibilityState === 'visible' || performance.now() - last < BURST_MS) return;
  last = performance.now();
  const options = { tag, icon: '/icon-192.png', silent: true };
  try {
    const notice = new Notification(words, options);
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
    });
  } catch {
    // Phones take notices through the service worker alone.
    await (await navigator.serviceWorker?.getRegistration())?.showNotification(words, { ...options, data: { kind: 'asks', at: new Date().toISOString(), path: '/board', link: '/board' } });
  }
}
