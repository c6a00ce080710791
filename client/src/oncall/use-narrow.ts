import { useSyncExternalStore } from 'react';

/** Below this the week is told as an agenda: the same width at which the frame becomes a phone's. */
const NARROW = '(max-width: 56.1875rem)';

/** Whether the screen is too narrow for a grid of seven days. Paper is not. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(NARROW);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}
