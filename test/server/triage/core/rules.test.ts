import { describe, expect, it } from '@jest/globals';
import { FACTS, type TriageFacts, type UrgencyLetter } from '../../../../server/contract/triage.js';
import { KEY_QUESTIONS, RULES } from '../../../../server/triage/core/rules.js';
import { judge, letterOf } from '../builders.js';

/** For each rule, facts that fire it and nothing more urgent. */
const examples: Record<string, { facts: TriageFacts; letter: UrgencyLetter }> = {
  'rule-1-attempt-now': { facts: { attemptInProgress: 'yes' }, letter: 'A' },
  'rule-1-attempt-within-24h': { facts: { attemptWithin24h: 'yes', medicallyChecked: 'yes' }, letter: 'A' },
  'rule-1-overdose-not-checked': { facts: { takenOverdoseOrPoison: 'yes', medicallyChecked: 'no' }, letter: 'A' },
  'rule-1-injury-not-checked': { facts: { seriousInjuryUnchecked: 'yes' }, letter: 'A' },
  'rule-1-violent-now': { facts: { violentNow: 'yes' }, letter: 'A' },
  'rule-1-weapon-in-hand': { facts: { weaponInHand: 'yes' }, letter: 'A' },
  'rule-1-fire-or-siege': { facts: { fireOrSiege: 'yes' }, letter: 'A' },
  'rule-1-unconscious-or-unwell': { facts: { unconsciousOrUnwell: 'yes' }, letter: 'A' },
  'rule-2-plan': { facts: { suicidalThoughts: 'yes', suicidePlan: 'yes', suicideIntent: 'no' }, letter: 'B' },
  'rule-2-thoughts-with-means': { facts: { suicidalThoughts: 'yes', suicideMeans: 'yes', suicideIntent: 'no' }, letter: 'B' },
  'rule-2-intent': { facts: { suicideIntent: 'yes' }, letter: 'B' },
  'rule-2-harm-to-other': { facts: { intentToHarmOther: 'yes', meansToHarmOther: 'yes' }, letter: 'B' },
  'rule-2-very-dangerous-and-disturbed': { facts: { veryHighRiskBehaviour: 'yes', deliriumOrDementia: 'yes' }, letter: 'B' },
  'rule-2-statutory-request': { facts: { statutoryRequest: 'yes' }, letter: 'B' },
  'rule-2-danger-where-they-are': { facts: { dangerWhereTheyAre: 'yes' }, letter: 'B' },
  'rule-3-thoughts': { facts: { suicidalThoughts: 'yes', suicidePlan: 'no', suicideMeans: 'no', suicideIntent: 'no' }, letter: 'C' },
  'rule-3-recent-suicidal-behaviour': { facts: { recentSuicidalBehaviour: 'yes' }, letter: 'C' },
  'rule-3-recent-self-harm': { facts: { recentSelfHarm: 'yes', suicidalThoughts: 'no' }, letter: 'C' },
  'rule-3-taken-and-checked': { facts: { takenOverdoseOrPoison: 'yes', medicallyChecked: 'yes' }, letter: 'C' },
  'rule-3-past-thoughts': { facts: { pastSuicidalThoughtsWithPossibleIntent: 'yes' }, letter: 'C' },
  'rule-3-fast-worsening': { facts: { fastWorseningPsychosisOrMood: 'yes' }, letter: 'C' },
  'rule-3-risky-and-disturbed': { facts: { highRiskBehaviour: 'yes', disturbedPerceptionOrThinking: 'yes' }, letter: 'C' },
  'rule-3-aggression-in-care': { facts: { unprovokedAggressionInCare: 'yes' }, letter: 'C' },
  'rule-3-cannot-care-alone': { facts: { cannotCareForSelfOrDependant: 'yes', alone: 'not-known' }, letter: 'C' },
  'rule-3-key-question-declined': { facts: { suicidePlan: 'declined' }, letter: 'C' },
  'rule-3-danger-not-known': { facts: { takenOverdoseOrPoison: 'not-known', suicidalThoughts: 'no' }, letter: 'C' },
  'rule-3-distress-thoughts-not-ruled-out': { facts: { significantDistress: 'yes' }, letter: 'C' },
  'rule-3-means-thoughts-not-ruled-out': { facts: { suicideMeans: 'yes', suicidalThoughts: 'not-known' }, letter: 'C' },
  'rule-3-intent-to-harm-other': { facts: { intentToHarmOther: 'yes', planToHarmOther: 'no', meansToHarmOther: 'no' }, letter: 'C' },
  'rule-3-means-intent-not-ruled-out': { facts: { meansToHarmOther: 'yes' }, letter: 'C' },
  'rule-3-very-dangerous': { facts: { veryHighRiskBehaviour: 'yes' }, letter: 'C' },
  'rule-4-distress': { facts: { significantDistress: 'yes', suicidalThoughts: 'no' }, letter: 'D' },
  'rule-4-early-psychosis': { facts: { hallucinationsOrDelusions: 'yes' }, letter: 'D' },
  'rule-4-needs-support-to-stay': { facts: { cannotCareForSelfOrDependant: 'yes', alone: 'no' }, letter: 'D' },
  'rule-4-risky': { facts: { highRiskBehaviour: 'yes', hallucinationsOrDelusions: 'no', deliriumOrDementia: 'no', lossOfImpulseControl: 'no', disturbedPerceptionOrThinking: 'no' }, letter: 'D' },
  'rule-4-confused-or-impulsive': { facts: { lossOfImpulseControl: 'yes' }, letter: 'D' },
  'rule-4-danger-from-someone': { facts: { dangerFromSomeone: 'yes' }, letter: 'D' },
  'rule-5-stable': { facts: { knownAndStable: 'yes' }, letter: 'E' },
  'rule-6-elsewhere': { facts: { needElsewhere: 'yes', suicidalThoughts: 'no' }, letter: 'F' },
  'rule-7-information': { facts: { informationRequest: 'yes' }, letter: 'G' },
};

