import type { MatchRule } from '../../contract/matching.js';
import type { Candidate } from './candidate.js';
import { meetsExclusion } from './checks.js';
import { findDecline } from './hard-rules.js';
import { languageName } from './language-codes.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import { ACCESS_WORDS, EXCLUSION_WORDS, agesTaken, capitalised, listed, urgenciesTaken, whenWords } from './phrases.js';

type Why = (candidate: Candidate, need: Need, context: MatchContext) => string;

/** Why a service is not shown, for each rule that it can fail: its own facts, so that a worker can judge and ask anyway. */
const WHY: Record<MatchRule, Why> = {
  active: ({ service: { status, alert } }) => (status === 'active' ? `Closed: ${alert?.trim() ?? ''}` : capitalised(status)),
  consent: () => 'The person does not want it told',
  declined(candidate, need, context) {
    const decline = findDecline(candidate, need, context);
    return decline ? `Declined ${whenWords(decline.at, context.asOf, context.network)}` : 'Declined';
  },
  area: ({ miles }, _need, { policy }) => (miles !== null && miles > policy.outOfReachMiles ? 'Too far away' : 'Serves another area'),
  letter: ({ service }) => `Takes ${urgenciesTaken(service.handrail.urgency) ?? 'other urgencies'}`,
  age: ({ service }) => `Takes ${agesTaken(service.age) ?? 'other ages'}`,
  exclusion: ({ service }, need, { network }) =>
    listed(service.handrail.exclusions.filter((rule) => meetsExclusion(rule, need) === 'fail').map((rule) => EXCLUSION_WORDS[rule]), network.locale),
  language: (_candidate, { language }, { network }) => (language === null ? 'No interpreter' : `No ${capitalised(languageName(language, network.locale))}`),
  access: ({ site }, { access }, { network }) =>
    `No ${listed((access ?? []).filter((code) => site?.location.handrail.access.lacks.includes(code)).map((code) => ACCESS_WORDS[code]), network.locale)}`,
  entry: () => 'Entry not checked for more than a year',
  hours: ({ hours }, _need, { asOf, network }) => (hours.state === 'opens' ? `Opens ${whenWords(hours.at, asOf, network)}, later than needed` : 'Closed'),
  capacity: ({ places }, _need, { asOf, network }) => (places.told ? `Full, told ${whenWords(places.told.updatedAt, asOf, network)}` : 'Full'),
};

/** In plain words, why `candidate` fails `rule`. */
export const whyExcluded = (rule: MatchRule, candidate: Candidate, need: Need, context: MatchContext): string => WHY[rule](candidate, need, context);
