import type { SimulatedCall } from '../../../../../server/contract/phones.js';

/** The keys of a phone, row by row. */
export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** The call that rings or is spoken in now; null when the phone lies still. */
export const liveCall = (calls: readonly SimulatedCall[]): SimulatedCall | null => calls.findLast(({ state }) => state !== 'over') ?? null;

/** The latest sentence, and how often it was said before: a voice that repeats itself is one box, not three. */
export function spokenNow({ said }: SimulatedCall): { words: string; times: number } | null {
  const words = said.at(-1);
  if (words === undefined) return null;
  let times = 0;
  while (said.at(-1 - times) === words) times += 1;
  return { words, times };
}
