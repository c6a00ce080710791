import type { ReportDetails } from '../../../../../server/contract/crisis.js';

/** What tells whether two crises are about the same person, in the order in which it is shown. */
export const IDENTIFIERS = ['personName', 'ageYears', 'postcode'] as const satisfies readonly (keyof ReportDetails)[];
export type Identifier = (typeof IDENTIFIERS)[number];

/** So many must agree, else a person says how they know. Source: reliability.md §9 hazard 7. */
export const WANTED = 2;

/** What two crises say of one identifier. Unknown never agrees. */
export interface Compared { what: Identifier; here: string | null; there: string | null; agrees: boolean }

/** The identifiers of two crises side by side. Names are compared without case, accents and order of their words. */
export function comparePeople(here: ReportDetails, there: ReportDetails): Compared[] {
  return IDENTIFIERS.map((what) => {
    const [a, b] = [textOf(here[what]), textOf(there[what])];
    return { what, here: a, there: b, agrees: a !== null && b !== null && plain(a) !== '' && plain(a) === plain(b) };
  });
}

/** Whether enough agrees to need nobody's word. The server also knows the sender's number and decides again. */
export const areSure = (compared: readonly Compared[]): boolean => compared.filter(({ agrees }) => agrees).length >= WANTED;

const textOf = (value: string | number | undefined): string | null => {
  const text = String(value ?? '').trim();
  return text === '' ? null : text;
};

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).sort().join(' ');
