/** Chance that can be had again: the same seed gives the same numbers. */
export type Chance = ReturnType<typeof chanceOf>;

/** A number that names a stream of chance within a seed, so that one actor's choices do not move another's. */
const mixed = (seed: number, name: string): number => [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), (seed ^ 0x811c9dc5) | 0) >>> 0;

/** Mulberry32, from a seed and the name of who chooses. */
export function chanceOf(seed: number, name: string) {
  let state = mixed(seed, name);
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    /** True in so many of 1. */
    happens: (share: number): boolean => next() < share,
    between: (from: number, to: number): number => from + next() * (to - from),
    /** A waiting time of something that happens by itself, `mean` on average, never more than ten times that. */
    wait: (mean: number): number => Math.min(-Math.log(1 - next()) * mean, mean * 10),
    oneOf: <T>(some: readonly T[]): T => some[Math.floor(next() * some.length)] as T,
    /** One of the names, each as likely as its weight. */
    weighed<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
      const all = Object.entries(weights) as [Name, number][];
      let left = next() * all.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of all) {
        left -= weight;
        if (left <= 0) return name;
      }
      return (all.at(-1) as [Name, number])[0];
    },
  };
}
