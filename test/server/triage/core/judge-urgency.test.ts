import { describe, expect, it } from '@jest/globals';
import { MODIFIERS, RAISE_CHOICES, SHOWS, URGENCY_LETTERS, type TriageFacts } from '../../../../server/contract/triage.js';
import { auVic, judge, minutesAfter, NOON, resultOf, ukMhts } from '../builders.js';

const LATER = new Date('2026-03-01T15:30:00.000Z');

describe('the first choice', () => {
  it.each([['life-at-risk', 'A'], ['serious', 'B'], ['not-sure', 'B'], ['struggling', 'C']] as const)('%s alone is %s', (choice, letter) => {
    expect(judge({ choice })).toMatchObject({ letter, floorFrom: 'choice', raisedBy: [] });
  });

  it('struggling is C until thoughts of suicide are answered no, then D', () => {
    expect(judge({ choice: 'struggling', facts: { suicidalThoughts: 'no' } }).letter).toBe('D');
    for (const suicidalThoughts of ['not-asked', 'not-known', 'declined', 'yes'] as const) {
      expect(judge({ choice: 'struggling', facts: { suicidalThoughts } }).letter).toBe('C');
    }
  });

  it('is a floor and not a ceiling: facts raise above it and do not go below it', () => {
    expect(judge({ choice: 'struggling', facts: { takenOverdoseOrPoison: 'yes' } })).toMatchObject({ letter: 'A', floorFrom: null });
    expect(judge({ choice: 'serious', facts: { knownAndStable: 'yes' } })).toMatchObject({ letter: 'B', floorFrom: 'choice' });
    expect(judge({ choice: 'struggling', facts: { suicidalThoughts: 'no', weaponInHand: 'yes' } }).letter).toBe('A');
  });

  it('stands in the explanation beside the rule that fired', () => {
    const { rules } = judge({ choice: 'life-at-risk', facts: { suicidalThoughts: 'yes' } });
    expect(rules.map(({ id, letter }) => [id, letter])).toEqual([['rule-3-thoughts', 'C'], ['choice-life-at-risk', 'A']]);
  });
});

describe('modifiers', () => {
  it.each(MODIFIERS)('%s raises by one letter', (modifier) => {
    const facts: TriageFacts = { significantDistress: 'yes', suicidalThoughts: 'no', [modifier]: 'yes' };
    expect(judge({ facts })).toMatchObject({ letter: 'C', raisedBy: [modifier] });
  });

  it('raise by one letter together, however many there are', () => {
    const urgency = judge({ facts: { knownAndStable: 'yes', alone: 'yes', intoxicated: 'yes', dischargedWithin7Days: 'yes' } });
    expect(urgency).toMatchObject({ letter: 'D', raisedBy: ['alone', 'intoxicated', 'dischargedWithin7Days'] });
    expect(urgency.rules.map(({ id }) => id)).toEqual(['rule-5-stable', 'modifier-alone', 'modifier-intoxicated', 'modifier-dischargedWithin7Days']);
  });

  it('never make an emergency of B', () => {
    expect(judge({ choice: 'serious', facts: { alone: 'yes', under18: 'yes' } })).toMatchObject({ letter: 'B', raisedBy: [] });
  });

  it('leave F and G, which say who helps and not how fast, and bring a call back instead', () => {
    expect(judge({ facts: { needElsewhere: 'yes', suicidalThoughts: 'no', pregnantOrPostnatal: 'yes' } })).toMatchObject({ letter: 'F', callbackForInfoDueInMinutes: 60 });
  });

  it.each([[17, 'C'], [18, 'D'], [0, 'C']] as const)('an age of %i without more makes distress %s', (ageYears, letter) => {
    const urgency = judge({ facts: { significantDistress: 'yes', suicidalThoughts: 'no', ageYears } });
    expect(urgency.letter).toBe(letter);
    expect(JSON.stringify(urgency)).not.toContain('ageYears');
  });

  it('raise what a choice gave: struggling and alone is B', () => {
    expect(judge({ choice: 'struggling', facts: { alone: 'yes' } })).toMatchObject({ letter: 'B', floorFrom: 'choice', raisedBy: ['alone'] });
  });

  it('do not count when they are not known', () => {
    expect(judge({ facts: { knownAndStable: 'yes', alone: 'not-known' } }).letter).toBe('E');
  });
});

