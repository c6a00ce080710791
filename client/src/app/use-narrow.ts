import { useSyncExternalStore } from 'react';

/** Below this the frame is a phone's, as in `shell.css`. */
const NARROW = '(max-width: 56.1875rem)';

/** Whether the screen is a phone's: one column, the navigation at the thumb. Paper is not. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(NARROW);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}
