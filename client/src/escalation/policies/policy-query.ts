import { queryOptions } from '@tanstack/react-query';
import type { PolicyLetter, PolicyView } from '../../../../server/contract/escalation.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';

/** So long a list of names is fresh enough. */
const NAMES_FRESH_MS = 60_000;

/** The policies of my teams, and the teams whose policy I may change. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => call('GET /api/v1/policies', {}, { signal }),
});

/** What a rung can name: rotas and people. */
export const namesQuery = queryOptions({
  queryKey: ['policies', 'names'],
  queryFn: async ({ signal }) => {
    const [{ rotas }, { staff }] = await Promise.all([call('GET /api/v1/rotas', {}, { signal }), call('GET /api/v1/staff', {}, { signal })]);
    return { rotas: rotas.map(({ id, name, teamId, supervises }) => ({ id, name, teamId, supervises })), staff };
  },
  staleTime: NAMES_FRESH_MS,
});

export type Names = Awaited<ReturnType<NonNullable<typeof namesQuery.queryFn>>>;

/** Whom a draft would reach. The answer before stays until the next one is there. */
export const reachedQuery = (teamId: string, letter: PolicyLetter, at: string, ladders: PolicyView['ladders'] | null) => queryOptions({
  queryKey: ['policies', 'reached', teamId, letter, at, ladders],
  queryFn: ({ signal }) => call('POST /api/v1/policies/who-is-reached', { teamId, letter, at, ladders: ladders as PolicyView['ladders'] }, { signal }),
  enabled: ladders !== null,
  placeholderData: (before) => before,
  gcTime: NAMES_FRESH_MS,
});

/** Takes a policy as the server just answered it. */
export function hearPolicy(policy: PolicyView): void {
  queries.setQueryData(policiesQuery.queryKey, (known) => known && ({ ...known, policies: [...known.policies.filter(({ id }) => id !== policy.id), policy] }));
}
