import type { Capacity } from '../../contract/directory.js';

/** What a text from a service says. `word` names what is counted, as they typed it; null when they did not. */
export type ReadText =
  | { kind: 'telling'; word: string | null; available: number }
  | { kind: 'digit'; digit: number; code: string | null }
  | { kind: 'unknown' };

/** Words that may stand around a number and change nothing. */
const FILLERS = new Set(['ok', 'okay', 'please', 'pls', 'thanks', 'free', 'now', 'we', 'have', 'reply']);
/** What a stranger can only mean as free places. "20 pills" and "age 17" are somebody's words. */
const PLACE_WORDS = new Set(['b', 'bed', 'beds', 'place', 'places', 'slot', 'slots', 'team', 'teams']);
/** More places than this in a text are a slip of the thumb. */
const MOST = 999;

const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().replace(/[’'‘`´]/g, '')
  .replace(/(\p{L})(\d)/gu, '$1 $2').replace(/(\d)(\p{L})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !FILLERS.has(word));

/**
 * Reads a text without guessing: one number with one word (`B 2`, `2 beds`), `FULL` alone or with a word, or a digit alone,
 * perhaps with a code of four digits. Anything more, a sign before the number, and numbers above 999 are unknown.
 */
export function readTelling(text: string): ReadText {
  if (/[-−–+.,]\s*\d/.test(text.trim())) return { kind: 'unknown' };
  const words = wordsOf(text);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const names = words.filter((word) => !/^\d+$/.test(word));
  if (names.some((word) => word === 'not' || word === 'no' || word === 'never')) return { kind: 'unknown' };
  const full = names.filter((word) => word === 'full');
  const others = names.filter((word) => word !== 'full');
  if (full.length === 1 && numbers.length === 0 && others.length <= 1) return { kind: 'telling', word: others[0] ?? null, available: 0 };
  const [number] = numbers;
  if (full.length > 0 || number === undefined) return { kind: 'unknown' };
  if (names.length === 0) {
    const code = numbers.find((one) => one.length === 4) ?? null;
    const digits = numbers.filter((one) => one !== code);
    const [digit] = digits;
    return digits.length === 1 && digit !== undefined && /^[1-9]$/.test(digit) && numbers.length <= 2 ? { kind: 'digit', digit: Number(digit), code } : { kind: 'unknown' };
  }
  if (numbers.length > 1 || others.length !== 1 || Number(number) > MOST) return { kind: 'unknown' };
  return { kind: 'telling', word: others[0] ?? null, available: Number(number) };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Whether a telling can only be about free places, whoever sent it. */
export const isPlainlyPlaces = (word: string | null): boolean => word !== null && PLACE_WORDS.has(word);

/** One letter for each thing that a service counts, its first that no other has: B for beds, F for flats. */
export function lettersOf(capacities: readonly Pick<Capacity, 'id' | 'unit'>[]): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, unit } of capacities) {
    const own = `${unit.name.toUpperCase().replace(/[^A-Z]/g, '')}${ALPHABET}`.split('').find((letter) => !taken.has(letter)) ?? '?';
    taken.add(own);
    letters.set(id, own);
  }
  return letters;
}

/** The capacity that a word means: its letter, its unit in one or many, or "places" where only one thing is counted. Null: none, or it could be several. */
export function meantBy<Kind extends Pick<Capacity, 'id' | 'unit'>>(capacities: readonly Kind[], word: string | null): Kind | null {
  const only = capacities.length === 1 ? capacities[0] ?? null : null;
  if (word === null) return only;
  const letters = lettersOf(capacities);
  const named = capacities.filter(({ id, unit }) => {
    const unitWords = unit.name.toLowerCase();
    return letters.get(id)?.toLowerCase() === word || unitWords === word || `${unitWords}s` === word || unitWords === `${word}s`;
  });
  if (named.length === 1) return named[0] ?? null;
  return /^places?$/.test(word) ? only : null;
}
