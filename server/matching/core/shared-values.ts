import { ACCESS_CODES, EXCLUSION_RULES, HELP_KINDS, SETTINGS, TRAITS } from '../../contract/directory.js';
import type { AccessCode, ExclusionRule, HelpKind, Service, Setting, Trait, UrgencyTaken } from '../../contract/directory.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Travel } from './candidate.js';
import type { Spoken } from './checks.js';
import type { Cost } from './soft-terms.js';

/**
 * Values that many services share, each with a small key: equal keys are equal values, and the key gives the value back, so
 * that nobody has to open a service for it.
 */
export interface Shared<K, T> { keyOf: (value: T) => K; valueOf: (key: K) => T }

/** Words of a list as one bit each; they come back in the list's order. At most 31 words. */
const wordsOf = <T extends string>(list: readonly T[]): Shared<number, readonly T[]> => ({
  keyOf: (words) => words.reduce((mask, word) => mask | (1 << list.indexOf(word)), 0),
  valueOf: (mask) => list.filter((_, at) => (mask & (1 << at)) !== 0),
});

export const KINDS: Shared<number, readonly HelpKind[]> = wordsOf(HELP_KINDS);
export const EXCLUSIONS: Shared<number, readonly ExclusionRule[]> = wordsOf(EXCLUSION_RULES);
export const TRAITS_TOLD: Shared<number, readonly Trait[]> = wordsOf(TRAITS);
const ACCESS = wordsOf(ACCESS_CODES);

export const URGENCY: Shared<string, UrgencyTaken> = {
  keyOf: (taken) => (taken === 'unknown' ? '' : taken.from + taken.to),
  valueOf: (key) => (key === '' ? 'unknown' : { from: key[0] as UrgencyLetter, to: key[1] as UrgencyLetter }),
};

const boundOf = (written: string | undefined): number | null => (written === undefined || written === '' ? null : Number(written));
export const AGES: Shared<string, Service['age']> = {
  keyOf: ({ minimum, maximum }) => `${minimum ?? ''} ${maximum ?? ''}`,
  valueOf(key) {
    const [minimum, maximum] = key.split(' ');
    return { minimum: boundOf(minimum), maximum: boundOf(maximum) };
  },
};

/** When an entry was checked, a date, and whether somebody looked through it. */
export interface EntryKnown { assuredOn: string | null; reviewed: boolean }
const REVIEWED = '+';
export const ENTRIES: Shared<string, EntryKnown> = {
  keyOf: ({ assuredOn, reviewed }) => (reviewed ? REVIEWED : '-') + (assuredOn ?? ''),
  valueOf: (key) => ({ assuredOn: key.length > 1 ? key.slice(1) : null, reviewed: key.startsWith(REVIEWED) }),
};

const codes = (written: string | undefined): ReadonlySet<string> => new Set(written === undefined || written === '' ? [] : written.split(','));
const UNTOLD = '?';
export const SPOKEN: Shared<string, Spoken> = {
  keyOf: ({ own, interpreted }) => `${[...own].sort().join()} ${interpreted ? [...interpreted].sort().join() : UNTOLD}`,
  valueOf(key) {
    const [own, interpreted] = key.split(' ');
    return { own: codes(own), interpreted: interpreted === UNTOLD ? null : codes(interpreted) };
  },
};

export const TRAVELS: readonly Travel[] = ['none', 'to-person', 'to-place'];

/** How somebody gets in, and who has to move for it. */
export interface Entrance { has: readonly AccessCode[]; lacks: readonly AccessCode[]; travel: Travel }
export const ENTRANCES: Shared<string, Entrance> = {
  keyOf: ({ has, lacks, travel }) => `${TRAVELS.indexOf(travel)} ${ACCESS.keyOf(has)} ${ACCESS.keyOf(lacks)}`,
  valueOf(key) {
    const [travel, has, lacks] = key.split(' ').map(Number) as [number, number, number];
    return { has: ACCESS.valueOf(has), lacks: ACCESS.valueOf(lacks), travel: TRAVELS[travel] as Travel };
  },
};

/** What makes a service pleasant or easy, apart from what needs a list. */
export interface Ease { setting: Setting | null; reachable: boolean; cost: Cost; walkIn: boolean | null; pets: boolean | null; dependants: boolean | null }
const COSTS: readonly Cost[] = ['free', 'paid', 'not-known'];
const ANSWERS: readonly (boolean | null)[] = [null, false, true];
export const EASES: Shared<string, Ease> = {
  keyOf: ({ setting, reachable, cost, walkIn, pets, dependants }) =>
    [setting === null ? SETTINGS.length : SETTINGS.indexOf(setting), Number(reachable), COSTS.indexOf(cost), ...[walkIn, pets, dependants].map((told) => ANSWERS.indexOf(told))].join(''),
  valueOf(key) {
    const [setting, reachable, cost, walkIn, pets, dependants] = Array.from(key, Number) as [number, number, number, number, number, number];
    const told = (answer: number): boolean | null => ANSWERS[answer] as boolean | null;
    return { setting: SETTINGS[setting] ?? null, reachable: reachable === 1, cost: COSTS[cost] as Cost, walkIn: told(walkIn), pets: told(pets), dependants: told(dependants) };
  },
};
