import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { answersToSend, firstOpen, questionsFor, restoreGiven } from '../../../client/src/crisis/screen/core/screening-steps.js';
import { ANSWERS } from '../../../server/contract/triage.js';
import type { Answer, ScreenerDefinition } from '../../../server/contract/triage.js';
import { scoreScreener } from '../../../server/triage/index.js';

const folder = resolve(import.meta.dirname, '../../../config/policies/screeners');
const all = readdirSync(folder).map((file) => JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as ScreenerDefinition);
const columbia = all.find(({ id }) => id === 'cssrs-screener') as ScreenerDefinition;
const ids = (given: Record<string, Answer>): string[] => questionsFor(columbia, given).map(({ id }) => id);

describe('the questions of a screener', () => {
  it('without thoughts go from the second straight to the sixth, and with thoughts through all', () => {
    expect(ids({})).toEqual(['q1', 'q2', 'q6Lifetime']);
    expect(ids({ q2: 'no', q6Lifetime: 'no' })).toEqual(['q1', 'q2', 'q6Lifetime']);
    expect(ids({ q2: 'yes', q6Lifetime: 'yes' })).toEqual(['q1', 'q2', 'q3', 'q4', 'q5', 'q6Lifetime', 'q6Past3Months']);
  });

  it('go on where somebody left off', () => {
    expect([{}, { q1: 'no' }, { q1: 'no', q2: 'yes', q3: 'no' }, { q1: 'no', q2: 'no', q6Lifetime: 'no' }].map((given) => firstOpen(columbia, given as Record<string, Answer>))).toEqual([0, 1, 3, 3]);
  });

  it('an answer that was given before an earlier one changed does not go along', () => {
    expect(answersToSend(columbia, { q1: 'yes', q2: 'no', q4: 'yes', q6Lifetime: 'not-asked' })).toEqual({ q1: 'yes', q2: 'no' });
  });

  it('whatever is answered, the server takes it', () => {
    fc.assert(fc.property(fc.constantFrom(...all).chain((definition) => fc.tuple(fc.constant(definition), fc.dictionary(fc.constantFrom(...definition.items.map(({ id }) => id)), fc.constantFrom(...ANSWERS)))), ([definition, given]) =>
      scoreScreener({ screener: definition.id, answers: answersToSend(definition, given) }, definition).ok));
  });

  it('what was kept on the device is read anew, and what is none of it is dropped', () => {
    expect(restoreGiven({ screener: 'asq', given: { q1: 'no' } })).toEqual({ screener: 'asq', given: { q1: 'no' } });
    for (const none of [null, 'asq', {}, { screener: 3, given: {} }]) expect(restoreGiven(none)).toBeNull();
  });
});
