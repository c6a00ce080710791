import twilio from 'twilio';
import type * as sdk from 'twilio/lib/http/response.js';
import type { ProviderAnswer } from './core/provider-answer.js';
import { NoAnswer, NotConnected } from './transport.js';
import type { Transport } from './transport.js';

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
export class LightClient extends twilio.RequestClient {
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
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]): [string, string][] => [value].flat().map((one) => [name, String(one)]))).toString();

function bodyOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed as Record<string, unknown> : {};
  } catch { return {}; }
}

/** A number, or null for anything else. */
export const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** A failed request as an answer. @throws what is neither the provider's nor the network's doing */
export function answerOf(error: unknown): ProviderAnswer {
  if (error instanceof Refused) return error.answer;
  if (error instanceof NotConnected) return { kind: 'not-connected' };
  if (error instanceof NoAnswer) return { kind: 'no-answer' };
  throw error;
}
