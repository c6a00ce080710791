import type { WordingFaultView, WordingView } from '../../../server/contract/wording.js';
import { textsWords } from './texts-words.js';

const NAMED: ReadonlySet<string> = new Set(['unknown-name', 'name-missing', 'name-twice']);

/** What is wrong with words, and how to mend it. */
export function faultWords({ fault, about }: WordingFaultView, kind: WordingView['kind']): string {
  if (fault === 'too-long' && kind === 'call') return textsWords('fault.too-long-call');
  const key = `fault.${fault}` as const;
  return textsWords(key as 'fault.unknown-name', { about: NAMED.has(fault) ? `{${about}}` : about });
}
