import Joi from 'joi';

/**
 * What is wrong with a field, by Joi's code, in plain words that go on after the field's name; `{{#limit}}` and the like are filled in.
 * Nothing typed is ever repeated. The client says each in the reader's language: an entry here without its Spanish fails a test.
 */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  'any.required': 'is required', 'any.unknown': 'is not known here', 'object.unknown': 'is not known here', 'any.only': 'must be one of: {{#valids}}', 'any.invalid': 'must be another than this',
  'string.base': 'must be text', 'string.empty': 'must not be empty', 'string.min': 'is shorter than {{#limit}} characters', 'string.max': 'is longer than {{#limit}} characters', 'string.length': 'must have {{#limit}} characters',
  'string.pattern.base': 'is not written as it must be', 'string.pattern.name': 'is not written as it must be', 'string.email': 'is not an e-mail address', 'string.guid': 'is not an id', 'string.isoDate': 'is no date or time that can be read',
  'string.uri': 'is not a web address', 'string.uriCustomScheme': 'is not a web address',
  'number.base': 'must be a number', 'number.integer': 'must be a whole number', 'number.min': 'must be {{#limit}} or more', 'number.max': 'must be {{#limit}} or less', 'number.greater': 'must be more than {{#limit}}', 'number.less': 'must be less than {{#limit}}',
  'number.positive': 'must be more than 0', 'number.unsafe': 'is too large or too small', 'number.infinity': 'is too large or too small',
  'array.base': 'must be a list', 'array.min': 'has fewer entries than {{#limit}}', 'array.max': 'has more entries than {{#limit}}', 'array.length': 'must have just so many entries: {{#limit}}', 'array.unique': 'is there twice', 'array.sparse': 'must not be empty',
  'object.base': 'must have fields', 'object.min': 'must have at least {{#limit}} of its fields', 'object.max': 'must have at most {{#limit}} of its fields', 'object.missing': 'needs one of: {{#peersWithLabels}}', 'object.xor': 'takes only one of: {{#peersWithLabels}}',
  'object.and': 'lacks {{#missingWithLabels}}', 'object.with': 'lacks {{#peerWithLabel}}',
  'boolean.base': 'must be true or false', 'date.base': 'is no date or time that can be read', 'date.format': 'is no date or time that can be read',
  '*': 'is not right',
};

/** The same as Joi takes it, read once. */
export const FIELD_MESSAGES = Object.fromEntries(Object.entries(FIELD_WORDS).map(([code, words]) => [code, Joi.expression(words)]));
