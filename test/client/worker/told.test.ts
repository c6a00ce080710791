import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ANSWERS, QUICK_QUESTIONS } from '../../../server/contract/triage.js';
import { LONGEST, NOTHING_TOLD, TEXT_NAMES, answersFromFacts, mergeTold, newSince, tellSame, toldIn, withAnswer, withText } from '../../../client/src/crisis/raise/core/told.js';
import type { Told } from '../../../client/src/crisis/raise/core/told.js';

const texts = fc.record(Object.fromEntries(TEXT_NAMES.map((name) => [name, fc.constantFrom('', 'one', 'two')])) as Record<(typeof TEXT_NAMES)[number], fc.Arbitrary<string>>);
const answers = fc.record(Object.fromEntries(QUICK_QUESTIONS.map(({ id }) => [id, fc.constantFrom('yes', 'no', 'not-known')])), { requiredKeys: [] });
const told: fc.Arbitrary<Told> = fc.record({ texts, answers });

describe('what was told', () => {
  it('turns the question about company round: somebody with them means not alone, and back', () => {
    const details = newSince(withAnswer(NOTHING_TOLD, 'company', 'yes'), NOTHING_TOLD);
    expect(details).toEqual({ facts: { alone: 'no' } });
    expect(answersFromFacts(details?.facts ?? {})).toEqual({ company: 'yes' });
  });

  it('keeps "I do not know" as an answer of its own, and a question nobody asked as none', () => {
    expect(newSince(withAnswer(NOTHING_TOLD, 'taken', 'not-known'), NOTHING_TOLD)).toEqual({ facts: { takenOverdoseOrPoison: 'not-known' } });
    expect(answersFromFacts({ takenOverdoseOrPoison: 'not-asked' })).toEqual({});
  });

  it('gives only what is new, without the spaces around it', () => {
    const before = withText(NOTHING_TOLD, 'place', 'Northgate shelter');
    const now = withText(withText(before, 'theySaid', ' I cannot keep myself safe. '), 'place', 'Northgate shelter ');
    expect(newSince(now, before)).toEqual({ theySaid: 'I cannot keep myself safe.' });
    expect(newSince(now, now)).toBeNull();
  });

  it('does not erase what was sent when a field is emptied', () => {
    const before = withText(NOTHING_TOLD, 'place', 'Northgate shelter');
    expect(newSince(withText(before, 'place', ''), before)).toBeNull();
  });

  it('never sends a text longer than the server takes', () => {
    for (const name of TEXT_NAMES) expect(withText(NOTHING_TOLD, name, 'x'.repeat(20_000)).texts[name]).toHaveLength(LONGEST[name]);
  });

  it('reads back everything that it gives', () => {
    fc.assert(fc.property(told, (now) => {
      const details = newSince(now, NOTHING_TOLD) ?? {};
      expect(toldIn(details)).toEqual(now);
    }));
  });

  it('lets untouched parts follow the server and never overwrites what is being typed', () => {
    fc.assert(fc.property(told, told, told, (mine, base, theirs) => {
      const merged = mergeTold(mine, base, theirs);
      for (const name of TEXT_NAMES) expect(merged.texts[name]).toBe(mine.texts[name] === base.texts[name] ? theirs.texts[name] : mine.texts[name]);
      for (const { id } of QUICK_QUESTIONS) expect(merged.answers[id]).toBe(mine.answers[id] === base.answers[id] ? theirs.answers[id] : mine.answers[id]);
      expect(tellSame(mergeTold(mine, mine, theirs), theirs)).toBe(true);
    }));
  });

  it('knows every answer that can come from the server', () => {
    for (const answer of ANSWERS.filter((one) => one !== 'not-asked')) expect(answersFromFacts({ suicidalThoughts: answer })).toEqual({ thoughts: answer });
  });
});
