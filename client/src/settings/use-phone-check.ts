import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PhoneCheckView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';

const LOOK_EVERY_MS = 1000;
const isOver = ({ state }: PhoneCheckView): boolean => state === 'delivered' || state === 'failed' || state === 'stopped';

/** A code or a test that was sent, and what is known of it: looked at each second until it arrived or failed. */
export function usePhoneCheck() {
  const [sent, setSent] = useState<PhoneCheckView | null>(null);
  const { data } = useQuery({
    queryKey: ['phone-check', sent?.id],
    queryFn: ({ signal }) => call('GET /api/v1/me/phone-checks/:id', { id: sent?.id ?? '' }, { signal }),
    enabled: sent !== null,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : LOOK_EVERY_MS),
  });
  return { check: data ?? sent, follow: setSent };
}
