import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { nowMs } from '../figures.js';

/** One answer, with when the request left and when the answer was in, in `nowMs`. */
export interface Answer<T> { status: number; body: T; sentAt: number; answeredAt: number }

export type HttpClient = ReturnType<typeof httpClient>;

/** A light client over kept connections, as a phone or a browser that stays open. @param atOnce connections it may hold */
export function httpClient(url: string, atOnce = 64) {
  // Idle connections are given up before the server does so after 5 seconds; else a request could meet a closing one.
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce, timeout: 4000 });
  const { hostname, port } = new URL(url);

  function send<T>(method: 'GET' | 'POST' | 'PUT', path: string, headers: Record<string, string>, text: string | null): Promise<Answer<T>> {
    return new Promise((resolve, reject) => {
      const call = http.request({
        hostname, port, path, method, agent,
        headers: text === null ? headers : { ...headers, 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) },
      }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => { chunks.push(chunk); });
        response.on('error', reject);
        response.on('end', () => {
          const answeredAt = nowMs();
          const whole = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, body: (whole.startsWith('{') ? JSON.parse(whole) : null) as T, sentAt, answeredAt });
        });
      });
      call.on('error', reject);
      const sentAt = nowMs();
      call.end(text ?? undefined);
    });
  }

  return {
    get: <T>(path: string, cookie = '') => send<T>('GET', path, { cookie }, null),
    /** A command of somebody signed in; every one has its own idempotency key unless one is given. */
    post: <T>(path: string, body: object, cookie = '', key: string = randomUUID()) => send<T>('POST', path, { cookie, 'X-Handrail': '1', 'Idempotency-Key': key }, JSON.stringify(body)),
    put: <T>(path: string, body: object, cookie = '') => send<T>('PUT', path, { cookie, 'X-Handrail': '1' }, JSON.stringify(body)),
    close: (): void => { agent.destroy(); },
  };
}
