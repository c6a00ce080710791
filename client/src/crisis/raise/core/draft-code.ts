/**
 * Letters and digits that are not mistaken for one another, read aloud or in small type. No vowels, so that no word
 * comes out, and none of 0 1 2 5 8 B I L O S U Z.
 */
const SIGNS = 'CDFGHJKMNPQRTVWXY34679';
const LENGTH = 4;

/**
 * The code of a draft: four signs that join the text `EM code` and the report that follows it.
 * @param random a fresh number from 0 up to, not including, 1
 */
export function draftCode(random: () => number): string {
  return Array.from({ length: LENGTH }, () => SIGNS[Math.floor(random() * SIGNS.length)]).join('');
}

/** What the text says: the level and the code, nothing about anybody. */
export function emergencyText(code: string): string {
  return `EM ${code}`;
}

/** Opens the phone's own messages with the text written. The odd `?&` is what both kinds of phone understand. */
export function textLink(number: string, body: string): string {
  return `sms:${dialled(number)}?&body=${encodeURIComponent(body)}`;
}

/** Rings the number. */
export function callLink(number: string): string {
  return `tel:${dialled(number)}`;
}

function dialled(number: string): string {
  return number.replace(/[^+\d*#]/g, '');
}
