import http from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

export interface HttpAnswer { status: number; headers: IncomingHttpHeaders; body: string }

/** The connection never came about: the other side certainly has nothing. */
export class NotConnected extends Error {
  constructor(code: string) { super(code); this.name = 'NotConnected'; }
}

/** Something may have arrived there, but no whole answer came back in time. */
export class NoAnswer extends Error {
  constructor(why: string) { super(why); this.name = 'NoAnswer'; }
}

const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID']);
const LARGEST_ANSWER = 1024 * 1024;

/**
 * Connections are kept, but closed after 4 idle seconds: many servers close theirs after 5, and a page written to a dying
 * connection would cost the 10 seconds of looking for it.
 */
const KEPT = { keepAlive: true, maxSockets: 128, maxFreeSockets: 32, timeout: 4000, scheduling: 'lifo' } as const;

export type Transport = ReturnType<typeof makeTransport>;

/**
 * The lightest HTTP client there is: one request, one answer, no redirect followed. Its time-out is real time whatever the
 * `Clock` says, because the network keeps no other.
 */
export function makeTransport({ timeoutMilliseconds, lookup }: { timeoutMilliseconds: number; lookup?: LookupFunction }) {
  const agents = { 'http:': new http.Agent(KEPT), 'https:': new https.Agent(KEPT) };

  return {
    /** @throws NotConnected | NoAnswer */
    request(method: string, address: URL, headers: Record<string, string>, body: string | Buffer | null): Promise<HttpAnswer> {
      return new Promise((resolve, reject) => {
        const secure = address.protocol === 'https:';
        const call = (secure ? https : http).request(address, {
          method, agent: agents[secure ? 'https:' : 'http:'], ...(lookup ? { lookup } : {}),
          headers: body === null ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) },
        });
        const late = setTimeout(() => { call.destroy(new NoAnswer('timeout')); }, timeoutMilliseconds);
        const fail = (error: NodeJS.ErrnoException): void => {
          clearTimeout(late);
          const code = error.code ?? error.message;
          reject(NEVER_ARRIVED.has(code) ? new NotConnected(code) : new NoAnswer(code));
        };
        call.on('error', fail);
        call.on('response', (response) => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > LARGEST_ANSWER) call.destroy(new NoAnswer('too large'));
            else chunks.push(chunk);
          });
          response.on('error', fail);
          response.on('aborted', () => { fail(new NoAnswer('cut off')); });
          response.on('end', () => {
            clearTimeout(late);
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() });
          });
        });
        call.end(body ?? undefined);
      });
    },
    /** Closes kept connections, so that a process can end. */
    close(): void { agents['http:'].destroy(); agents['https:'].destroy(); },
  };
}
