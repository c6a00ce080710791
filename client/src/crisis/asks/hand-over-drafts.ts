import type { HandOverDraft } from './core/boxes.js';

/**
 * What was written of a hand-over stays until it was sent, for as long as this page of the browser is open: closing the
 * panel, a look at the board or a failure loses no word. It is personal, so it is not written to the device.
 */
const written = new Map<string, { ownerId: string; draft: HandOverDraft }>();

/** What this person wrote for this crisis, or null. Another person's words on the same device are not shown. */
export function findHandOver(crisisId: string, staffId: string): HandOverDraft | null {
  const kept = written.get(crisisId);
  return kept?.ownerId === staffId ? kept.draft : null;
}

/** Keeps it, over what was kept before. */
export function keepHandOver(crisisId: string, staffId: string, draft: HandOverDraft): void {
  written.set(crisisId, { ownerId: staffId, draft });
}

/** Lets go of it: it was sent, or is not wanted any more. */
export function forgetHandOver(crisisId: string): void {
  written.delete(crisisId);
}
