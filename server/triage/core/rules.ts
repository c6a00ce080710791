import type { FactName, FiredRule, TriageFacts, UrgencyLetter } from '../../contract/triage.js';
import { all, any, inputsThatHold, notConfirmed, notRuledOut, yes, type Condition } from './condition.js';

/** One line of the table, as data. */
export interface Rule {
  /** `rule-<number of domain.md §2.3>-<what it sees>`; never reused for something else. */
  readonly id: string;
  readonly letter: UrgencyLetter;
  readonly words: string;
  readonly when: Condition;
}

/** Raised by one whenever a rule is added, removed or changed, so that a stored urgency can be explained later. */
export const RULES_VERSION = 1;

/** Danger now: what rule 1 sees. An answer "not known" to one of these holds C. */
export const DANGER_NOW = [
  'attemptInProgress', 'attemptWithin24h', 'takenOverdoseOrPoison', 'seriousInjuryUnchecked', 'violentNow', 'weaponInHand',
  'fireOrSiege', 'unconsciousOrUnwell', 'dangerWhereTheyAre',
] as const satisfies readonly FactName[];

/** Key risk questions: thoughts, intent, plan, recent behaviour, danger now. A declined one holds C. Source: domain.md §2.3, §3.1. */
export const KEY_QUESTIONS = [
  'suicidalThoughts', 'suicideIntent', 'suicidePlan', 'recentSuicidalBehaviour', 'recentSelfHarm', ...DANGER_NOW,
] as const satisfies readonly FactName[];

/** The rule that a declined key question fires; it also means that a human is needed now. */
export const DECLINED_RULE = 'rule-3-key-question-declined';

const DISTURBANCES = [
  'hallucinationsOrDelusions', 'deliriumOrDementia', 'lossOfImpulseControl', 'disturbedPerceptionOrThinking',
] as const satisfies readonly FactName[];

const rule = (letter: UrgencyLetter, id: string, words: string, when: Condition): Rule => ({ id, letter, words, when });
const method = any(yes('suicidalThoughts'), yes('suicideMethodConsidered'));

/**
 * From facts to a letter, most urgent first; the first number that matches gives the letter.
 * Every rule but the protective `medicallyChecked` reads a yes upwards only, so that knowing of one more
 * risk can never lower the letter.
 * Source: domain.md §2.3, paraphrased from the typical presentations of the UK and Victorian scales;
 * rules marked "ours" close gaps the table leaves and wait for the clinical lead's sign-off like the rest.
 */
