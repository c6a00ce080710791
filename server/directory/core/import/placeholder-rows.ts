/** What a row that describes nothing real gives away about itself. */
export interface Unreal { do: 'refuse' | 'review'; why: string }

const EXAMPLE = /^(?:example|sample|dummy|placeholder)\b|\bblank fields\b/i;
const NOT_REAL = /\bnot a real (?:service|organization|organisation|location|entry)\b|\blorem ipsum\b/i;
const TEST_NAME = /\b(?:test|fake)\b/i;
const TEST_WORDS = /\bfor test+ing purposes\b|\bjust a test\b|\btest (?:service|organization|location)\b/i;

/**
 * Whether a row was only put there to try something out. Rows that say so themselves are refused; rows that merely look like
 * it are kept for a person to look at, and never offered. @param texts name first, then descriptions
 */
export function unrealRow(name: string, ...texts: readonly string[]): Unreal | null {
  if (EXAMPLE.test(name)) return { do: 'refuse', why: `placeholder row: "${name}"` };
  const telling = [name, ...texts].find((text) => NOT_REAL.test(text));
  if (telling !== undefined) return { do: 'refuse', why: `placeholder row: says "${NOT_REAL.exec(telling)?.[0] ?? ''}"` };
  if (TEST_NAME.test(name) || texts.some((text) => TEST_WORDS.test(text))) return { do: 'review', why: `"${name}" looks like a test entry` };
  return null;
}
