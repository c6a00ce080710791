import { navigate } from 'wouter/use-browser-location';
import { queries } from '../app/queries.js';
import { sessionQuery } from '../app/session.js';

/**
 * A pressed notice shows its crisis in this window, when somebody is signed in here. It goes like a link of ours, so that a page with
 * unsaved work asks first.
 */
export function openFromNotices(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent) => {
    const path: unknown = data?.kind === 'open' ? data.path : null;
    if (typeof path !== 'string' || !/^\/(?!\/)/.test(path) || !queries.getQueryData(sessionQuery.queryKey)) return;
    ports[0]?.postMessage('taken');
    follow(path);
  });
  navigator.serviceWorker.startMessages();
}

function follow(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    navigate(path);
  });
  document.body.append(link);
  link.click();
  link.remove();
}
