import type { AskView } from '../../../../server/contract/asks.js';
import { asksWords } from './asks-words.js';

/** Above this many, the number of people says more than their names. */
const MOST_NAMES = 3;

/** Names as one reads them aloud: "Ben", "Ben and Ana", "Ben, Ana and 4 more" is left to counts elsewhere. */
export function listNames(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : asksWords('and', { names: names.slice(0, -1).join(', '), last });
}

/** Whom an ask still waits for, the reader first. */
export function waitingNames(ask: AskView, meId: string): string {
  const waiting = ask.to.filter(({ said }) => said === 'waiting').toSorted((a, b) => Number(b.id === meId) - Number(a.id === meId));
  const names = waiting.map(({ id, name }) => (id === meId ? asksWords('you').toLowerCase() : name));
  return names.length > MOST_NAMES ? listNames([...names.slice(0, MOST_NAMES - 1), `+${names.length - MOST_NAMES + 1}`]) : listNames(names);
}

/** Who said no already; empty when nobody did. */
export const declinedNames = (ask: AskView): string => listNames(ask.to.filter(({ said }) => said === 'cannot').map(({ name }) => name));
