import { readFileSync } from 'node:fs';
import { configFolder } from '../../config/folder.js';
import { callWordsWith } from './core/call-words.js';
import type { CallWords } from './core/call-words.js';
import { textsThatCannotBeSent, textsWith } from './core/texts.js';
import type { TextSettings, Texts } from './core/texts.js';
import { wordingsFrom } from './core/wording.js';
import type { SeedSentences, Wordings } from './core/wording.js';

type Seeds = Record<'texts' | 'calls', Readonly<Record<string, SeedSentences>>>;

/** The words that came with this release; they hold until an administrator changes them, each by itself. */
export const SEEDED: Wordings = wordingsFrom(JSON.parse(readFileSync(new URL('policies/texts.json', configFolder), 'utf8')) as Seeds);

/** Every text, in the words `now` or in those it came with. */
export const textsOf = (settings: TextSettings, now: Wordings = SEEDED): Texts => textsWith(settings, { now, seeded: SEEDED });

/** Everything that a call says, in the words `now` or in those it came with. */
export const callWordsOf = (settings: { org: string }, now: Wordings = SEEDED): CallWords => callWordsWith(settings, now);

/** Which texts could not be sent, in the words it came with, with these settings and links of these lengths; asked at start. */
export const textsThatDoNotFit = (settings: TextSettings, links: { answer: number; referral: number }): string[] =>
  textsThatCannotBeSent(settings, { now: SEEDED, seeded: SEEDED }, links);
