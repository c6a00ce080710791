import type { HandOverInput } from '../../../../../server/contract/asks.js';

/** The five boxes of a hand-over, in the order in which they are read. Source: product design guide §4 "Warm hand-over". */
export const BOXES = ['whyNow', 'riskAndSafety', 'doneSoFar', 'theyWant', 'mustHappen'] as const satisfies readonly (keyof HandOverInput)[];
export type Box = (typeof BOXES)[number];
export type Boxes = Record<Box, string>;

/** Most characters in one box. The server takes no more. */
export const BOX_LONGEST = 2000;

/** What somebody has written of a hand-over so far. */
export interface HandOverDraft {
  toId: string | null;
  boxes: Boxes;
  /** By when it must happen, as an instant; null: no fixed time. */
  mustHappenBy: string | null;
}

/** What was kept, if it still is such a thing; null otherwise. */
export function restoreHandOver(kept: unknown): HandOverDraft | null {
  if (typeof kept !== 'object' || kept === null || !('boxes' in kept) || typeof kept.boxes !== 'object' || kept.boxes === null) return null;
  const texts = new Map<string, unknown>(Object.entries(kept.boxes));
  const textOrNull = (what: unknown): string | null => (typeof what === 'string' ? what : null);
  const boxes = Object.fromEntries(BOXES.map((box) => [box, textOrNull(texts.get(box)) ?? ''])) as Boxes;
  return { boxes, toId: 'toId' in kept ? textOrNull(kept.toId) : null, mustHappenBy: 'mustHappenBy' in kept ? textOrNull(kept.mustHappenBy) : null };
}

/** What is missing before it can be sent; "not known" is an answer, silence is none. */
export function missingIn({ toId, boxes }: HandOverDraft): ('toId' | Box)[] {
  return [...(toId === null ? ['toId' as const] : []), ...BOXES.filter((box) => boxes[box].trim() === '')];
}

/** The boxes as they are sent: trimmed, and no longer than the server takes. */
export function sentBoxes(boxes: Boxes): Boxes {
  return Object.fromEntries(BOXES.map((box) => [box, boxes[box].trim().slice(0, BOX_LONGEST)])) as Boxes;
}

/**
 * The instants that can be chosen for "by when": the clocks that run already, then round times from `now`. Those gone by are
 * left out; the same minute is offered once. Milliseconds.
 */
export function timesToOffer(clocks: readonly (string | null)[], now: number): { at: string; clock: number | null }[] {
  const MINUTE = 60_000;
  const running = clocks.flatMap((at, clock) => (at !== null && Date.parse(at) > now ? [{ at: new Date(Date.parse(at)).toISOString(), clock }] : []));
  const round = [30, 60, 120, 240].map((minutes) => ({ at: new Date(Math.ceil((now + minutes * MINUTE) / (5 * MINUTE)) * 5 * MINUTE).toISOString(), clock: null }));
  const seen = new Set<number>();
  return [...running, ...round].filter(({ at }) => {
    const minute = Math.floor(Date.parse(at) / MINUTE);
    if (seen.has(minute)) return false;
    seen.add(minute);
    return true;
  });
}
