import type { InputOf, OutputOf, RouteKey } from '../../../server/contract/api.js';
import { serverClock } from '../live/server-clock.js';
import { Unreachable } from './core/problem.js';
import { JSON_ANSWERS, isSafe, planRequest } from './core/request.js';
import { dropEarly, takeEarly } from './early-answers.js';
import { problemOf } from './problem-words.js';

export interface CallOptions {
  /** Makes a creating POST safe to repeat: the same key with the same content has its effect once. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Finishes even when the page goes away meanwhile. */
  keepalive?: boolean | undefined;
}

type Arguments<Route extends RouteKey> = Record<string, never> extends InputOf<Route>
  ? [input?: InputOf<Route>, options?: CallOptions]
  : [input: InputOf<Route>, options?: CallOptions];

/**
 * Asks the server. The route's name gives the types: `call('GET /api/v1/crises/:id', { id })`.
 * @throws Problem when the server says no; Unreachable when nobody answers; AbortError when `signal` ended it
 */
export async function call<Route extends RouteKey>(route: Route, ...[input, options = {}]: Arguments<Route>): Promise<OutputOf<Route>> {
  const { method, path, body } = planRequest(route, input ?? {});
  const response = await send(path, {
    method,
    credentials: 'same-origin',
    headers: headersFor(method, body !== undefined, options.idempotencyKey),
    cache: 'no-store',
    redirect: 'error',
    ...(body && { body: JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
    ...(options.keepalive && { keepalive: true }),
  });
  seedClock(response);
  const content: unknown = await contentOf(response);
  if (!response.ok) throw problemOf(response.status, content, response.headers.get('Retry-After'));
  return content as OutputOf<Route>;
}

/** A new key for one thing that is to be created once, however often it is sent. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const early = isSafe(init.method ?? 'GET') ? takeEarly(path) : dropEarly();
  try {
    // Nobody heard of an early question that failed: it is asked again, as if for the first time.
    return (early && (await early.catch(() => null))) ?? (await fetch(path, init));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable({ cause: error });
  }
}

function headersFor(method: string, hasBody: boolean, idempotencyKey: string | undefined): Record<string, string> {
  return {
    Accept: JSON_ANSWERS,
    ...(hasBody && { 'Content-Type': 'application/json' }),
    // Another site's page cannot add this header without being asked first, which the server refuses.
    ...(!isSafe(method) && { 'X-Handrail': '1' }),
    ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
  };
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch (error) {
    // A broken answer to something that worked: whether all of it arrived is unknown.
    if (response.ok) throw new Unreachable({ cause: error });
    return null;
  }
}

/** Before the first heartbeat the answer's own date is the best there is; it has no fractions, so half a second is added. */
function seedClock(response: Response): void {
  if (serverClock.isSet()) return;
  const date = Date.parse(response.headers.get('Date') ?? '');
  if (Number.isFinite(date)) serverClock.guess(date + 500);
}
