import { createHash } from 'node:crypto';

/** The namespace of all ids that Handrail makes for things which came without a UUID. Never change it: ids would double. */
const NAMESPACE = Buffer.from('5d0f6c1e7a554a0c9b1b2f3f7d1c4e52', 'hex');

/** Any UUID, of whatever version; HSDS asks for no particular one. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);

/**
 * A version 5 UUID (RFC 9562 §5.5) that is always the same for the same source and name, so that a second import
 * of the same row finds its first one. @param parts the source, the kind of thing and its own id there
 */
export function namedId(...parts: readonly string[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
