import type { MatchReason, MatchRule } from '../../contract/matching.js';
import type { Candidate } from './candidate.js';
import { distanceOf } from './geography.js';
import { isUrgent, speaks, spokenAt } from './checks.js';
import { languageName } from './language-codes.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import { ACCESS_WORDS, TRAIT_WORDS, agesTaken, capitalised, distanceWords, listed, whenWords } from './phrases.js';
import { costOf } from './soft-terms.js';
import type { Verdict } from './verdict.js';

/** Adds one line; `checkedAt` an instant, or a date when only the day is known. */
export type Say = (code: string, words: string, checkedAt?: Date | string | null) => void;

/** Collects lines in the order in which they are said. */
export function collected(speak: (say: Say) => void): MatchReason[] {
  const said: MatchReason[] = [];
  speak((code, words, checkedAt = null) => { said.push({ code, words, checkedAt: checkedAt instanceof Date ? checkedAt.toISOString() : checkedAt }); });
  return said;
}

/** Why this one: only what somebody told or checked, each with when. */
export const reasonsFor = (candidate: Candidate, need: Need, context: MatchContext, verdicts: ReadonlyMap<MatchRule, Verdict>): MatchReason[] => collected((say) => {
  const { service: { id, age, assuredOn } } = candidate;
  sayPlaces(candidate, say);
  sayDistance(candidate, context, say);
  const ages = agesTaken(age);
  if (ages !== null && verdicts.get('age') === 'pass') say('age', `Takes ${ages}`, assuredOn);
  sayHours(candidate, context, say);
  sayLanguage(candidate, need, context, say);
  const met = (need.access ?? []).filter((code) => candidate.site?.location.handrail.access.has.includes(code));
  if (met.length > 0) say('access', capitalised(listed(met.map((code) => ACCESS_WORDS[code]), context.network.locale)), assuredOn);
  if (isUrgent(need.letter) && verdicts.get('letter') === 'pass') say('letter', `Says it takes urgency ${need.letter}`, assuredOn);
  if (verdicts.get('area') === 'pass') say('area', 'Serves where they are', assuredOn);
  if (need.knownServiceIds.has(id)) say('continuity', 'Knows them already');
  sayLikings(candidate, need, say);
});

/** What they would like, and what makes coming easier. */
function sayLikings({ service }: Candidate, { wishes, circumstances }: Need, say: Say): void {
  const { assuredOn, handrail: { traits, accepts, walkIn } } = service;
  for (const wish of wishes) if (traits.includes(wish)) say('wishes', TRAIT_WORDS[wish], assuredOn);
  if (circumstances.bringsPets && accepts.pets) say('company', 'Takes pets', assuredOn);
  if (circumstances.bringsDependants && accepts.dependants) say('company', 'Takes those who depend on them', assuredOn);
  if (costOf(service) === 'free') say('cost', 'Free of charge', assuredOn);
  if (walkIn) say('walk-in', 'No appointment needed', assuredOn);
}

function sayPlaces({ places }: Candidate, say: Say): void {
  if (places.state === 'free') say('capacity', freeWords(places.told), places.told.updatedAt);
}

/** `2 of 6 free`. */
export const freeWords = ({ available, maximum }: { available: number; maximum: number | null }): string =>
  (maximum === null ? `${available} free` : `${available} of ${maximum} free`);

function sayDistance({ miles, travel }: Candidate, { network }: MatchContext, say: Say): void {
  if (miles !== null) say('distance', distanceWords(distanceOf(miles, network.distanceUnit), network.distanceUnit));
  if (travel === 'none') say('travel', 'No journey');
  if (travel === 'to-person') say('travel', 'Comes to them');
}

function sayHours({ hours, service }: Candidate, { asOf, network }: MatchContext, say: Say): void {
  if (hours.state === 'open') say('hours', hours.until === null ? 'Open day and night' : `Open until ${whenWords(hours.until, asOf, network)}`, service.assuredOn);
  if (hours.state === 'opens') say('hours', `Opens ${whenWords(hours.at, asOf, network)}`, service.assuredOn);
}

function sayLanguage(candidate: Candidate, { language }: Need, { network }: MatchContext, say: Say): void {
  if (language === null || language === network.defaultLanguage) return;
  const name = capitalised(languageName(language, network.locale));
  const how = speaks(spokenAt(candidate.service, candidate.site), language);
  if (how === 'itself') say('language', candidate.travel === 'none' ? name : `${name} on site`, candidate.service.assuredOn);
  if (how === 'interpreter') say('language', `${name} with an interpreter`, candidate.service.assuredOn);
}
