import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** As strict as a server may be, so that a page that needs more is found here. Source: reliability.md §8, "CSP without inline". */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export interface StaticSite {
  /** Without a slash at the end. */
  url: string;
  /** For what a test adds to it, such as a socket server. */
  server: Server;
  close: () => Promise<void>;
}

/** Answers a request of the API and says so, or leaves it. */
export type ApiAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves the files of `folder` on a port of its own, and `index.html` for every address that is no file, as the real
 * server does for the client's pages. Of the API there is only what `api` answers; the rest is 404.
 */
export async function serveFolder(folder: string, api: ApiAnswer = () => false): Promise<StaticSite> {
  const server = createServer((request, response) => {
    const path = pathOf(request);
    response.setHeader('Content-Security-Policy', CONTENT_POLICY);
    if (path.startsWith('/socket.io/')) return;
    if (path.startsWith('/api/')) {
      if (!api(request, response)) answerJson(response, 404, { type: '/problems/request/unknown-address', title: 'There is nothing at this address', status: 404 });
      return;
    }
    void fileFor(folder, path).then((file) => {
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
      createReadStream(file).pipe(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The address a request asks for, without its query. */
export function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://site').pathname;
}

/** Ends an answer with this as its JSON. */
export function answerJson(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
  response.end(JSON.stringify(content));
}

async function fileFor(folder: string, path: string): Promise<string> {
  const wanted = join(folder, normalize(decodeURIComponent(path)));
  const isFile = wanted.startsWith(folder) && (await stat(wanted).then((found) => found.isFile(), () => false));
  return isFile ? wanted : join(folder, 'index.html');
}