describe('the triage rules', () => {
  it.each(Object.entries(examples))('%s gives its letter and says what it saw', (id, { facts, letter }) => {
    const urgency = judge({ facts });
    expect(urgency.letter).toBe(letter);
    const fired = urgency.rules.find((rule) => rule.id === id);
    expect(fired?.letter).toBe(letter);
    expect(fired?.inputs.length).toBeGreaterThan(0);
    for (const { name, value } of fired?.inputs ?? []) expect((facts as Record<string, unknown>)[name] ?? 'not-asked').toBe(value);
  });

  it('has an example here for every rule there is', () => {
    expect(Object.keys(examples).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it('stand in order of urgency, each with an id of its own that carries its number', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(RULES.map(({ letter }) => letter)).toEqual(RULES.map(({ letter }) => letter).sort());
    for (const { id, letter } of RULES) expect(id).toMatch(new RegExp(`^rule-${'ABCDEFG'.indexOf(letter) + 1}-`));
  });

  it('let the first match win, and name only the rules of that number', () => {
    const urgency = judge({ facts: { violentNow: 'yes', fireOrSiege: 'yes', suicideIntent: 'yes', significantDistress: 'yes' } });
    expect(urgency.rules.map(({ id }) => id)).toEqual(['rule-1-violent-now', 'rule-1-fire-or-siege']);
  });

  it.each(['not-known', 'declined', 'not-asked'] as const)('never take an overdose for checked when that is %s', (medicallyChecked) => {
    expect(letterOf({ takenOverdoseOrPoison: 'yes', medicallyChecked })).toBe('A');
    expect(letterOf({ takenOverdoseOrPoison: 'yes' })).toBe('A');
  });

  it.each(KEY_QUESTIONS)('hold C at least, and ask for a human now, when %s is declined', (fact) => {
    const urgency = judge({ facts: { [fact]: 'declined', suicidalThoughts: fact === 'suicidalThoughts' ? 'declined' : 'no', knownAndStable: 'yes' } });
    expect(urgency.letter).toBe('C');
    expect(urgency.needsHumanNow).toBe(true);
  });

  it('take thoughts with a plan as very urgent whatever was said about intent', () => {
    for (const suicideIntent of ['no', 'declined', 'not-known', 'not-asked'] as const) {
      expect(letterOf({ suicidalThoughts: 'yes', suicidePlan: 'yes', suicideIntent })).toBe('B');
    }
  });

  it('see a risk behind every fact that is not a circumstance, a request or reassuring', () => {
    const calm = new Set(['medicallyChecked', 'stableNeedsSupport', 'knownAndStable', 'needElsewhere', 'informationRequest', 'hintsOfRisk',
      'under18', 'pregnantOrPostnatal', 'alone', 'intoxicated', 'accessToFirearmsOrMedicines', 'dischargedWithin7Days',
      'repeatContactWithin72h', 'livesWithDependants', 'thirdPartyCannotReach']);
    for (const fact of Object.keys(FACTS)) if (!calm.has(fact)) expect(`${fact} ${letterOf({ [fact]: 'yes' })}`).toMatch(/ [ABCD]$/);
  });
});

describe('G, when too little is known', () => {
  it('is the answer to nothing at all, and says so', () => {
    const urgency = judge({});
    expect(urgency).toMatchObject({ letter: 'G', shows: 'Planned', contactBy: null, needsHumanNow: false });
    expect(urgency.rules.map(({ id }) => id)).toEqual(['rule-7-not-enough-known']);
    expect(urgency).not.toHaveProperty('callbackForInfoDueInMinutes');
  });

  it.each([
    ['a hint in the words', { hintsOfRisk: 'yes' }],
    ['a circumstance that raises others', { alone: 'yes' }],
    ['thoughts of suicide that are not known', { suicidalThoughts: 'not-known' }],
  ] as const)('brings a call back within an hour for %s', (_, facts) => {
    expect(judge({ facts: { informationRequest: 'yes', ...facts } })).toMatchObject({ letter: 'G', callbackForInfoDueInMinutes: 60 });
  });

  it('asks for no call back when the report is calm', () => {
    expect(judge({ facts: { informationRequest: 'yes', suicidalThoughts: 'no' } })).not.toHaveProperty('callbackForInfoDueInMinutes');
  });

  it('is not reached from F by an unknown: the letter stays, and somebody rings back', () => {
    expect(judge({ facts: { needElsewhere: 'yes' } })).toMatchObject({ letter: 'F', callbackForInfoDueInMinutes: 60 });
    expect(judge({ facts: { needElsewhere: 'yes', suicidalThoughts: 'no' } })).not.toHaveProperty('callbackForInfoDueInMinutes');
  });
});
