import twilio from 'twilio';
import type { ProviderAccount } from '../sender.js';
import type { Transport } from '../transport.js';
import type { CallStatus, CarriedCall } from './carried-call.js';
import type { CarriedText, Step } from './handset.js';

/** The numbers that simulated texts come from, both reserved for fiction. */
export const OUR_NUMBERS = { staff: '+12025550100', public: '+12025550101' } as const;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

export interface PostNeeds {
  account: ProviderAccount;
  /** Where the app believes itself to be; signatures are over it. */
  publicUrl: string;
  /** Where it listens on this machine, asked at each post because it starts after the carrier. */
  appUrl: () => string;
  transport: Transport;
}

/** True when the simulated carrier would post there: to this machine, or to `PUBLIC_URL`; never to anybody else. */
export function mayPostTo(address: string, publicUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, hostname, protocol } = new URL(address);
  return origin === new URL(publicUrl).origin || (protocol === 'http:' && LOOPBACK.has(hostname));
}

export type Post = ReturnType<typeof postOn>;

/**
 * Posts signed webhooks over real HTTP. What is addressed to `PUBLIC_URL` goes to where the app listens, as
 * through a proxy: nothing leaves this machine.
 */
export function postOn({ account, publicUrl, appUrl, transport }: PostNeeds) {
  const services = { staff: account.staffServiceSid, public: account.publicServiceSid };

  const post = async (address: string, form: Record<string, string>): Promise<number> => (await postWhole(address, form)).status;

  async function postWhole(address: string, form: Record<string, string>): Promise<{ status: number; body: string }> {
    const direct = address.startsWith(publicUrl) ? `${appUrl()}${address.slice(publicUrl.length)}` : address;
    const answer = await transport.request('POST', new URL(direct), {
      'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'TwilioProxy/1.1',
      'X-Twilio-Signature': twilio.getExpectedTwilioSignature(account.authTokens[0], address, form),
    }, new URLSearchParams(form).toString());
    return answer;
  }

  const aboutCall = (call: CarriedCall, status: CallStatus): Record<string, string> => ({
    CallSid: call.sid, AccountSid: account.accountSid, ApiVersion: '2010-04-01', From: call.from, To: call.number, Caller: call.from, Called: call.number,
    Direction: 'outbound-api', CallStatus: status, ...(call.answeredBy !== null && call.detects ? { AnsweredBy: call.answeredBy } : {}),
  });

  const about = ({ sid, sender }: CarriedText): Record<string, string> =>
    ({ MessageSid: sid, SmsSid: sid, AccountSid: account.accountSid, MessagingServiceSid: services[sender], ApiVersion: '2010-04-01' });

  return {
    /** A receipt. @returns the app's status @throws when it did not answer */
    receipt: (text: CarriedText, { status, errorCode }: Step): Promise<number> => post(text.callback ?? '', {
      ...about(text), MessageStatus: status, SmsStatus: status, To: text.number, From: OUR_NUMBERS[text.sender], ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
    }),
    /** A state of a call. @returns the app's status @throws when it did not answer */
    callStatus: (call: CarriedCall, status: CallStatus): Promise<number> =>
      post(call.callback ?? '', { ...aboutCall(call, status), CallbackSource: 'call-progress-events', Timestamp: call.statusAt.toUTCString() }),
    /** Asks what to say in a call. @returns the app's status and words @throws when it did not answer */
    voice: (call: CarriedCall, address: string, more: Record<string, string>): Promise<{ status: number; body: string }> => postWhole(address, { ...aboutCall(call, 'in-progress'), ...more }),
    /** A text from a phone. @returns the app's status @throws when it did not answer */
    incoming: (text: CarriedText): Promise<number> => post(`${publicUrl}/webhooks/twilio/sms`, {
      ...about(text), SmsMessageSid: text.sid, SmsStatus: 'received', From: text.number, To: OUR_NUMBERS[text.sender], Body: text.body, NumMedia: '0', NumSegments: '1',
      ...(text.keyword === null ? {} : { OptOutType: text.keyword }),
    }),
  };
}
