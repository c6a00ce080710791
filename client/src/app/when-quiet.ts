/** Somebody who opens this to raise has sent by then: three taps within ten seconds. Source: product design guide §4, "3 taps, 10 s". In ms. */
const RAISED_WITHIN_MS = 10_000;
/** A page that never rests must not keep it off for ever. */
const IDLE_WITHIN_MS = 2000;

/** Runs `act` once the browser has nothing to draw or to answer, after two seconds at the latest. Browsers that cannot tell wait a moment. */
export function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(act, { timeout: IDLE_WITHIN_MS });
  else setTimeout(act, 200);
}

/** Runs `act` when whoever opened the page in a hurry has done what they came for: it may use the line and the processor. */
export function whenQuiet(act: () => void): void {
  setTimeout(() => whenIdle(act), RAISED_WITHIN_MS);
}
