import { SETTINGS } from '../../contract/directory.js';
import type { EntryState, HelpKind, IntakeContact, OpenState, Service, Setting, Trait } from '../../contract/directory.js';
import { MATCH_RULES, MATCH_TERMS } from '../../contract/matching.js';
import type { Match, MatchRule, MatchTerm } from '../../contract/matching.js';
import { settingOf } from './candidate.js';
import type { Candidate, Places, Travel } from './candidate.js';
import { openBy, speaks, spokenAt } from './checks.js';
import type { Speaks } from './checks.js';
import type { MatchContext, ServiceHistory } from './match-context.js';
import type { MatchingPolicy } from './matching-policy.js';
import type { Need } from './need.js';
import type { Verdict } from './verdict.js';

/**
 * The preferences that order services, each 0 (worst) to 1 (best), and null when this need does not ask for it.
 * None of them can keep a service out: there is no threshold anywhere. Source: domain.md §9.2.
 * Each is a small function of plain values, so that whoever keeps those values ready ranks exactly as this does.
 */
type Term = (candidate: Candidate, need: Need, context: MatchContext, verdicts: ReadonlyMap<MatchRule, Verdict>) => number | null;

const TERMS: Record<MatchTerm, Term> = {
  certainty: (_candidate, _need, { policy }, verdicts) => certaintyValue((rule) => verdicts.get(rule) === 'unknown', policy),
  distance: ({ miles, travel }, need, { policy }) => distanceValue(miles, travel, reachOf(need, policy)),
  capacity: ({ places }) => capacityValue(places.state, places.told?.available ?? 0),
  hours: ({ hours }, need, context) => hoursValue(hours, context.asOf.getTime(), openBy(need, context).getTime()),
  setting: ({ service }, { letter }, { policy }) => settingValue(settingOf(service), policy.idealSetting[letter]),
  entry: ({ entry }) => ENTRY_VALUES[entry.state],
  intake: ({ service }) => intakeValue(isReachable(service)),
  history: ({ service }, _need, { histories, policy }) => historyValue(histories.get(service.id), policy),
  wishes: ({ service }, { wishes }) => wishesValue(service.handrail.traits, wishes),
  continuity: ({ service }, { knownServiceIds }) => (knownServiceIds.size === 0 ? null : knownServiceIds.has(service.id) ? 1 : 0),
  language: ({ service, site }, { language }, { network }) => (language === null || language === network.defaultLanguage ? null : LANGUAGE_VALUES[speaks(spokenAt(service, site), language)]),
  fit: ({ service }, { meantFor }) => fitValue(service.handrail.kinds, meantFor),
  cost: ({ service }) => COST_VALUES[costOf(service)],
  'walk-in': ({ service }) => toldValue(service.handrail.walkIn),
  company: ({ service }, { circumstances: { bringsPets, bringsDependants } }) => companyValue(service.handrail.accepts, bringsPets, bringsDependants),
};

/** Each preference that this need asks for, in the fixed order. */
export function scoreParts(candidate: Candidate, need: Need, context: MatchContext, verdicts: ReadonlyMap<MatchRule, Verdict>): Match['parts'] {
  const parts: Match['parts'] = [];
  for (const code of MATCH_TERMS) {
    const value = TERMS[code](candidate, need, context, verdicts);
    if (value !== null) parts.push({ code, value, weight: context.policy.weights[code] });
  }
  return parts;
}

/** The weighted mean of the parts, 0–1, to three decimals: what differs less is a tie, and ties go by who waited longest. */
export function scoreOf(weighted: number, weights: number): number {
  return weights === 0 ? 0 : Math.round((weighted / weights) * 1000) / 1000;
}

/** What is left of 1 when the shares of all rules that stayed unknown are taken away. */
export function certaintyValue(isUnknown: (rule: MatchRule) => boolean, { unknownShares }: MatchingPolicy): number {
  let all = 0;
  let unknown = 0;
  for (const rule of MATCH_RULES) {
    all += unknownShares[rule];
    if (isUnknown(rule)) unknown += unknownShares[rule];
  }
  return all === 0 ? 1 : 1 - unknown / all;
}

/** How far is half way to too far: what the person wishes, else what is usual for the letter. */
export const reachOf = ({ farthestMiles, letter }: Need, { reachMiles }: MatchingPolicy): number => Math.max(farthestMiles ?? reachMiles[letter], 0.1);

/** Falls evenly to 0 at twice the reach. An unknown distance counts as more than a reach away, and not as here. */
export function distanceValue(miles: number | null, travel: Travel, reachMiles: number): number {
  if (travel === 'none') return 1;
  return miles === null ? 0.4 : Math.max(0, 1 - miles / (2 * reachMiles));
}

