import type { Exclusion, Fallback, Match, MatchAnswer, MatchRule } from '../../contract/matching.js';
import { MATCH_RULES } from '../../contract/matching.js';
import type { Candidate } from './candidate.js';
import { describeMatch, findPhone } from './describe-match.js';
import { whyExcluded } from './exclusion-words.js';
import type { Excluded } from './exclusion-words.js';
import { distanceOf } from './geography.js';
import { isUrgent } from './checks.js';
import { HARD_RULES } from './hard-rules.js';
import type { Judged } from './judge.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';

/** What ranking found, before it is put into words. Whoever ranks hands in the same, so that the answer is the same. */
export interface Ranking {
  /** The first of each, best first, at most as many as were asked for. */
  matches: readonly Judged[];
  phoneFirst: readonly Judged[];
  /** The nearest of the excluded, at most as many as are listed. */
  excluded: readonly Excluded[];
  /** All excluded in the area, by the first rule they failed. */
  counts: ReadonlyMap<MatchRule, number>;
  /** Those that fail one rule only, by that rule. */
  frees: ReadonlyMap<MatchRule, number>;
  emergencyPlace: Candidate | null;
}

/** The ranking in words. */
export function answerOf(ranking: Ranking, need: Need, context: MatchContext): MatchAnswer {
  const { asOf, policy, network } = context;
  const described = ({ candidate, verdicts }: Judged): Match => describeMatch(candidate, need, context, verdicts);
  return {
    asOf: asOf.toISOString(), letter: need.letter, policy: { version: policy.version, needsClinicalLeadSignOff: policy.needsClinicalLeadSignOff },
    need: [...need.told], distanceUnit: network.distanceUnit,
    matches: ranking.matches.map(described),
    phoneFirst: ranking.phoneFirst.map((judged) => ({ ...described(judged), way: 'phone-first' as const, intake: null })),
    excluded: excludedOf(ranking.excluded, need, context),
    excludedCounts: HARD_RULES.flatMap(({ code, words }) => {
      const count = ranking.counts.get(code) ?? 0;
      return count === 0 ? [] : [{ rule: code, words, count }];
    }),
    relax: relaxOf(ranking),
    fallbacks: fallbacksOf(ranking.emergencyPlace, need, context),
  };
}

function excludedOf(excluded: readonly Excluded[], need: Need, context: MatchContext): Exclusion[] {
  const rank = ({ rule }: Excluded) => MATCH_RULES.indexOf(rule);
  return excluded.toSorted((a, b) => rank(a) - rank(b) || nearerFirst(a, b))
    .map((one) => ({ serviceId: one.id, serviceName: one.name, rule: one.rule, words: whyExcluded(one, need, context) }));
}

/** Known distances first, then by id. */
export function nearerFirst(a: Pick<Excluded, 'id' | 'miles'>, b: Pick<Excluded, 'id' | 'miles'>): number {
  const [near, far] = [a.miles ?? Infinity, b.miles ?? Infinity];
  return near === far ? (a.id < b.id ? -1 : 1) : near - far;
}

/** The rule that alone keeps out most, when there is nothing to offer; of two alike the one that is named first. */
function relaxOf({ matches, phoneFirst, frees }: Ranking): MatchAnswer['relax'] {
  if (matches.length > 0 || phoneFirst.length > 0) return null;
  let most: MatchAnswer['relax'] = null;
  for (const { code, ifRelaxed } of HARD_RULES) {
    const count = frees.get(code) ?? 0;
    if (ifRelaxed !== null && count > (most?.frees ?? 0)) most = { rule: code, words: `${count} more ${ifRelaxed}`, frees: count };
  }
  return most;
}

/** What stands there for A to C whatever was found, and nothing takes away. Source: domain.md §9.2. */
function fallbacksOf(place: Candidate | null, { letter }: Need, { network }: MatchContext): Fallback[] {
  if (!isUrgent(letter)) return [];
  return [
    { kind: 'emergency-number', name: 'Emergency number', phone: network.emergencyNumber, distance: null },
    { kind: 'crisis-line', name: 'Crisis line', phone: network.crisisLine, distance: null },
    {
      kind: 'emergency-place', name: place?.service.name ?? 'Nearest emergency department', phone: place ? findPhone(place) : null,
      distance: place === null || place.miles === null ? null : distanceOf(place.miles, network.distanceUnit),
    },
  ];
}
