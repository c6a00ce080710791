/**
 * The words of triage: how fast a person must be reached, and what was asked to find out.
 * Urgency is a response time, never a prediction, and never a reason to withhold a service.
 */

/** A is the fastest. F and G have no clock: their answer is another service, or more information. */
export const URGENCY_LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;
export type UrgencyLetter = (typeof URGENCY_LETTERS)[number];

/** How a letter shows on every screen and in every text. Source: ux.md §5. */
export const SHOWS = {
  A: 'Emergency', B: 'Urgent', C: 'Urgent', D: 'Soon', E: 'Planned', F: 'Planned', G: 'Planned',
} as const satisfies Record<UrgencyLetter, string>;
export type UrgencyShown = (typeof SHOWS)[UrgencyLetter];

/** What a letter means, in our own words. Source: domain.md §2.1. */
export const LETTER_WORDS = {
  A: 'Danger is happening now',
  B: 'Somebody may come to serious harm very soon',
  C: 'High risk or great distress',
  D: 'Some risk or strong distress',
  E: 'Stable, needs support',
  F: 'Better helped by another service',
  G: 'Information, or more must be known first',
} as const satisfies Record<UrgencyLetter, string>;

/** The first screen of Raise: one of these is enough to send. */
export const RAISE_CHOICES = ['life-at-risk', 'serious', 'struggling', 'not-sure'] as const;
export type RaiseChoice = (typeof RAISE_CHOICES)[number];

