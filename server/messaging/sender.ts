import twilio from 'twilio';
import { addSeconds } from '../kernel/durations.js';
import { classify } from './core/provider-answer.js';
import type { Outcome } from './core/provider-answer.js';
import { subjectText } from './core/subject.js';
import type { Subject } from './core/subject.js';
import { TOO_LATE, callsOver, isTooLate } from './calls.js';
import { PAGE_SIZE, findRecent } from './find-recent.js';
import type { Calls } from './calls.js';
import { LightClient, answerOf, numberOf } from './light-client.js';
import { paceOf } from './pace.js';
import { makeTransport } from './transport.js';

/** Two senders, so that a person's STOP never silences a responder who is also a person. */
export type SenderName = 'staff' | 'public';

export interface ProviderAccount {
  accountSid: string;
  /** The first is used to send; webhooks may be signed with any of them (rotation). */
  authTokens: readonly [string, ...string[]];
  staffServiceSid: string;
  publicServiceSid: string;
}

/** One text as it is handed over. `body` is one GSM-7 segment; the provider drops it unsent after `validitySeconds`. */
export interface OutgoingText {
  to: string;
  body: string;
  sender: SenderName;
  attemptId: string;
  subject: Subject;
  validitySeconds: number;
  /** Not handed over later than this, by the ticks of this process (`performance.now()`); whoever was frozen in between decides again. */
  startBy?: number;
  /** Lower goes first while our own pace makes texts wait; 30 unless said otherwise, behind every page. */
  rank?: number;
}

/** A text that the provider turned out to have. */
export interface FoundText { sid: string; status: string; errorCode: number | null }

export interface Sender extends Calls {
  /** Hands a text over. Never throws for what the provider or the network did. */
  send(text: OutgoingText): Promise<Outcome>;
  /**
   * What the provider has for a number since an instant, for an attempt of unknown outcome; null when it has nothing.
   * @param query `isIt` knows the message by other words than `body` too, in which it may have left before something changed
   * @throws when the provider cannot be asked
   */
  find(query: { to: string; body: string; isIt?: ((body: string) => boolean) | undefined; since: Date }): Promise<FoundText | null>;
  close(): void;
}

interface TextAtProvider { sid: string; status: string; body: string; direction: string; dateCreated: Date; errorCode: number }

/** The provider's clock and ours may differ by this much; a text found twice is better than one never sent. */
const SLACK_SECONDS = 2;
const LAST_RANK = 30;
/** The provider accepts 1 s to 10 h. */
const LONGEST_VALIDITY_SECONDS = 36_000;

export interface SenderSettings {
  account: ProviderAccount;
  /** Where receipts are to go. */
  publicUrl: string;
  /** Another host than the provider's own: the simulated carrier, or one in a test. */
  baseUrl?: string | undefined;
  timeoutMilliseconds?: number;
  /** Texts that each of our two senders hands over in a second, in this process; null for as many as there are. */
  textsPerSecond?: number | null;
  /** The number that calls come from, in E.164; null when no call can be made. */
  callsFrom?: () => string | null;
}

/** The one way out for texts and calls: the Twilio SDK over a light transport. */
export function makeSender({ account, publicUrl, baseUrl, timeoutMilliseconds = 8000, textsPerSecond = null, callsFrom = () => null }: SenderSettings): Sender {
  const transport = makeTransport({ timeoutMilliseconds });
  const client = twilio(account.accountSid, account.authTokens[0], { httpClient: new LightClient(transport, baseUrl === undefined ? null : new URL(baseUrl)) });
  const services: Record<SenderName, string> = { staff: account.staffServiceSid, public: account.publicServiceSid };
  const pace: Record<SenderName, ReturnType<typeof paceOf>> = { staff: paceOf(textsPerSecond), public: paceOf(textsPerSecond) };

  return {
    ...callsOver({ client, publicUrl, callsFrom }),

    async send({ to, body, sender, attemptId, subject, validitySeconds, startBy, rank = LAST_RANK }) {
      const comeAgain = textsPerSecond === null ? null : await pace[sender].take(rank);
      if (comeAgain !== null) return { kind: 'passing', retryAfterSeconds: comeAgain, code: null, held: true };
      if (isTooLate(startBy)) return TOO_LATE;
      try {
        const made = await client.messages.create({
          to, body, messagingServiceSid: services[sender],
          statusCallback: `${publicUrl}/webhooks/twilio/status?attempt=${encodeURIComponent(attemptId)}&subject=${encodeURIComponent(subjectText(subject))}`,
          validityPeriod: Math.min(Math.max(Math.round(validitySeconds), 1), LONGEST_VALIDITY_SECONDS),
        });
        return classify({ kind: 'answered', status: 201, code: null, sid: typeof made.sid === 'string' ? made.sid : null, retryAfterSeconds: null });
      } catch (error) {
        return classify(answerOf(error));
      }
    },

    async find({ to, body, isIt, since }) {
      // Not by DateSent: a text that still waits in the provider's queue has none and would be missed.
      const earliest = addSeconds(since, -SLACK_SECONDS);
      const hit = await findRecent<TextAtProvider>(await client.messages.page({ to, pageSize: PAGE_SIZE }), earliest, (one) => one.direction !== 'inbound' && (one.body === body || isIt?.(one.body) === true));
      return hit ? { sid: hit.sid, status: hit.status, errorCode: numberOf(hit.errorCode) } : null;
    },

    close() {
      for (const one of Object.values(pace)) one.close();
      transport.close();
    },
  };
}