/** A fresh free place or none needed, then nobody knows, then full. More than three free places are no better than three. */
export function capacityValue(state: Places['state'], available: number): number {
  if (state === 'free') return 0.7 + 0.1 * Math.min(available, 3);
  if (state === 'not-counted') return 0.8;
  if (state === 'full') return 0;
  return state === 'not-confirmed' && available > 0 ? 0.4 : 0.3;
}

/** Open now, or soon within the time that is left. */
export function hoursValue(hours: OpenState, asOf: number, by: number): number {
  if (hours.state === 'open') return hours.byAppointment ? HOURS_VALUES['by-appointment'] + 0.2 : 1;
  return hours.state === 'opens' ? openingValue(hours.at.getTime(), asOf, by) : HOURS_VALUES[hours.state];
}

const HOURS_VALUES = { 'by-appointment': 0.4, closed: 0, unknown: 0.3 } as const;

export const openingValue = (at: number, asOf: number, by: number): number => (at >= by ? 0.3 : 0.8 - 0.5 * ((at - asOf) / (by - asOf)));

/** Best at the least restrictive setting that is usually enough; each step more costs more than each step less. */
export function settingValue(setting: Setting | null, ideal: Setting): number {
  if (setting === null) return 0.5;
  const steps = SETTINGS.indexOf(setting) - SETTINGS.indexOf(ideal);
  return Math.max(0, 1 - (steps > 0 ? 0.3 : -0.1) * steps);
}

export const ENTRY_VALUES: Readonly<Record<EntryState['state'], number>> = { checked: 1, unverified: 0.4, 'never-checked': 0.3, stale: 0 };

/** Verified here, and able to carry a link: a call can not. */
export const carriesLink = ({ channel, verified }: IntakeContact): boolean => verified !== null && channel !== 'voice';
export const isReachable = ({ handrail }: Service): boolean => handrail.intake.some(carriesLink);
export const intakeValue = (reachable: boolean): number => (reachable ? 1 : 0.2);

/**
 * Loops closed and answers in time, half each, never below half of what a new service counts as, so that nobody is buried. Whoever
 * tells free places and then has none comes below all of these, the lower the more often.
 */
export function historyValue(history: ServiceHistory | undefined, { historyCountsFrom, historyFloor }: MatchingPolicy): number {
  if (history?.brokenWords) return historyFloor / (2 * (1 + history.brokenWords));
  if (!history || history.referrals < historyCountsFrom) return historyFloor;
  return Math.max(historyFloor / 2, (history.closedLoops + history.answeredInTime) / (2 * history.referrals));
}

export const wishesValue = (traits: readonly Trait[], wishes: readonly Trait[]): number | null =>
  (wishes.length === 0 ? null : wishes.filter((wish) => traits.includes(wish)).length / wishes.length);

export const LANGUAGE_VALUES: Readonly<Record<Speaks, number>> = { itself: 1, interpreter: 0.6, 'any-interpreter': 0.5, 'not-known': 0.3, no: 0 };

export const fitValue = (kinds: readonly HelpKind[], meantFor: readonly HelpKind[]): number | null =>
  (meantFor.length === 0 ? null : kinds.some((kind) => meantFor.includes(kind)) ? 1 : 0.4);

export type Cost = 'free' | 'paid' | 'not-known';

/** Free only when somebody says so. */
export function costOf({ costOptions, feesDescription }: Service): Cost {
  const amounts = costOptions.map(({ amount }) => amount).filter((amount) => amount !== null);
  if (amounts.length > 0) return amounts.every((amount) => amount === 0) ? 'free' : 'paid';
  const words = [feesDescription, ...costOptions.map(({ option }) => option)].join(' ').toLowerCase();
  if (/\b(free|no (cost|charge|fee)s?|without charge)\b/.test(words) && !/\b(not free|fee[- ]free phone)\b/.test(words)) return 'free';
  return /\d|\b(insurance|sliding|fee|pay)/.test(words) ? 'paid' : 'not-known';
}

export const COST_VALUES: Readonly<Record<Cost, number>> = { free: 1, paid: 0.2, 'not-known': 0.5 };

export const toldValue = (told: boolean | null): number => (told === null ? 0.5 : told ? 1 : 0);

/** Only for those who bring somebody. */
export function companyValue(accepts: Service['handrail']['accepts'], pets: boolean | null, dependants: boolean | null): number | null {
  if (pets && dependants) return Math.min(toldValue(accepts.pets), toldValue(accepts.dependants));
  if (pets) return toldValue(accepts.pets);
  return dependants ? toldValue(accepts.dependants) : null;
}
