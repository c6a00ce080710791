import type { ReactNode } from 'react';
import { Fragment, createElement } from 'react';
import { chooseLanguage } from '../languages/core/choose-language.js';
import type { ChosenLanguage, LanguageTag } from '../languages/core/choose-language.js';
import { sayIn } from '../languages/core/said.js';
import type { SaidPair } from '../languages/core/said.js';
import { TRANSLATIONS, TRIALS } from '../languages/translations.js';
import type { Part } from '../languages/translations.js';
import { fillIn, pickPlural, splitAtNames } from './core/message.js';
import type { Message, ValuesFor } from './core/message.js';

/** The messages of one room by their keys. */
export type RoomMessages = Readonly<Record<string, Message>>;

/** Messages of one language, by room and key. */
export type Catalogue = Readonly<Record<string, RoomMessages>>;

let chosen: ChosenLanguage = { language: 'en', formats: 'en' };
/** What stands in place of the English; a key it lacks stays English. */
let catalogue: Catalogue = {};
/** Makes a language for trying out of the English. */
let change: ((english: Message) => Message) | null = null;
let rightToLeft = false;
const fetched = new Map<Part, Promise<void>>();
/** What the server says in English, with its translation; and how one is found. */
const sentences: SaidPair[] = [];
let say = (english: string): string => english;
/** What the language changes in a sentence that is filled in. */
let fit = (sentence: string): string => sentence;

/**
 * Reads the screens in the language of this page from now on: the one its address asks for (`?lang=es`), else the one chosen on this
 * device, else the browser's. Call it before the first drawing; after another choice load the page anew.
 */
export async function readInOwnLanguage(kept: LanguageTag | 'system'): Promise<void> {
  chosen = chooseLanguage({ asked: new URLSearchParams(location.search).get('lang'), kept, browser: navigator.languages });
  const trial = trialOf(chosen);
  const root = document.documentElement;
  root.lang = chosen.language;
  root.dir = trial?.dir ?? 'ltr';
  rightToLeft = root.dir === 'rtl';
  if (trial) change = await trial.change();
  await wordsOf('first');
}

/**
 * Holds until the words of this part are here, which a page waits for before it is drawn. Where they cannot be fetched it is drawn in
 * English, and the next page tries again: words never keep anybody from acting. Nothing is fetched for readers of English.
 */
export async function wordsOf(part: Part): Promise<void> {
  const { language } = chosen;
  if (language === 'en' || trialOf(chosen)) return;
  const load = TRANSLATIONS[language as keyof typeof TRANSLATIONS][part];
  const coming = fetched.get(part) ?? load().then(({ words, said, fit: own }) => {
    fit = own ?? fit;
    catalogue = { ...catalogue, ...words };
    sentences.push(...said);
    say = sentences.length > 0 ? sayIn(sentences, chosen.formats) : say;
  });
  fetched.set(part, coming);
  await coming.catch(() => fetched.delete(part));
}

/**
 * A sentence that the server writes, in the language of the screens: a line of the timeline, why a service fits, a rule of triage. One
 * that is not known here stays in English.
 */
export function saidByServer(english: string): string {
  return change ? pickPlural(change(english), null, 'en') : say(english);
}

/** The language of the screens. */
export function screenLanguage(): ChosenLanguage['language'] {
  return chosen.language;
}

/** The language of the screens, for `Intl`: the reader's own kind of it ("es-MX"). */
export function languageTag(): string {
  return chosen.formats;
}

/** Names and numbers keep their own direction among words that run the other way. */
const isolated = (values: Readonly<Record<string, string | number>>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `\u2068${value}\u2069`]));

const trialOf = ({ language }: ChosenLanguage) => (language === 'en-XA' || language === 'ar-XB' ? TRIALS[language] : null);

export interface RoomWords<Messages extends RoomMessages> {
  /** The words for `key`, with `{names}` filled in; `count` picks the plural. */
  <Key extends keyof Messages & string>(key: Key, ...values: ValuesFor<Messages[Key], string | number>): string;
  /** The same, where what is filled in may be an element. */
  rich<Key extends keyof Messages & string>(key: Key, ...values: ValuesFor<Messages[Key], ReactNode>): ReactNode;
  readonly room: string;
  /** As they stand in the room's file, to compare other languages with. */
  readonly english: RoomMessages;
}

/**
 * The words of one room, in English as they stand in its file and in other languages by room and key. Keys, the names to fill in and
 * whether a count is needed are all checked by the compiler.
 */
export function roomWords<const Messages extends RoomMessages>(room: string, english: Messages): RoomWords<Messages> {
  const textOf = (key: string, values: Readonly<Record<string, unknown>>): string => {
    const own = english[key] ?? key;
    const message = change ? change(own) : catalogue[room]?.[key] ?? own;
    // A message still in English has English plurals, and none of another language's.
    return pickPlural(message, values['count'], catalogue[room]?.[key] === undefined ? 'en' : chosen.language);
  };
  const words = (key: string, values: Readonly<Record<string, string | number>> = {}) => fit(fillIn(textOf(key, values), rightToLeft ? isolated(values) : values));
  const rich = (key: string, values: Readonly<Record<string, ReactNode>> = {}) =>
    createElement(Fragment, null, ...splitAtNames(textOf(key, values)).map((part) => ('name' in part ? values[part.name] : part.text)));
  return Object.assign(words, { rich, room, english }) as RoomWords<Messages>;
}
