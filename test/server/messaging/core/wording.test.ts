import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WORDING_KEYS } from '../../../../server/contract/wording.js';
import type { WordingFault, WordingKey, WordingSentence } from '../../../../server/contract/wording.js';
import { fitsOne } from '../../../../server/messaging/core/segments.js';
import { textsWith } from '../../../../server/messaging/core/texts.js';
import { WORDING_RULES } from '../../../../server/messaging/core/wording.js';
import { previewOf } from '../../../../server/messaging/core/wording-faults.js';
import { SEEDED } from '../../../../server/messaging/seeded-words.js';

const settings = { org: 'NORTHSIDE', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'America/New_York' };
const preview = (key: WordingKey, sentences: readonly (string | WordingSentence)[]) =>
  previewOf(key, { sentences: sentences.map((one) => (typeof one === 'string' ? { words: one, goes: 0 } : one)) }, settings);
const faults = (key: WordingKey, ...sentences: readonly (string | WordingSentence)[]): [WordingFault, string][] => preview(key, sentences).faults.map(({ fault, about }) => [fault, about]);
const PAGE = ['{urgency} {ref}.', 'A person is waiting.', 'Reply 1 I have it, 2 I cannot, 3 call me.', '{link}'];

describe('words that may be sent', () => {
  it.each(WORDING_KEYS)('those it came with are among them: %s', (key) => {
    expect(previewOf(key, { sentences: [...SEEDED[key]] }, settings).faults).toEqual([]);
  });

  it('are shown as they leave, with a link of 32 characters and every sentence', () => {
    const { ordinary, longest } = previewOf('page', { sentences: [...SEEDED.page] }, settings);
    expect(ordinary.words).toMatch(/^NORTHSIDE: EMERGENCY 4821\. A person is waiting\. Reply 1 I have it, 2 I cannot, 3 call me\. Next person alerted in 2 min\. \S{32}$/);
    expect(ordinary).toMatchObject({ parts: 1, leftOut: 0 });
    expect(ordinary.units).toBe(ordinary.words.length);
    expect(longest).toMatchObject({ parts: 1, leftOut: 1 });
  });

  it('say a call as it is heard', () => {
    expect(previewOf('callAsking', { sentences: [...SEEDED.callAsking] }, settings)).toMatchObject({ longest: null, ordinary: { words: expect.stringMatching(/^NORTHSIDE\. Emergency\. Code four, eight, two, one\. A person/) } });
  });
});

