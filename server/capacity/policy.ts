import Joi from 'joi';
import type { CapacityKind } from '../contract/directory.js';
import { CAPACITY_KINDS } from '../contract/directory.js';
import { URGENCY_LETTERS } from '../contract/triage.js';
import type { UrgencyLetter } from '../contract/triage.js';
import type { KeptWordRules } from './core/kept-word.js';
import type { ReminderRules } from './core/reminder.js';

/** Everything about live free places that is a choice and not a fact. Data with its sources in `config/policies/capacity.json`. */
export interface CapacityPolicy extends ReminderRules {
  id: string;
  version: number;
  title: string;
  freshMinutes: Record<CapacityKind, number>;
  /** How long a link in a text works. */
  linkHours: number;
  /** A service is not asked again sooner. */
  askAgainMinutes: number;
  /** How long a question of ours in a text ("which place?") waits for its digit. */
  questionMinutes: number;
  /** How many tellings of the past are shown at most. */
  historyShown: number;
  room: { most: number; answerWithinMinutes: Record<UrgencyLetter, number>; /** First years of the age bands after the first. */ ageBandYears: number[] };
  keptWord: KeptWordRules;
  sources: { of: string[]; from: string; sure: string }[];
  writtenOn: string;
  reviewDueOn: string;
  needsClinicalLeadSignOff: boolean;
}

const whole = (least: number) => Joi.number().integer().min(least).required();
const each = (names: readonly string[]) => Joi.object(Object.fromEntries(names.map((name) => [name, whole(1)]))).required() as never;
const time = Joi.string().pattern(/^([01]\d|2[0-3]):[0-5]\d$/).required();

const schema = Joi.object<CapacityPolicy, true>({
  id: Joi.string().required(), version: whole(1), title: Joi.string().required(),
  freshMinutes: each(CAPACITY_KINDS), remindBeforeMinutes: each(CAPACITY_KINDS), night: Joi.object({ from: time, to: time }).required(),
  linkHours: whole(1), askAgainMinutes: whole(1), questionMinutes: whole(1), historyShown: whole(1),
  room: Joi.object({ most: whole(1).max(3), answerWithinMinutes: each(URGENCY_LETTERS), ageBandYears: Joi.array().items(Joi.number().integer().min(1)).min(1).required() }).required(),
  keptWord: Joi.object({ countsForDays: whole(1), countsFrom: whole(1) }).required(),
  sources: Joi.array().items(Joi.object({ of: Joi.array().items(Joi.string()).min(1).required(), from: Joi.string().required(), sure: Joi.string().required() })).min(1).required(),
  writtenOn: Joi.string().isoDate().required(), reviewDueOn: Joi.string().isoDate().required(), needsClinicalLeadSignOff: Joi.boolean().required(),
});

/** The policy out of its data. @throws Error that names every field that is wrong; asked at start */
export function parseCapacityPolicy(data: unknown): CapacityPolicy {
  const { value, error } = schema.required().validate(data, { abortEarly: false, convert: false });
  if (error) throw new Error(`The capacity policy is not right: ${error.details.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  return value as CapacityPolicy;
}
