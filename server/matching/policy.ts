import Joi from 'joi';
import { HELP_KINDS, SETTINGS } from '../contract/directory.js';
import { MATCH_RULES, MATCH_TERMS } from '../contract/matching.js';
import { FACT_NAMES, URGENCY_LETTERS } from '../contract/triage.js';
import type { MatchingPolicy } from './core/matching-policy.js';

const each = (names: readonly string[], schema: Joi.Schema) => Joi.object(Object.fromEntries(names.map((name) => [name, schema]))).required() as never;
const above = (least: number) => Joi.number().greater(least).required();
const atLeast = (least: number) => Joi.number().min(least).required();
const whole = (least: number) => Joi.number().integer().min(least).required();
const kinds = Joi.array().items(Joi.string().valid(...HELP_KINDS)).min(1).unique().required();

const schema = Joi.object<MatchingPolicy, true>({
  id: Joi.string().required(), version: whole(1), title: Joi.string().required(),
  defaultKinds: each(URGENCY_LETTERS, kinds),
  addedKinds: Joi.array().items(Joi.object({
    fact: Joi.string().valid(...FACT_NAMES).required(), kinds, letters: Joi.array().items(Joi.string().valid(...URGENCY_LETTERS)).min(1).unique().required(),
  })).required(),
  idealSetting: each(URGENCY_LETTERS, Joi.string().valid(...SETTINGS).required()),
  reachMiles: each(URGENCY_LETTERS, above(0)), outOfReachMiles: above(0), countedWithinMiles: above(0),
  leastLookAheadMinutes: each(URGENCY_LETTERS, atLeast(0)), farthestLookAheadDays: above(0), closesSoonWithinMinutes: atLeast(0),
  declineCountsForDays: atLeast(0), historyCountsFrom: whole(1), historyFloor: Joi.number().min(0).max(1).required(),
  closedAlertBeginnings: Joi.array().items(Joi.string().lowercase().min(3)).required(),
  weights: each(MATCH_TERMS, atLeast(0)), unknownShares: each(MATCH_RULES, atLeast(0)),
  most: Joi.object({ usual: whole(1), ever: whole(1).max(50) }).required(), excludedListed: whole(1),
  sources: Joi.array().items(Joi.object({ of: Joi.array().items(Joi.string()).min(1).required(), from: Joi.string().required(), sure: Joi.string().required() })).min(1).required(),
  writtenOn: Joi.string().isoDate().required(), reviewDueOn: Joi.string().isoDate().required(), needsClinicalLeadSignOff: Joi.boolean().required(),
});

/** The policy out of its data. @throws Error that names every field that is wrong; asked at start */
export function parseMatchingPolicy(data: unknown): MatchingPolicy {
  const { value, error } = schema.required().validate(data, { abortEarly: false, convert: false });
  if (error) throw new Error(`The matching policy is not right: ${error.details.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  return value as MatchingPolicy;
}
