const NUMBERS = /\+?\(?\d[\d\s().-]{5,}\d/g;
const ADDRESSES = /[^\s@]+@[^\s@]+\.[^\s@]+/g;
const WORDS = /[\p{L}\p{M}’']+/gu;
const HIDDEN = '…';
/** A name that is also a word ("Grace", "will") is hidden when it is written as a name, or is long enough to be no chance. */
const SURELY_A_NAME = 5;

const folded = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’']s?$/, '');
const isLowerCase = (word: string): boolean => word.charAt(0) === word.charAt(0).toLowerCase() && word.charAt(0) !== word.charAt(0).toUpperCase();

/**
 * `words` of somebody else about a person, without what would tell who it is: each part of the name, phone numbers, e-mail
 * addresses. What a worker types for a service may hold them by a slip. Hiding a word too much is the lesser harm.
 */
export function withoutIdentity(words: string, personName: string | undefined): string {
  const parts = new Set((personName?.match(WORDS) ?? []).map(folded).filter((part) => part.length >= 2));
  return words.replace(ADDRESSES, HIDDEN).replace(NUMBERS, HIDDEN)
    .replace(WORDS, (word) => (parts.has(folded(word)) && (!isLowerCase(word) || folded(word).length >= SURELY_A_NAME) ? HIDDEN : word));
}
