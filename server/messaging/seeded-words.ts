import { readFileSync } from 'node:fs';
import { configFolder } from '../../config/folder.js';
import type { StaffLanguage } from '../contract/identity.js';
import { CALL_WORDINGS } from '../contract/wording.js';
import { callWordsFor } from './core/call-words.js';
import type { CallWords } from './core/call-words.js';
import { textsThatCannotBeSent, textsWith } from './core/texts.js';
import type { TextSettings, Texts } from './core/texts.js';
import { wordingsFrom } from './core/wording.js';
import type { SeedSentences, Wordings } from './core/wording.js';
import { voiceFor } from './twiml.js';
import type { Voice } from './twiml.js';

type Seeds = Record<'texts' | 'calls', Readonly<Record<string, SeedSentences>>>;
const read = (file: string): Seeds => JSON.parse(readFileSync(new URL(`policies/${file}.json`, configFolder), 'utf8')) as Seeds;
const [english, spanish] = [read('texts'), read('texts.es')];

/** The words that came with this release; they hold until an administrator changes them, each by itself. */
export const SEEDED: Wordings = wordingsFrom(english);

/** The same for staff who read Spanish; what only others get is in English there too. Administrators change the English alone. */
export const SEEDED_ES: Wordings = wordingsFrom({ texts: { ...english.texts, ...spanish.texts }, calls: { ...english.calls, ...spanish.calls } });
const SPOKEN_ES: Partial<Wordings> = Object.fromEntries(CALL_WORDINGS.filter((key) => key in spanish.calls).map((key) => [key, SEEDED_ES[key]]));

/** Every text, in the words `now` or in those it came with; for who reads Spanish in its Spanish ones, and where one of those does not fit in English. */
export const textsOf = (settings: TextSettings, now: Wordings = SEEDED, language: StaffLanguage = 'en'): Texts =>
  (language === 'es' ? textsWith(settings, { now: SEEDED_ES, seeded: SEEDED }, 'es') : textsWith(settings, { now, seeded: SEEDED }));

/** Everything that a call says, in the words `now` or in those it came with; to who reads Spanish in its Spanish ones, if they are all there. */
export const callWordsOf = (settings: { org: string }, now: Wordings = SEEDED, language: StaffLanguage = 'en'): CallWords => callWordsFor(language, settings, { en: now, es: SPOKEN_ES });

/** The voice that says words in `language`, in a network with this locale. @param now the words that hold */
export const callVoiceOf = (language: StaffLanguage, locale: string, now: Wordings = SEEDED): Voice =>
  voiceFor(language, { locale, ownWords: CALL_WORDINGS.some((key) => now[key] !== SEEDED[key]) });

/** Which texts could not be sent, in the words it came with, with these settings and links of these lengths; asked at start. */
export const textsThatDoNotFit = (settings: TextSettings, links: { answer: number; referral: number }): string[] =>
  textsThatCannotBeSent(settings, { now: SEEDED, seeded: SEEDED }, links);
