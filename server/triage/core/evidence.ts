import type { FiredRule, Modifier, RaiseChoice, ScreenerResult, TriageFacts } from '../../contract/triage.js';
import { mergeFacts, modifiersOf, withAgeAsFact } from './facts.js';
import { choiceFloor, screenerFloors, screenerFloorsByCircumstance } from './floors.js';
import { firedRules } from './rules.js';

/** What is known of one person's crisis when the letter is judged. */
export interface Known {
  /** The worker's first choice; null for a report that came without one. */
  readonly choice: RaiseChoice | null;
  readonly facts: TriageFacts;
  readonly screeners: readonly ScreenerResult[];
}

/** Everything that speaks for some letter, before one is chosen. */
export interface Evidence {
  readonly facts: TriageFacts;
  readonly rules: readonly FiredRule[];
  readonly floors: readonly FiredRule[];
  /** Floors that modifiers must not raise, having weighed them already. */
  readonly floorsByCircumstance: readonly FiredRule[];
  readonly modifiers: readonly Modifier[];
}

/** Gathers all evidence. A screener's answers count as facts too, so that the rules see them. Source: domain.md §3.4. */
export function evidenceIn({ choice, facts, screeners }: Known): Evidence {
  const settled = withAgeAsFact(mergeFacts(facts, ...screeners.map((result) => result.facts)));
  return {
    facts: settled,
    rules: firedRules(settled),
    floors: [...choiceFloor(choice, settled), ...screeners.flatMap(screenerFloors)],
    floorsByCircumstance: screeners.flatMap((result) => screenerFloorsByCircumstance(result, settled)),
    modifiers: modifiersOf(settled),
  };
}

const markOfRule = ({ id, inputs }: FiredRule): string => [id, ...inputs.map(({ name, value }) => `${name}=${value}`)].join(' ');
const markOfModifier = (modifier: Modifier): string => `modifier ${modifier}`;

/** A mark for each piece of evidence; the same piece always has the same mark. */
export const marksOf = (evidence: Evidence): string[] => [
  ...new Set([
    ...[...evidence.rules, ...evidence.floors, ...evidence.floorsByCircumstance].map(markOfRule),
    ...evidence.modifiers.map(markOfModifier),
  ]),
];

/** The evidence that is new since the marked pieces were weighed. */
export function withoutWeighed(evidence: Evidence, weighed: readonly string[]): Evidence {
  if (weighed.length === 0) return evidence;
  const before = new Set(weighed);
  const isNew = (rule: FiredRule): boolean => !before.has(markOfRule(rule));
  return {
    facts: evidence.facts,
    rules: evidence.rules.filter(isNew),
    floors: evidence.floors.filter(isNew),
    floorsByCircumstance: evidence.floorsByCircumstance.filter(isNew),
    modifiers: evidence.modifiers.filter((modifier) => !before.has(markOfModifier(modifier))),
  };
}
