import { JSON_ANSWERS } from './core/request.js';
import type { EarlyAnswers } from './early-answers.js';

/**
 * Asks for what the first screen shows while its scripts are still on their way, a round trip or two on a slow line: who is signed in,
 * and, where they are shown first, the reports of whoever may see them. `takeEarly` hands the answers over to the page, which asks
 * again itself for whatever failed here. It runs before everything else, and the build makes a file of its own of it: keep it
 * to a few lines.
 */
const answers: EarlyAnswers = new Map();
(globalThis as { handrailEarly?: EarlyAnswers }).handrailEarly = answers;

function ask(path: string): Promise<Response> {
  const answer = fetch(path, { credentials: 'same-origin', headers: { Accept: JSON_ANSWERS }, cache: 'no-store', redirect: 'error' });
  // Whoever takes it hears of a failure; until then nobody has to.
  answer.catch(() => undefined);
  answers.set(path, { answer, askedAt: performance.now() });
  return answer;
}

const showsReports = (permissions: readonly string[]): boolean =>
  (location.pathname === '/' && permissions.includes('report:follow') && !permissions.includes('board:watch')) || (location.pathname === '/raise' && permissions.includes('report:create'));

void ask('/api/v1/session')
  .then(async (response) => {
    // The page reads the answer itself, so this reads a copy.
    const { permissions = [] } = response.ok ? ((await response.clone().json()) as { permissions?: readonly string[] }) : {};
    if (showsReports(permissions)) await ask('/api/v1/reports');
  })
  .catch(() => undefined);
