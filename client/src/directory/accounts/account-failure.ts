import { Problem, Unreachable, isProblem } from '../../app/core/problem.js';
import { atField } from '../../ui/use-tries.js';
import type { Told } from '../../ui/use-tries.js';
import { accountsWords } from './accounts-words.js';

export const EMAIL_ID = 'account-email';

/** Why an account was not made or ended. @throws what is neither a refusal nor a lost line */
export function accountFailure(error: unknown): Told {
  if (error instanceof Unreachable) return accountsWords('wrong.unreachable');
  if (isProblem(error, 'identity/e-mail-in-use')) return atField(EMAIL_ID, accountsWords('wrong.in-use'));
  if (isProblem(error, 'request/malformed') && error.body.errors?.some(({ pointer }) => pointer === '/email')) return atField(EMAIL_ID, accountsWords('missing.e-mail'));
  if (!(error instanceof Problem)) throw error;
  return accountsWords('wrong.other', { why: error.message });
}
