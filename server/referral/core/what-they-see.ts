import type { ReportDetails } from '../../contract/crisis.js';
import type { ProviderView } from '../../contract/referral.js';
import type { Answer, FactName, TriageFacts } from '../../contract/triage.js';
import type { DataClass } from '../../contract/words.js';
import { ageBand } from './age-band.js';
import { withoutIdentity } from './without-identity.js';

/** What a service plans for, in the words it reads; each needs its own class of consent. */
const RISKS: readonly { words: string; facts: readonly FactName[]; covered: DataClass }[] = [
  { words: 'Thoughts of suicide', facts: ['suicidalThoughts'], covered: 'risk' },
  { words: 'Harmed themselves lately', facts: ['recentSelfHarm', 'recentSuicidalBehaviour'], covered: 'risk' },
  { words: 'Hurt', facts: ['seriousInjuryUnchecked'], covered: 'risk' },
  { words: 'Taken anything', facts: ['takenOverdoseOrPoison'], covered: 'risk' },
  { words: 'Danger from someone', facts: ['dangerWhereTheyAre', 'dangerFromSomeone'], covered: 'risk' },
  { words: 'Violent or armed now', facts: ['violentNow', 'weaponInHand'], covered: 'risk' },
  { words: 'Alcohol or drugs', facts: ['intoxicated'], covered: 'substance-use' },
];

type Risk = ProviderView['risks'][number];

const known = (answer: Answer | undefined): Risk['answer'] => (answer === 'yes' || answer === 'no' ? answer : 'not-known');

/** One yes is a yes, only all noes are a no: what nobody asked is never read as no. */
function together(answers: readonly Risk['answer'][]): Risk['answer'] {
  if (answers.includes('yes')) return 'yes';
  return answers.every((answer) => answer === 'no') ? 'no' : 'not-known';
}

/** The risks to plan for that this consent covers; none at all where it does not cover them, rather than a false "not known". */
export const risksFor = (facts: TriageFacts, classes: readonly DataClass[]): Risk[] =>
  RISKS.filter(({ covered }) => classes.includes(covered)).map(({ words, facts: names }) => ({ words, answer: together(names.map((name) => known(facts[name]))) }));

/** No closer than a few thousand people: "200xx", "E8". Null when the place is not known. */
export function coarseArea(postcode: string | undefined): string | null {
  const plain = postcode?.trim().toUpperCase() ?? '';
  if (plain === '') return null;
  const [outward, inward] = plain.split(/\s+/);
  if (outward !== undefined && inward !== undefined && /^[A-Z]/.test(outward)) return outward;
  return `${plain.slice(0, Math.min(3, Math.floor(plain.length / 2) + 1))}${'x'.repeat(Math.max(Math.min(plain.length, 5) - 3, 0))}`;
}

type BeforeYes = Pick<ProviderView, 'need' | 'ageBand' | 'area' | 'access' | 'language' | 'wishes' | 'risks'>;

/** What a service sees before it says yes: enough to decide, and never who it is. `area` is coarse already. */
export function beforeYes(referral: { need: string; wishes: string | null; dataClasses: readonly DataClass[] }, details: ReportDetails, area: string | null): BeforeYes {
  const plain = (words: string): string => withoutIdentity(words, details.personName);
  return {
    need: plain(referral.need), wishes: referral.wishes === null ? null : plain(referral.wishes),
    ageBand: ageBand(details.ageYears ?? details.facts?.ageYears, details.facts?.under18), area,
    access: (details.accessNeeds ?? []).map(plain), language: details.language === undefined ? null : plain(details.language),
    risks: risksFor(details.facts ?? {}, referral.dataClasses),
  };
}

/** Who is coming: only after the code. */
export const afterCode = (details: ReportDetails, withName: string | null): NonNullable<ProviderView['person']> => ({
  name: details.personName ?? null, ageYears: details.ageYears ?? details.facts?.ageYears ?? null, language: details.language ?? null,
  safeToContact: details.safeToContact ?? null, theySaid: details.theySaid ?? null, with: withName,
});
