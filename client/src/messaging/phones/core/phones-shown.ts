import type { SimulatedPhone } from '../../../../../server/contract/phones.js';

/** So many phones stand side by side at first. */
export const FIRST_SHOWN = 3;

/** What somebody chose by hand, by number: shown since an instant (milliseconds), or put away. A phone without a choice shows when something happens on it. */
export type Choices = Readonly<Record<string, number | 'away'>>;

const times = ({ texts, calls }: SimulatedPhone): number[] => [...texts, ...calls].map(({ at }) => Date.parse(at));

/** When the phone last had a text either way, or a call, in milliseconds; 0 for one without any. */
export const newestAt = (phone: SimulatedPhone): number => Math.max(0, ...times(phone));

/** When the phone last had a text either way, in milliseconds; 0 for one without any. */
export const newestTextAt = ({ texts }: SimulatedPhone): number => Math.max(0, ...texts.map(({ at }) => Date.parse(at)));

/** The phones that a page opens with: the ones with the newest texts. */
export function firstShown(phones: readonly SimulatedPhone[]): readonly string[] {
  return [...phones].sort((a, b) => newestAt(b) - newestAt(a)).slice(0, FIRST_SHOWN).map(({ number }) => number);
}

/**
 * The phones to show now, by number: those at first, then in the order in which it happened each that was chosen or on
 * which something happened since `openedAt` (milliseconds). One that stands somewhere stays there; one that was put away
 * stays away.
 */
export function phonesShown(phones: readonly SimulatedPhone[], first: readonly string[], openedAt: number, choices: Choices): readonly string[] {
  const chosenAt = ({ number }: SimulatedPhone): number => Number(choices[number] ?? Number.POSITIVE_INFINITY);
  const since = (phone: SimulatedPhone): number => Math.min(...times(phone).filter((at) => at > openedAt), chosenAt(phone));
  const later = phones.filter((phone) => since(phone) < Number.POSITIVE_INFINITY).sort((a, b) => since(a) - since(b)).map(({ number }) => number);
  const known = new Set(phones.map(({ number }) => number));
  return [...new Set([...first, ...later])].filter((number) => known.has(number) && choices[number] !== 'away');
}

/** Two letters for a holder's name, without a title. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '' && !/^(dr|mr|mrs|ms|mx|prof)\.?$/i.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? '').join('');
}

/** The numbers 202-555-0180 to -0199 are reserved for fiction and unused by the demo network: the first that no phone has. */
export function freeNumber(phones: readonly SimulatedPhone[]): string {
  const taken = new Set(phones.map(({ number }) => number));
  for (let last = 180; last < 200; last += 1) {
    const number = `+12025550${last}`;
    if (!taken.has(number)) return number;
  }
  return '';
}
