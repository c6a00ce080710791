import type { MatchRule } from '../../contract/matching.js';
import type { Service } from '../../contract/directory.js';
import { candidateAt, sitesOf } from './candidate.js';
import type { Candidate } from './candidate.js';
import { mustSaySo } from './checks.js';
import { HARD_RULES } from './hard-rules.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import type { Verdict } from './verdict.js';

/** A candidate with what every rule says of it. */
export interface Judged {
  candidate: Candidate;
  verdicts: ReadonlyMap<MatchRule, Verdict>;
  /** In the fixed order; the first is the reason that is named. */
  failed: readonly MatchRule[];
}

/** Constraint 0: whether a service does any of what is needed. Whoever does not is no candidate and is counted nowhere. */
export const offers = ({ handrail }: Service, { kinds }: Need): boolean => handrail.kinds.some((kind) => kinds.includes(kind));

export function judge(candidate: Candidate, need: Need, context: MatchContext): Judged {
  const verdicts = new Map(HARD_RULES.map(({ code, check }) => [code, check(candidate, need, context)]));
  return { candidate, verdicts, failed: HARD_RULES.filter(({ code }) => verdicts.get(code) === 'fail').map(({ code }) => code) };
}

/**
 * A service at the place that counts: the nearest that can take them. Where none can, the nearest that serves them at all,
 * else the nearest. A place at an unknown distance comes after every known one.
 */
export function judgeService(service: Service, need: Need, context: MatchContext): Judged {
  const judged = sitesOf(service).map((site) => judge(candidateAt(service, site, need, context), need, context));
  return judged.reduce((best, next) => (isBetterPlace(next, best) ? next : best));
}

function isBetterPlace(a: Judged, b: Judged): boolean {
  const served = Number(a.failed.includes('area')) - Number(b.failed.includes('area'));
  if (served !== 0) return served < 0;
  const fails = Number(a.failed.length > 0) - Number(b.failed.length > 0);
  if (fails !== 0) return fails < 0;
  return (a.candidate.miles ?? Infinity) < (b.candidate.miles ?? Infinity);
}

/** Where a judged service belongs. */
export type Group = 'match' | 'phone-first' | 'excluded';

/** For A and B, who never said that they take it are not sent to: they are listed apart, to be rung. */
export const groupOf = ({ failed, verdicts }: Pick<Judged, 'failed' | 'verdicts'>, { letter }: Need): Group =>
  (failed.length > 0 ? 'excluded' : mustSaySo(letter) && verdicts.get('letter') === 'unknown' ? 'phone-first' : 'match');

/** Exclusions are counted for services that serve the area, or may serve it and are near enough for that to be likely. */
export const isInTheArea = (verdict: Verdict | undefined, miles: number | null, countedWithinMiles: number): boolean =>
  verdict === 'pass' || (verdict === 'unknown' && (miles === null || miles <= countedWithinMiles));

/** What keeps somebody out even of an emergency department; an old entry or an unmarked area does not. */
export const BARS_FROM_EMERGENCY: ReadonlySet<MatchRule> = new Set(['active', 'consent', 'age', 'exclusion']);