describe('screeners under the letter', () => {
  const lifetimeOnly = resultOf('cssrs-screener', { q1: 'no', q2: 'no', q6Lifetime: 'yes', q6Past3Months: 'no' });

  it('HIGH is B, acute positive B, non-acute positive C', () => {
    expect(judge({ screeners: [resultOf('cssrs-screener', { q2: 'no', q6Lifetime: 'yes', q6Past3Months: 'yes' })] })).toMatchObject({ letter: 'B', floorFrom: 'screener' });
    expect(judge({ screeners: [resultOf('asq', { q1: 'yes', q5: 'yes' })] })).toMatchObject({ letter: 'B', needsHumanNow: true });
    expect(judge({ screeners: [resultOf('asq', { q1: 'yes', q2: 'no', q3: 'no', q4: 'no', q5: 'no' })] })).toMatchObject({ letter: 'C', floorFrom: 'screener' });
  });

  it('MODERATE is D, and C while alone or with means to hand', () => {
    expect(judge({ screeners: [lifetimeOnly] })).toMatchObject({ letter: 'D', floorFrom: 'screener' });
    expect(judge({ screeners: [lifetimeOnly], facts: { alone: 'no', suicideMeans: 'no' } }).letter).toBe('D');
    expect(judge({ screeners: [lifetimeOnly], facts: { alone: 'yes' } }).letter).toBe('C');
    expect(judge({ screeners: [lifetimeOnly], facts: { suicideMeans: 'yes' } }).letter).toBe('C');
    expect(judge({ screeners: [lifetimeOnly], facts: { suicideMeans: 'declined' } })).toMatchObject({ letter: 'C', floorFrom: 'screener' });
  });

  it('LOW is E when it was only a wish to be dead, and C as soon as there are thoughts of suicide', () => {
    expect(judge({ screeners: [resultOf('cssrs-screener', { q1: 'yes', q2: 'no', q6Lifetime: 'no' })] }).letter).toBe('E');
    const withThoughts = resultOf('cssrs-screener', { q2: 'yes', q3: 'no', q4: 'no', q5: 'no', q6Lifetime: 'no' });
    expect(withThoughts.level).toBe('LOW');
    expect(judge({ screeners: [withThoughts] })).toMatchObject({ letter: 'C', floorFrom: null });
  });

  it('a declined key item is C and needs a human now', () => {
    expect(judge({ screeners: [resultOf('cssrs-screener', { q2: 'no', q6Lifetime: 'declined' })] })).toMatchObject({ letter: 'C', needsHumanNow: true });
  });

  it('NONE and negative set no floor and are no ceiling', () => {
    const none = resultOf('cssrs-screener', { q1: 'no', q2: 'no', q6Lifetime: 'no' });
    const negative = resultOf('asq', { q1: 'no', q2: 'no', q3: 'no', q4: 'no' });
    expect(judge({ screeners: [none, negative] }).letter).toBe('G');
    expect(judge({ screeners: [none, negative], choice: 'life-at-risk' }).letter).toBe('A');
    expect(judge({ screeners: [none], facts: { suicideIntent: 'yes' } }).letter).toBe('B');
  });

  it('intent or capability with little that holds them is B', () => {
    expect(judge({ screeners: [resultOf('lifeline-domains', { capability: 'yes', buffersLow: 'yes' })] }).letter).toBe('B');
    expect(judge({ screeners: [resultOf('lifeline-domains', { capability: 'yes' })] }).letter).toBe('C');
    expect(judge({ screeners: [resultOf('lifeline-domains', { desire: 'yes', intent: 'no', capability: 'no', buffersLow: 'no' })] }).letter).toBe('C');
  });

  it('a screener that rules thoughts out brings struggling to D, but does not undo an answer the worker got', () => {
    const none = resultOf('cssrs-screener', { q1: 'no', q2: 'no', q6Lifetime: 'no' });
    expect(judge({ choice: 'struggling', screeners: [none] }).letter).toBe('D');
    expect(judge({ choice: 'struggling', screeners: [none], facts: { suicidalThoughts: 'declined' } }).letter).toBe('C');
  });
});

