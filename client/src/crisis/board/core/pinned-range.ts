/** The places to draw, in order: those in view, and the one that has the keyboard (-1: none) wherever it stands. */
export function pinnedRange(inView: readonly number[], pinned: number): number[] {
  if (pinned < 0 || inView.includes(pinned)) return [...inView];
  return [...inView, pinned].sort((a, b) => a - b);
}
