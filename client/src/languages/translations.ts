import type { Catalogue } from '../app/words.js';
import type { Message } from '../app/core/message.js';
import type { LanguageTag, TrialTag } from './core/choose-language.js';
import type { SaidPair } from './core/said.js';

/**
 * What is fetched of a language: `first` for the frame and the worker's pages, `links` for people without an account, `rest` for
 * everything else. Readers of English fetch none.
 */
export type Part = 'first' | 'links' | 'rest';

/** Words of one part, and what the server says on its pages in English, as far as it has no keys of its own. */
export interface Translation {
  words: Catalogue;
  said: readonly SaidPair[];
  /** What this language changes in a sentence once it is filled in, where words before a value hang on the value; in `first` alone. */
  fit?: (sentence: string) => string;
}

/** Languages besides English. A new one: its name in `choose-language.ts`, one line here, and a folder as `es`. */
export const TRANSLATIONS: Readonly<Record<Exclude<LanguageTag, 'en'>, Readonly<Record<Part, () => Promise<Translation>>>>> = {
  es: {
    first: async () => (await import('./es/words-es-first.js')).first,
    links: async () => (await import('./es/words-es-links.js')).links,
    rest: async () => (await import('./es/words-es-rest.js')).rest,
  },
};

/** The languages for trying, made from English as it is read. */
export const TRIALS: Readonly<Record<TrialTag, { dir: 'ltr' | 'rtl'; change: () => Promise<(message: Message) => Message> }>> = {
  'en-XA': { dir: 'ltr', change: async () => (await import('./words-trial.js')).longWords },
  'ar-XB': { dir: 'rtl', change: async () => (await import('./words-trial.js')).mirroredWords },
};
