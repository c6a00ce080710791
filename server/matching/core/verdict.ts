/** What a rule says of a service. `unknown` is never `fail`: the service stays, lower and with "call first". */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** Of several things that all must hold: one failure fails, one unknown leaves it open. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('unknown') ? 'unknown' : 'pass';
}

/** A told yes or no; null is not known. */
export const verdictOf = (holds: boolean | null): Verdict => (holds === null ? 'unknown' : holds ? 'pass' : 'fail');
