import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { MatchAnswer, MatchInput } from '../../../../server/contract/matching.js';
import { call } from '../../app/api.js';

/** Places and hours move: an answer older than this is looked up again when the panel opens. */
const FRESH_MS = 60_000;

/** The services that fit a crisis now, looked up again when what they are matched by changes. */
export function useMatches(crisis: CrisisView, asked: MatchInput): UseQueryResult<MatchAnswer> {
  const { id, letter, details, consents, referrals } = crisis;
  return useQuery({
    queryKey: ['matches', id, asked, letter, details, consents.map((consent) => [consent.id, consent.withdrawnAt]), referrals.map((referral) => [referral.id, referral.state])],
    queryFn: ({ signal }) => call('POST /api/v1/crises/:id/matches', { id, ...asked }, { signal }),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}
