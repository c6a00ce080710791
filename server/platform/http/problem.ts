import { PROBLEMS } from '../../contract/problems.js';
import type { ProblemBody, ProblemSlug } from '../../contract/problems.js';

/** The one error class that carries an answer for the caller; everything else is our fault and leaves as `server/fault`. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly more: Partial<ProblemBody>;
  constructor(slug: ProblemSlug, more: Partial<ProblemBody> = {}) {
    super(slug);
    this.name = 'Problem';
    this.slug = slug;
    this.more = more;
  }

  get status(): number { return PROBLEMS[this.slug].status; }

  /** As `application/problem+json` (RFC 9457). */
  toBody(instance?: string): ProblemBody {
    const { status, title } = PROBLEMS[this.slug];
    return { type: `/problems/${this.slug}`, title, status, ...this.more, ...(instance === undefined ? {} : { instance }) };
  }
}

/** A named refusal, to be thrown by a use case. `more` must never carry a person's words, name or number. */
export const problem = (slug: ProblemSlug, more?: Partial<ProblemBody>): Problem => new Problem(slug, more);

const isSlug = (text: string): text is ProblemSlug => Object.hasOwn(PROBLEMS, text);

/** A rule's refusal as a problem. @throws Error when the rule names a slug that is not in the contract */
export const refusalProblem = (refusal: string): Problem => {
  if (!isSlug(refusal)) throw new Error(`unknown refusal ${refusal}`);
  return new Problem(refusal);
};
