/**
 * Covers `content` with a pad of random bytes, or uncovers it again with the same pad. Nobody without the pad learns
 * anything from it, as long as a pad is used once.
 * @throws RangeError when the pad is shorter than the content
 */
export function coverWith(pad: Uint8Array, content: Uint8Array): Uint8Array {
  if (pad.length < content.length) throw new RangeError('the pad is too short');
  return content.map((byte, place) => byte ^ (pad[place] ?? 0));
}

/** Bytes as text that any store takes. */
export function asText(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** The bytes behind such a text. @throws DOMException when it is something else */
export function asBytes(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
