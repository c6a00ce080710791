export interface GatherSettings {
  /** Items in one run. */
  most: number;
  /** Runs side by side. */
  atOnce: number;
  /** While many come, the first of the next run waits so many milliseconds for others; what comes alone never waits. 0 unless said otherwise. */
  lingerMs?: number;
  /** True for a failure that has nothing to do with any of the items: then all of them, and all that wait, fail with it at once. */
  isEverybodys?: (error: unknown) => boolean;
}

/** Many come while a run of several ended no longer ago. */
const MANY_WITHIN_MS = 100;

/**
 * Does together what is asked for within the same moment, so that many share one statement or one commit. What comes
 * alone is done at once; what comes while all runs are busy is done by the next. When a run of several fails each of them
 * is done by itself, so that none fails for another.
 * @param act answers each item, in the order given; it must be safe to repeat after it threw
 */
export function gathered<Item, Result>(act: (items: readonly Item[]) => Promise<readonly Result[]>, { most, atOnce, lingerMs = 0, isEverybodys = () => false }: GatherSettings): (item: Item) => Promise<Result> {
  const waiting: { item: Item; resolve: (result: Result | Promise<Result>) => void }[] = [];
  let running = 0;
  let [lastSize, lastAt] = [0, -Infinity];
  let later: NodeJS.Timeout | null = null;

  const manyCome = (): boolean => lastSize > 1 && performance.now() - lastAt < MANY_WITHIN_MS;

  const alone = async (item: Item): Promise<Result> => (await act([item]))[0] as Result;

  async function run(): Promise<void> {
    const some = waiting.splice(0, most);
    lastSize = some.length;
    try {
      const results = await act(some.map(({ item }) => item));
      some.forEach(({ resolve }, index) => { resolve(results[index] as Result); });
    } catch (error) {
      if (isEverybodys(error)) for (const { resolve } of [...some, ...waiting.splice(0)]) resolve(Promise.reject(error as Error));
      else for (const { item, resolve } of some) resolve(some.length === 1 ? Promise.reject(error as Error) : alone(item));
    }
  }

  function next(lingered = false): void {
    if (later !== null && waiting.length < most) return;
    while (running < atOnce && waiting.length > 0) {
      if (!lingered && lingerMs > 0 && waiting.length < most && manyCome()) {
        later = setTimeout(() => { later = null; next(true); }, lingerMs);
        return;
      }
      running += 1;
      void run().finally(() => { running -= 1; lastAt = performance.now(); next(); });
    }
  }

  return (item) => new Promise((resolve) => {
    waiting.push({ item, resolve });
    next();
  });
}
