import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answer, ScreenerLevel } from '../../../../server/contract/triage.js';
import { scoreScreener } from '../../../../server/triage/index.js';
import { aFilledScreener, definitionOf, resultOf, score } from '../builders.js';

/** `2y 4n 6life-y` → answers; what is not named was not asked. */
function written(text: string): Record<string, Answer> {
  const names: Record<string, string> = { 1: 'q1', 2: 'q2', 3: 'q3', 4: 'q4', 5: 'q5', 6: 'q6Lifetime', '6life-': 'q6Lifetime', '3mo-': 'q6Past3Months' };
  const words: Record<string, Answer> = { y: 'yes', n: 'no', d: 'declined', u: 'not-known' };
  return Object.fromEntries(text.split(' ').map((part) => [names[part.slice(0, -1)] ?? part, words[part.slice(-1)] ?? 'not-asked']));
}

describe('the Columbia screener', () => {
  it.each([
    ['1n 2n 6n', 'NONE'],
    ['1y 2n 6n', 'LOW'],
    ['2y 3n 4n 5n 6n', 'LOW'],
    ['2y 3y 4n 5n 6n', 'MODERATE'],
    ['2n 6life-y 3mo-n', 'MODERATE'],
    ['2n 6life-y 3mo-y', 'HIGH'],
    ['2y 4y', 'HIGH'],
    ['2y 5y 4n', 'HIGH'],
  ] as const)('%s is %s', (answers, level) => {
    expect(resultOf('cssrs-screener', written(answers))).toMatchObject({ level, reached: level, declinedKeyItems: [] });
  });

  it('HIGH needs a human now, also when the rest was not asked', () => {
    expect(resultOf('cssrs-screener', written('2y 4y'))).toMatchObject({ needsHumanNow: true });
    expect(resultOf('cssrs-screener', written('2y 3y 4n 5n 6n'))).toMatchObject({ needsHumanNow: false });
  });

  it('2y with 4 declined is INCOMPLETE, reached LOW, and needs a human now', () => {
    const result = resultOf('cssrs-screener', written('2y 4d'));
    expect(result).toMatchObject({ level: 'INCOMPLETE', reached: 'LOW', needsHumanNow: true, declinedKeyItems: ['q4'] });
    expect(result.unanswered).toEqual(['q3', 'q4', 'q5', 'q6Lifetime', 'q6Past3Months']);
  });

  it.each(['2d', '2y 4d', '2y 5d', '2n 6d', '2n 6life-y 3mo-d'])('%s: a declined key question needs a human now', (answers) => {
    expect(resultOf('cssrs-screener', written(answers))).toMatchObject({ level: 'INCOMPLETE', needsHumanNow: true });
  });

  it('never says NONE while something was not asked', () => {
    expect(resultOf('cssrs-screener', {}).level).toBe('INCOMPLETE');
    expect(resultOf('cssrs-screener', written('1n 2n')).level).toBe('INCOMPLETE');
    expect(resultOf('cssrs-screener', written('2n 6n'))).toMatchObject({ level: 'INCOMPLETE', reached: 'NONE', unanswered: ['q1'] });
  });

  it.each([
    ['2n 3y', ['/answers/q3']],
    ['2n 3n 4d 5u', ['/answers/q3', '/answers/q4', '/answers/q5']],
    ['2n 6life-n 3mo-y', ['/answers/q6Past3Months']],
  ] as const)('%s cannot be, and the fields are named', (answers, pointers) => {
    const scored = score({ screener: 'cssrs-screener', answers: written(answers) });
    expect(scored).toMatchObject({ ok: false, refusal: 'triage/impossible-answers' });
    expect(scored.ok ? [] : scored.fields.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('takes a no for the last 3 months after a no for ever: that only says it twice', () => {
    expect(resultOf('cssrs-screener', written('1n 2n 6life-n 3mo-n')).level).toBe('NONE');
  });

  it('tells the rules what was said, unknowns as the unknowns they were', () => {
    expect(resultOf('cssrs-screener', written('2y 3y 4d 5u 6life-y 3mo-y')).facts).toEqual({
      suicidalThoughts: 'yes', suicideMethodConsidered: 'yes', suicideIntent: 'declined', suicidePlan: 'not-known', recentSuicidalBehaviour: 'yes',
    });
    expect(resultOf('cssrs-screener', written('2y 4n 5y')).facts).toMatchObject({ suicidePlan: 'yes', suicideIntent: 'yes' });
    expect(resultOf('cssrs-screener', written('1y 2n 6n')).facts).toEqual({ suicidalThoughts: 'no', recentSuicidalBehaviour: 'no' });
    expect(resultOf('cssrs-screener', written('2n 6life-y')).facts).toEqual({ suicidalThoughts: 'no' });
  });

  it('is HIGH exactly by intent, plan with intent, or behaviour in the last 3 months', () => {
    const ids = definitionOf('cssrs-screener').items.map(({ id }) => id);
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...ids), fc.constantFrom<Answer>('yes', 'no', 'declined', 'not-known')), (answers) => {
      const scored = score({ screener: 'cssrs-screener', answers });
      fc.pre(scored.ok);
      const high = answers['q4'] === 'yes' || answers['q5'] === 'yes' || answers['q6Past3Months'] === 'yes';
      expect(scored.result.level === 'HIGH').toBe(high);
      const middle = answers['q3'] === 'yes' || answers['q6Lifetime'] === 'yes';
      const low = answers['q1'] === 'yes' || answers['q2'] === 'yes';
      expect(scored.result.reached).toBe(high ? 'HIGH' : middle ? 'MODERATE' : low ? 'LOW' : 'NONE');
    }), { numRuns: 1000 });
  });

  it('since we last spoke has the same branch and no lifetime', () => {
    expect(resultOf('cssrs-since-last-contact', { q1: 'no', q2: 'no', q6: 'no' }).level).toBe('NONE');
    expect(resultOf('cssrs-since-last-contact', { q1: 'no', q2: 'no', q6: 'yes' })).toMatchObject({ level: 'HIGH', facts: { recentSuicidalBehaviour: 'yes' } });
    expect(resultOf('cssrs-since-last-contact', { q2: 'yes', q3: 'yes', q4: 'no', q5: 'no', q6: 'no' }).level).toBe('MODERATE');
    expect(score({ screener: 'cssrs-since-last-contact', answers: { q2: 'no', q4: 'yes' } }).ok).toBe(false);
    expect(score({ screener: 'cssrs-since-last-contact', answers: { q6Lifetime: 'no' } }).ok).toBe(false);
  });
});

