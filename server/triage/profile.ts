import Joi from 'joi';
import { URGENCY_LETTERS, type FieldError, type TriageProfile, type UrgencyLetter } from '../contract/triage.js';
import { parsedBy, type Parsed } from './parsed.js';

const letter = Joi.string().valid(...URGENCY_LETTERS);
const minutes = Joi.number().integer().min(0).allow(null).required();

const schema = Joi.object<TriageProfile, true>({
  id: Joi.string().pattern(/^[a-z0-9-]{1,40}$/).required(),
  version: Joi.number().integer().min(1).required(),
  title: Joi.string().required(),
  minutesToContact: Joi.object<Record<UrgencyLetter, number | null>>(
    Object.fromEntries(URGENCY_LETTERS.map((name) => [name, minutes])),
  ).required(),
  callbackForInfoWithinMinutes: Joi.number().integer().min(1).required(),
  retriageAtShareOfClock: Joi.number().greater(0).less(1).required(),
  sources: Joi.array().min(1).items(Joi.object({
    letters: Joi.array().min(1).items(letter).required(),
    from: Joi.string().required(),
    sure: Joi.string().valid('verified', 'to be confirmed').required(),
  })).required(),
  writtenOn: Joi.string().isoDate().required(),
  reviewDueOn: Joi.string().isoDate().required(),
  needsClinicalLeadSignOff: Joi.boolean().required(),
});

/**
 * A triage profile read from data, or every field that is wrong, by JSON pointer. A more urgent letter may not have
 * a longer clock than a less urgent one (no clock is the longest), or raising a letter could give more time.
 */
export function parseTriageProfile(data: unknown): Parsed<TriageProfile> {
  const parsed = parsedBy(schema, data);
  if (!parsed.ok) return parsed;
  const errors = clocksOutOfOrder(parsed.value);
  return errors.length > 0 ? { ok: false, errors } : parsed;
}

function clocksOutOfOrder({ minutesToContact }: TriageProfile): FieldError[] {
  const lengthOf = (name: UrgencyLetter): number => minutesToContact[name] ?? Infinity;
  return URGENCY_LETTERS.flatMap((name, index) => {
    const before = URGENCY_LETTERS[index - 1];
    return before !== undefined && lengthOf(name) < lengthOf(before)
      ? [{ pointer: `/minutesToContact/${name}`, detail: `must not be shorter than ${before}` }] : [];
  });
}
