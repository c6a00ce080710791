/** How this browser is named in the list of those that are told: the same as the server computes, and nothing to write to it with. */
export async function browserId(endpoint: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));
  return btoa(String.fromCharCode(...hash)).replaceAll('+', '-').replaceAll('/', '_').slice(0, 22);
}

/** A key of the server as browsers take it. */
export function keyBytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** Whether a subscription was made with this key of the server; one made with another is of no use. */
export function isForKey(subscription: { options: { applicationServerKey: ArrayBuffer | null } }, publicKey: string): boolean {
  const made = subscription.options.applicationServerKey;
  const wanted = keyBytes(publicKey);
  return made !== null && made.byteLength === wanted.length && new Uint8Array(made).every((byte, place) => byte === wanted[place]);
}