describe('the ASQ', () => {
  const no = { q1: 'no', q2: 'no', q3: 'no', q4: 'no' } as const;

  it('is negative after four no, and positive after any yes', () => {
    expect(resultOf('asq', no)).toMatchObject({ level: 'NEGATIVE', needsHumanNow: false });
    for (const item of ['q1', 'q2', 'q3', 'q4']) {
      expect(resultOf('asq', { ...no, [item]: 'yes', q5: 'no' }).level).toBe('NON_ACUTE_POSITIVE');
      expect(resultOf('asq', { ...no, [item]: 'yes', q5: 'yes' })).toMatchObject({ level: 'ACUTE_POSITIVE', needsHumanNow: true });
    }
  });

  it('counts a declined question as positive', () => {
    expect(resultOf('asq', { ...no, q2: 'declined', q5: 'no' }).level).toBe('NON_ACUTE_POSITIVE');
  });

  it('stays open, and positive so far, until the fifth question is answered', () => {
    expect(resultOf('asq', { ...no, q4: 'yes' })).toMatchObject({ level: 'INCOMPLETE', reached: 'NON_ACUTE_POSITIVE', unanswered: ['q5'] });
    expect(resultOf('asq', { ...no, q4: 'yes', q5: 'declined' })).toMatchObject({ level: 'INCOMPLETE', needsHumanNow: true });
  });

  it('never refuses thoughts right now because the four before were no', () => {
    expect(resultOf('asq', { ...no, q5: 'yes' }).level).toBe('ACUTE_POSITIVE');
  });

  it('asks for a full evaluation below 8 years, keeping what was said', () => {
    expect(resultOf('asq', no, 7)).toMatchObject({ level: 'FULL_EVALUATION', reached: 'NEGATIVE', needsHumanNow: true });
    expect(resultOf('asq', { ...no, q3: 'yes', q5: 'yes' }, 7)).toMatchObject({ level: 'FULL_EVALUATION', reached: 'ACUTE_POSITIVE', facts: { suicidalThoughts: 'yes' } });
    expect(resultOf('asq', no, 8).level).toBe('NEGATIVE');
  });
});

describe('the four Lifeline domains', () => {
  it.each<[Record<string, Answer>, ScreenerLevel]>([
    [{ desire: 'no', intent: 'no', capability: 'no', buffersLow: 'no' }, 'NONE'],
    [{ intent: 'yes', buffersLow: 'yes' }, 'HIGH'],
    [{ capability: 'yes', buffersLow: 'yes' }, 'HIGH'],
    [{ desire: 'yes', intent: 'no', capability: 'no', buffersLow: 'yes' }, 'SOME'],
    [{ capability: 'yes', buffersLow: 'no' }, 'SOME'],
    [{ capability: 'yes' }, 'INCOMPLETE'],
    [{}, 'INCOMPLETE'],
  ])('%j is %s', (answers, level) => {
    expect(resultOf('lifeline-domains', answers).level).toBe(level);
  });
});

describe('any screener', () => {
  it('refuses items that it does not have, and answers meant for another', () => {
    expect(score({ screener: 'asq', answers: { 'q/9': 'yes' } })).toMatchObject({ ok: false, fields: [{ pointer: '/answers/q~19' }] });
    expect(scoreScreener({ screener: 'asq', answers: {} }, definitionOf('lifeline-domains'))).toMatchObject({ ok: false, fields: [{ pointer: '/screener' }] });
  });

  it('says INCOMPLETE exactly when answering an open item could change the level', () => {
    fc.assert(fc.property(aFilledScreener, ({ screener, answers }) => {
      const scored = score({ screener, answers });
      fc.pre(scored.ok);
      const { level, unanswered, reached } = scored.result;
      expect(level === 'INCOMPLETE').toBe(unanswered.length > 0);
      if (level !== 'INCOMPLETE') return;
      const completed = score({ screener, answers: { ...answers, ...Object.fromEntries(unanswered.map((id) => [id, 'yes' as const])) } });
      expect(completed.ok && completed.result.reached).not.toBe(reached);
    }), { numRuns: 1000 });
  });
});
