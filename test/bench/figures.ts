/** Milliseconds of a clock that all processes of a machine share, so that instants of two processes can be compared. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The smallest value that at least `share` (0 to 1) of all values do not exceed. @throws when there are none */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** `p50 4.2, p99 9.8, most 12.0` */
export const spread = (values: readonly number[]): string =>
  `p50 ${percentile(values, 0.5).toFixed(1)}, p99 ${percentile(values, 0.99).toFixed(1)}, most ${Math.max(...values).toFixed(1)}`;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Waits until `holds`, looking every few milliseconds. @throws after `withinMs`, naming what was waited for */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  for (const end = nowMs() + withinMs; !await holds();) {
    if (nowMs() > end) throw new Error(`waited ${Math.round(withinMs / 1000)} s in vain until ${what}`);
    await pause(5);
  }
}
