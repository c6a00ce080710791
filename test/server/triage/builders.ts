import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  ANSWERS, FACT_NAMES, RAISE_CHOICES, SCREENER_IDS, URGENCY_LETTERS,
  type Answer, type FactName, type ScreenerAnswers, type ScreenerDefinition, type ScreenerId, type ScreenerResult,
  type TriageFacts, type TriageProfile, type Urgency,
} from '../../../server/contract/triage.js';
import {
  judgeUrgency, parseScreenerDefinition, parseTriageProfile, scoreScreener, type JudgeInput, type Known, type Parsed,
} from '../../../server/triage/index.js';

/** The data of a shipped policy file, unchecked. */
export const policyFile = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../config/policies/${path}.json`, import.meta.url), 'utf8'));

function valueOf<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

export const ukMhts: TriageProfile = valueOf(parseTriageProfile(policyFile('triage/uk-mhts')));
export const auVic: TriageProfile = valueOf(parseTriageProfile(policyFile('triage/au-vic')));

const definitions = new Map<ScreenerId, ScreenerDefinition>(
  SCREENER_IDS.map((id) => [id, valueOf(parseScreenerDefinition(policyFile(`screeners/${id}`)))]),
);

export function definitionOf(id: ScreenerId): ScreenerDefinition {
  const definition = definitions.get(id);
  if (!definition) throw new Error(`no definition of ${id}`);
  return definition;
}

export const score = (filled: ScreenerAnswers) => scoreScreener(filled, definitionOf(filled.screener));

/** The result of a filled-in screener that must be possible. */
export function resultOf(screener: ScreenerId, answers: Record<string, Answer>, ageYears?: number): ScreenerResult {
  const scored = score({ screener, answers, ...(ageYears === undefined ? {} : { ageYears }) });
  if (!scored.ok) throw new Error(JSON.stringify(scored.fields));
  return scored.result;
}

export const NOON = new Date('2026-03-01T12:00:00.000Z');

export const minutesAfter = (at: Date, minutes: number): string => new Date(at.getTime() + minutes * 60_000).toISOString();

/** A judgement of a new crisis without choice, facts or screeners, but for what the test names. */
export const judge = (input: Partial<JudgeInput>): Urgency =>
  judgeUrgency({ choice: null, facts: {}, screeners: [], previous: null, profile: ukMhts, now: NOON, ...input });

export const letterOf = (facts: TriageFacts): string => judge({ facts }).letter;

/** What this many facts say when all are answered so. */
export const allAnswered = (names: readonly FactName[], answer: Answer): TriageFacts =>
  Object.fromEntries(names.map((name) => [name, answer]));

export const anAnswer = fc.constantFrom(...ANSWERS);
export const anUnknown = fc.constantFrom<Answer>('not-known', 'declined', 'not-asked');
export const aLetter = fc.constantFrom(...URGENCY_LETTERS);
export const aProfile = fc.constantFrom(ukMhts, auVic);
export const anInstant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

const someFacts = fc.oneof(
  fc.dictionary(fc.constantFrom(...FACT_NAMES), anAnswer, { maxKeys: 6 }),
  fc.dictionary(fc.constantFrom(...FACT_NAMES), fc.constantFrom<Answer>('no', 'no', 'no', 'yes', 'not-known', 'declined'), { maxKeys: 40 }),
);

/** A few or many facts, any answers, sometimes an age. */
export const manyFacts: fc.Arbitrary<TriageFacts> = fc.tuple(someFacts, fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }))
  .map(([facts, ageYears]) => ({ ...facts, ...(ageYears === undefined ? {} : { ageYears }) }));

/** Any answers to one of the shipped screeners, possible or not. */
export const aFilledScreener: fc.Arbitrary<ScreenerAnswers> = fc.constantFrom(...SCREENER_IDS).chain((screener) => {
  const ids = definitionOf(screener).items.map(({ id }) => id);
  return fc.tuple(fc.dictionary(fc.constantFrom(...ids), anAnswer), fc.option(fc.integer({ min: 4, max: 30 }), { nil: undefined }))
    .map(([answers, ageYears]) => ({ screener, answers, ...(ageYears === undefined ? {} : { ageYears }) }));
});

const aScreenerResult: fc.Arbitrary<ScreenerResult[]> = aFilledScreener.map((filled) => {
  const scored = score(filled);
  return scored.ok ? [scored.result] : [];
});

/** Anything that can be known of a crisis. */
export const anyKnown: fc.Arbitrary<Known> = fc.record({
  choice: fc.constantFrom(null, ...RAISE_CHOICES),
  facts: manyFacts,
  screeners: fc.array(aScreenerResult, { maxLength: 2 }).map((results) => results.flat()),
});

/** An urgency as an earlier judgement would have left it, or none. */
export const aPrevious: fc.Arbitrary<Urgency | null> = fc.option(
  fc.record({ known: anyKnown, profile: aProfile, now: anInstant }).map(({ known, profile, now }) => judge({ ...known, profile, now })),
  { nil: null },
);
