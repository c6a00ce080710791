/** Something encrypted: AES-GCM with a fresh 96-bit nonce. */
export interface Sealed {
  nonce: Uint8Array<ArrayBuffer>;
  words: ArrayBuffer;
}

/** A key that this browser can use and nobody can read out of it. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Encrypts `content` for this `place`: put elsewhere, it cannot be opened. */
export async function seal(key: CryptoKey, place: string, content: unknown): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const words = await crypto.subtle.encrypt(cipher(nonce, place), key, new TextEncoder().encode(JSON.stringify(content)));
  return { nonce, words };
}

/** What was sealed for this `place`. @throws OperationError for another key, another place or changed content */
export async function unseal(key: CryptoKey, place: string, { nonce, words }: Sealed): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(cipher(nonce, place), key, words)));
}

function cipher(nonce: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(place) };
}
