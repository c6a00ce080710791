import type { StaffLanguage } from '../../contract/identity.js';
import type { UrgencyShown } from '../../contract/triage.js';
import { CALL_WORDINGS } from '../../contract/wording.js';
import type { WordingKey } from '../../contract/wording.js';
import { LEVELS } from './texts.js';
import { filled } from './wording.js';
import type { Fill, Wordings } from './wording.js';

const DIGITS: Readonly<Record<StaffLanguage, readonly string[]>> = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
};

/** A ref as it is spoken: "four, eight, two, one". */
export const spokenRef = (ref: string, language: StaffLanguage = 'en'): string => [...ref].map((digit) => DIGITS[language][Number(digit)] ?? digit).join(', ');

export type CallWords = ReturnType<typeof callWordsWith>;

/** Everything of one wording that is said, one sentence after the other. */
export const spoken = (wordings: Wordings, key: WordingKey, fill: Fill): string =>
  wordings[key].map(({ words }) => filled(words, fill)).filter((words) => words !== null).join(' ');

/**
 * Everything that a call says, in the words that hold now. A stranger may pick up, so there is nothing of the person in it,
 * nothing of health, and no name of anybody. `org` is the short neutral name of the network. @param language that `wordings` are in
 */
export function callWordsWith({ org }: { org: string }, wordings: Wordings, language: StaffLanguage = 'en') {
  const say = (key: WordingKey, fill: Fill = {}): string => spoken(wordings, key, { org, ...fill });
  const about = (key: WordingKey) => ({ ref }: { ref: string }): string => say(key, { code: spokenRef(ref, language) });
  return {
    /** The language that these words are in, and so of the voice that says them. */
    language,
    /** To whoever picks up. */
    asking: ({ ref, shows }: { ref: string; shows: UrgencyShown }): string => say('callAsking', { urgency: LEVELS[language][shows], code: spokenRef(ref, language) }),
    /** To silence, at last. */
    noKey: (): string => say('callNoKey'),
    /** To `1`. `worker`: somebody raised it who is told; `texts`: this phone can have the text with details. */
    yours: ({ ref, worker, texts }: { ref: string; worker: boolean; texts: boolean }): string =>
      say(worker ? 'callYours' : 'callYoursNoWorker', { code: spokenRef(ref, language), details: say(texts ? 'callDetailsText' : 'callDetailsApp') }),
    /** To a key, or to picking up, when somebody else was first. */
    taken: about('callTaken'),
    /** To a key after one's own answer by another way. */
    alreadyYours: about('callAlreadyYours'),
    /** To `2`. */
    cannot: about('callCannot'),
    /** When nothing is asked any more. */
    over: about('callOver'),
    /** When we do not know what the call is about. */
    unknown: (): string => say('callUnknown'),
    /** When we cannot answer the call ourselves. */
    dutyPhone: (): string => say('callDutyPhone'),
  };
}

/**
 * The same for whoever wants `language`. A call is in one language from its first word to its last: where a single Spanish sentence
 * is missing, all of it is in English, and `language` says so.
 */
export const callWordsFor = (language: StaffLanguage, settings: { org: string }, { en, es }: { en: Wordings; es: Partial<Wordings> }): CallWords =>
  (language === 'es' && CALL_WORDINGS.every((key) => es[key] !== undefined) ? callWordsWith(settings, { ...en, ...es }, 'es') : callWordsWith(settings, en));
