import type { MatchReason, MatchRule } from '../../contract/matching.js';
import type { Candidate } from './candidate.js';
import { distanceOf } from './geography.js';
import { canSpeak, meetsAccess, meetsExclusion, speaks, spokenAt } from './checks.js';
import { languageName } from './language-codes.js';
import type { MatchContext } from './match-context.js';
import { isPlaceKnown } from './need.js';
import type { Need } from './need.js';
import { ACCESS_WORDS, EXCLUSION_WORDS, agesTaken, capitalised, distanceWords, urgenciesTaken, whenWords } from './phrases.js';
import { collected, freeWords } from './reasons.js';
import type { Say } from './reasons.js';
import { carriesLink, costOf } from './soft-terms.js';
import type { Verdict } from './verdict.js';

/** What to mind before anybody sets out: everything that is not known, and what is known and awkward. */
export const cautionsFor = (candidate: Candidate, need: Need, context: MatchContext, verdicts: ReadonlyMap<MatchRule, Verdict>): MatchReason[] => collected((say) => {
  cautionPlaces(candidate, say);
  cautionWord(candidate, context, say);
  cautionTravel(candidate, need, context, say);
  cautionHours(candidate, context, say);
  cautionLanguage(candidate, need, context, say);
  cautionAccess(candidate, need, say);
  if (verdicts.get('letter') === 'unknown') say('letter', urgencyWords(candidate, need));
  if (verdicts.get('age') === 'unknown') say('age', `Takes ${agesTaken(candidate.service.age) ?? 'some ages'}: ask their age`);
  if (verdicts.get('area') === 'unknown' && isPlaceKnown(need)) say('area', 'Has not said whether it serves where they are');
  cautionOwnRules(candidate, need, say);
  cautionEntry(candidate, say);
  cautionIntake(candidate, say);
  if (costOf(candidate.service) === 'paid') say('cost', 'May cost money');
});

function urgencyWords({ service }: Candidate, { letter }: Need): string {
  const taken = urgenciesTaken(service.handrail.urgency);
  return taken === null ? `Has not said whether it takes urgency ${letter}` : `Meant for ${taken}`;
}

function cautionPlaces({ places, service }: Candidate, say: Say): void {
  if (places.state === 'not-confirmed') say('capacity', `Places not confirmed. Last told: ${freeWords(places.told)}`, places.told.updatedAt);
  if (places.state === 'full') say('capacity', service.handrail.waitlist ? 'Full, keeps a waiting list' : 'Full', places.told.updatedAt);
  if (places.state === 'unknown') say('capacity', 'Free places not known');
}

function cautionWord({ service }: Candidate, { histories }: MatchContext, say: Say): void {
  const times = histories.get(service.id)?.brokenWords ?? 0;
  if (times > 0) say('history', `Lately told free places ${times} times and then had none: ring first`);
}

function cautionTravel({ miles, travel }: Candidate, need: Need, { network: { distanceUnit } }: MatchContext, say: Say): void {
  if (miles !== null && need.farthestMiles !== null && miles > need.farthestMiles) {
    say('distance', `Further than they wished: ${distanceWords(distanceOf(need.farthestMiles, distanceUnit), distanceUnit)}`);
  }
  if (miles === null && travel === 'to-place' && need.place.point !== null) say('distance', 'Distance not known');
}

function cautionHours({ hours }: Candidate, { asOf, policy, network }: MatchContext, say: Say): void {
  if (hours.state === 'unknown') say('hours', hours.opensAt === null ? 'Opening hours not known' : `Hours today not known. Opens ${whenWords(hours.opensAt, asOf, network)}`);
  if (hours.state === 'by-appointment' || (hours.state !== 'unknown' && hours.state !== 'closed' && hours.byAppointment)) say('hours', 'By appointment');
  if (hours.state === 'open' && hours.until !== null && hours.until.getTime() - asOf.getTime() <= policy.closesSoonWithinMinutes * 60_000) {
    say('hours', `Closes ${whenWords(hours.until, asOf, network)}`);
  }
}

function cautionLanguage(candidate: Candidate, need: Need, { network }: MatchContext, say: Say): void {
  const { language, speaksDefaultLanguage } = need;
  if (language === network.defaultLanguage) {
    if (canSpeak(spokenAt(candidate.service, candidate.site), need, language) === 'unknown') say('language', `Tells of other languages, not of ${capitalised(languageName(language, network.locale))}`);
    return;
  }
  if (language === null) {
    if (speaksDefaultLanguage === false) say('language', 'Find out which language first');
    return;
  }
  const name = capitalised(languageName(language, network.locale));
  const how = speaks(spokenAt(candidate.service, candidate.site), language);
  if (how === 'any-interpreter') say('language', `${name} by phone interpreter only`);
  if (how === 'not-known') say('language', `${name} not known`);
  if (how === 'no') say('language', `No ${name}`);
}

function cautionAccess({ site, travel }: Candidate, { access, otherAccess }: Need, say: Say): void {
  const told = site?.location.handrail.access ?? { has: [], lacks: [] };
  const needed = access ?? [];
  if (travel === 'to-place' && told.lacks.includes('step-free') && !needed.includes('step-free')) {
    say('access', `No step-free access${access !== null && !needed.includes('wheelchair') ? ', none needed' : ''}`);
  }
  for (const code of needed) if (meetsAccess(code, told, travel) === 'unknown') say('access', `${capitalised(ACCESS_WORDS[code])} not known`);
  for (const words of otherAccess) say('access', `Ask about: ${words}`);
}

function cautionOwnRules({ service }: Candidate, need: Need, say: Say): void {
  for (const rule of service.handrail.exclusions) if (meetsExclusion(rule, need) === 'unknown') say('exclusion', EXCLUSION_WORDS[rule]);
  if (need.circumstances.bringsPets && service.handrail.accepts.pets === false) say('company', 'No pets');
  if (need.circumstances.bringsDependants && service.handrail.accepts.dependants === false) say('company', 'Only for the person alone');
}

function cautionEntry({ service, entry }: Candidate, say: Say): void {
  const { assuredOn, requiredDocuments, handrail } = service;
  if (entry.state === 'unverified' || entry.state === 'stale') say('entry', 'Entry not checked for a long time', assuredOn);
  if (entry.state === 'never-checked') say('entry', 'Entry never checked');
  if (handrail.review !== null) say('entry', 'Somebody still has to look through this entry');
  if (handrail.kindsFrom === 'keywords') say('kind', 'What it does was only read from keywords');
  const papers = requiredDocuments.map(({ document }) => document).filter((document) => document !== null && document.trim() !== '');
  if (papers.length > 0) say('papers', `Asks for: ${papers.join(', ')}`);
}

function cautionIntake({ service: { handrail: { intake } } }: Candidate, say: Say): void {
  if (intake.some(carriesLink)) return;
  if (intake.some(({ verified }) => verified !== null)) say('intake', 'Takes referrals by phone only');
  else say('intake', intake.length > 0 ? 'Intake contact never checked here' : 'No intake contact known');
}
