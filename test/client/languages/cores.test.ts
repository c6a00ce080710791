import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fillIn } from '../../../client/src/app/core/message.js';
import { withDayArticle } from '../../../client/src/languages/core/day-article.js';
import { LANGUAGE_TAGS, chooseLanguage } from '../../../client/src/languages/core/choose-language.js';
import { isWords, wordsOfLanguage } from '../../../client/src/languages/core/kept-words.js';
import { sayIn } from '../../../client/src/languages/core/said.js';
import { longWords, mirroredWords } from '../../../client/src/languages/core/trial-words.js';

describe('the language of the screens', () => {
  const choose = (browser: string[], kept: 'system' | 'en' | 'es' = 'system', asked: string | null = null) => chooseLanguage({ asked, kept, browser });

  it('is the first of the browser’s that there is, in the reader’s own kind of it', () => {
    expect(choose(['de-AT', 'es-MX', 'en-US'])).toEqual({ language: 'es', formats: 'es-MX' });
    expect(choose(['en-GB', 'es'])).toEqual({ language: 'en', formats: 'en-GB' });
    expect(choose(['de'])).toEqual({ language: 'en', formats: 'en' });
    expect(choose([])).toEqual({ language: 'en', formats: 'en' });
    expect(choose(['en-US@posix', 'en-CA'])).toEqual({ language: 'en', formats: 'en-CA' });
    expect(choose(['en-US@posix'])).toEqual({ language: 'en', formats: 'en' });
  });

  it('is the one chosen on this device, whatever the browser says', () => {
    expect(choose(['en-US', 'es-CO'], 'es')).toEqual({ language: 'es', formats: 'es-CO' });
    expect(choose(['en-US'], 'es')).toEqual({ language: 'es', formats: 'es-US' });
  });

  it('is the one that the address asks for before all others, and a strange one asks for nothing', () => {
    expect(choose(['en-US'], 'en', 'es').language).toBe('es');
    expect(choose(['en-US'], 'es', 'EN-us').language).toBe('en');
    expect(choose(['es'], 'system', 'klingon').language).toBe('es');
    expect(choose(['es'], 'es', 'en-XA')).toEqual({ language: 'en-XA', formats: 'en' });
  });

  it('is one that there is, whatever is asked', () => {
    fc.assert(fc.property(fc.option(fc.string()), fc.array(fc.string()), (asked, browser) => {
      const { language, formats } = chooseLanguage({ asked, kept: 'system', browser });
      expect([...LANGUAGE_TAGS, 'en-XA', 'ar-XB']).toContain(language);
      expect(formats.length).toBeGreaterThan(0);
    }));
  });
});

describe('languages for trying', () => {
  it('are longer than English, have no plain letter of their own, and keep the names to fill in', () => {
    const words = longWords('Call {number} now') as string;
    expect(words).toContain('{number}');
    expect(words.replace('{number}', '')).not.toMatch(/[A-Za-z]/);
    expect(words.length).toBeGreaterThanOrEqual('Call {number} now'.length * 1.3);
    expect(fillIn(words, { number: '911' })).toContain('911');
  });

  it('keep every plural', () => {
    expect(Object.keys(longWords({ one: '{count} day', other: '{count} days' }))).toEqual(['one', 'other']);
    expect(mirroredWords({ one: 'a', other: 'b' })).toEqual({ one: '\u202ea\u202c', other: '\u202eb\u202c' });
  });
});

describe('sentences of the server', () => {
  const say = sayIn([['{from} to {to}', '{from} a {to}'], ['Text delivered to {name}', 'Mensaje entregado a {name}'], ['Takes {ages}', 'Recibe {ages}'], ['quiet space', 'espacio tranquilo'], ['braille', 'braille'], ['Needs {what}', 'Necesita {what}']], 'es');

  it('are said with their names, the one that says most before a short form', () => {
    expect(say('Text delivered to Ana')).toBe('Mensaje entregado a Ana');
    expect(say('Takes 14 to 21')).toBe('Recibe 14 a 21');
    expect(say('Needs braille and quiet space')).toBe('Necesita braille y espacio tranquilo');
    expect(say('Quiet space')).toBe('Espacio tranquilo');
  });

  it('stay as they came where nobody put them into words', () => {
    expect(say('Something else happened.')).toBe('Something else happened.');
  });
});

describe('files of words on a phone', () => {
  const built = ['/assets/words-es-first-AbC_-123.js', '/assets/words-es-rest-x1.js', '/assets/words-trial-y2.js', '/assets/words-Cej-Pz0j.js', '/assets/board-words-q.js'];

  it('are told from every other file', () => {
    expect(built.filter(isWords)).toEqual(built.slice(0, 3));
  });

  it('are kept for those who read that language, and none for readers of English', () => {
    expect(wordsOfLanguage(built, 'es')).toEqual(built.slice(0, 2));
    expect(wordsOfLanguage(built, 'en')).toEqual([]);
  });
});

describe('a time in Spanish', () => {
  it('has the article of its weekday when it is on another day, and of its hours when it is on this one', () => {
    expect(withDayArticle('para responder, antes de las mar, 24 de nov, 03:02')).toBe('para responder, antes del mar, 24 de nov, 03:02');
    expect(withDayArticle('A las mié, 25 de nov, 08:00 se muestra quién no respondió.')).toBe('El mié, 25 de nov, 08:00 se muestra quién no respondió.');
    expect(withDayArticle('Luca desde las sáb, 28 de nov, 20:00, hasta las dom 08:00')).toBe('Luca desde el sáb, 28 de nov, 20:00, hasta el dom 08:00');
    for (const plain of ['Así estaba a las 03:02.', 'todas las marcas', 'las domingueras']) expect(withDayArticle(plain)).toBe(plain);
  });
});
