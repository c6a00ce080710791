import { fitsOne, mustFitOne, toGsm7 } from './segments.js';

/** A sentence of a text; with `goes`, one that may be left out when space is short: 1 goes first. */
export type Sentence = string | { words: string; goes: number };

const wordsOf = (sentence: Sentence): string => (typeof sentence === 'string' ? sentence : sentence.words);
const joined = (sentences: readonly Sentence[]): string => toGsm7(sentences.map(wordsOf).filter((words) => words !== '').join(' '));

/** The sentences without the one that goes next, or null when all that is left must stay. */
function without(sentences: readonly Sentence[]): Sentence[] | null {
  const order = sentences.flatMap((sentence) => (typeof sentence === 'string' ? [] : [sentence.goes]));
  if (order.length === 0) return null;
  const next = Math.min(...order);
  return sentences.filter((sentence) => typeof sentence === 'string' || sentence.goes !== next);
}

/**
 * One GSM-7 segment out of `versions`, which differ in how a person is named, the fullest first. A shorter name is taken
 * before a sentence is left out. Nothing is ever cut.
 * @throws TextDoesNotFit when even the shortest version without the sentences that may go is too long
 */
export function fitOne(...versions: readonly [readonly Sentence[], ...(readonly Sentence[])[]]): string {
  for (const version of versions) {
    const text = joined(version);
    if (fitsOne(text)) return text;
  }
  let rest: readonly Sentence[] = versions.at(-1) ?? versions[0];
  for (;;) {
    const text = joined(rest);
    if (fitsOne(text)) return text;
    const shorter = without(rest);
    if (!shorter) return mustFitOne(text);
    rest = shorter;
  }
}
