import { useSyncExternalStore } from 'react';

/** How the board is laid out on this device. */
export type BoardLook = 'columns' | 'list';

const PLACE = 'handrail.board-look';
const listeners = new Set<() => void>();
/** Only where the device keeps nothing. */
let chosen: BoardLook | null = null;

function read(): BoardLook {
  if (chosen) return chosen;
  try {
    return localStorage.getItem(PLACE) === 'list' ? 'list' : 'columns';
  } catch {
    return 'columns';
  }
}

/** Lays the board out like this from now on, on this device. */
export function chooseBoardLook(look: BoardLook): void {
  try {
    localStorage.setItem(PLACE, look);
    chosen = null;
  } catch {
    chosen = look;
  }
  for (const listener of listeners) listener();
}

/** How the board is laid out on this device, and as it changes. */
export function useBoardLook(): BoardLook {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, read);
}
