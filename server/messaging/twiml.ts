import twilio from 'twilio';

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

/** A call's answer in TwiML. `language` is a BCP 47 tag, such as `en-US`. */
export function twimlOf(answer: CallAnswer, language: string): string {
  const response = new twilio.twiml.VoiceResponse();
  const voice = { language: language as 'en-US' };
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
