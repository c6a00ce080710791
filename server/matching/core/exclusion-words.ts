import { EXCLUSION_RULES } from '../../contract/directory.js';
import type { AccessCode, ExclusionRule, OpenState, Service, UrgencyTaken } from '../../contract/directory.js';
import type { MatchRule } from '../../contract/matching.js';
import type { Candidate } from './candidate.js';
import { meetsExclusion } from './checks.js';
import { findDecline } from './hard-rules.js';
import type { Judged } from './judge.js';
import { languageName } from './language-codes.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import { ACCESS_WORDS, EXCLUSION_WORDS, agesTaken, capitalised, listed, urgenciesTaken, whenWords } from './phrases.js';

/** A service that is not shown, with what its reason may speak of; each is asked for only when its rule is the reason. */
export interface Excluded {
  id: string;
  name: string;
  rule: MatchRule;
  /** Null is not known. */
  miles: number | null;
  running: () => Pick<Service, 'status' | 'alert'>;
  /** Null when no refusal stands. */
  declinedAt: () => Date | null;
  urgency: () => UrgencyTaken;
  ages: () => Service['age'];
  exclusions: () => readonly ExclusionRule[];
  lacks: () => readonly AccessCode[];
  hours: () => OpenState;
  /** When the number was told that says it is full; null when none was. */
  fullSince: () => Date | null;
}

/** What a judged service that fails a rule can be told by. */
export function excludedFrom({ candidate, failed }: Judged, need: Need, context: MatchContext): Excluded {
  const { service, site, miles, hours, places } = candidate;
  return {
    id: service.id, name: service.name, rule: failed[0] as MatchRule, miles, running: () => service, declinedAt: () => declinedAt(candidate, need, context),
    urgency: () => service.handrail.urgency, ages: () => service.age, exclusions: () => service.handrail.exclusions,
    lacks: () => site?.location.handrail.access.lacks ?? [], hours: () => hours, fullSince: () => places.told?.updatedAt ?? null,
  };
}

/** When it refused this person, if that still stands. */
export const declinedAt = (candidate: Candidate, need: Need, context: MatchContext): Date | null => findDecline(candidate, need, context)?.at ?? null;

type Why = (excluded: Excluded, need: Need, context: MatchContext) => string;

/** Why a service is not shown, for each rule that it can fail: its own facts, so that a worker can judge and ask anyway. */
const WHY: Record<MatchRule, Why> = {
  active(excluded) {
    const { status, alert } = excluded.running();
    return status === 'active' ? `Closed: ${alert?.trim() ?? ''}` : capitalised(status);
  },
  consent: () => 'The person does not want it told',
  declined(excluded, _need, { asOf, network }) {
    const at = excluded.declinedAt();
    return at ? `Declined ${whenWords(at, asOf, network)}` : 'Declined';
  },
  area: ({ miles }, _need, { policy }) => (miles !== null && miles > policy.outOfReachMiles ? 'Too far away' : 'Serves another area'),
  letter: (excluded) => `Takes ${urgenciesTaken(excluded.urgency()) ?? 'other urgencies'}`,
  age: (excluded) => `Takes ${agesTaken(excluded.ages()) ?? 'other ages'}`,
  exclusion(excluded, need, { network }) {
    const own = excluded.exclusions();
    return listed(EXCLUSION_RULES.filter((rule) => own.includes(rule) && meetsExclusion(rule, need) === 'fail').map((rule) => EXCLUSION_WORDS[rule]), network.locale);
  },
  language: (_excluded, { language }, { network }) => (language === null ? 'No interpreter' : `No ${capitalised(languageName(language, network.locale))}`),
  access(excluded, { access }, { network }) {
    const lacks = excluded.lacks();
    return `No ${listed((access ?? []).filter((code) => lacks.includes(code)).map((code) => ACCESS_WORDS[code]), network.locale)}`;
  },
  entry: () => 'Entry not checked for more than a year',
  hours(excluded, _need, { asOf, network }) {
    const hours = excluded.hours();
    return hours.state === 'opens' ? `Opens ${whenWords(hours.at, asOf, network)}, later than needed` : 'Closed';
  },
  capacity(excluded, _need, { asOf, network }) {
    const since = excluded.fullSince();
    return since ? `Full, told ${whenWords(since, asOf, network)}` : 'Full';
  },
};

/** In plain words, why a service is not shown. */
export const whyExcluded = (excluded: Excluded, need: Need, context: MatchContext): string => WHY[excluded.rule](excluded, need, context);