/** The last three are three different unknowns. None of them is ever read as `no`. */
export const ANSWERS = ['yes', 'no', 'not-known', 'declined', 'not-asked'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Everything the triage rules read, with the words that people see. A missing fact is `not-asked`. */
export const FACTS = {
  attemptInProgress: 'A suicide attempt is happening now',
  attemptWithin24h: 'A suicide attempt in the last 24 hours',
  takenOverdoseOrPoison: 'Has taken something that may harm',
  medicallyChecked: 'A clinician has checked what they took',
  seriousInjuryUnchecked: 'Hurt, and not yet checked by a clinician',
  violentNow: 'Violent now',
  weaponInHand: 'Has a weapon in hand',
  fireOrSiege: 'Fire or siege',
  unconsciousOrUnwell: 'Unconscious or physically very unwell',
  suicidalThoughts: 'Thoughts of suicide',
  suicideMethodConsidered: 'Has thought about how',
  suicidePlan: 'Has a plan for suicide',
  suicideMeans: 'Has the means for suicide to hand',
  suicideIntent: 'Means to act on thoughts of suicide',
  recentSuicidalBehaviour: 'Tried or prepared for suicide in the last 3 months',
  recentSelfHarm: 'Harmed themselves recently',
  pastSuicidalThoughtsWithPossibleIntent: 'Earlier thoughts of suicide, perhaps meaning to act',
  intentToHarmOther: 'Means to seriously harm somebody',
  planToHarmOther: 'Has a plan to harm somebody',
  meansToHarmOther: 'Has the means to harm somebody',
  unprovokedAggressionInCare: 'Aggression without cause in a care setting',
  dangerWhereTheyAre: 'Danger from someone, or a weapon, where they are',
  dangerFromSomeone: 'Danger from someone, not where they are now',
  veryHighRiskBehaviour: 'Acts in a very dangerous way',
  highRiskBehaviour: 'Acts in a risky way',
  hallucinationsOrDelusions: 'Sees, hears or believes things that others do not',
  deliriumOrDementia: 'Very confused, or has dementia',
  lossOfImpulseControl: 'Cannot hold back from acting',
  disturbedPerceptionOrThinking: 'Thinking or senses are disturbed',
  fastWorseningPsychosisOrMood: 'Psychosis or severe low or high mood, quickly worse',
  earlyPsychosisSigns: 'First signs of psychosis',
  cannotCareForSelfOrDependant: 'Cannot care for themselves or somebody who depends on them',
  significantDistress: 'In strong distress',
  needsSupportToStay: 'Needs support to stay where they are',
  statutoryRequest: 'Police or another authority asks for an urgent assessment',
  stableNeedsSupport: 'Stable, needs specialist or longer support',
  knownAndStable: 'Known to a service and stable',
  needElsewhere: 'The need belongs to another service',
  informationRequest: 'Asks for information only',
  hintsOfRisk: 'Something in the report hints at risk',
  under18: 'Under 18',
  pregnantOrPostnatal: 'Pregnant, or gave birth within a year',
  alone: 'Alone',
  intoxicated: 'Under the influence of alcohol or drugs',
  accessToFirearmsOrMedicines: 'Can get at firearms or stored medicines',
  dischargedWithin7Days: 'Left psychiatric hospital in the last 7 days',
  repeatContactWithin72h: 'Was in touch before in the last 72 hours',
  livesWithDependants: 'Lives with somebody who depends on them',
  thirdPartyCannotReach: 'Whoever told us cannot reach the person',
} as const;
export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** What is known so far. `ageYears` stands beside `under18`; below 18 it counts as a yes to it. */
export type TriageFacts = { [Name in FactName]?: Answer } & { ageYears?: number };

/** Circumstances that shorten the clock by one letter together, and never lengthen it. Source: domain.md §2.3. */
export const MODIFIERS = [
  'under18', 'pregnantOrPostnatal', 'alone', 'intoxicated', 'accessToFirearmsOrMedicines', 'dischargedWithin7Days',
  'repeatContactWithin72h', 'livesWithDependants', 'thirdPartyCannotReach',
] as const satisfies readonly FactName[];
export type Modifier = (typeof MODIFIERS)[number];

/**
 * The five short questions after Send, each skippable, and the fact that each answers.
 * `yesMeans: 'no'` turns the answer round: somebody with them means not alone.
 */
export const QUICK_QUESTIONS = [
  { id: 'hurt', words: 'Is anyone hurt?', fact: 'seriousInjuryUnchecked', yesMeans: 'yes' },
  { id: 'taken', words: 'Have they taken anything?', fact: 'takenOverdoseOrPoison', yesMeans: 'yes' },
  { id: 'thoughts', words: 'Do they have thoughts of suicide?', fact: 'suicidalThoughts', yesMeans: 'yes' },
  { id: 'company', words: 'Is somebody with them?', fact: 'alone', yesMeans: 'no' },
  { id: 'danger', words: 'Is there danger from someone, or a weapon, where they are?', fact: 'dangerWhereTheyAre', yesMeans: 'yes' },
] as const satisfies readonly { id: string; words: string; fact: FactName; yesMeans: 'yes' | 'no' }[];
export type QuickQuestionId = (typeof QUICK_QUESTIONS)[number]['id'];
export type QuickAnswers = { [Id in QuickQuestionId]?: Answer };

/** The facts that the short questions give. A skipped question gives no fact; an unknown stays the unknown it was. */
export function factsFromQuickAnswers(answers: QuickAnswers): TriageFacts {
  const facts: TriageFacts = {};
  for (const { id, fact, yesMeans } of QUICK_QUESTIONS) {
    const answer = answers[id];
    if (answer !== undefined) facts[fact] = yesMeans === 'yes' ? answer : turnedRound(answer);
  }
  return facts;
}

const turnedRound = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : answer);

/** A coded thing that a rule saw: a fact's answer, the choice, a screener's level. Never words about the person. */
export interface RuleInput { name: string; value: string }

/** One rule, floor or modifier that counted, and the letter it asks for by itself. */
export interface FiredRule { id: string; words: string; letter: UrgencyLetter; inputs: RuleInput[] }

/** A person's own decision on the letter. */
export interface UrgencyByPerson {
  from: UrgencyLetter;
  to: UrgencyLetter;
  /** Staff id; the reason stands in the timeline, not here. */
  by: string;
  at: string;
  /** Marks of what was known and weighed then: it does not raise the letter again by itself. */
  weighed: string[];
}

/** A letter with everything that explains it. Written whole on the crisis, never recomputed when a profile changes. */
export interface Urgency {
  letter: UrgencyLetter;
  shows: UrgencyShown;
  profileId: string;
  profileVersion: number;
  /** The version of the rules in code that gave the letter. */
  rulesVersion: number;
  rules: FiredRule[];
  /** What speaks now gives this letter, whatever was before; when less urgent than `letter`, a person may lower to it. */
  rulesGive: UrgencyLetter;
  /** What holds the letter above the facts alone; null when the facts gave it. */
  floorFrom: 'choice' | 'screener' | 'previous' | 'person' | null;
  /** The modifiers that raised it; empty when they changed nothing. */
  raisedBy: Modifier[];
  /** When this letter was given: the contact clock runs from here. */
  since: string;
  /** Face-to-face contact by then; null when the letter has no clock. Not `answerBy`, which belongs to the escalation. */
  contactBy: string | null;
  /** Somebody should speak with them now, and stop asking questions from a list. */
  needsHumanNow: boolean;
  /** A task to ring back for more information, due in so many minutes. Only with F and G. */
  callbackForInfoDueInMinutes?: number;
  byPerson: UrgencyByPerson | null;
}