describe('words that may not be sent', () => {
  it.each<[string, WordingKey, (string | WordingSentence)[], [WordingFault, string][]]>([
    ['a name in braces that nothing is known for', 'page', [...PAGE, 'Ask {person}.'], [['unknown-name', 'person']]],
    ['a name that this text does not have', 'over', ['{ref} no longer needs an answer: {link}'], [['unknown-name', 'link']]],
    ['braces left open', 'over', ['{ref is over. {ref}'], [['brace', '']]],
    ['no link to answer by', 'page', PAGE.slice(0, 3), [['name-missing', 'link']]],
    ['a link that may be left out', 'page', [...PAGE.slice(0, 3), { words: '{link}', goes: 2 }], [['link-goes', ''], ['name-missing', 'link']]],
    ['a link twice', 'page', [...PAGE, '{link}'], [['name-twice', 'link']]],
    ['a full stop that a phone would take into the link', 'page', [...PAGE.slice(0, 3), '{link}.'], [['link-touched', '']]],
    ['a digit that nobody is offered', 'page', ['{urgency} {ref}.', 'Reply 1 I have it, 2 I cannot.', '{link}'], [['digit-missing', '3']]],
    ['a digit in a sentence that may be left out', 'withThemNoted', ['{ref}: noted.', { words: 'Reply 5 for backup.', goes: 1 }], [['digit-missing', '5']]],
    ['a digit beside a number that there may not be, for then the sentence is left out', 'yours', ['{ref} is yours.', 'Call {phone} or reply 4 when with them, 5 for backup.', '{link}'], [['digit-missing', '4'], ['digit-missing', '5']]],
    ['a word of the carrier in capitals', 'over', ['{ref} is over. STOP asking.'], [['carrier-word', 'STOP']]],
    ['a word of the carrier to reply', 'notRead', ['Reply 1, 2 or 3, or reply yes. {duty}'], [['carrier-word', 'YES']]],
    ['a word about health', 'page', [...PAGE.slice(0, 3), 'Mental health team.', '{link}'], [['health-word', 'Mental']]],
    ['a word about the person', 'over', ['{ref}: your patient is safe.'], [['health-word', 'patient']]],
    ['letters that cost three messages instead of one', 'over', ['{ref} да.'], [['letter', 'д'], ['letter', 'а']]],
    ['an address typed in', 'over', ['{ref} is over, see https://handrail.example'], [['link-typed', 'https:']]],
    ['an empty sentence', 'over', ['{ref} is over.', '  '], [['empty', '']]],
  ])('%s', (_, key, sentences, wanted) => {
    expect(faults(key, ...sentences).filter(([fault]) => fault !== 'too-long-at-most')).toEqual(wanted);
  });

  it('more than one message with a link of 32 characters, even if a sentence may be left out', () => {
    const long = preview('page', [...PAGE.slice(0, 3), { words: 'Next person alerted in {next}. Thank you for being on call tonight.', goes: 1 }, '{link}']);
    expect(long.faults.map(({ fault }) => fault)).toEqual(['too-long']);
    expect(long.ordinary).toMatchObject({ parts: 2 });
  });

  it('more than one message with the longest link, with all left out that may be', () => {
    expect(faults('page', '{urgency} {ref}. A person is waiting for you now.', 'Reply 1 I have it, 2 I cannot, 3 call me.', { words: 'Next in {next}.', goes: 1 }, '{link}').map(([fault]) => fault)).toContain('too-long-at-most');
  });

  it('capital words of everyday and small ones of the carrier are not refused', () => {
    expect(faults('over', '{ref} is at an end. No help is needed. Thank YOU.')).toEqual([]);
  });
});

const sentence = fc.record({ words: fc.array(fc.constantFrom('{ref}', '{link}', '{name}', '{urgency}', '{duty}', 'Reply 1, 2, 3.', 'Thank you.', 'é', '{', '€', 'STOP', 'A person is waiting', '4 5'), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' ')), goes: fc.integer({ min: 0, max: 2 }) });

describe('whatever an administrator writes', () => {
  it('is refused, or is one message with every link and number whole', () => {
    fc.assert(fc.property(fc.constantFrom(...WORDING_KEYS.filter((key) => WORDING_RULES[key].kind === 'text')), fc.array(sentence, { minLength: 1, maxLength: 5 }), (key, sentences) => {
      const { faults: found, ordinary, longest } = previewOf(key, { sentences }, settings);
      if (found.length > 0) return;
      expect(fitsOne(ordinary.words)).toBe(true);
      expect(longest && fitsOne(longest.words)).toBe(true);
      if (WORDING_RULES[key].needed.includes('link')) expect(longest?.words).toMatch(/\S{60}/);
    }), { numRuns: 300 });
  });

  it('gives way to the words it came with where it turns out too long, so that a page always leaves', () => {
    const now = { ...SEEDED, page: [{ words: 'x'.repeat(150), goes: 0 }, { words: '{ref} {link}', goes: 0 }] };
    const link = 'hr.example/a#7Kq2';
    expect(textsWith(settings, { now, seeded: SEEDED }).page({ ref: '4821', shows: 'Urgent', nextInSeconds: null, link }))
      .toBe('NORTHSIDE: URGENT 4821. A person is waiting. Reply 1 I have it, 2 I cannot, 3 call me. hr.example/a#7Kq2');
  });
});
