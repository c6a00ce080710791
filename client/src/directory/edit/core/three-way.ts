import { FACT_NAMES } from '../../../../../server/contract/directory-edit.js';
import type { FactName, ServiceFacts } from '../../../../../server/contract/directory-edit.js';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What two people made of one entry at the same time. */
export interface ThreeWay {
  /** Every fact that only one of them changed as that one left it; of the others, mine. */
  facts: ServiceFacts;
  /** Facts that both changed, to different values. */
  both: FactName[];
  /** Facts that only the other changed. */
  theirs: FactName[];
}

/** Joins my changes with theirs, both made to `base`. */
export function threeWay(base: ServiceFacts, mine: ServiceFacts, theirs: ServiceFacts): ThreeWay {
  const changed = (one: ServiceFacts, name: FactName) => !same(one[name], base[name]);
  const both = FACT_NAMES.filter((name) => changed(mine, name) && changed(theirs, name) && !same(mine[name], theirs[name]));
  const onlyTheirs = FACT_NAMES.filter((name) => changed(theirs, name) && !changed(mine, name));
  const facts = onlyTheirs.reduce((all, name) => withFact(all, name, theirs[name]), mine);
  return { facts, both, theirs: onlyTheirs };
}

/** Facts with one of them set. */
export function withFact<Name extends FactName>(facts: ServiceFacts, name: Name, value: ServiceFacts[Name]): ServiceFacts {
  return { ...facts, [name]: value };
}

/** Whether anything was changed. */
export const differs = (a: ServiceFacts, b: ServiceFacts): boolean => !same(a, b);
