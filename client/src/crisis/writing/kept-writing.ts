import { useEffect, useState } from 'react';
import type { WritingDisk } from './writing-disk.js';

/**
 * What somebody writes about a crisis stays until it was sent: closing a panel, a look at the board or a failure loses no word, a refresh
 * or a crash at most what was typed in the last third of a second. On the device it is sealed; where the browser keeps nothing it holds in this page.
 */
const written = new Map<string, { ownerId: string; what: unknown }>();

let disk: Promise<WritingDisk | null> | null = null;
/** Fetched when somebody writes, not with the crisis. */
const diskNow = (): Promise<WritingDisk | null> => (disk ??= import('./writing-disk.js').then(({ openWritingDisk }) => openWritingDisk()).catch(() => {
  // No line to fetch it by, or a browser that keeps nothing: asked again at the next change.
  disk = null;
  return null;
}));

/** While somebody types, the device is written to so often. */
const WRITE_AFTER_MS = 300;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Writes and deletions of one page, one after the other. */
let last: Promise<unknown> = Promise.resolve();
const inTurn = (act: (device: WritingDisk) => Promise<unknown>): void => {
  last = last.then(async () => {
    const device = await diskNow();
    if (device) await act(device);
  }).catch(() => {
    // Full, closed or forbidden: it holds in this page, and the next change tries again.
    disk = null;
  });
};

const writeNow = (place: string): void => {
  stopTimer(place);
  const kept = written.get(place);
  if (kept) inTurn((device) => device.write(kept.ownerId, place, kept.what));
};

function stopTimer(place: string): void {
  clearTimeout(timers.get(place));
  timers.delete(place);
}

/** One kind of writing, such as `note`, one of it for each crisis. `restore` reads what was kept, and gives null for what it is not. */
export function keptWriting<T>(kind: string, restore: (kept: unknown) => T | null) {
  const placeOf = (crisisId: string): string => `${kind}:${crisisId}`;
  return {
    /**
     * What this person wrote for this crisis, null when nothing; undefined while the device is asked. Another person's words are not shown.
     * @param withinMs taken for nothing when the device does not answer in time, for a form that cannot be written in before
     */
    useKept(crisisId: string, staffId: string, withinMs?: number): T | null | undefined {
      const place = placeOf(crisisId);
      const [kept, setKept] = useState<T | null | undefined>(() => {
        const here = written.get(place);
        return here?.ownerId === staffId ? restore(here.what) : undefined;
      });
      useEffect(() => {
        if (kept !== undefined) return;
        let wanted = true;
        const settle = (found: T | null) => {
          if (!wanted) return;
          wanted = false;
          if (found !== null) written.set(place, { ownerId: staffId, what: found });
          setKept(() => found);
        };
        const tired = withinMs === undefined ? undefined : setTimeout(() => settle(null), withinMs);
        last.then(diskNow).then((device) => device?.read(staffId, place) ?? null).then((found) => settle(restore(found)), () => settle(null));
        return () => {
          wanted = false;
          clearTimeout(tired);
        };
      }, [kept, place, staffId, withinMs]);
      return kept;
    },

    /** Keeps it, over what was kept before: here at once, on the device in a moment. */
    keep(crisisId: string, staffId: string, what: T): void {
      const place = placeOf(crisisId);
      written.set(place, { ownerId: staffId, what });
      if (!timers.has(place)) timers.set(place, setTimeout(() => writeNow(place), WRITE_AFTER_MS));
    },

    /** Lets go of it: it was sent, or is not wanted any more. */
    forget(crisisId: string, staffId: string): void {
      const place = placeOf(crisisId);
      stopTimer(place);
      written.delete(place);
      inTurn((device) => device.forget(staffId, place));
    },
  };
}

window.addEventListener('pagehide', () => {
  for (const place of timers.keys()) writeNow(place);
});
