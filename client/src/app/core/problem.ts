import { PROBLEMS } from '../../../../server/contract/problems.js';
import type { ProblemBody, ProblemSlug } from '../../../../server/contract/problems.js';

/** The server said no, and which rule or fault it was. Branch on `slug`, never on words. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly status: number;
  readonly body: ProblemBody;
  /** After how many seconds another try makes sense; null when the server named none. */
  readonly retryAfterSeconds: number | null;

  constructor(body: ProblemBody, retryAfterSeconds: number | null) {
    super(body.title);
    this.name = 'Problem';
    this.body = body;
    this.slug = slugOf(body.type);
    this.status = body.status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** What is wrong with the field at this JSON pointer, or null. */
  at(pointer: string): string | null {
    return this.body.errors?.find((error) => error.pointer === pointer)?.detail ?? null;
  }
}

/** Nobody answered: no network, or the server is not there. Whether it did anything is unknown, so send again with the same key. */
export class Unreachable extends Error {
  constructor(options?: ErrorOptions) {
    super('The server could not be reached', options);
    this.name = 'Unreachable';
  }
}

/** Whether `error` is this problem. */
export function isProblem(error: unknown, slug: ProblemSlug): error is Problem {
  return error instanceof Problem && error.slug === slug;
}

function slugOf(type: string): ProblemSlug {
  const slug = type.replace(/^.*\/problems\//, '');
  return Object.hasOwn(PROBLEMS, slug) ? (slug as ProblemSlug) : 'server/fault';
}

/** The problem in an answer of `status`. An answer in another form (a proxy's page) counts as our fault or its status. */
export function readProblem(status: number, content: unknown, retryAfter: string | null): Problem {
  const body = isProblemBody(content) ? content : { type: '/problems/server/fault', title: PROBLEMS['server/fault'].title, status };
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new Problem(body, Number.isFinite(seconds) ? seconds : null);
}

function isProblemBody(content: unknown): content is ProblemBody {
  return typeof content === 'object' && content !== null && 'type' in content && typeof content.type === 'string' && 'title' in content && 'status' in content;
}
