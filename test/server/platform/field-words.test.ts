import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Joi from 'joi';
import { FIELD_MESSAGES, FIELD_WORDS } from '../../../server/platform/http/field-words.js';

/** As a request is read. */
const OPTIONS = { abortEarly: false, messages: FIELD_MESSAGES, errors: { label: false, wrap: { label: false, array: false } } } as const;
const told = (schema: Joi.Schema, value: unknown): string[] => schema.validate(value, OPTIONS).error?.details.map(({ message }) => message) ?? [];

const input = Joi.object({
  name: Joi.string().min(3).max(8), code: Joi.string().pattern(/^\d{4}$/), mail: Joi.string().email({ tlds: false }), link: Joi.string().uri({ scheme: 'https' }), id: Joi.string().guid(), at: Joi.string().isoDate(),
  count: Joi.number().integer().min(2).max(4), share: Joi.number().greater(0).less(1), list: Joi.array().items(Joi.string().max(3)).min(2).max(3).unique(), way: Joi.valid('sms', 'voice'), yes: Joi.boolean(),
  either: Joi.object({ a: Joi.any(), b: Joi.any() }).xor('a', 'b'), own: Joi.string().custom((text: string, helpers) => (text === 'ok' ? text : helpers.error('own.code'))).messages({ 'own.code': 'is not one of ours' }),
});

describe('what is wrong with a field', () => {
  it('is said in plain words', () => {
    expect(told(input, { name: 'ab', count: 1.5, list: ['a', 'a', 'b', 'c'], way: 'fax', either: { a: 1, b: 2 }, link: 'ftp://x', other: 1 })).toEqual([
      'is shorter than 3 characters', 'is not a web address', 'must be a whole number', 'must be 2 or more', 'has more entries than 3', 'is there twice', 'must be one of: sms, voice', 'takes only one of: a, b', 'is not known here',
    ]);
  });

  it('is said by the field itself where it says it better', () => {
    expect(told(input, { own: 'no' })).toEqual(['is not one of ours']);
  });

  it('never repeats what was typed, nor a word of the library', () => {
    const known = new Set(Object.values(FIELD_WORDS).map((words) => words.replace(/\{\{#\w+\}\}.*/, '')));
    const keys = ['name', 'code', 'mail', 'link', 'id', 'at', 'count', 'share', 'list', 'way', 'yes', 'either'] as const;
    fc.assert(fc.property(fc.constantFrom(...keys), fc.oneof(fc.constant('Typed in by Ana'), fc.double(), fc.constant(null), fc.constant({ typed: 'Ana' }), fc.constant(['Ana', 'Ana'])), (key, value) => {
      for (const words of told(input, { [key]: value })) {
        expect(words).not.toMatch(/Ana|typed|Typed|\^|"/);
        expect([...known].some((own) => words.startsWith(own))).toBe(true);
      }
    }));
  });

  it('of a kind that nobody worded is said in general', () => {
    expect(told(Joi.date().min('2026-01-01'), '2020-01-01')).toEqual(['is not right']);
  });
});
