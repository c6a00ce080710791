import { createHash, randomUUID } from 'node:crypto';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import helmet from 'helmet';
import type { Permission } from '../../contract/permissions.js';
import { faultOf } from '../log/log.js';
import type { Log } from '../log/log.js';
import { isPassing } from '../mongo/transact.js';
import { FIELD_MESSAGES } from './field-words.js';
import { Problem, problem } from './problem.js';
import type { Actor, Route } from './route.js';

export interface AppNeeds {
  log: Log;
  /** Pages and sockets may come from here only. */
  publicUrl: string;
  /** Who calls, from cookies or a bearer key; null when nobody is signed in. */
  whoIs: (request: Request) => Promise<Actor | null>;
  /** What stands in a 503, so that a caller is never left alone. */
  fallback: () => { dutyPhone: string; emergencyNumber: string };
  measure: (method: string, route: string, status: number, seconds: number) => void;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What a machine never passes as: somebody who signed in. */
const PERSONS_ONLY = new Set<string>(['known', 'signed-in', 'account']);

/** The Express application before any address is mounted: headers, body size, request ids. Deny by default. */
export function makeApp({ publicUrl }: Pick<AppNeeds, 'publicUrl'>): Express {
  const app = express();
  const secure = publicUrl.startsWith('https:');
  app.disable('x-powered-by');
  // answers are never stored, so nobody could ask whether theirs is still true; files bring their own
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.use(helmet({
    contentSecurityPolicy: { directives: {
      'default-src': ["'self'"], 'script-src': ["'self'"], 'style-src': ["'self'"], 'style-src-attr': ["'unsafe-inline'"], 'img-src': ["'self'", 'data:'], 'font-src': ["'self'"],
      'connect-src': ["'self'", publicUrl.replace(/^http/, 'ws')], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'self'"],
      'object-src': ["'none'"], ...(secure ? {} : { 'upgrade-insecure-requests': null }),
    } },
    strictTransportSecurity: secure ? { maxAge: 63072000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
  }));
  return app;
}

/** JSON of at most 64 KB, for the API only; webhooks bring their own reader. */
export const jsonBody = () => express.json({ limit: '64kb', strict: true });

/** Mounts routes: who are you → may you → Joi → handle. Every answer is JSON and never stored by a cache. */
export function mount(app: Express, routes: readonly Route[], needs: AppNeeds): void {
  for (const entry of routes) {
    const [method, path] = entry.key.split(' ') as [string, string];
    const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    app[verb](path, async (request: Request, response: Response) => {
      const startedAt = performance.now();
      response.setHeader('Cache-Control', 'no-store');
      const requestId = randomUUID();
      response.setHeader('X-Request-Id', requestId);
      response.on('finish', () => { needs.measure(method, path, response.statusCode, (performance.now() - startedAt) / 1000); });
      if (!SAFE.has(method)) refuseForeign(request, needs.publicUrl);
      const actor = await needs.whoIs(request);
      if (entry.allow !== 'anyone') {
        if (!actor) throw problem('identity/unknown');
        if (actor.locked && !entry.whileLocked) throw problem('identity/locked');
        if (entry.allow === 'signed-in' && actor.isDevice) throw problem('identity/unknown');
        if (actor.screen !== undefined && (entry.allow === 'known' || entry.allow === 'account')) throw problem('identity/unknown');
        if (actor.machine !== undefined && !(entry.machine ? actor.may(entry.machine) : !PERSONS_ONLY.has(entry.allow) && actor.may(entry.allow as Permission))) throw problem('identity/key-scope');
        if (actor.outside && (entry.allow === 'signed-in' || entry.allow === 'known')) throw problem('identity/not-allowed');
        if (actor.machine === undefined && entry.allow !== 'signed-in' && entry.allow !== 'known' && entry.allow !== 'account' && !actor.may(entry.allow)) throw problem(actor.isDevice ? 'identity/unknown' : 'identity/not-allowed');
      }
      const input = read(entry, request);
      const key = request.get('idempotency-key');
      if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) throw problem('request/malformed', { errors: [{ pointer: '/Idempotency-Key', detail: 'at most 200 visible characters' }] });
      const output = await entry.handle(input as never, actor as never, {
        requestId, ip: request.ip ?? '', idempotencyKey: key ?? null, bodyHash: hashOf(request.body), request, response,
      });
      if (entry.status === 204 || output === null) response.status(204).end();
      else response.status(entry.status).json(output);
    });
  }
}

/** Cross-site requests carry neither our header nor our origin. Machines with a bearer key carry no cookie to abuse. */
function refuseForeign(request: Request, publicUrl: string): void {
  if (/^bearer\s/i.test(request.get('authorization') ?? '')) return;
  const origin = request.get('origin');
  const ours = origin === undefined || origin === publicUrl || origin === `${request.protocol}://${request.get('host') ?? ''}`;
  if (!ours || request.get('x-handrail') === undefined) throw problem('request/foreign-origin');
}

function read({ input }: Route, request: Request): unknown {
  const body: unknown = request.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw problem('request/malformed', { errors: [{ pointer: '', detail: 'must be an object' }] });
  refusePollution(body, '');
  const { value, error } = input.validate({ ...request.query, ...body, ...request.params }, { abortEarly: false, convert: true, allowUnknown: false, stripUnknown: false, messages: FIELD_MESSAGES, errors: { label: false, wrap: { label: false, array: false } } });
  if (error) {
    throw problem('request/malformed', { errors: error.details.map(({ path, message }) => ({
      pointer: `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`, detail: message,
    })) });
  }
  return value;
}

function refusePollution(value: object, pointer: string): void {
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') throw problem('request/malformed', { errors: [{ pointer: `${pointer}/${key}`, detail: 'is not known here' }] });
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === 'object' && inner !== null) refusePollution(inner, `${pointer}/${key}`);
  }
}

const hashOf = (body: unknown): string => createHash('sha256').update(JSON.stringify(body ?? null)).digest('base64url');

/** The one place where an error becomes an answer. */
export function problemHandler({ log, fallback }: Pick<AppNeeds, 'log' | 'fallback'>): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, _next: unknown) => {
    const requestId = String(response.getHeader('X-Request-Id') ?? randomUUID());
    const known = asProblem(error);
    if (known.status >= 500) {
      log.error('a request failed', { room: 'http', request: requestId, method: request.method, status: known.status, ...faultOf(error) });
    }
    if (response.headersSent) { response.end(); return; }
    if (known.status === 503 || known.status === 429) response.setHeader('Retry-After', '2');
    response.setHeader('Cache-Control', 'no-store');
    response.status(known.status).type('application/problem+json').send(JSON.stringify({ ...known.toBody(requestId), ...(known.status === 503 ? fallback() : {}) }));
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isPassing(error)) return problem('server/not-durable');
  if (error instanceof Error && 'type' in error) {
    if (error.type === 'entity.too.large') return problem('request/too-large');
    if (typeof error.type === 'string' && error.type.startsWith('entity.')) return problem('request/malformed', { errors: [{ pointer: '', detail: 'is not JSON' }] });
    if (typeof error.type === 'string' && /^(charset|encoding|request)\./.test(error.type)) return problem('request/malformed', { errors: [{ pointer: '', detail: 'has an unknown encoding or was cut off' }] });
  }
  if (error instanceof URIError) return problem('request/malformed', { errors: [{ pointer: '', detail: 'the address is not written correctly' }] });
  return problem('server/fault');
}
