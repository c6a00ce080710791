import { ACCESS_CODES, HELP_KIND_LABELS } from '../../contract/directory.js';
import type { AccessCode, HelpKind } from '../../contract/directory.js';
import type { ReportDetails } from '../../contract/crisis.js';
import type { MatchInput } from '../../contract/matching.js';
import type { Answer, FactName, TriageFacts, UrgencyLetter } from '../../contract/triage.js';
import { milesFrom, plainPostcode } from './geography.js';
import { findLanguage, languageName } from './language-codes.js';
import type { MatchNetwork } from './match-context.js';
import type { MatchingPolicy } from './matching-policy.js';
import { ANY_AGE } from './need.js';
import type { AgeSpan, Circumstances, Decline, Need, PersonPlace } from './need.js';
import { ACCESS_WORDS, TRAIT_WORDS, ageWords, capitalised, distanceWords, listed, whenWords } from './phrases.js';

/** What the crisis already knows, and what this person said no to. */
export interface KnownOfCrisis {
  letter: UrgencyLetter;
  contactBy: Date | null;
  details: ReportDetails;
  facts: TriageFacts;
  /** Services that must not be told: consent refused or withdrawn, or the person asked for it. */
  refusedServiceIds: readonly string[];
  /** Services that know this person already. */
  knownServiceIds: readonly string[];
  declines: readonly Decline[];
}

export interface DeriveNeedInput {
  crisis: KnownOfCrisis;
  asked: MatchInput;
  /** Where a postcode lies; null when nobody can tell. */
  locate: (postcode: string) => Omit<PersonPlace, 'postcode'> | null;
  policy: MatchingPolicy;
  network: MatchNetwork;
  asOf: Date;
}

type From = Need['told'][number]['from'];
interface Part<T> { value: T; from: From; words: string }

/**
 * What this person needs, from what the crisis knows; what the worker asks for now comes before it. Nothing is guessed: what
 * nobody told is unknown and said so, except the kinds of help, which the urgency gives when nobody names one (as data, to be
 * signed off). Total: whatever the details say has an answer.
 */
export function deriveNeed(input: DeriveNeedInput): Need {
  const { crisis, asked, policy } = input;
  const age = ageOf(input);
  const language = languageOf(input);
  const access = accessOf(input);
  const place = placeOf(input);
  const kinds = kindsOf(input);
  const wishes = asked.wishes ?? [];
  return {
    letter: crisis.letter, kinds: kinds.value, age: age.value, language: language.value, speaksDefaultLanguage: asked.speaksDefaultLanguage ?? null,
    access: access.value?.codes ?? null, otherAccess: access.value?.other ?? [],
    place: place.value, farthestMiles: asked.farthest === undefined ? null : milesFrom(asked.farthest, input.network.distanceUnit),
    dueAt: crisis.contactBy, gender: asked.gender ?? 'not-known',
    circumstances: circumstancesOf(crisis.facts, asked), wishes, meantFor: meantForOf(age.value, crisis.facts),
    blockedServiceIds: new Set([...crisis.refusedServiceIds, ...asked.blockedServiceIds ?? []]),
    knownServiceIds: new Set(crisis.knownServiceIds), declines: crisis.declines,
    most: Math.min(Math.max(asked.most ?? policy.most.usual, 1), policy.most.ever),
    told: [kinds, age, language, access, place, ...extrasOf(input)].map(({ words, from }) => ({ words, from })),
  };
}

function kindsOf({ crisis, asked, policy, network }: DeriveNeedInput): Part<HelpKind[]> {
  const label = (kinds: HelpKind[]) => listed(kinds.map((kind) => HELP_KIND_LABELS[kind]), network.locale);
  if (asked.kinds && asked.kinds.length > 0) {
    const kinds = [...new Set(asked.kinds)];
    return { value: kinds, from: 'asked', words: label(kinds) };
  }
  const added = policy.addedKinds.filter(({ fact, letters }) => letters.includes(crisis.letter) && isYes(crisis, fact)).flatMap(({ kinds }) => kinds);
  const kinds = [...new Set([...policy.defaultKinds[crisis.letter], ...added])];
  return { value: kinds, from: 'crisis', words: `Usual for urgency ${crisis.letter}: ${label(kinds)}` };
}

const isYes = ({ facts, details }: KnownOfCrisis, fact: FactName): boolean =>
  facts[fact] === 'yes' || (fact === 'under18' && (details.ageYears ?? facts.ageYears ?? 18) < 18);

function ageOf({ crisis: { details, facts }, asked }: DeriveNeedInput): Part<AgeSpan> {
  const exact = (years: number, from: From): Part<AgeSpan> => ({ value: { from: years, to: years }, from, words: ageWords({ from: years, to: years }) });
  if (asked.ageYears !== undefined) return exact(asked.ageYears, 'asked');
  const known = details.ageYears ?? facts.ageYears;
  if (known !== undefined) return exact(known, 'crisis');
  const span = facts.under18 === 'yes' ? { from: 0, to: 17 } : facts.under18 === 'no' ? { from: 18, to: ANY_AGE.to } : ANY_AGE;
  return { value: span, from: span === ANY_AGE ? 'unknown' : 'crisis', words: ageWords(span) };
}

