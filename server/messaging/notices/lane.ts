/** Lets so many pieces of work run side by side, the others after them, each begun behind what the process is doing now. */
export function laneOf({ atOnce }: { atOnce: number }) {
  const waiting: (() => Promise<void>)[] = [];
  const calm: (() => void)[] = [];
  let running = 0;

  function next(): void {
    const work = running < atOnce ? waiting.shift() : undefined;
    if (work) {
      running += 1;
      void work().finally(() => {
        running -= 1;
        next();
      });
    } else if (running === 0 && waiting.length === 0) for (const tell of calm.splice(0)) tell();
  }

  return {
    /** @param work must not throw */
    run(work: () => Promise<void>): void {
      waiting.push(work);
      setImmediate(next);
    },
    /** Resolves once nothing runs or waits. */
    settled: (): Promise<void> => (running === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => { calm.push(resolve); })),
  };
}
