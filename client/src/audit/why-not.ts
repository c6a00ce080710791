import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { atField } from '../ui/use-tries.js';
import type { Told } from '../ui/use-tries.js';
import { auditWords } from './audit-words.js';

/** The field for the password, in the dialog of an export. */
export const PASSWORD_FIELD = 'audit-password';

/** Why something was not done, in words. @throws what is neither a refusal nor a lost line */
export function whyNot(error: unknown): Told {
  if (error instanceof Unreachable) return auditWords('unreachable');
  if (isProblem(error, 'identity/wrong-password')) return atField(PASSWORD_FIELD, auditWords('export.password-wrong'));
  if (isProblem(error, 'request/too-fast')) return auditWords('too-fast');
  if (!(error instanceof Problem)) throw error;
  return auditWords('refused', { why: error.message });
}
