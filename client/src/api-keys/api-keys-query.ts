import { queryOptions } from '@tanstack/react-query';
import type { ApiKeyView } from '../../../server/contract/api-keys.js';
import { call } from '../app/api.js';
import { Problem, Unreachable } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { keyWords } from './api-key-words.js';

/** Every key that I may see. */
export const keysQuery = queryOptions({ queryKey: ['api-keys'], queryFn: async ({ signal }) => (await call('GET /api/v1/api-keys', {}, { signal })).keys });

/** Takes a key as the server just answered it. */
export function hearKey(key: ApiKeyView): void {
  queries.setQueryData(keysQuery.queryKey, (known: ApiKeyView[] | undefined) => known && (known.some(({ id }) => id === key.id) ? known.map((one) => (one.id === key.id ? key : one)) : [key, ...known]));
}

/** Why something was not done, in words. @throws what is neither a refusal nor a lost line */
export function whyNot(error: unknown): string {
  if (error instanceof Unreachable) return keyWords('unreachable');
  if (!(error instanceof Problem)) throw error;
  return keyWords('refused', { why: error.message });
}
