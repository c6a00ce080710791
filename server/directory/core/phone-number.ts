import type { CountryCode } from 'libphonenumber-js';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** One telephone number as it can be dialled. `e164` is null for short codes. */
export interface CleanPhone { number: string; e164: string | null; extension: string | null; description: string | null }

/** What a cell held: numbers, or the reason why there is none. `changed`: more was done than trimming. */
export type CleanPhones = { phones: CleanPhone[]; changed: boolean } | { phones: []; why: string };

const KEYPAD: Readonly<Record<string, string>> = {
  A: '2', B: '2', C: '2', D: '3', E: '3', F: '3', G: '4', H: '4', I: '4', J: '5', K: '5', L: '5', M: '6', N: '6', O: '6',
  P: '7', Q: '7', R: '7', S: '7', T: '8', U: '8', V: '8', W: '9', X: '9', Y: '9', Z: '9',
};
const NOTHING = /^(?:no(?: phone| number)?|none|n\/?a|unknown|tbd|[-–—.]*)$/i;
const EXTENSION = /[\s,;]*(?:ext(?:ension|n)?\.?|x\.?|#)\s*(\d{1,7})\s*$/i;

/**
 * The numbers in one cell of an import, each checked to be *possible* (length and country), not to be in service: ranges kept
 * for fiction and tests are possible but not valid. Handles several numbers in a cell, extensions, letters on the keypad,
 * a label before the number (`main: …`, `tel:…`) and a remark in brackets behind it.
 * @param country ISO 3166-1 code for numbers without a country code
 */
export function cleanPhones(cell: string, country: string): CleanPhones {
  const text = cell.trim();
  if (text === '') return { phones: [], why: 'the number is empty' };
  if (NOTHING.test(text)) return { phones: [], why: `"${text}" says that there is no number` };
  const found = piecesOf(text).map((piece) => cleanOne(piece, country));
  const phones = found.filter((one) => one !== null).filter((one, n, all) => all.findIndex((other) => same(one, other)) === n);
  if (phones.length === 0) return { phones: [], why: `"${text}" is not a possible telephone number` };
  const plain = phones.length === 1 && found.length === 1 && phones[0]?.description === null && phones[0].extension === null;
  return { phones, changed: !plain || digitsOf(text) !== digitsOf(phones[0]?.number ?? '') };
}

const same = (a: CleanPhone, b: CleanPhone): boolean => a.e164 === b.e164 && a.number === b.number && a.extension === b.extension;
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** A cell cut where a further number begins: `;`, `/`, `or`, or a whole number in brackets. */
function piecesOf(text: string): string[] {
  const pieces = text.replaceAll(/\(([^()]*\d[^()]*\d[^()]*)\)/g, (whole, inside: string) => (digitsOf(inside).length >= 7 ? `;${inside}` : whole))
    .split(/\s*(?:;|\/|\bor\b)\s*/i).filter((piece) => piece !== '');
  return pieces.every((piece) => digitsOf(dial(piece)).length >= 7) ? pieces : [text];
}

/** Letters as the digits on their keys, where at least three digits lead. */
const dial = (text: string): string =>
  (/\d{3}.*[a-z]/i.test(text) ? text.replaceAll(/[a-z]/gi, (letter) => KEYPAD[letter.toUpperCase()] ?? '') : text);

function cleanOne(piece: string, country: string): CleanPhone | null {
  const label = /^\s*([a-z][a-z .]*):\s*/i.exec(piece);
  let rest = label ? piece.slice(label[0].length) : piece;
  const remark = /\(\s*([^()\d]+?)\s*\)\s*\.?\s*$/.exec(rest);
  if (remark) rest = rest.slice(0, remark.index);
  const extension = EXTENSION.exec(rest)?.[1] ?? null;
  const body = rest.replace(EXTENSION, '').trim().replace(/\.$/, '');
  const vanity = /[a-z]/i.test(body) ? body : null;
  const said = label?.[1] && !/^(?:tel|phone|call)$/i.test(label[1]) ? label[1].trim() : null;
  const description = [said, vanity, remark?.[1]].filter((one) => one !== null && one !== undefined).join(', ') || null;
  if (/^\d{3,6}$/.test(body)) return { number: body, e164: null, extension, description };
  const parsed = parsePhoneNumberFromString(dial(body), isSupportedCountry(country) ? { defaultCountry: country as CountryCode, extract: false } : { extract: false });
  if (!parsed?.isPossible()) return null;
  const home = parsed.country === country || parsed.country === undefined && parsed.countryCallingCode === '1';
  return { number: home ? parsed.formatNational() : parsed.formatInternational(), e164: parsed.number, extension, description };
}
