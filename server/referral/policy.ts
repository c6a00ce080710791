import Joi from 'joi';
import { WEEKDAYS } from '../contract/directory.js';
import { URGENCY_LETTERS } from '../contract/triage.js';
import type { UrgencyLetter } from '../contract/triage.js';
import type { CodeRules } from './core/code.js';
import type { ClockRules, LetterClocks } from './core/clocks.js';

/** Everything in referring that is a choice and not a fact. Data with its sources in `config/policies/referral.json`. */
export interface ReferralPolicy extends ClockRules {
  id: string;
  version: number;
  title: string;
  /** Letters for which the owner rings and no link is sent. */
  phoneOnly: UrgencyLetter[];
  /** Letters for which sharing without agreement can be recorded, with its basis. */
  emergencyDisclosure: UrgencyLetter[];
  /** After so many services without a yes the supervisors are told. */
  supervisorAfterFailures: number;
  /** How long an ended referral's link still says that it is over. */
  linkHoursAfterEnd: number;
  code: CodeRules & { mostPerHour: number; /** After a right code the person is shown for so long. */ personShownHours: number };
  sources: { of: string[]; from: string; sure: string }[];
  writtenOn: string;
  reviewDueOn: string;
  needsClinicalLeadSignOff: boolean;
}

const whole = (least: number) => Joi.number().integer().min(least).required();
const letters = Joi.array().items(Joi.string().valid(...URGENCY_LETTERS)).unique().required();

const letterClocks = Joi.object<LetterClocks, true>({
  answerWithin: Joi.alternatives().try(Joi.object({ minutes: whole(1) }), Joi.object({ workingDays: whole(1) })).required(),
  leastAnswerMinutes: whole(1), contactWithinMinutes: whole(1), closeWithinMinutes: whole(1),
}).required();

const schema = Joi.object<ReferralPolicy, true>({
  id: Joi.string().required(), version: whole(1), title: Joi.string().required(),
  clocks: Joi.object<ReferralPolicy['clocks'], true>(Object.fromEntries(URGENCY_LETTERS.map((letter) => [letter, letterClocks])) as never).required(),
  workingDays: Joi.array().items(Joi.string().valid(...WEEKDAYS)).min(1).unique().required(),
  holidays: Joi.array().items(Joi.string().pattern(/^\d{4}-\d{2}-\d{2}$/)).required(),
  phoneOnly: letters, emergencyDisclosure: letters,
  supervisorAfterFailures: whole(1), linkHoursAfterEnd: whole(1),
  code: Joi.object({ validMinutes: whole(1), wrongTries: whole(1), mostPerHour: whole(1), personShownHours: whole(1) }).required(),
  sources: Joi.array().items(Joi.object({ of: Joi.array().items(Joi.string()).min(1).required(), from: Joi.string().required(), sure: Joi.string().required() })).min(1).required(),
  writtenOn: Joi.string().isoDate().required(), reviewDueOn: Joi.string().isoDate().required(), needsClinicalLeadSignOff: Joi.boolean().required(),
});

/** The policy out of its data. @throws Error that names every field that is wrong; asked at start */
export function parseReferralPolicy(data: unknown): ReferralPolicy {
  const { value, error } = schema.required().validate(data, { abortEarly: false, convert: false });
  if (error) throw new Error(`The referral policy is not right: ${error.details.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  return value as ReferralPolicy;
}
