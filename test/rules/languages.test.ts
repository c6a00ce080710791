import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Message } from '../../client/src/app/core/message.js';
import { LANGUAGE_TAGS } from '../../client/src/languages/core/choose-language.js';
import { sayIn } from '../../client/src/languages/core/said.js';
import type { SaidPair } from '../../client/src/languages/core/said.js';
import { FACTS, LETTER_WORDS } from '../../server/contract/triage.js';
import { FIELD_WORDS } from '../../server/platform/http/field-words.js';
import { CLIENT, clientFiles, inlineWords, refusalsIn, sentencesIn, textOf, wordsAtLoading } from './client-words.js';

type Catalogue = Readonly<Record<string, Readonly<Record<string, Message>>>>;
interface Translation {
  words: Catalogue;
  said: readonly SaidPair[];
}

const sources = clientFiles('.ts').filter((file) => !file.startsWith('languages/') && /= roomWords\(/.test(textOf(file)));

/** What the client's own files say of themselves: only its cores are among what tests may name by type. */
const load = async (file: string): Promise<Record<string, unknown>> => (await import(join(CLIENT, file))) as Record<string, unknown>;

const formsOf = (message: Message): string[] => (typeof message === 'string' ? [] : Object.keys(message).toSorted());
const namesOf = (message: unknown): string[] => [...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].toSorted();
const flat = (catalogue: Catalogue): Map<string, Message> => new Map(Object.entries(catalogue).flatMap(([room, messages]) => Object.entries(messages).map(([key, message]) => [`${room} / ${key}`, message] as const)));

/** Screens that are for those who build them: their samples are English. */
const FOR_BUILDERS = /^gallery\//;

/** What is no sentence, and the same in every language. */
const SAME_EVERYWHERE = new Set(['Handrail', 'STOP', 'START', 'EM', 'Enter', 'CSV']);

/** Every room's words in English, as its files state them. */
let english: ReadonlyMap<string, Message>;
let rooms: string[];
/** The parts of each other language. */
let others: ReadonlyMap<string, Translation[]>;

beforeAll(async () => {
  const catalogue: Record<string, Readonly<Record<string, Message>>> = {};
  for (const file of sources) {
    for (const words of Object.values(await load(file))) {
      if (typeof words === 'function' && 'room' in words && 'english' in words) catalogue[words.room as string] = words.english as Readonly<Record<string, Message>>;
    }
  }
  rooms = Object.keys(catalogue);
  english = flat(catalogue);
  const { TRANSLATIONS } = (await load('languages/translations.ts')) as { TRANSLATIONS: Record<string, Record<string, () => Promise<Translation>>> };
  others = new Map(await Promise.all(Object.entries(TRANSLATIONS).map(async ([tag, parts]) => [tag, await Promise.all(Object.values(parts).map((part) => part()))] as const)));
});

describe('words on the screens', () => {
  it('every room has its own name, so that no translation hides another', () => {
    const calls = sources.flatMap((file) => [...textOf(file).matchAll(/= roomWords\('([^']+)'/g)].map((match) => match[1] ?? ''));
    expect(calls).toHaveLength(new Set(calls).size);
    expect(rooms.toSorted()).toEqual(calls.toSorted());
  });

  it('stand in files of words, never in the screens themselves', () => {
    expect(clientFiles('.tsx').filter((file) => /= roomWords\(/.test(textOf(file)))).toEqual([]);
    const inline = clientFiles('.tsx').filter((file) => !FOR_BUILDERS.test(file)).flatMap(inlineWords);
    expect(inline.filter((line) => !SAME_EVERYWHERE.has(line.replace(/^[^ ]+ /, '')))).toEqual([]);
    // The look itself is looked at: samples for builders are found.
    expect(clientFiles('.tsx').filter((file) => FOR_BUILDERS.test(file)).flatMap(inlineWords).length).toBeGreaterThan(20);
  });

  it('are looked up when they are shown, not while a file is read, when the language is not here yet', () => {
    expect([...clientFiles('.tsx'), ...clientFiles('.ts')].filter((file) => !FOR_BUILDERS.test(file)).flatMap(wordsAtLoading)).toEqual([]);
  });
});

describe('every other language', () => {
  const eachPart = (look: (message: Message, key: string, tag: string) => boolean): string[] =>
    [...others].flatMap(([tag, parts]) => parts.flatMap(({ words }) => [...flat(words)].filter(([key, message]) => look(message, key, tag)).map(([key]) => `${tag}: ${key}`)));

  it('is one that can be chosen, beside English', () => {
    expect(LANGUAGE_TAGS.filter((tag) => tag !== 'en')).toEqual([...others.keys()]);
  });

  it('is complete: nobody who reads it meets English', () => {
    for (const [tag, parts] of others) {
      const there = new Set(parts.flatMap(({ words }) => [...flat(words).keys()]));
      expect([...english.keys()].filter((key) => !there.has(key)).map((key) => `${tag}: ${key}`)).toEqual([]);
    }
  });

  it('says nothing that English does not say, and nothing twice', () => {
    expect(eachPart((_, key) => !english.has(key))).toEqual([]);
    for (const parts of others.values()) {
      const keys = parts.flatMap(({ words }) => [...flat(words).keys()]);
      expect(keys).toHaveLength(new Set(keys).size);
    }
  });

  it('fills in the same names as English and has plurals where it has them', () => {
    const wrong = eachPart((message, key, tag) => {
      const own = english.get(key);
      if (own === undefined) return false;
      if (namesOf(own).join() !== namesOf(message).join()) return true;
      if (typeof own === 'string') return typeof message !== 'string';
      const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
      // `many` (a million) may be left out where it reads as `other` does.
      return !formsOf(message).includes('other') || formsOf(message).some((form) => !forms.some((one) => one === form)) || (formsOf(own).includes('one') && !formsOf(message).includes('one'));
    });
    expect(wrong).toEqual([]);
  });

  it('keeps the tone: no exclamation marks, and never the words that blame', () => {
    const BLAMES = /[!¡]|suicidio consumado|cometi(?:ó|do) suicidio|suicidio (?:fallido|exitoso)|\bpacientes?\b|drogadict|\bcasos?\b/iu;
    expect(eachPart((message) => BLAMES.test(JSON.stringify(message)))).toEqual([]);
    expect([...others.values()].flat().flatMap(({ said }) => said).filter(([, text]) => BLAMES.test(text))).toEqual([]);
  });
});

describe('what the server writes out itself', () => {
  const server = resolve(CLIENT, '../../server');
  const screeners = resolve(CLIENT, '../../config/policies/screeners');
  const said = (): [string, readonly SaidPair[]][] => [...others].map(([tag, parts]) => [tag, parts.flatMap((part) => part.said)]);

  it('fills in the same names in another language', () => {
    for (const [, pairs] of said()) expect(pairs.filter(([own, other]) => namesOf(own).join() !== namesOf(other).join())).toEqual([]);
  });

  it('is known in other languages: facts, what urgencies mean, rules of triage, the timeline', () => {
    const written = [...Object.values(FACTS), ...Object.values(LETTER_WORDS), ...wordsOf('triage/core/rules.ts'), ...wordsOf('triage/core/floors.ts'), ...wordsOf('crisis/core/timeline.ts').filter((text) => !PIECES.has(text))];
    for (const [tag, pairs] of said()) {
      const say = sayIn(pairs, tag);
      const known = new Set(pairs.map(([own]) => own.replace(/\{\w+\}/g, '{x}')));
      expect(written.filter((text) => !known.has(text) && say(text.replaceAll('{x}', '7')) === text.replaceAll('{x}', '7'))).toEqual([]);
    }
  });

  it('is known in other languages: what screeners ask, and their licence', () => {
    const written = readdirSync(screeners).flatMap((file) => {
      const { title, licence, source, items } = JSON.parse(readFileSync(join(screeners, file), 'utf8')) as { title: string; licence: string; source: string; items: { label: string; window: string }[] };
      return [title, licence, source, ...items.flatMap(({ label, window }) => [label, window])];
    });
    for (const [tag, pairs] of said()) {
      const say = sayIn(pairs, tag);
      expect(written.filter((text) => say(text) === text)).toEqual([]);
    }
  });

  it('is known in other languages: what is wrong with a field, a row or a file, wherever the server says it', () => {
    const rooms = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !NOT_FOR_SCREENS.test(file));
    const fields = Object.values(FIELD_WORDS).map((words) => words.replace(/\{\{#(\w+)\}\}/g, '{x}'));
    const written = [...new Set([...fields, ...rooms.flatMap((file) => refusalsIn(join(server, file)))])].filter((text) => !NO_SENTENCE.has(text));
    // The look itself is looked at: it finds them in every room that has some.
    expect(written.length).toBeGreaterThan(180);
    expect(written).toEqual(expect.arrayContaining(['is required', 'there is no such team', 'is on leave in this time', 'It ends on the next day', 'is a broken zip archive', 'is not CSV: a quotation mark is not closed', 'asks nobody']));
    for (const [tag, pairs] of said()) {
      const known = new Set(pairs.map(([own]) => own.replace(/\{\w+\}/g, '{x}')));
      expect(written.filter((text) => !known.has(text)).map((text) => `${tag}: ${text}`)).toEqual([]);
    }
  });

  it('is said by its own translation, never by that of a sentence that only looks alike', () => {
    const filledIn = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => `‹${name}›`);
    for (const [tag, pairs] of said()) {
      const say = sayIn(pairs, tag);
      expect(pairs.filter(([own, other]) => say(filledIn(own)) !== filledIn(other)).map(([own]) => own)).toEqual([]);
    }
  });

  /** The timeline is looked at above; triage's own definitions and the settings of the database stop the start, before there is a screen. */
  const NOT_FOR_SCREENS = /^(?:crisis\/core\/timeline|triage\/(?:profile|screener-definition|parsed)|kernel\/.*|demo\/.*)\.ts$/;
  /** What the look finds besides: names of fields and of things that are not read by people. */
  const NO_SENTENCE = new Set(['responder by {x}', 'crisis:{x}', 'ref:{x}', 'schedules.{x}', '{x}: {x}']);

  /** Parts of sentences of the timeline; the whole sentences are known. */
  const PIECES = new Set(['they have room', 'they have no room', 'ring them about room', 'nobody said that the person came', 'they have not said that they know that it is over', 'nobody said how it ended', 'It is theirs', 'It went over from {x}', 'did not answer', ', by text', ', by call', ', by link', '{x} after it was raised{x}.', '{x} {x} in time', 'asked for {x}', '{x} {x} by text', 'Step {x}: {x}', 'asked {x}{x}', ' by text and call', ' by text', ' by call', 'asked {x} {x} “have you room?”']);
  const wordsOf = (file: string): string[] => [...new Set(sentencesIn(join(server, file)).map(({ text }) => text))].filter((text) => /\p{L} \p{L}|\p{L} \{x\}/u.test(text));
});

describe('style sheets', () => {
  /** Says left or right where start and end are meant; in a language that runs from right to left it would be the wrong side. */
  const PHYSICAL = /(?:^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[a-z-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right|float)\s*:|text-align\s*:\s*(?:left|right)|(?:^|[;{\s])clear\s*:\s*(?:left|right)/;
  /** Places where a side of the screen is meant, each with why. */
  const MEANT: readonly string[] = [];

  it('name the sides of text by its direction, not by left and right', () => {
    const wrong = clientFiles('.css').flatMap((file) => textOf(file).split('\n').flatMap((line, at) => (PHYSICAL.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])));
    expect(wrong.filter((line) => !MEANT.includes(line))).toEqual([]);
  });
});
