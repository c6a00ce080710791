import { MATCH_RULES } from '../../contract/matching.js';
import type { MatchRule } from '../../contract/matching.js';
import { inArea, inVirtualArea, together } from './area.js';
import type { Candidate } from './candidate.js';
import { canEnter, canSpeak, hasRoom, isRunning, isTrusted, meetsExclusions, openBy, opensInTime, spokenAt, takesAge, takesUrgency } from './checks.js';
import type { MatchContext } from './match-context.js';
import type { Decline, Need } from './need.js';
import { verdictOf } from './verdict.js';
import type { Verdict } from './verdict.js';

export interface HardRule {
  code: MatchRule;
  /** Behind a number: "6 full". */
  words: string;
  /** What would have to change for those that fail nothing else; null where nobody may change it. */
  ifRelaxed: string | null;
  check: (candidate: Candidate, need: Need, context: MatchContext) => Verdict;
}

/** Every reason for which a service is not offered, by code. Source: domain.md §9.1; §8 for `entry`. */
const RULES: Record<MatchRule, Omit<HardRule, 'code'>> = {
  active: {
    words: 'not running', ifRelaxed: null,
    check: ({ service }, _need, { policy }) => isRunning(service, policy.closedAlertBeginnings),
  },
  consent: {
    words: 'not wanted by the person', ifRelaxed: null,
    check: ({ service }, need) => verdictOf(!need.blockedServiceIds.has(service.id)),
  },
  declined: {
    words: 'declined before', ifRelaxed: 'if those that declined are asked again',
    check: (candidate, need, context) => verdictOf(findDecline(candidate, need, context) === null),
  },
  area: {
    words: 'another area', ifRelaxed: 'if a service from outside the area can take them',
    check: servesPlace,
  },
  letter: {
    words: 'not for this urgency', ifRelaxed: 'if a service for less urgent needs can take them',
    check: ({ service }, { letter }) => takesUrgency(service.handrail.urgency, letter),
  },
  age: {
    words: 'age', ifRelaxed: 'if a service for another age makes an exception',
    check: ({ service }, need) => takesAge(service.age, need.age),
  },
  exclusion: {
    words: 'for other people', ifRelaxed: 'if a service makes an exception to its own rules',
    check: ({ service }, need) => meetsExclusions(service.handrail.exclusions, need),
  },
  language: {
    words: 'language', ifRelaxed: 'if somebody interprets',
    check: ({ service, site }, need, { network }) => canSpeak(spokenAt(service, site), need, network.defaultLanguage),
  },
  access: {
    words: 'access', ifRelaxed: 'if the access needs can be met in another way',
    check: ({ site, travel }, need) => canEnter(site?.location.handrail.access ?? { has: [], lacks: [] }, travel, need),
  },
  entry: {
    words: 'entry too old', ifRelaxed: 'if somebody rings to check the entry',
    check: ({ entry, service }, { letter }) => isTrusted(entry.state, service.handrail.review === null, letter),
  },
  hours: {
    words: 'closed', ifRelaxed: 'if they can wait until it opens',
    check: ({ hours }, need, context) => opensInTime(hours, openBy(need, context), need.letter),
  },
  capacity: {
    words: 'full', ifRelaxed: 'if a full service finds a place',
    check: ({ service, places }, { letter }) => hasRoom(places.state, service.handrail.waitlist === true, letter),
  },
};

/** In the order in which an exclusion names its reason: the first that fails. */
export const HARD_RULES: readonly HardRule[] = MATCH_RULES.map((code) => ({ code, ...RULES[code] }));

/** The last refusal that still stands. "No room" is over once the service tells of a free place. */
export function findDecline({ service, places }: Candidate, { declines }: Need, { asOf, policy }: MatchContext): Decline | null {
  const since = asOf.getTime() - policy.declineCountsForDays * 86_400_000;
  const standing = declines.filter(({ serviceId, at, reason }) => serviceId === service.id && at.getTime() > since
    && !(reason === 'AT_CAPACITY' && places.state === 'free' && places.told.updatedAt > at));
  return standing.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
}

/** A place that never told its area is taken to serve whoever is near enough to travel. */
function servesPlace({ service, site, travel, miles }: Candidate, { place }: Need, { policy }: MatchContext): Verdict {
  const areas = [...site?.serviceAreas ?? [], ...service.serviceAreas].map((area) => inArea(area, place));
  const covered = travel === 'none' ? service.handrail.virtualArea : null;
  return reachable(together(covered === null ? areas : [...areas, inVirtualArea(covered, place)]), miles, policy.outOfReachMiles);
}

/** An area that nobody told, around a place in another part of the country, does not hold the person. */
export const reachable = (told: Verdict, miles: number | null, outOfReachMiles: number): Verdict =>
  (told === 'unknown' && miles !== null && miles > outOfReachMiles ? 'fail' : told);
