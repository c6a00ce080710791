import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderAccount } from '../messaging/index.js';

interface Taken { sid: string; to: string; body: string; at: Date }

const KEPT = 20;
const LARGEST_BODY = 8192;

/** An account that exists nowhere: what is sent with it can only reach a sink. */
export const sinkAccount = (): ProviderAccount => ({
  accountSid: `AC${'c'.repeat(32)}`, authTokens: [randomBytes(16).toString('hex')], staffServiceSid: `MG${'c'.repeat(32)}`, publicServiceSid: `MG${'c'.repeat(32)}`,
});

export type Sink = Awaited<ReturnType<typeof startSink>>;

/**
 * The end of the road for canaries: takes texts on loopback in the provider's own words and keeps the last few, so that one of
 * unknown outcome can be looked up. It reaches nobody.
 * @param onText resolves when the text is noted; only then it is answered as taken
 */
export async function startSink({ now, onText }: { now: () => Date; onText: () => Promise<void> }) {
  const taken: Taken[] = [];
  const resource = ({ sid, to, body, at }: Taken) => ({ sid, to, body, status: 'delivered', direction: 'outbound-api', error_code: null, date_created: at.toUTCString(), date_updated: at.toUTCString(), date_sent: at.toUTCString() });
  const answer = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  async function take(form: URLSearchParams, response: ServerResponse): Promise<void> {
    await onText();
    const text = { sid: `SM${randomBytes(16).toString('hex')}`, to: form.get('To') ?? '', body: form.get('Body') ?? '', at: now() };
    taken.push(text);
    taken.splice(0, taken.length - KEPT);
    answer(response, 201, resource(text));
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body = `${body}${chunk.toString()}`.slice(0, LARGEST_BODY); });
    request.on('end', () => {
      if (request.method === 'POST') take(new URLSearchParams(body), response).catch(() => { answer(response, 500, { message: 'the canary could not be noted' }); });
      else answer(response, 200, { messages: taken.toReversed().map(resource), page: 0, page_size: KEPT, uri: request.url, next_page_uri: null });
    });
  });
  await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(0, '127.0.0.1', resolve); });
  server.unref();
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
