import Joi from 'joi';
import {
  ANSWERS, FACT_NAMES, RAISE_CHOICES, SCREENER_IDS, URGENCY_LETTERS,
  type Answer, type RaiseChoice, type ScreenerAnswers, type TriageFacts, type UrgencyLetter,
} from '../contract/triage.js';

/** What a body may say about triage. Every part may be missing: nothing here ever blocks an emergency. */
export const answerInput = Joi.string<Answer>().valid(...ANSWERS);
export const raiseChoiceInput = Joi.string<RaiseChoice>().valid(...RAISE_CHOICES);
export const urgencyLetterInput = Joi.string<UrgencyLetter>().valid(...URGENCY_LETTERS);
export const ageYearsInput = Joi.number().integer().min(0).max(130);

/** Facts by name; an unknown name is refused, so that a misspelt risk is never silently lost. */
export const triageFactsInput = Joi.object<TriageFacts>({
  ...Object.fromEntries(FACT_NAMES.map((name) => [name, answerInput])),
  ageYears: ageYearsInput,
});

/** The parts of one filled-in screener, to stand in a body. Whether its items exist and fit together is for `scoreScreener` to say. */
export const screenerAnswersFields = {
  screener: Joi.string().valid(...SCREENER_IDS).required(),
  answers: Joi.object().pattern(Joi.string().max(40), answerInput).max(40).required(),
  ageYears: ageYearsInput,
};

/** One filled-in screener by itself. */
export const screenerAnswersInput = Joi.object<ScreenerAnswers, true>(screenerAnswersFields);
