import { useEffect, useState } from 'react';
import type { HandOverDraft } from './core/boxes.js';
import type { HandOverDisk } from './hand-over-disk.js';

/**
 * What was written of a hand-over stays until it was sent: closing the panel, a look at the board, a failure, a refresh or a
 * crash loses no word. On the device it is sealed; where the browser keeps nothing it holds in this page.
 */
const written = new Map<string, { ownerId: string; draft: HandOverDraft }>();

let disk: Promise<HandOverDisk | null> | null = null;
/** Fetched when somebody hands over, not with the crisis. */
const diskNow = (): Promise<HandOverDisk | null> => (disk ??= import('./hand-over-disk.js').then(({ openHandOverDisk }) => openHandOverDisk()).catch(() => null));

/** A device that does not answer must not keep anybody from writing. */
const READ_WITHIN_MS = 1000;
/** While somebody types, the device is written to so often. */
const WRITE_AFTER_MS = 300;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Writes and deletions of one page, one after the other. */
let last: Promise<unknown> = Promise.resolve();
const inTurn = (act: (device: HandOverDisk) => Promise<unknown>): void => {
  last = last.then(async () => {
    const device = await diskNow();
    if (device) await act(device);
  }).catch(() => {
    // Full, closed or forbidden: it holds in this page, and the next change tries again.
    disk = null;
  });
};

const writeNow = (crisisId: string): void => {
  clearTimeout(timers.get(crisisId));
  timers.delete(crisisId);
  const kept = written.get(crisisId);
  if (kept) inTurn((device) => device.write(kept.ownerId, crisisId, kept.draft));
};

/** What this person wrote for this crisis, null when nothing; undefined while the device is asked. Another person's words are not shown. */
export function useKeptHandOver(crisisId: string, staffId: string): HandOverDraft | null | undefined {
  const [kept, setKept] = useState<HandOverDraft | null | undefined>(() => {
    const here = written.get(crisisId);
    return here?.ownerId === staffId ? here.draft : undefined;
  });
  useEffect(() => {
    if (kept !== undefined) return;
    let wanted = true;
    const settle = (draft: HandOverDraft | null) => {
      if (!wanted) return;
      wanted = false;
      if (draft) written.set(crisisId, { ownerId: staffId, draft });
      setKept(draft);
    };
    const tired = setTimeout(() => settle(null), READ_WITHIN_MS);
    last.then(diskNow).then((device) => device?.read(staffId, crisisId) ?? null).then(settle, () => settle(null));
    return () => {
      wanted = false;
      clearTimeout(tired);
    };
  }, [kept, crisisId, staffId]);
  return kept;
}

/** Keeps it, over what was kept before: here at once, on the device in a moment. */
export function keepHandOver(crisisId: string, staffId: string, draft: HandOverDraft): void {
  written.set(crisisId, { ownerId: staffId, draft });
  if (!timers.has(crisisId)) timers.set(crisisId, setTimeout(() => writeNow(crisisId), WRITE_AFTER_MS));
}

/** Lets go of it: it was sent, or is not wanted any more. */
export function forgetHandOver(crisisId: string, staffId: string): void {
  clearTimeout(timers.get(crisisId));
  timers.delete(crisisId);
  written.delete(crisisId);
  inTurn((device) => device.forget(staffId, crisisId));
}

window.addEventListener('pagehide', () => {
  for (const crisisId of timers.keys()) writeNow(crisisId);
});