describe('the contact clock', () => {
  it.each([['A', 0, 0], ['B', 240, 120], ['C', 1440, 480], ['D', 4320, 4320], ['E', 40320, 40320]] as const)('%s has %i minutes in the UK profile and %i in the Victorian', (letter, uk, au) => {
    const input = { A: { choice: 'life-at-risk' }, B: { choice: 'serious' }, C: { choice: 'struggling' }, D: { facts: { needsSupportToStay: 'yes' } }, E: { facts: { knownAndStable: 'yes' } } } as const;
    expect(judge({ ...input[letter], profile: ukMhts })).toMatchObject({ letter, profileId: 'uk-mhts', profileVersion: 1, contactBy: minutesAfter(NOON, uk) });
    expect(judge({ ...input[letter], profile: auVic })).toMatchObject({ letter, profileId: 'au-vic', contactBy: minutesAfter(NOON, au) });
  });

  it('A is now: the emergency service is called, not awaited', () => {
    expect(judge({ choice: 'life-at-risk' }).contactBy).toBe(NOON.toISOString());
  });

  it('keeps the clock and the profile that were promised, also when the profile changes later', () => {
    const before = judge({ choice: 'struggling', profile: ukMhts });
    const after = judge({ choice: 'struggling', profile: auVic, previous: before, now: LATER });
    expect(after).toEqual(before);
  });

  it('a letter that rises later starts its own clock then, and never a longer one', () => {
    const before = judge({ choice: 'struggling' });
    expect(judge({ choice: 'serious', previous: before, now: LATER })).toMatchObject({ letter: 'B', since: LATER.toISOString(), contactBy: minutesAfter(LATER, 240) });
    const nearlyOver = new Date(NOON.getTime() + 1430 * 60_000);
    expect(judge({ choice: 'serious', previous: before, now: nearlyOver }).contactBy).toBe(before.contactBy);
  });
});

describe('the ratchet', () => {
  it('keeps the more urgent letter with its reasons, and says that only a person lowers it', () => {
    const before = judge({ choice: 'struggling', facts: { suicideIntent: 'yes' } });
    const after = judge({ choice: 'struggling', facts: { suicideIntent: 'no', suicidalThoughts: 'no' }, previous: before, now: LATER });
    expect(after).toMatchObject({ letter: 'B', rulesGive: 'D', floorFrom: 'previous', since: before.since, contactBy: before.contactBy });
    expect(after.rules.map(({ id }) => id)).toEqual(['rule-2-intent', 'choice-struggling', 'choice-struggling-no-thoughts', 'held-from-before']);
  });

  it('does not add that nothing is known to the reasons of a letter that holds', () => {
    const before = judge({ facts: { knownAndStable: 'yes' } });
    expect(judge({ previous: before }).rules.map(({ id }) => id)).toEqual(['rule-5-stable', 'held-from-before']);
  });

  it('does not forget a call back that was asked for', () => {
    const before = judge({ facts: { hintsOfRisk: 'yes' } });
    expect(judge({ facts: { informationRequest: 'yes' }, previous: before })).toMatchObject({ letter: 'G', callbackForInfoDueInMinutes: 60 });
  });

  it('does not let modifiers climb a letter each time the crisis is judged again', () => {
    let urgency = judge({ facts: { knownAndStable: 'yes', alone: 'yes' } });
    for (let turn = 0; turn < 5; turn += 1) urgency = judge({ facts: { knownAndStable: 'yes', alone: 'yes' }, previous: urgency, now: LATER });
    expect(urgency.letter).toBe('D');
  });
});

describe('what is shown', () => {
  it('is Emergency for A, Urgent for B and C, Soon for D, Planned for the rest', () => {
    expect(URGENCY_LETTERS.map((letter) => SHOWS[letter])).toEqual(['Emergency', 'Urgent', 'Urgent', 'Soon', 'Planned', 'Planned', 'Planned']);
    for (const choice of RAISE_CHOICES) expect(judge({ choice }).shows).toBe(SHOWS[judge({ choice }).letter]);
  });

  it('is plain JSON, so that the crisis can keep it whole', () => {
    const urgency = judge({ choice: 'struggling', facts: { alone: 'yes', suicidePlan: 'declined' } });
    expect(JSON.parse(JSON.stringify(urgency))).toEqual(urgency);
  });
});
