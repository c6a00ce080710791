import { queryOptions } from '@tanstack/react-query';
import type { MySignInView } from '../../../server/contract/sign-in.js';
import { call } from '../app/api.js';
import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { sessionQuery } from '../app/session.js';
import { atField } from '../ui/use-tries.js';
import type { Told } from '../ui/use-tries.js';
import { channelsQuery } from './settings-query.js';
import { signInWords } from './sign-in-words.js';

/** My passkeys and codes. */
export const signInQuery = queryOptions({ queryKey: ['my-sign-in'], queryFn: ({ signal }) => call('GET /api/v1/me/sign-in', {}, { signal }) });

/** Takes what the server just answered. My settings have a new version by it, and what I may do may have grown. */
export function hearSignIn(view: MySignInView): void {
  queries.setQueryData(signInQuery.queryKey, view);
  void queries.invalidateQueries(channelsQuery);
  void queries.invalidateQueries(sessionQuery);
}

/** The id of the field for the password, in every dialog that asks for it. */
export const PASSWORD_FIELD = 'my-password';

/** Why something was not done, in words. @throws what is neither a refusal nor a lost line */
export function whyNot(error: unknown): Told {
  if (error instanceof Unreachable) return signInWords('unreachable');
  if (isProblem(error, 'identity/wrong-password')) return atField(PASSWORD_FIELD, signInWords('password.wrong'));
  if (isProblem(error, 'identity/second-step-wrong')) return atField('app-code', signInWords('codes.wrong'));
  if (isProblem(error, 'identity/second-step-locked')) return signInWords('codes.locked');
  if (isProblem(error, 'request/too-fast')) return signInWords('too-fast');
  if (!(error instanceof Problem)) throw error;
  return signInWords('refused', { why: error.message });
}
