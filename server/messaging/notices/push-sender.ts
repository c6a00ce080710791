import { createHash } from 'node:crypto';
import type { PushMessage } from '../../contract/notices.js';
import type { Outcome } from '../core/provider-answer.js';
import { isTooLate, TOO_LATE } from '../calls.js';
import { pushAddress } from '../core/push-endpoint.js';
import { pushOutcome } from '../core/notice-outcomes.js';
import { NoAnswer, NotConnected, makeTransport } from '../transport.js';
import { publicLookup } from './public-lookup.js';
import type { PushBrowser } from './push-store.js';

export interface Vapid { publicKey: string; privateKey: string; subject: string }

/** One push as it is handed over; its service forgets it after `validSeconds`. `startBy` as for texts. */
export interface OutgoingPush { browser: PushBrowser; message: PushMessage; validSeconds: number; attemptId: string; startBy: number }

export type PushSender = ReturnType<typeof makePushSender>;

/** At most 32 characters of base64url. Source: RFC 8030 §5.4. */
const topicOf = (tag: string): string => createHash('sha256').update(tag).digest('base64url').slice(0, 32);

/** A number of seconds, as push services send it; a date or nothing says nothing. */
const secondsOf = (header: string | undefined): number | null => (header !== undefined && /^\d{1,4}$/.test(header) ? Number(header) : null);

/** The one way out to browsers' push services. Words are encrypted for the browser alone (RFC 8291), by the library. */
export function makePushSender({ vapid, services, timeoutMilliseconds }: { vapid: Vapid; services: readonly string[]; timeoutMilliseconds: number }) {
  const outside = makeTransport({ timeoutMilliseconds, lookup: publicLookup });
  const own = makeTransport({ timeoutMilliseconds });

  return {
    publicKey: vapid.publicKey,
    /** Whether we would send to this address. */
    takes: (endpoint: string): boolean => pushAddress(endpoint, services) !== null,

    /** Hands one push over. Never throws for what the service or the network did. */
    async send({ browser, message, validSeconds, attemptId, startBy }: OutgoingPush): Promise<Outcome> {
      const address = pushAddress(browser.endpoint, services);
      if (!address) return { kind: 'refused', code: null, reason: 'permanent' };
      // Only who has a browser turned on pays for the library.
      const { default: webPush } = await import('web-push');
      let details;
      try {
        details = webPush.generateRequestDetails({ endpoint: browser.endpoint, keys: browser.keys }, JSON.stringify(message), {
          vapidDetails: vapid, TTL: Math.max(Math.round(validSeconds), 1), urgency: message.kind === 'tells' ? 'normal' : 'high', topic: topicOf(message.tag),
        });
      } catch {
        return { kind: 'refused', code: null, reason: 'permanent' };
      }
      if (isTooLate(startBy)) return TOO_LATE;
      const headers = Object.fromEntries(Object.entries(details.headers as Record<string, string | number>).filter(([name]) => name !== 'Content-Length').map(([name, value]) => [name, String(value)]));
      try {
        const answer = await (services.includes(address.origin) ? own : outside).request('POST', address, headers, details.body ?? null);
        return pushOutcome({ status: answer.status, retryAfterSeconds: secondsOf(answer.headers['retry-after']) }, attemptId);
      } catch (error) {
        if (!(error instanceof NoAnswer) && !(error instanceof NotConnected)) throw error;
        return pushOutcome('no-answer', attemptId);
      }
    },
    close(): void {
      outside.close();
      own.close();
    },
  };
}
