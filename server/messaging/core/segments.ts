/** Source: 3GPP TS 23.038 §6.2.1, default alphabet (without the escape itself). */
const BASIC = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
/** Characters of the extension table: they cost two septets. Source: 3GPP TS 23.038 §6.2.1.1. */
const EXTENDED = new Set('\f^{}\\[~]|€');

/** Source: domain.md §12: 160 septets alone, 153 in each of several parts; 70 and 67 units in UCS-2. */
const ROOM = { 'gsm-7': { alone: 160, part: 153 }, 'ucs-2': { alone: 70, part: 67 } } as const;

/** What a text costs on the air: `units` are septets (GSM-7) or 16-bit units (UCS-2). */
export interface Segments { encoding: 'gsm-7' | 'ucs-2'; units: number; parts: number }

/** Counts the parts in which a carrier would send `text`. Neither an escape pair nor an emoji is split between two parts. */
export function segmentsOf(text: string): Segments {
  const characters = [...text];
  const encoding = characters.every((one) => BASIC.has(one) || EXTENDED.has(one)) ? 'gsm-7' : 'ucs-2';
  const costs = characters.map((one) => (encoding === 'ucs-2' ? one.length : EXTENDED.has(one) ? 2 : 1));
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const room = ROOM[encoding];
  if (units <= room.alone) return { encoding, units, parts: 1 };
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > room.part) { parts += 1; used = 0; }
    used += cost;
  }
  return { encoding, units, parts };
}

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/[“”„‟«»″]/g, '"'], [/[‘’‚‛‹›′´]/g, "'"], [/[‐‑‒–—―−]/g, '-'], [/…/g, '...'],
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v]/g, ' '], [/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]/g, ''],
  [/•/g, '*'], [/×/g, 'x'], [/ł/g, 'l'], [/Ł/g, 'L'], [/[đð]/g, 'd'], [/[ĐÐ]/g, 'D'], [/ı/g, 'i'], [/œ/g, 'oe'], [/Œ/g, 'OE'], [/þ/g, 'th'], [/Þ/g, 'Th'],
];

const plain = (one: string): string => {
  if (BASIC.has(one) || EXTENDED.has(one)) return one;
  const bare = one.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...bare].every((part) => BASIC.has(part) || EXTENDED.has(part)) ? bare : one;
};

/**
 * `text` in letters that GSM-7 has: typographic quotes, dashes and dots become ASCII, accents that it lacks are left off.
 * A script it does not know (Cyrillic, an emoji) stays as it is; `mustFitOne` refuses it.
 */
export const toGsm7 = (text: string): string =>
  [...REPLACED.reduce((soFar, [what, by]) => soFar.replace(what, by), text.normalize('NFC'))].map(plain).join('');

/** A text that would be cut, split or re-encoded if it were sent. Nothing is truncated: use fewer words or another channel. */
export class TextDoesNotFit extends Error {
  readonly segments: Segments;
  constructor(segments: Segments) {
    super(`does not fit one GSM-7 segment: ${segments.units} units of ${segments.encoding}`);
    this.name = 'TextDoesNotFit';
    this.segments = segments;
  }
}

/** True when `text` is one GSM-7 segment: at most 160 septets. */
export const fitsOne = (text: string): boolean => {
  const { encoding, parts } = segmentsOf(text);
  return encoding === 'gsm-7' && parts === 1;
};

/** `text`, which is one GSM-7 segment. @throws TextDoesNotFit */
export function mustFitOne(text: string): string {
  if (!fitsOne(text)) throw new TextDoesNotFit(segmentsOf(text));
  return text;
}