/** Why a crisis is judged again. Source: domain.md §2.3 "Re-triage". */
export const RETRIAGE_TRIGGERS = ['new-report', 'missed-follow-up', 'referral-declined', 'half-clock-no-contact', 'asked-by-worker'] as const;
export type RetriageTrigger = (typeof RETRIAGE_TRIGGERS)[number];

/** Clocks as data. Minutes to face-to-face contact; null = no clock. */
export interface TriageProfile {
  id: string;
  version: number;
  title: string;
  minutesToContact: Record<UrgencyLetter, number | null>;
  callbackForInfoWithinMinutes: number;
  /** Above 0, below 1. */
  retriageAtShareOfClock: number;
  sources: { letters: UrgencyLetter[]; from: string; sure: 'verified' | 'to be confirmed' }[];
  writtenOn: string;
  reviewDueOn: string;
  needsClinicalLeadSignOff: boolean;
}

/** A field that cannot be, by JSON pointer. */
export interface FieldError { pointer: string; detail: string }

/** The instruments we can score. */
export const SCREENER_IDS = ['cssrs-screener', 'cssrs-since-last-contact', 'asq', 'lifeline-domains'] as const;
export type ScreenerId = (typeof SCREENER_IDS)[number];

/** Highest first within an instrument; each instrument uses its own few. */
export const SCREENER_LEVELS = [
  'HIGH', 'MODERATE', 'SOME', 'LOW', 'NONE', 'ACUTE_POSITIVE', 'NON_ACUTE_POSITIVE', 'NEGATIVE', 'INCOMPLETE', 'FULL_EVALUATION',
] as const;
export type ScreenerLevel = (typeof SCREENER_LEVELS)[number];

/** One filled-in screener: answers by item id. Items left out were not asked. */
export interface ScreenerAnswers {
  screener: ScreenerId;
  answers: Record<string, Answer>;
  /** Needed where an instrument is not validated below an age. */
  ageYears?: number;
}

/** What a filled-in screener came to. */
export interface ScreenerResult {
  screener: ScreenerId;
  version: number;
  level: ScreenerLevel;
  /** The same as `level`, except when that is INCOMPLETE or FULL_EVALUATION: what was reached all the same. */
  reached: ScreenerLevel;
  /** Items whose answer could still raise the level. */
  unanswered: string[];
  declinedKeyItems: string[];
  needsHumanNow: boolean;
  /** What the answers tell the triage rules. */
  facts: TriageFacts;
}

/** One question of an instrument. */
export interface ScreenerItem {
  id: string;
  label: string;
  window: string;
  /** Ask only after one of these answers to one of these items; without it, always ask. */
  askWhen?: { anyOf: string[]; is: Answer[] };
  /** Which answers cannot be when the item was not to be asked. */
  impossibleWhenNotToBeAsked?: 'any' | 'yes' | 'none';
  /** Facts that take over this item's answer, when it is one of `on`. */
  sets: { fact: FactName; on: Answer[] }[];
}

/** An instrument as data: what to ask, when, and how the answers count. */
export interface ScreenerDefinition {
  id: ScreenerId;
  version: number;
  language: string;
  title: string;
  licence: string;
  source: string;
  writtenOn: string;
  reviewDueOn: string;
  needsClinicalLeadSignOff: boolean;
  validFromAgeYears?: number;
  items: ScreenerItem[];
  scoring: {
    /** Highest first; the first that holds is reached. */
    levels: { level: ScreenerLevel; anyYes: string[]; andYes?: string[]; declinedCountsAsYes?: boolean }[];
    noneLevel: ScreenerLevel;
    /** Declined here needs a human now. */
    keyItems: string[];
  };
}
