import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { WordingKey, WordingPreview, WordingSentence, WordingView } from '../../../server/contract/wording.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';

/** The words of every text and call, as they hold now. */
export const textsQuery = queryOptions({ queryKey: ['wordings'], queryFn: async ({ signal }) => (await call('GET /api/v1/wordings', {}, { signal })).wordings });

/** How these words would leave. */
export const previewQuery = (key: WordingKey, sentences: readonly WordingSentence[]) => queryOptions({
  queryKey: ['wording-preview', key, sentences],
  queryFn: ({ signal }): Promise<WordingPreview> => call('POST /api/v1/wordings/:key/preview', { key, sentences: [...sentences] }, { signal }),
  enabled: sentences.length > 0,
  staleTime: Infinity,
  gcTime: 60_000,
  retry: false,
  placeholderData: keepPreviousData,
});

/** Every version of these words, the newest first. */
export const historyQuery = (key: WordingKey) => queryOptions({ queryKey: ['wording-history', key], queryFn: async ({ signal }) => (await call('GET /api/v1/wordings/:key/history', { key }, { signal })).versions });

/** Takes words as the server just answered. */
export function hearText(next: WordingView): void {
  queries.setQueryData(textsQuery.queryKey, (all) => all?.map((one) => (one.key === next.key ? next : one)));
  void queries.invalidateQueries({ queryKey: historyQuery(next.key).queryKey });
}
