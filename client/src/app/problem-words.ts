import { PROBLEMS } from '../../../server/contract/problems.js';
import { readProblem } from './core/problem.js';
import type { Problem } from './core/problem.js';
import { roomWords, saidByServer, screenLanguage } from './words.js';

const TITLES: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(PROBLEMS).map(([slug, { title }]) => [slug, title]));

/** What the server says no with, by slug: in English exactly as it says it itself. */
export const problemTitles = roomWords('problem', TITLES);

/** The problem in an answer, with what it says in the language of the screens. English is what the server wrote. */
export function problemOf(status: number, content: unknown, retryAfter: string | null): Problem {
  const problem = readProblem(status, content, retryAfter);
  if (screenLanguage() === 'en') return problem;
  problem.message = problemTitles(problem.slug);
  if (problem.body.detail !== undefined) problem.body.detail = saidByServer(problem.body.detail);
  for (const fault of problem.body.errors ?? []) fault.detail = saidByServer(fault.detail);
  return problem;
}
