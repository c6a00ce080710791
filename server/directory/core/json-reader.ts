import type { ImportReason } from '../../contract/directory.js';

/** Anything that claims to be a JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object that is no list. */
export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * How an object of unknown origin is read: nothing throws; whatever is missing or of the wrong kind becomes null,
 * and is written down when it was there but could not be used.
 */
export interface Reading {
  /** The name of the data set; ids of things without a UUID are made from it. */
  readonly source: string;
  /** ISO 3166-1, for telephone numbers without a country code. */
  readonly country: string;
  /** True only for the product's own demo directory: its verifications are taken as they are. */
  readonly trusted: boolean;
  /** Added to every instant and date that says how old something is. */
  readonly shiftMs: number;
  readonly row: number;
  readonly reasons: ImportReason[];
}

/** Writes down what was done with a field of the object being read. */
export const note = (reading: Reading, field: string | null, why: string, result: ImportReason['result'] = 'repaired'): void => {
  reading.reasons.push({ row: reading.row, field, why, result });
};

/** A trimmed text that says something, else null. Numbers become text. */
export function textOf(from: Json, key: string): string | null {
  const value = from[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A finite number, also when it came as text; else null. */
export function numberOf(from: Json, key: string): number | null {
  const value = from[key];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** True or false where it is told, else null. */
export const flagOf = (from: Json, key: string): boolean | null => (typeof from[key] === 'boolean' ? from[key] : null);

/** The objects of a list; anything else in it is left out. */
export const listOf = (from: Json, key: string): Json[] => (Array.isArray(from[key]) ? (from[key] as unknown[]).filter(isJson) : []);

/** The object under `key`, else null. */
export const objectOf = (from: Json, key: string): Json | null => (isJson(from[key]) ? from[key] : null);

/** The texts of a list, each trimmed; null when there is no list. */
export const textsOf = (from: Json, key: string): string[] | null =>
  (Array.isArray(from[key]) ? (from[key] as unknown[]).filter((one) => typeof one === 'string').map((one) => one.trim()).filter((one) => one !== '') : null);

/** One of a frozen list of words, else null. */
export function wordOf<Word extends string>(from: Json, key: string, words: readonly Word[]): Word | null {
  const value = textOf(from, key);
  return words.find((word) => word === value) ?? null;
}

/** Those words of a list that we know; others are written down. */
export function wordsOf<Word extends string>(reading: Reading, from: Json, key: string, words: readonly Word[]): Word[] {
  const texts = textsOf(from, key) ?? [];
  const unknown = texts.filter((text) => !(words as readonly string[]).includes(text));
  if (unknown.length > 0) note(reading, key, `not known: ${unknown.join(', ')}`);
  return words.filter((word) => texts.includes(word));
}

/** An instant, moved by the reading's shift; null when it is none. */
export function instantOf(reading: Reading, from: Json, key: string): Date | null {
  const text = textOf(from, key);
  if (text === null) return null;
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return new Date(at.getTime() + reading.shiftMs);
  note(reading, key, `"${text.slice(0, 40)}" is not a date and time`);
  return null;
}
