import type { ReactNode } from 'react';
import { Fragment, createElement } from 'react';
import { fillIn, pickPlural, splitAtNames } from './core/message.js';
import type { Message, ValuesFor } from './core/message.js';

/** Messages of one language by room and key: `crisis.board.title`. */
export type Catalogue = Readonly<Record<string, Message>>;

interface Language {
  /** BCP 47. */
  tag: string;
  /** What stands in place of the English; a key it lacks stays English. */
  catalogue: Catalogue;
}

/** Languages besides English, each fetched only when somebody reads it. A new one is one line here and one file. */
const OTHER_LANGUAGES: Readonly<Record<string, () => Promise<Catalogue>>> = {};

let language: Language = { tag: 'en', catalogue: {} };

/** Reads the screens in `tag` from now on; call it before the first drawing, and load the page anew after a change. */
export async function readIn(tag: string): Promise<void> {
  const base = tag.split('-')[0] ?? 'en';
  const catalogue = (await OTHER_LANGUAGES[base]?.()) ?? {};
  language = { tag: Object.hasOwn(OTHER_LANGUAGES, base) ? tag : 'en', catalogue };
  document.documentElement.lang = language.tag;
}

/** The language of the screens, for `Intl`. English screens keep the reader's own English for times and numbers. */
export function languageTag(): string {
  if (language.tag !== 'en') return language.tag;
  return navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en';
}

export interface RoomWords<Messages extends Catalogue> {
  /** The words for `key`, with `{names}` filled in; `count` picks the plural. */
  <Key extends keyof Messages & string>(key: Key, ...values: ValuesFor<Messages[Key], string | number>): string;
  /** The same, where what is filled in may be an element. */
  rich<Key extends keyof Messages & string>(key: Key, ...values: ValuesFor<Messages[Key], ReactNode>): ReactNode;
}

/**
 * The words of one room, in English as they stand in its file and in other languages by `room.key`. Keys, the names to
 * fill in and whether a count is needed are all checked by the compiler.
 */
export function roomWords<const Messages extends Catalogue>(room: string, english: Messages): RoomWords<Messages> {
  const textOf = (key: string, values: Readonly<Record<string, unknown>>): string => {
    const message = language.catalogue[`${room}.${key}`] ?? english[key] ?? key;
    return pickPlural(message, values['count'], language.tag);
  };
  const words = (key: string, values: Readonly<Record<string, string | number>> = {}) => fillIn(textOf(key, values), values);
  const rich = (key: string, values: Readonly<Record<string, ReactNode>> = {}) =>
    createElement(Fragment, null, ...splitAtNames(textOf(key, values)).map((part) => ('name' in part ? values[part.name] : part.text)));
  return Object.assign(words, { rich }) as RoomWords<Messages>;
}
