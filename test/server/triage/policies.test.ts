import { describe, expect, it } from '@jest/globals';
import Joi from 'joi';
import { FACTS, LETTER_WORDS, QUICK_QUESTIONS, SCREENER_IDS, factsFromQuickAnswers, type ScreenerDefinition } from '../../../server/contract/triage.js';
import {
  ageYearsInput, mergeFacts, parseScreenerDefinition, parseTriageProfile, raiseChoiceInput, screenerAnswersInput, triageFactsInput, urgencyLetterInput,
} from '../../../server/triage/index.js';
import { RULES } from '../../../server/triage/core/rules.js';
import { auVic, definitionOf, judge, policyFile, ukMhts } from './builders.js';

const pointersOf = (parsed: ReturnType<typeof parseTriageProfile> | ReturnType<typeof parseScreenerDefinition>): string[] =>
  (parsed.ok ? [] : parsed.errors.map(({ pointer }) => pointer));

describe('the shipped triage profiles', () => {
  it('carry the published times, their source, a review date and the need for sign-off', () => {
    expect(ukMhts.minutesToContact).toEqual({ A: 0, B: 240, C: 1440, D: 4320, E: 40320, F: null, G: null });
    expect(auVic.minutesToContact).toEqual({ A: 0, B: 120, C: 480, D: 4320, E: 40320, F: null, G: null });
    for (const profile of [ukMhts, auVic]) {
      expect(profile.needsClinicalLeadSignOff).toBe(true);
      expect(profile.sources.flatMap(({ letters }) => letters).sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
      expect(profile.reviewDueOn > profile.writtenOn).toBe(true);
    }
  });
});

describe('a triage profile from data', () => {
  it('may be a custom one', () => {
    expect(parseTriageProfile({ ...ukMhts, id: 'custom', minutesToContact: { A: 0, B: 60, C: 60, D: 600, E: null, F: null, G: null } }).ok).toBe(true);
  });

  it('is refused with every wrong field named', () => {
    expect(pointersOf(parseTriageProfile({ ...ukMhts, version: 0, minutesToContact: { ...ukMhts.minutesToContact, B: -1, H: 3 } }))).toEqual([
      '/version', '/minutesToContact/B', '/minutesToContact/H',
    ]);
    expect(pointersOf(parseTriageProfile(undefined))).toEqual(['']);
    expect(parseTriageProfile('uk-mhts').ok).toBe(false);
  });

  it('is refused when a less urgent letter would be reached sooner', () => {
    expect(pointersOf(parseTriageProfile({ ...ukMhts, minutesToContact: { ...ukMhts.minutesToContact, C: 100 } }))).toEqual(['/minutesToContact/C']);
    expect(pointersOf(parseTriageProfile({ ...ukMhts, minutesToContact: { ...ukMhts.minutesToContact, D: null } }))).toEqual(['/minutesToContact/E']);
  });
});

describe('a screener definition from data', () => {
  const columbia = definitionOf('cssrs-screener');
  const withLevels = (levels: ScreenerDefinition['scoring']['levels']): unknown => ({ ...columbia, scoring: { ...columbia.scoring, levels } });

  it.each(SCREENER_IDS)('%s ships with a licence note, a source and the need for sign-off', (id) => {
    expect(parseScreenerDefinition(policyFile(`screeners/${id}`)).ok).toBe(true);
    expect(definitionOf(id)).toMatchObject({ id, needsClinicalLeadSignOff: true });
    expect(definitionOf(id).licence).toMatch(/our own/);
  });

  it('may carry other wording and other lower bands', () => {
    const items = columbia.items.map((item) => ({ ...item, label: 'Official wording' }));
    const [high, middle, low] = columbia.scoring.levels;
    expect(parseScreenerDefinition({ ...columbia, items }).ok).toBe(true);
    expect(parseScreenerDefinition(withLevels([high!, { ...middle!, anyYes: ['q3'] }, { ...low!, anyYes: ['q1', 'q2', 'q6Lifetime'] }])).ok).toBe(true);
  });

  it('may never change the official high band', () => {
    const [high, ...others] = columbia.scoring.levels;
    for (const levels of [others, [{ ...high!, anyYes: ['q5', 'q6Past3Months'] }, ...others], [{ ...high!, andYes: ['q2'] }, ...others], [...others, high!]]) {
      expect(pointersOf(parseScreenerDefinition(withLevels(levels)))).toEqual(['/scoring/levels/0']);
    }
  });

  it('is refused when it names an item it does not have', () => {
    expect(pointersOf(parseScreenerDefinition({ ...columbia, scoring: { ...columbia.scoring, keyItems: ['q2', 'q7'] } }))).toEqual(['/scoring/keyItems']);
  });
});

describe('what a body may say', () => {
  it('takes every fact, three kinds of unknown, and nothing misspelt', () => {
    expect(triageFactsInput.validate({ suicidalThoughts: 'declined', alone: 'not-known', weaponInHand: 'not-asked', ageYears: 17 }).error).toBeUndefined();
    expect(triageFactsInput.validate({}).error).toBeUndefined();
    expect(triageFactsInput.validate({ suicidalThought: 'yes' }).error?.details[0]?.path).toEqual(['suicidalThought']);
    expect(triageFactsInput.validate({ alone: 'maybe' }).error?.details[0]?.path).toEqual(['alone']);
    expect(triageFactsInput.validate({ ageYears: -1 }).error).toBeDefined();
  });

  it('takes screeners, choices and letters, and refuses others', () => {
    const body = Joi.object({ choice: raiseChoiceInput, letter: urgencyLetterInput, age: ageYearsInput, screener: screenerAnswersInput });
    expect(body.validate({ choice: 'not-sure', letter: 'C', age: 40, screener: { screener: 'asq', answers: { q1: 'declined' }, ageYears: 12 } }).error).toBeUndefined();
    expect(body.validate({ choice: 'mild' }).error).toBeDefined();
    expect(body.validate({ letter: 'H' }).error).toBeDefined();
    expect(body.validate({ screener: { screener: 'asq', answers: { q1: 'perhaps' } } }).error?.details[0]?.path).toEqual(['screener', 'answers', 'q1']);
  });
});

describe('the five short questions', () => {
  it('become facts, somebody with them turned into not alone', () => {
    expect(factsFromQuickAnswers({ hurt: 'no', taken: 'yes', thoughts: 'declined', company: 'yes', danger: 'not-known' })).toEqual({
      seriousInjuryUnchecked: 'no', takenOverdoseOrPoison: 'yes', suicidalThoughts: 'declined', alone: 'no', dangerWhereTheyAre: 'not-known',
    });
    expect(factsFromQuickAnswers({ company: 'no' })).toEqual({ alone: 'yes' });
    expect(factsFromQuickAnswers({ company: 'not-known' })).toEqual({ alone: 'not-known' });
    expect(factsFromQuickAnswers({})).toEqual({});
  });

  it('are all skippable, and each worst answer is urgent at least', () => {
    for (const { id, yesMeans } of QUICK_QUESTIONS) {
      const worst = judge({ choice: 'struggling', facts: factsFromQuickAnswers({ [id]: yesMeans }) });
      expect(['A', 'B', 'C']).toContain(worst.letter);
    }
    expect(judge({ choice: 'struggling', facts: factsFromQuickAnswers({ taken: 'yes' }) }).letter).toBe('A');
  });
});

describe('facts from several sources', () => {
  it('never let a no hide an unknown or a yes, in any order', () => {
    expect(mergeFacts({ suicidalThoughts: 'no' }, { suicidalThoughts: 'declined' })).toEqual({ suicidalThoughts: 'declined' });
    expect(mergeFacts({ suicidalThoughts: 'yes' }, { suicidalThoughts: 'no' })).toEqual({ suicidalThoughts: 'yes' });
    expect(mergeFacts({ medicallyChecked: 'yes' }, { medicallyChecked: 'not-known' })).toEqual({ medicallyChecked: 'not-known' });
    expect(mergeFacts({ alone: 'no', ageYears: 40 }, { alone: 'not-asked', ageYears: 16 })).toEqual({ alone: 'no', ageYears: 16 });
    expect(mergeFacts()).toEqual({});
  });
});

describe('the words of triage', () => {
  it('blame nobody, promise nothing and use no other word for the person', () => {
    const shown = [...RULES.map(({ words }) => words), ...Object.values(FACTS), ...Object.values(LETTER_WORDS), ...QUICK_QUESTIONS.map(({ words }) => words),
      ...SCREENER_IDS.flatMap((id) => definitionOf(id).items.map(({ label }) => label))];
    for (const words of shown) {
      expect(words).not.toMatch(/\b(commit\w*|fail\w*|successful|refus\w*|attention.seeking|non-compliant|abuser|patient|client|case|incident)\b|!/i);
      expect(words.split(' ').length).toBeLessThanOrEqual(18);
    }
  });
});
