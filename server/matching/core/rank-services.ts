import type { Service } from '../../contract/directory.js';
import type { MatchAnswer, MatchRule } from '../../contract/matching.js';
import { answerOf, nearerFirst } from './answer.js';
import { candidateAt, sitesOf } from './candidate.js';
import type { Candidate } from './candidate.js';
import { isShut } from './checks.js';
import { scoreOfParts } from './describe-match.js';
import { excludedFrom } from './exclusion-words.js';
import type { Excluded } from './exclusion-words.js';
import { BARS_FROM_EMERGENCY, groupOf, isInTheArea, judge, judgeService, offers } from './judge.js';
import type { Judged } from './judge.js';
import type { MatchContext, ServiceHistory } from './match-context.js';
import type { Need } from './need.js';
import { scoreParts } from './soft-terms.js';

export interface RankInput { need: Need; services: Iterable<Service>; context: MatchContext }

/**
 * Which services can help with `need` at `context.asOf`, best first, with reasons; and why each other one is not shown.
 * Every service that does what is needed and fails no hard rule is offered, however low its score; what is not known
 * never fails a rule. The same input gives the same answer: ties go to whoever waited longest for an offer, then by id.
 * This is the plain reading of the rules, service by service; `service-index.ts` answers the same, fast.
 */
export function rankServices({ need, services, context }: RankInput): MatchAnswer {
  const offered: Record<'match' | 'phone-first', Judged[]> = { match: [], 'phone-first': [] };
  const excluded: Excluded[] = [];
  const counts = new Map<MatchRule, number>();
  const frees = new Map<MatchRule, number>();
  let emergencyPlace: Candidate | null = null;
  for (const service of services) {
    emergencyPlace = nearerEmergencyPlace(emergencyPlace, service, need, context);
    if (!offers(service, need)) continue;
    const judged = judgeService(service, need, context);
    const group = groupOf(judged, need);
    if (group !== 'excluded') {
      offered[group].push(judged);
      continue;
    }
    const first = judged.failed[0] as MatchRule;
    if (isInTheArea(judged.verdicts.get('area'), judged.candidate.miles, context.policy.countedWithinMiles)) {
      excluded.push(excludedFrom(judged, need, context));
      add(counts, first);
      if (judged.failed.length === 1) add(frees, first);
    } else if (judged.failed.length === 1 && isNear(judged.candidate, context)) add(frees, first);
  }
  const listed = excluded.toSorted(nearerFirst).slice(0, context.policy.excludedListed);
  return answerOf({
    matches: best(offered.match, need, context), phoneFirst: best(offered['phone-first'], need, context), excluded: listed, counts, frees, emergencyPlace,
  }, need, context);
}

const add = (counts: Map<MatchRule, number>, rule: MatchRule): void => { counts.set(rule, (counts.get(rule) ?? 0) + 1); };

/** A service of another area is worth asking only when it is known to be near. */
const isNear = ({ miles }: Candidate, { policy }: MatchContext): boolean => miles !== null && miles <= policy.countedWithinMiles;

function best(judged: readonly Judged[], need: Need, context: MatchContext): Judged[] {
  const scored = judged.map((one) => ({ one, score: scoreOfParts(scoreParts(one.candidate, need, context, one.verdicts)) }));
  return scored.toSorted((a, b) => b.score - a.score || longestWaitFirst(a.one.candidate.service.id, b.one.candidate.service.id, context.histories))
    .slice(0, need.most).map(({ one }) => one);
}

/** Between equals: who was never offered, then who was offered longest ago, then by id. */
function longestWaitFirst(a: string, b: string, histories: ReadonlyMap<string, ServiceHistory>): number {
  const [offeredA, offeredB] = [a, b].map((id) => histories.get(id)?.lastOfferedAt?.getTime() ?? -Infinity) as [number, number];
  return offeredA === offeredB ? (a < b ? -1 : 1) : offeredA - offeredB;
}

/** The nearest emergency department, within a journey that makes sense, that runs, is not known to be shut, and takes this person. */
function nearerEmergencyPlace(nearest: Candidate | null, service: Service, need: Need, context: MatchContext): Candidate | null {
  if (!service.handrail.kinds.includes('emergency-department')) return nearest;
  let found = nearest;
  for (const site of sitesOf(service)) {
    const { candidate, failed } = judge(candidateAt(service, site, need, context), need, context);
    if (!isNear(candidate, context) || isShut(candidate.hours) || failed.some((rule) => BARS_FROM_EMERGENCY.has(rule))) continue;
    const miles = candidate.miles ?? Infinity;
    if (found === null || miles < (found.miles ?? Infinity) || (miles === found.miles && service.id < found.service.id)) found = candidate;
  }
  return found;
}