export const RULES: readonly Rule[] = [
  rule('A', 'rule-1-attempt-now', 'A suicide attempt is happening now.', yes('attemptInProgress')),
  rule('A', 'rule-1-attempt-within-24h', 'There was a suicide attempt in the last 24 hours.', yes('attemptWithin24h')),
  // Whenever it happened: some overdoses show nothing for a day.
  rule('A', 'rule-1-overdose-not-checked', 'They took something and no clinician has checked them yet.',
    all(yes('takenOverdoseOrPoison'), notConfirmed('medicallyChecked'))),
  rule('A', 'rule-1-injury-not-checked', 'They are hurt and no clinician has checked them yet.', yes('seriousInjuryUnchecked')),
  rule('A', 'rule-1-violent-now', 'There is violence now.', yes('violentNow')),
  rule('A', 'rule-1-weapon-in-hand', 'They have a weapon in hand.', yes('weaponInHand')),
  rule('A', 'rule-1-fire-or-siege', 'There is a fire or a siege.', yes('fireOrSiege')),
  rule('A', 'rule-1-unconscious-or-unwell', 'They are unconscious or physically very unwell.', yes('unconsciousOrUnwell')),

  rule('B', 'rule-2-plan', 'They have a plan for suicide.', yes('suicidePlan')),
  rule('B', 'rule-2-thoughts-with-means', 'They have thoughts of suicide and the means to hand.', all(method, yes('suicideMeans'))),
  rule('B', 'rule-2-intent', 'They mean to act on thoughts of suicide.', yes('suicideIntent')),
  rule('B', 'rule-2-harm-to-other', 'They mean to seriously harm somebody and have a plan or the means.',
    any(yes('planToHarmOther'), all(yes('intentToHarmOther'), yes('meansToHarmOther')))),
  rule('B', 'rule-2-very-dangerous-and-disturbed', 'They act in a very dangerous way and their mind is disturbed.',
    all(yes('veryHighRiskBehaviour'), any(...DISTURBANCES.map(yes)))),
  rule('B', 'rule-2-statutory-request', 'Police or another authority asks for an urgent assessment.', yes('statutoryRequest')),
  // Ours: somebody may come to harm, and also whoever goes there.
  rule('B', 'rule-2-danger-where-they-are', 'There is danger from someone, or a weapon, where they are.', yes('dangerWhereTheyAre')),

  rule('C', 'rule-3-thoughts', 'They have thoughts of suicide. No plan or intent is known.', method),
  rule('C', 'rule-3-recent-suicidal-behaviour', 'They tried or prepared for suicide in the last 3 months.', yes('recentSuicidalBehaviour')),
  rule('C', 'rule-3-recent-self-harm', 'They harmed themselves recently.', yes('recentSelfHarm')),
  rule('C', 'rule-3-taken-and-checked', 'They took something. A clinician has checked them.', yes('takenOverdoseOrPoison')),
  rule('C', 'rule-3-past-thoughts', 'They had thoughts of suicide before and perhaps meant to act.', yes('pastSuicidalThoughtsWithPossibleIntent')),
  rule('C', 'rule-3-fast-worsening', 'Psychosis or severe low or high mood is quickly getting worse.', yes('fastWorseningPsychosisOrMood')),
  rule('C', 'rule-3-risky-and-disturbed', 'They act in a risky way, and a disturbed mind is not ruled out.',
    all(yes('highRiskBehaviour'), any(...DISTURBANCES.map(notRuledOut)))),
  rule('C', 'rule-3-aggression-in-care', 'There is aggression without cause in a care setting.', yes('unprovokedAggressionInCare')),
  rule('C', 'rule-3-cannot-care-alone', 'They cannot care for themselves or a dependant, and nobody is known to be there.',
    all(yes('cannotCareForSelfOrDependant'), notRuledOut('alone'))),
  rule('C', DECLINED_RULE, 'They declined an important question. We do not take that as a no.',
    any(...KEY_QUESTIONS.map((fact): Condition => ({ fact, is: ['declined'] })))),
  // Ours, from here to the end of rule 3: unknown is not no, and no single sign of risk falls through to G.
  rule('C', 'rule-3-danger-not-known', 'It is not known whether there is danger now. We do not take that as a no.',
    any(...DANGER_NOW.map((fact): Condition => ({ fact, is: ['not-known'] })))),
  rule('C', 'rule-3-distress-thoughts-not-ruled-out', 'They are in strong distress, and thoughts of suicide are not ruled out.',
    all(yes('significantDistress'), notRuledOut('suicidalThoughts'))),
  rule('C', 'rule-3-means-thoughts-not-ruled-out', 'The means are to hand, and thoughts of suicide are not ruled out.',
    all(yes('suicideMeans'), notRuledOut('suicidalThoughts'))),
  rule('C', 'rule-3-intent-to-harm-other', 'They mean to seriously harm somebody. No plan or means are known.', yes('intentToHarmOther')),
  rule('C', 'rule-3-means-intent-not-ruled-out', 'The means to harm somebody are to hand, and the intent is not ruled out.',
    all(yes('meansToHarmOther'), notRuledOut('intentToHarmOther'))),
  rule('C', 'rule-3-very-dangerous', 'They act in a very dangerous way.', yes('veryHighRiskBehaviour')),

  rule('D', 'rule-4-distress', 'They are in strong distress.', yes('significantDistress')),
  rule('D', 'rule-4-early-psychosis', 'There are first signs of psychosis.',
    any(yes('earlyPsychosisSigns'), yes('hallucinationsOrDelusions'), yes('disturbedPerceptionOrThinking'))),
  rule('D', 'rule-4-needs-support-to-stay', 'They need support to stay where they are.',
    any(yes('needsSupportToStay'), yes('cannotCareForSelfOrDependant'))),
  // Ours.
  rule('D', 'rule-4-risky', 'They act in a risky way.', yes('highRiskBehaviour')),
  rule('D', 'rule-4-confused-or-impulsive', 'They are very confused or cannot hold back from acting.',
    any(yes('deliriumOrDementia'), yes('lossOfImpulseControl'))),
  rule('D', 'rule-4-danger-from-someone', 'Somebody is a danger to them, but not where they are now.', yes('dangerFromSomeone')),

  rule('E', 'rule-5-stable', 'They are stable and need support.', any(yes('stableNeedsSupport'), yes('knownAndStable'))),

  rule('F', 'rule-6-elsewhere', 'The need is real, and another service can meet it better.', yes('needElsewhere')),

  rule('G', 'rule-7-information', 'They ask for information only.', yes('informationRequest')),
];

/** Rule 7 when nothing else is known. */
export const NOT_ENOUGH_KNOWN: FiredRule = {
  id: 'rule-7-not-enough-known', words: 'Not enough is known yet to decide.', letter: 'G', inputs: [],
};

/** Every rule that the facts fire, whatever its number, in the order of the table. */
export function firedRules(facts: TriageFacts): FiredRule[] {
  return RULES.flatMap(({ id, words, letter, when }) => {
    const inputs = inputsThatHold(when, facts);
    return inputs === null ? [] : [{ id, words, letter, inputs }];
  });
}

/** The first match wins: of fired rules in order, only those of the first number. */
export const firstMatch = (fired: readonly FiredRule[]): FiredRule[] => fired.filter(({ letter }) => letter === fired[0]?.letter);
