import { createHash, createHmac } from 'node:crypto';
import type { ReceiptId } from '../kernel/ids.js';
import type { DataKey } from '../platform/mongo/data-keys.js';

/** 128 bits: a person's link lives for months. Source: design.md §9 Links. */
const BYTES = 16;
/** Characters of a token; only such strings are looked up. */
export const RECEIPT_TOKEN_LENGTH = 22;

export type ReceiptLinks = ReturnType<typeof receiptLinksWith>;

/** The secrets in the links to a person's own page, derived so that only hashes are stored. `key` is the named data key `receipt-links`. */
export function receiptLinksWith(key: DataKey, publicUrl: string) {
  const token = (id: ReceiptId): string => createHmac('sha256', key.secret).update(`receipt-link:${id}`).digest().subarray(0, BYTES).toString('base64url');
  const hash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
  return {
    hash,
    /** The id of the receipt that a request with this key makes, so that asking twice finds it. A version 4 id in form. */
    idFor(idempotencyKey: string): ReceiptId {
      const hex = createHmac('sha256', key.secret).update(`receipt-id:${idempotencyKey}`).digest('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    hashOf: (id: ReceiptId): string => hash(token(id)),
    url: (id: ReceiptId): string => `${publicUrl}/r#${token(id)}`,
    /** Keyed, because a few thousand PINs are tried in no time. */
    pinHash: (id: ReceiptId, pin: string): string => createHmac('sha256', key.secret).update(`receipt-pin:${id}:${pin}`).digest('base64url'),
  };
}
