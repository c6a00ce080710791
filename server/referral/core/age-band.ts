import type { Answer } from '../../contract/triage.js';

/** First years of the bands. Wide enough to tell nobody apart, and parted where services part: 12, 16, 18, 25, 65. */
const FIRST_YEARS = [0, 12, 16, 18, 25, 40, 65] as const;

/** How old somebody is, no closer than a service must know before it says yes; null when nobody knows. */
export function ageBand(ageYears: number | undefined, under18: Answer | undefined): string | null {
  if (ageYears === undefined) return under18 === 'yes' ? 'Under 18' : under18 === 'no' ? '18 or over' : null;
  const index = FIRST_YEARS.findLastIndex((first) => ageYears >= first);
  const next = FIRST_YEARS[index + 1];
  const first = FIRST_YEARS[Math.max(index, 0)] ?? 0;
  if (first === 0) return 'Under 12';
  return next === undefined ? `${first} or over` : `${first} to ${next - 1}`;
}
