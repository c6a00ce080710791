import type { Draft } from './core/draft.js';
import { restoreDraft } from './core/draft.js';
import { asBytes, asText, coverWith } from './core/one-time-pad.js';
import type { DraftDisk, Pad } from './draft-disk.js';

const PREFIX = 'handrail.leaving.';

/**
 * Saves the words typed in the last moment before a page goes away. Sealing takes a moment too long for that, so they
 * are covered, at once, with a pad of random bytes that was sealed with the person's key beforehand and is used once.
 */
export function createRescue(diskNow: () => Promise<DraftDisk | null>) {
  let pad: Pad | null = null;
  let of: string | null = null;

  return {
    /** Gets a pad ready for this person. */
    async prepare(ownerId: string): Promise<void> {
      of = ownerId;
      pad = null;
      const fresh = await (await diskNow())?.newPad(ownerId);
      if (fresh && of === ownerId) pad = fresh;
    },

    /** The page goes away now: keeps these drafts, which the device has not written yet. */
    keep(drafts: readonly Draft[]): void {
      if (!pad || drafts.length === 0) return;
      try {
        localStorage.setItem(PREFIX + pad.id, asText(coverWith(pad.bytes, new TextEncoder().encode(JSON.stringify(drafts)))));
      } catch {
        // More than the pad covers, or a full store. What the device wrote before is all there is.
      }
      pad = null;
    },

    /**
     * Gives back what this person's pages kept when they went away. Each stays covered here until `take` says that the device has
     * written it: a page that dies in between loses nothing, and gives it back again.
     */
    async recover(ownerId: string, take: (draft: Draft) => Promise<boolean>): Promise<void> {
      for (const place of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
        const device = await diskNow();
        const padId = place.slice(PREFIX.length);
        const bytes = await device?.readPad(ownerId, padId);
        const covered = localStorage.getItem(place);
        if (!bytes || covered === null) continue;
        const taken = await Promise.all(read(bytes, covered).map(take));
        if (taken.includes(false)) continue;
        localStorage.removeItem(place);
        await device?.dropPad(padId);
      }
    },
  };
}

function read(pad: Uint8Array, covered: string): Draft[] {
  try {
    const kept: unknown = JSON.parse(new TextDecoder().decode(coverWith(pad, asBytes(covered))));
    return Array.isArray(kept) ? kept.map(restoreDraft).filter((draft) => draft !== null) : [];
  } catch {
    return [];
  }
}
