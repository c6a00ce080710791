/** What was asked before the scripts of the page were here, by its address; `askedAt` as `performance.now()`. */
export type EarlyAnswers = Map<string, { answer: Promise<Response>; askedAt: number }>;

/** Older than this, an answer may be about somebody who has signed out since: it is asked for again. */
const GOOD_FOR_MS = 20_000;

/**
 * The answer to `GET path` that `early.ts` asked for, once; null when there is none or it is too old.
 */
export function takeEarly(path: string): Promise<Response> | null {
  const answers = (globalThis as { handrailEarly?: EarlyAnswers }).handrailEarly;
  const early = answers?.get(path);
  answers?.delete(path);
  return early && performance.now() - early.askedAt < GOOD_FOR_MS ? early.answer : null;
}

/** Whatever is changed at the server now makes earlier answers old. */
export function dropEarly(): void {
  (globalThis as { handrailEarly?: EarlyAnswers }).handrailEarly?.clear();
}
