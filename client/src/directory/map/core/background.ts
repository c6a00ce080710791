/** The rectangle of a state: west, south, east, north, in degrees. */
export type Rectangle = readonly [number, number, number, number];

/** More states in sight than this are drawn with their own lines only. */
export const MOST_STATES = 8;

const meets = (a: Rectangle, b: Rectangle): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** The states whose rectangle is in sight. */
export const statesIn = (index: Readonly<Record<string, Rectangle>>, view: Rectangle): string[] =>
  Object.entries(index).filter(([, rectangle]) => meets(rectangle, view)).map(([code]) => code);

/** Degrees between the lines of a bare grid, so that about six of them cross what is in sight. */
export function gridStep(view: Rectangle): number {
  const wide = Math.max(view[2] - view[0], view[3] - view[1]);
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45].find((step) => wide / step <= 7) ?? 45;
}

/** Multiples of `step` from `from` to `to`. */
export function gridLines(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, n) => Number(((first + n) * step).toFixed(4)));
}

/** How many towns are named at a zoom: the largest of each state first. */
export const namedAt = (zoom: number): number => (zoom < 6 ? 0 : zoom < 8 ? 6 : zoom < 10 ? 18 : zoom < 12 ? 60 : 150);
