import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../app/api.js';
import { useWho } from '../app/session.js';
import { rememberLines, useLines } from '../crisis/raise/lines.js';
import type { Lines } from '../crisis/raise/lines.js';

/**
 * The numbers to ring on a page that anybody may open. Whoever is not known here gets those that the network shows to everybody;
 * without a network, those of the last time on this device. `ring`: the one to ring now; null when none is known or none is set.
 */
export function useLinesForAnybody(): Lines & { ring: string | null } {
  const lines = useLines();
  const { session, state } = useWho();
  const { data } = useQuery({
    queryKey: ['public-lines'],
    queryFn: ({ signal }) => call('GET /api/v1/public-lines', {}, { signal }),
    enabled: session === null && state !== 'asking',
    retry: 1,
    staleTime: 300_000,
  });
  const known = session || !data ? lines : { ...lines, name: data.name, emergencyNumber: data.emergencyNumber ?? lines.emergencyNumber, crisisLine: data.crisisLine ?? lines.crisisLine, publicPhone: data.phone };
  const { name, publicPhone } = known;
  useEffect(() => {
    if (data && !session) rememberLines(known);
    // Only what was told just now is worth keeping anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [data, session, name, publicPhone]);
  return { ...known, ring: known.dutyPhone ?? known.publicPhone };
}
