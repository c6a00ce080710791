import type { Message } from '../../app/core/message.js';

/** A letter of the same look with an accent, so that a word in plain letters is seen not to come from here. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'î', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ', o: 'ö', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'û', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  A: 'Å', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Î', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ', N: 'Ñ', O: 'Ö', P: 'Þ', Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Û', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
};
const FILLING = 'one two three four five six seven eight nine ten eleven twelve';
/** So much longer than English: what a language with long words needs. Source: ux.md §10. */
const LONGER_BY = 0.4;
const NAMES = /(\{\w+\})/;
/** Marks that make plain letters run from right to left, and the end of that. */
const [RIGHT_TO_LEFT, AS_BEFORE] = ['\u202e', '\u202c'];

const accented = (text: string): string => text.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter);
const inEachForm = (message: Message, change: (text: string) => string): Message =>
  typeof message === 'string' ? change(message) : (Object.fromEntries(Object.entries(message).map(([form, text]) => [form, change(text)])) as Message);

/** English with an accent on every letter, 40 % longer, in brackets: a bare or a cut sentence is seen at once. Names to fill in stay. */
export function longWords(message: Message): Message {
  return inEachForm(message, (text) => {
    const parts = text.split(NAMES).map((part, place) => (place % 2 === 0 ? accented(part) : part)).join('');
    const more = Math.ceil(text.replace(new RegExp(NAMES, 'g'), '').length * LONGER_BY);
    return `⟦${parts}${more > 2 ? ` ${accented(FILLING.slice(0, more - 1).trimEnd())}` : '·'.repeat(more)}⟧`;
  });
}

/** English whose letters run from right to left. Names to fill in keep their own direction, as they would in Arabic. */
export function mirroredWords(message: Message): Message {
  return inEachForm(message, (text) => text.split(NAMES).map((part, place) => (place % 2 === 0 ? part.replace(/\S(?:.*\S)?/s, (words) => RIGHT_TO_LEFT + words + AS_BEFORE) : part)).join(''));
}
