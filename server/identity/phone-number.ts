import Joi from 'joi';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number as E.164. Possible is enough: numbers reserved for fiction and tests are not valid in every country. */
export const phoneNumber = Joi.string().max(30).custom((text: string, helpers) => {
  const parsed = parsePhoneNumberFromString(text, 'US');
  return parsed?.isPossible() ? parsed.number : helpers.error('string.pattern.base');
}).messages({ 'string.pattern.base': 'is not a phone number' });
