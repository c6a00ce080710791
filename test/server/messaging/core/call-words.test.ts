import { describe, expect, it } from '@jest/globals';
import { spokenRef } from '../../../../server/messaging/core/call-words.js';
import { callWordsFor } from '../../../../server/messaging/core/call-words.js';
import { SEEDED, SEEDED_ES, callVoiceOf, callWordsOf } from '../../../../server/messaging/seeded-words.js';
import { dialable } from '../../../../server/messaging/core/dialable.js';
import { readTwiml } from '../../../../server/messaging/simulated/read-twiml.js';
import { WORDING_RULES, namesIn } from '../../../../server/messaging/core/wording.js';
import { twimlOf, voiceFor } from '../../../../server/messaging/twiml.js';
import { CALL_WORDINGS } from '../../../../server/contract/wording.js';

const words = callWordsOf({ org: 'NORTHSIDE' });
const ref = '4821';

describe('what a call says', () => {
  it('speaks a code digit by digit', () => {
    expect(spokenRef('40921')).toBe('four, zero, nine, two, one');
  });

  it('I12: says nothing of health and names nobody, because anybody may pick up', () => {
    const all = [words.asking({ ref, shows: 'Emergency' }), words.noKey(), words.yours({ ref, worker: true, texts: true }), words.yours({ ref, worker: false, texts: false }),
      words.taken({ ref }), words.alreadyYours({ ref }), words.cannot({ ref }), words.over({ ref }), words.unknown(), words.dutyPhone()];
    for (const one of all) {
      expect(one).not.toMatch(/suicid|mental|crisis|health|risk|harm|patient|client|4821|!/i);
      expect(one.length).toBeGreaterThan(20);
    }
    expect(words.asking({ ref, shows: 'Emergency' })).toBe('NORTHSIDE. Emergency. Code four, eight, two, one. A person is waiting. Press 1 to take it. Press 2 if you cannot. Press 3 to hear this again.');
  });

  it('promises the text and the word to the worker only where they come', () => {
    expect(words.yours({ ref, worker: false, texts: true })).not.toMatch(/worker/);
    expect(words.yours({ ref, worker: true, texts: false })).toMatch(/and so is the worker.*turned off/);
  });
});

describe('what a call says to somebody who reads Spanish', () => {
  const spanish = callWordsOf({ org: 'NORTHSIDE' }, SEEDED, 'es');
  const keptOf = (key: (typeof CALL_WORDINGS)[number]): string => SEEDED_ES[key].map((one) => one.words).join(' ');

  it('is all Spanish: who, how urgent, the code digit by digit, the same keys', () => {
    expect(spanish.language).toBe('es');
    expect(spokenRef('40921', 'es')).toBe('cuatro, cero, nueve, dos, uno');
    expect(spanish.asking({ ref, shows: 'Emergency' })).toBe('NORTHSIDE. Emergencia. Código cuatro, ocho, dos, uno. Una persona espera. Pulse 1 para encargarse. Pulse 2 si no puede. Pulse 3 para oír esto otra vez.');
    expect(spanish.yours({ ref, worker: true, texts: true })).toBe('Gracias. El código cuatro, ocho, dos, uno queda a su cargo. Se avisa a todas las demás personas a quienes se preguntó, y a quien reportó. Le llega un mensaje con los detalles. Adiós.');
  });

  it('I12: each sentence keeps the rules of the English one, and says nothing of health', () => {
    for (const key of CALL_WORDINGS) {
      const { needed, digits, names } = WORDING_RULES[key];
      const kept = keptOf(key);
      expect([key, needed.filter((name) => !namesIn(kept).includes(name)), digits.filter((digit) => !kept.includes(digit)), namesIn(kept).filter((name) => !names.includes(name))]).toEqual([key, [], [], []]);
      expect([key, kept === SEEDED[key].map((one) => one.words).join(' ')]).toEqual([key, false]);
      expect([key, kept.length <= 250]).toEqual([key, true]);
      expect(kept).not.toMatch(/suicid|salud|mental|crisis|paciente|cliente|enferm|m[eé]dic|riesgo|!/i);
    }
  });

  it('is all English, in an English voice, where a single Spanish sentence is missing', () => {
    const { callCannot: _, ...lacking } = SEEDED_ES;
    const given = callWordsFor('es', { org: 'NORTHSIDE' }, { en: SEEDED, es: lacking });
    expect([given.language, given.asking({ ref, shows: 'Urgent' }), given.over({ ref })]).toEqual(['en', words.asking({ ref, shows: 'Urgent' }), words.over({ ref })]);
    expect(callVoiceOf(given.language, 'en-GB')).toEqual({ language: 'en-GB' });
  });

  it('keeps its words when an administrator changes the English ones, which are heard by the others', () => {
    const now = { ...SEEDED, callOver: [{ words: 'Code {code} is over.', goes: 0 }] };
    expect(callWordsOf({ org: 'N' }, now, 'es').over({ ref })).toBe('El código cuatro, ocho, dos, uno ya no necesita respuesta. Gracias. Adiós.');
    expect(callWordsOf({ org: 'N' }, now, 'en').over({ ref })).toBe('Code four, eight, two, one is over.');
  });

  it('is spoken by a voice of that language and region', () => {
    expect([['es', 'en-US'], ['es', 'es-MX'], ['es', 'es-ES'], ['es', 'en-GB'], ['en', 'en-GB'], ['en', 'en'], ['en', 'es-US']].map(([language, locale]) => voiceFor(language as 'en', { locale: locale as string, ownWords: false }).language))
      .toEqual(['es-US', 'es-MX', 'es-ES', 'es-US', 'en-GB', 'en', 'en-US']);
    // What an administrator wrote is in the network's own language, whichever that is.
    expect(voiceFor('en', { locale: 'fr-CA', ownWords: true })).toEqual({ language: 'fr-CA' });
    expect(twimlOf({ kind: 'say', words: 'Adiós' }, voiceFor('es', { locale: 'en-US', ownWords: false }))).toContain('<Say language="es-US" voice="Polly.Lupe">Adiós</Say>');
  });
});

