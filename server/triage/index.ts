/** The door of triage. Pure: it keeps nothing, reads no clock, and asks nobody. */
export { judgeUrgency, type JudgeInput } from './core/judge-urgency.js';
export { mayLower, setUrgencyByPerson, type Lowering, type MayLower, type SetByPerson } from './core/set-urgency.js';
export { needsRetriage, shareOfClockAt, type ContactClock, type RetriageQuestion } from './core/retriage.js';
export { scoreScreener, type ScreenerScore } from './core/score-screener.js';
export { mergeFacts } from './core/facts.js';
export { isMoreUrgent, mostUrgent } from './core/letters.js';
export { nhsPriority, type NhsPriority } from './core/nhs-priority.js';
export type { Known } from './core/evidence.js';
export { parseTriageProfile } from './profile.js';
export { parseScreenerDefinition } from './screener-definition.js';
export type { Parsed } from './parsed.js';
export { ageYearsInput, answerInput, raiseChoiceInput, screenerAnswersFields, screenerAnswersInput, triageFactsInput, urgencyLetterInput } from './input.js';
