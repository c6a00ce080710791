import type { UrgencyLetter } from '../../contract/triage.js';

/** Whether `a` must be reached sooner than `b`; the same letter is not. */
export const isMoreUrgent = (a: UrgencyLetter, b: UrgencyLetter): boolean => a < b;

/** The most urgent of these letters; G, which asks for nothing, when there is none. */
export const mostUrgent = (letters: readonly UrgencyLetter[]): UrgencyLetter =>
  letters.reduce<UrgencyLetter>((most, letter) => (isMoreUrgent(letter, most) ? letter : most), 'G');

/**
 * One letter up, as all modifiers together raise it. B stays B: circumstances never make an emergency.
 * F and G stay: they say who helps, not how fast, so one letter up would be a wrong statement.
 * Source: design.md §9 "Raising".
 */
export function oneLetterUp(letter: UrgencyLetter): UrgencyLetter {
  if (letter === 'C') return 'B';
  if (letter === 'D') return 'C';
  if (letter === 'E') return 'D';
  return letter;
}