describe('the words in TwiML', () => {
  it('say what to press, wait for one key, and say it twice more before they end', () => {
    const xml = twimlOf({ kind: 'ask', words: 'Press 1 & wait', atLast: 'Goodbye', keyTo: 'https://handrail.example.org/v?attempt=a&subject=escalation%3Ae1' }, { language: 'en-US' });
    const gather = { verb: 'gather', says: [{ verb: 'say', words: 'Press 1 & wait', language: 'en-US' }], action: 'https://handrail.example.org/v?attempt=a&subject=escalation%3Ae1', seconds: 6, digits: 1 };
    expect(readTwiml(xml)).toEqual([gather, gather, gather, { verb: 'say', words: 'Goodbye', language: 'en-US' }, { verb: 'hangup' }]);
    expect(xml).toContain('language="en-US"');
  });

  it('end, or connect to a person', () => {
    expect(readTwiml(twimlOf({ kind: 'end' }, { language: 'en-US' }))).toEqual([{ verb: 'hangup' }]);
    expect(readTwiml(twimlOf({ kind: 'connect', words: 'Hold', number: '+12025550100' }, { language: 'en-US' }))).toEqual([{ verb: 'say', words: 'Hold', language: 'en-US' }, { verb: 'dial', number: '+12025550100', seconds: 60 }, { verb: 'hangup' }]);
  });

  it.each([
    ['no XML', 'hello'], ['not closed', '<Response><Say>a</Response>'], ['another document', '<Html></Html>'], ['a verb we do not use', '<Response><Sms>a</Sms></Response>'],
    ['two documents', '<Response/><Response/>'], ['a Gather around a Dial', '<Response><Gather><Dial>1</Dial></Gather></Response>'],
  ])('a simulated call does not take %s', (_, xml) => { expect(readTwiml(xml)).toBeNull(); });

  it('reads everything that we use', () => {
    expect(readTwiml('<?xml version="1.0"?>\n<!-- x --><Response><Pause length="2"/><Redirect>/again?a=1&amp;b=2</Redirect><Dial><Number>+1</Number></Dial><Say>&quot;Hi&#33;&quot;</Say><Hangup/></Response>')).toEqual([
      { verb: 'pause', seconds: 2 }, { verb: 'redirect', to: '/again?a=1&b=2' }, { verb: 'dial', number: '+1', seconds: 30 }, { verb: 'say', words: '"Hi!"', language: null }, { verb: 'hangup' }]);
  });
});

describe('a number from the settings', () => {
  it.each([
    ['(202) 555-0100', 'en-US', '+12025550100'], ['1 202 555 0100', 'en-CA', '+12025550100'], ['+44 1632 960001', 'en-GB', '+441632960001'],
    ['01632 960001', 'en-GB', null], ['988', 'en-US', null], ['', 'en-US', null],
  ])('%s in %s is dialled as %s', (number, locale, dialled) => { expect(dialable(number, locale)).toBe(dialled); });
});
