import { randomInt } from 'node:crypto';
import type { FeedReader } from '../platform/feed.js';
import type { CrisisStore } from './store.js';

/** Refs grow by a digit when so many are taken. Source: design.md §9 Refs. */
const ENOUGH_OF_4 = 3000;
const ENOUGH_OF_5 = 30_000;

export type Refs = Awaited<ReturnType<typeof keepRefs>>;

/** Short codes for texts and keypads. None is given twice while its crisis is open, nor within 90 days of its end. */
export async function keepRefs(store: CrisisStore) {
  const { refs } = await store.heldRefs();
  const held = new Set(refs);
  const reader: FeedReader = {
    event({ kind, data }) {
      if (kind === 'report.received') held.add(String(data['ref']));
      if (kind === 'ref.freed') held.delete(String(data['ref']));
    },
    resync() { void store.heldRefs().then((now) => { for (const ref of now.refs) held.add(ref); }).catch(() => undefined); },
  };
  return {
    reader,
    /** A ref that is free as far as this process knows; the unique index has the last word. */
    next(): string {
      const digits = held.size < ENOUGH_OF_4 ? 4 : held.size < ENOUGH_OF_5 ? 5 : 6;
      for (;;) {
        const ref = String(randomInt(10 ** (digits - 1), 10 ** digits));
        if (!held.has(ref)) { held.add(ref); return ref; }
      }
    },
  };
}
