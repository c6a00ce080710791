import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { ECDH } from 'node:crypto';
import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { PushMessage } from '../../server/contract/notices.js';

const { decrypt } = createRequire(import.meta.url)('http_ece') as { decrypt: (body: Buffer, how: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string }) => Buffer };

/** One push as a service gets it. `message` is what the browser would read; null when it could not. */
export interface Received { path: string; ttl: number; urgency: string; topic: string; message: PushMessage | null; vapid: { aud: string; sub: string; isSigned: boolean } | null; body: Buffer }

export type PushService = Awaited<ReturnType<typeof startPushService>>;

/** A push service on this machine (RFC 8030) that checks our signature (RFC 8292) and reads as the browser would (RFC 8291). */
export async function startPushService() {
  const browsers = new Map<string, { ecdh: ECDH; auth: string }>();
  const received: Received[] = [];
  /** What is answered to a push; 201 unless said otherwise. `hang`: nothing, ever. */
  const answer: { to: (path: string, count: number) => { status: number; retryAfter?: number } | 'hang' } = { to: () => ({ status: 201 }) };

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = Buffer.concat(chunks);
      const { headers } = request;
      received.push({
        path, body, ttl: Number(headers['ttl']), urgency: String(headers['urgency']), topic: String(headers['topic']), message: read(path, body), vapid: vapidOf(headers.authorization),
      });
      const how = answer.to(path, received.filter((one) => one.path === path).length);
      if (how === 'hang') return;
      response.writeHead(how.status, how.retryAfter === undefined ? {} : { 'Retry-After': String(how.retryAfter) });
      response.end();
    });
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function read(path: string, body: Buffer): PushMessage | null {
    const browser = browsers.get(path);
    try {
      return browser ? JSON.parse(decrypt(body, { version: 'aes128gcm', privateKey: browser.ecdh, authSecret: browser.auth }).toString()) as PushMessage : null;
    } catch { return null; }
  }

  return {
    origin, received, answer,
    /** The subscription of a new browser, as it gives it to a page. */
    subscribe(name: string): { endpoint: string; keys: { p256dh: string; auth: string } } {
      const ecdh = createECDH('prime256v1');
      const p256dh = ecdh.generateKeys().toString('base64url');
      const auth = randomBytes(16).toString('base64url');
      browsers.set(`/send/${name}`, { ecdh, auth });
      return { endpoint: `${origin}/send/${name}`, keys: { p256dh, auth } };
    },
    to: (name: string): Received[] => received.filter(({ path }) => path === `/send/${name}`),
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => { server.close(closed); });
    },
  };
}

/** A pair of keys for a server. */
export function vapidKeys(): { publicKey: string; privateKey: string } {
  const curve = createECDH('prime256v1');
  const publicKey = curve.generateKeys().toString('base64url');
  const privateKey = curve.getPrivateKey();
  return { publicKey, privateKey: Buffer.concat([Buffer.alloc(32 - privateKey.length), privateKey]).toString('base64url') };
}

function vapidOf(authorization: string | undefined): Received['vapid'] {
  const [, token, key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization ?? '') ?? [];
  const [head, claims, signature] = token?.split('.') ?? [];
  if (key === undefined || head === undefined || claims === undefined || signature === undefined) return null;
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const { aud, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string };
  const isSigned = verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  return { aud, sub, isSigned };
}
