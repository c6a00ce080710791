import type { Clock } from '../kernel/clock.js';
import type { ChangeStore } from './change-store.js';
import type { Pair, Sketch } from './core/duplicates.js';
import { comparing, sketchOf } from './core/duplicates.js';
import type { MergeStore } from './merge-store.js';
import { pairOf } from './merge-store.js';
import type { DirectoryStore } from './store.js';

export interface LikenessNeeds { store: Pick<DirectoryStore, 'eachForLikeness' | 'mark'>; changes: Pick<ChangeStore, 'mark'>; merges: Pick<MergeStore, 'all' | 'apart' | 'mark'>; clock: Clock }

/** What was found when the directory was last looked through, without what was joined or kept apart since. */
export interface Likeness { pairs: Pair[]; asOf: Date | null; looking: boolean }

/** A question waits so long for an answer of now; then it gets the last one. */
const WAITS_MILLISECONDS = 200;

const breath = (): Promise<void> => new Promise((later) => { setImmediate(later); });

/**
 * Entries that may be one, kept from one question to the next and found anew when the directory changed. A hundred thousand
 * entries take tens of seconds: that is done in small steps beside everything else, once at a time.
 */
export function likenessOf({ store, changes, merges, clock }: LikenessNeeds) {
  let last: { mark: string; pairs: Pair[]; asOf: Date } | null = null;
  let looking: Promise<void> | null = null;
  const markNow = async (): Promise<string> => (await Promise.all([store.mark(), changes.mark(), merges.mark()])).join(' ');

  async function look(): Promise<void> {
    const [mark, asOf, joined] = [await markNow(), clock.now(), await merges.all()];
    const sketches: Sketch[] = [];
    for await (const service of store.eachForLikeness()) if (!joined.has(service.id) && service.status !== 'defunct') sketches.push(sketchOf(service));
    const steps = comparing(sketches, await merges.apart());
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) { last = { mark, pairs: value, asOf }; return; }
      await breath();
    }
  }

  return {
    async now(): Promise<Likeness> {
      const mark = await markNow();
      if (last?.mark !== mark) {
        looking ??= look().finally(() => { looking = null; });
        // Who waits no longer must not be told of its fault; the next question looks again.
        looking.catch(() => undefined);
        const found = looking;
        await new Promise<void>((done, fail) => {
          const over = clock.after(WAITS_MILLISECONDS, done);
          found.then(() => { over.cancel(); done(); }, (error: unknown) => { over.cancel(); fail(error instanceof Error ? error : new Error(String(error))); });
        });
      }
      if (!last) return { pairs: [], asOf: null, looking: true };
      if (looking === null) return { pairs: last.pairs, asOf: last.asOf, looking: false };
      const [joined, apart] = await Promise.all([merges.all(), merges.apart()]);
      return { pairs: last.pairs.filter(({ one, other }) => !joined.has(one) && !joined.has(other) && !apart.has(pairOf(one, other))), asOf: last.asOf, looking: true };
    },
  };
}
