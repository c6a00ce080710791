export interface GatherSettings {
  /** Items in one run. */
  most: number;
  /** Runs side by side. */
  atOnce: number;
}

/**
 * Does together what is asked for within the same moment, so that many share one statement or one commit. What comes
 * alone is done at once; what comes while all runs are busy is done by the next. When a run of several fails each of them
 * is done by itself, so that none fails for another.
 * @param act answers each item, in the order given; it must be safe to repeat after it threw
 */
export function gathered<Item, Result>(act: (items: readonly Item[]) => Promise<readonly Result[]>, { most, atOnce }: GatherSettings): (item: Item) => Promise<Result> {
  const waiting: { item: Item; resolve: (result: Result | Promise<Result>) => void }[] = [];
  let running = 0;

  const alone = async (item: Item): Promise<Result> => (await act([item]))[0] as Result;

  async function run(): Promise<void> {
    const some = waiting.splice(0, most);
    const [first, ...others] = some;
    if (first && others.length === 0) {
      const done = alone(first.item);
      first.resolve(done);
      await done.catch(() => undefined);
      return;
    }
    const results = await act(some.map(({ item }) => item)).catch(() => null);
    some.forEach(({ item, resolve }, index) => { resolve(results ? results[index] as Result : alone(item)); });
  }

  function next(): void {
    while (running < atOnce && waiting.length > 0) {
      running += 1;
      void run().finally(() => { running -= 1; next(); });
    }
  }

  return (item) => new Promise((resolve) => {
    waiting.push({ item, resolve });
    next();
  });
}
