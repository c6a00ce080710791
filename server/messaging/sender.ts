import twilio from 'twilio';
import type * as sdk from 'twilio/lib/http/response.js';
import { addSeconds } from '../kernel/durations.js';
import { classify } from './core/provider-answer.js';
import type { Outcome, ProviderAnswer } from './core/provider-answer.js';
import { subjectText } from './core/subject.js';
import type { Subject } from './core/subject.js';
import { NoAnswer, NotConnected, makeTransport } from './transport.js';
import type { Transport } from './transport.js';

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
}

/** A text that the provider turned out to have. */
export interface FoundText { sid: string; status: string; errorCode: number | null }

export interface Sender {
  /** Hands a text over. Never throws for what the provider or the network did. */
  send(text: OutgoingText): Promise<Outcome>;
  /**
   * What the provider has for a number since an instant, for an attempt of unknown outcome; null when it has nothing.
   * @throws when the provider cannot be asked
   */
  find(query: { to: string; body: string; since: Date }): Promise<FoundText | null>;
  close(): void;
}

/** An answer that is no success, kept whole so that `Retry-After` is not lost. */
class Refused extends Error {
  readonly answer: ProviderAnswer;
  constructor(answer: ProviderAnswer) {
    super('the provider refused');
    this.name = 'Refused';
    this.answer = answer;
  }
}

type Asked = Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0];

/** The SDK's HTTP client without its weight: kept connections, 8 s, no redirects, and another host where one is given. */
class LightClient extends twilio.RequestClient {
  readonly transport: Transport;
  readonly baseUrl: URL | null;
  constructor(transport: Transport, baseUrl: URL | null) {
    super();
    this.transport = transport;
    this.baseUrl = baseUrl;
  }

  override async request<TData>({ method, uri, username, password, headers, params, data }: Asked): Promise<sdk.default<TData>> {
    const address = new URL(uri);
    if (this.baseUrl) { address.protocol = this.baseUrl.protocol; address.host = this.baseUrl.host; }
    if (params) address.search = formOf(params);
    const form = data ? formOf(data) : null;
    const answer = await this.transport.request(method.toUpperCase(), address, {
      ...(headers as Record<string, string> | undefined), Authorization: `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}`,
    }, form);
    const body = bodyOf(answer.body);
    if (answer.status < 200 || answer.status >= 300) {
      const seconds = Number(answer.headers['retry-after']);
      throw new Refused({ kind: 'answered', status: answer.status, code: numberOf(body['code']), sid: null, retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null });
    }
    return { statusCode: answer.status, body: body as TData, headers: answer.headers, toString: () => `HTTP ${answer.status}` };
  }
}

const formOf = (fields: object): string =>
  new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)])).toString();

function bodyOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed as Record<string, unknown> : {};
  } catch { return {}; }
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** A failed request as an answer. @throws what is neither the provider's nor the network's doing */
function answerOf(error: unknown): ProviderAnswer {
  if (error instanceof Refused) return error.answer;
  if (error instanceof NotConnected) return { kind: 'not-connected' };
  if (error instanceof NoAnswer) return { kind: 'no-answer' };
  throw error;
}

/** The provider's clock and ours may differ by this much; a text found twice is better than one never sent. */
const SLACK_SECONDS = 2;
/** The provider accepts 1 s to 10 h. */
const LONGEST_VALIDITY_SECONDS = 36_000;

export interface SenderSettings {
  account: ProviderAccount;
  /** Where receipts are to go. */
  publicUrl: string;
  /** Another host than the provider's own: the simulated carrier, or one in a test. */
  baseUrl?: string | undefined;
  timeoutMilliseconds?: number;
}

/** The one way out for texts: the Twilio SDK over a light transport. */
export function makeSender({ account, publicUrl, baseUrl, timeoutMilliseconds = 8000 }: SenderSettings): Sender {
  const transport = makeTransport({ timeoutMilliseconds });
  const client = twilio(account.accountSid, account.authTokens[0], { httpClient: new LightClient(transport, baseUrl === undefined ? null : new URL(baseUrl)) });
  const services: Record<SenderName, string> = { staff: account.staffServiceSid, public: account.publicServiceSid };

  return {
    async send({ to, body, sender, attemptId, subject, validitySeconds }) {
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

    async find({ to, body, since }) {
      // Not by DateSent: a text that still waits in the provider's queue has none and would be missed.
      const earliest = addSeconds(since, -SLACK_SECONDS);
      const recent = await client.messages.list({ to, limit: 50 });
      const hit = recent.find((one) => one.direction !== 'inbound' && one.body === body && one.dateCreated >= earliest);
      return hit ? { sid: hit.sid, status: hit.status, errorCode: numberOf(hit.errorCode) } : null;
    },

    close: () => { transport.close(); },
  };
}
