import twilio from 'twilio';
import type { StaffLanguage } from '../contract/identity.js';

/** What a call says and does, before it is written in the provider's language. */
export type CallAnswer =
  /** Says the words, waits for one key, and says them again; then `atLast` and the end. */
  | { kind: 'ask'; words: string; atLast: string; keyTo: string }
  | { kind: 'say'; words: string }
  /** Connects to a number that a person answers. `number` in E.164. */
  | { kind: 'connect'; words: string; number: string }
  | { kind: 'end' };

/** The words once, and repeated twice. */
const TIMES = 3;
/** How long a key is waited for after the words. Decision of this project: long enough to take the phone from the ear. */
const KEY_SECONDS = 6;

/** Who speaks: a BCP 47 tag, such as `en-US`, and the name of a voice; without one it is the account's own. */
export interface Voice { language: string; name?: string }

/** Spanish voices by region. A tag alone is not enough: the account's own voice may speak English only. Source: Twilio, Text-to-Speech, voices of Amazon Polly. */
const SPANISH = {
  US: { language: 'es-US', name: 'Polly.Lupe' }, MX: { language: 'es-MX', name: 'Polly.Mia' }, ES: { language: 'es-ES', name: 'Polly.Lucia' },
} as const satisfies Record<string, Voice>;

/**
 * The voice for words in `language`. `locale` is the network's, such as `en-US`: English is spoken as there, unless English is not spoken
 * there; words that an administrator wrote (`ownWords`) are in whatever language that is.
 */
export function voiceFor(language: StaffLanguage, { locale, ownWords }: { locale: string; ownWords: boolean }): Voice {
  if (language === 'es') return SPANISH[locale.slice(-2) as keyof typeof SPANISH] ?? SPANISH.US;
  return { language: ownWords || /^en\b/.test(locale) ? locale : 'en-US' };
}

/** A call's answer in TwiML. `<Gather>` has no language of its own: it is told keys, and listens to nobody. */
export function twimlOf(answer: CallAnswer, { language, name }: Voice): string {
  const response = new twilio.twiml.VoiceResponse();
  const voice = { language: language as 'en-US', ...(name === undefined ? {} : { voice: name as 'Polly.Lupe' }) };
  switch (answer.kind) {
    case 'ask':
      for (let time = 0; time < TIMES; time++) response.gather({ numDigits: 1, timeout: KEY_SECONDS, action: answer.keyTo, method: 'POST' }).say(voice, answer.words);
      response.say(voice, answer.atLast);
      break;
    case 'say': response.say(voice, answer.words); break;
    case 'connect':
      response.say(voice, answer.words);
      response.dial({ timeout: 60 }, answer.number);
      break;
    case 'end': break;
  }
  response.hangup();
  return response.toString();
}
