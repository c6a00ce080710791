import { createHash, createHmac } from 'node:crypto';
import { newId } from '../kernel/ids.js';
import type { NotificationId } from '../kernel/ids.js';
import { newDelivery } from '../messaging/index.js';
import type { DataKey } from '../platform/mongo/data-keys.js';
import type { Mint } from './core/ladder.js';

/** 80 bits, enough for a link that lives minutes and is rate-limited, short enough for one text. Source: design.md §9 Links. */
const BYTES = 10;

export type AnswerLinks = ReturnType<typeof answerLinksWith>;

/** The secrets in the links of pages: derived from the notification's id, so that only their hashes are stored. */
export function answerLinksWith(key: DataKey, publicUrl: string) {
  const token = (id: NotificationId): string => createHmac('sha256', key.secret).update(`answer-link:${id}`).digest().subarray(0, BYTES).toString('base64url');
  const hash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
  const mint: Mint = () => {
    const id = newId<NotificationId>();
    return { id, linkHash: hash(token(id)), delivery: newDelivery() };
  };
  return { mint, hash, url: (id: NotificationId): string => `${publicUrl}/a#${token(id)}` };
}
