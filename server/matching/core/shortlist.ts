/** Keeps the first few of many, in order, without sorting the rest. */
export interface Shortlist<T> {
  offer(one: T): void;
  /** True when nothing that comes after `last` could still get in; lets a caller save the work of making it. */
  readonly last: T | null;
  readonly all: readonly T[];
}

/** @param before a total order; `most` at least 0 */
export function makeShortlist<T>(most: number, before: (a: T, b: T) => boolean): Shortlist<T> {
  const all: T[] = [];
  return {
    all,
    get last() { return all.length < most ? null : all[most - 1] ?? null; },
    offer(one) {
      let at = all.length;
      while (at > 0 && before(one, all[at - 1] as T)) at--;
      if (at >= most) return;
      all.splice(at, 0, one);
      if (all.length > most) all.pop();
    },
  };
}