function languageOf({ crisis: { details }, asked, network }: DeriveNeedInput): Part<string | null> {
  const noDefault = asked.speaksDefaultLanguage === false ? `, no ${languageName(network.defaultLanguage, network.locale)}` : '';
  for (const [written, from] of [[asked.language, 'asked'], [details.language, 'crisis']] as const) {
    if (written === undefined || written.trim() === '') continue;
    const code = findLanguage(written, network.locale);
    if (code !== null) return { value: code, from, words: `${languageName(code, network.locale)}${noDefault}` };
    return { value: null, from, words: `Language: ${written.trim()}${noDefault}, ask for it` };
  }
  return { value: null, from: 'unknown', words: `Language not known${noDefault}` };
}

function accessOf({ crisis: { details }, asked, network }: DeriveNeedInput): Part<{ codes: AccessCode[]; other: string[] } | null> {
  const [written, from] = asked.access ? [asked.access, 'asked' as const] : [details.accessNeeds, 'crisis' as const];
  if (written === undefined) return { value: null, from: 'unknown', words: 'Access needs not known' };
  const codes: AccessCode[] = [];
  const other: string[] = [];
  for (const need of new Set(written.map((words) => words.trim()).filter((words) => words !== ''))) {
    const code = ACCESS_CODES.find((known) => known === need.toLowerCase() || ACCESS_WORDS[known].toLowerCase() === need.toLowerCase());
    if (code) codes.push(code); else other.push(need);
  }
  const words = [...codes.map((code) => ACCESS_WORDS[code]), ...other];
  return { value: { codes: [...new Set(codes)], other }, from, words: words.length === 0 ? 'No access needs' : `Needs ${listed(words, network.locale)}` };
}

/** What the worker says of the place replaces what the crisis knows of it, whole: half of each would be a third place. */
function placeOf({ crisis: { details }, asked, locate }: DeriveNeedInput): Part<PersonPlace> {
  const nowhere: PersonPlace = { postcode: null, point: null, region: null, country: null };
  const written = asked.postcode ?? (asked.point ? undefined : details.postcode);
  const postcode = written === undefined ? null : plainPostcode(written);
  const located = postcode === null ? null : locate(postcode);
  if (postcode === null && !asked.point) return { value: nowhere, from: 'unknown', words: 'Place not known, so no distances' };
  const from: From = asked.postcode !== undefined || asked.point ? 'asked' : 'crisis';
  const value = { ...nowhere, ...located, postcode, ...(asked.point ? { point: asked.point } : {}) };
  const where = postcode === null ? 'Near the point on the map' : `Near ${postcode}`;
  return { value, from, words: value.point ? where : `${where}, so no distances` };
}

const WHO_THEY_ARE = { woman: 'A woman', man: 'A man', 'non-binary': 'Non-binary' } as const;

function extrasOf({ crisis, asked, network, asOf }: DeriveNeedInput): Part<null>[] {
  const extras: Part<null>[] = [];
  const say = (words: string, from: From = 'asked') => extras.push({ value: null, from, words });
  if (crisis.contactBy) say(crisis.contactBy > asOf ? `With them by ${whenWords(crisis.contactBy, asOf, network)}` : 'Now: the time to be with them is over', 'crisis');
  if (asked.gender !== undefined && asked.gender !== 'not-known') say(WHO_THEY_ARE[asked.gender]);
  if (asked.farthest !== undefined) say(`Up to ${distanceWords(asked.farthest, network.distanceUnit)}`);
  if (asked.veteran) say('A veteran');
  if (asked.brings?.pets) say('Brings a pet');
  if (asked.brings?.dependants) say('Brings somebody who depends on them');
  for (const wish of asked.wishes ?? []) say(`Would like: ${capitalised(TRAIT_WORDS[wish])}`);
  return extras;
}

const known = (answer: Answer | undefined): boolean | null => (answer === 'yes' ? true : answer === 'no' ? false : null);

/** True as soon as one is; false only when every one is a told no. */
function anyOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.every((answer) => answer === false) ? false : null;
}

function circumstancesOf(facts: TriageFacts, { brings, veteran }: MatchInput): Circumstances {
  const taken = facts.medicallyChecked === 'yes' ? false : known(facts.takenOverdoseOrPoison);
  const unwell = anyOf([known(facts.unconsciousOrUnwell), known(facts.seriousInjuryUnchecked), taken]);
  return {
    pregnantOrNewParent: known(facts.pregnantOrPostnatal),
    intoxicated: known(facts.intoxicated),
    recentViolence: anyOf([known(facts.violentNow), known(facts.weaponInHand), known(facts.unprovokedAggressionInCare)]),
    medicallyStable: unwell === null ? null : !unwell,
    veteran: veteran ?? null, bringsPets: brings?.pets ?? null, bringsDependants: brings?.dependants ?? null,
  };
}

/** Kinds that are for one group of people; they fit better than those for everybody. */
function meantForOf({ from, to }: AgeSpan, facts: TriageFacts): HelpKind[] {
  const groups: HelpKind[] = [];
  if (to < 25) groups.push('youth');
  if (from >= 60) groups.push('older-adult');
  if (facts.pregnantOrPostnatal === 'yes') groups.push('perinatal');
  return groups;
}
