import type { Answer, FactName, RuleInput, TriageFacts } from '../../contract/triage.js';

/** What a rule asks of the facts, as data. A missing fact answers `not-asked`. */
export type Condition =
  | { readonly fact: FactName; readonly is: readonly Answer[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** The fact is a yes. */
export const yes = (fact: FactName): Condition => ({ fact, is: ['yes'] });

/** The fact was not answered no: a yes, or any unknown. The way in which unknown is never taken for no. */
export const notRuledOut = (fact: FactName): Condition => ({ fact, is: ['yes', 'not-known', 'declined', 'not-asked'] });

/** Anything but a yes: for facts that make things less urgent, which an unknown must not do. */
export const notConfirmed = (fact: FactName): Condition => ({ fact, is: ['no', 'not-known', 'declined', 'not-asked'] });

/** At least one holds. */
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions });

/** Every one holds. */
export const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions });

/** The answers that made the condition hold, in the order it names them; null when it does not hold. */
export function inputsThatHold(condition: Condition, facts: TriageFacts): RuleInput[] | null {
  if ('fact' in condition) {
    const answer = facts[condition.fact] ?? 'not-asked';
    return condition.is.includes(answer) ? [{ name: condition.fact, value: answer }] : null;
  }
  if ('any' in condition) {
    const holding = condition.any.map((part) => inputsThatHold(part, facts)).filter((inputs) => inputs !== null);
    return holding.length > 0 ? holding.flat() : null;
  }
  const inputs: RuleInput[] = [];
  for (const part of condition.all) {
    const holding = inputsThatHold(part, facts);
    if (holding === null) return null;
    inputs.push(...holding);
  }
  return inputs;
}
