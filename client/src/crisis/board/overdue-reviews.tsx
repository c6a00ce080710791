import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { EMERGENCY_REVIEW_HOURS } from '../../../../server/contract/emergency-access.js';
import { reviewsQuery } from '../../audit/reviews-query.js';
import { useNow } from '../../live/server-clock.js';
import { Note } from '../../ui/tag.js';
import { boardWords } from './board-words.js';

/** Seldom enough: they become overdue after three days. */
const LOOK_EVERY_MS = 600_000;

/** To whoever must look at them: emergency accesses whose time for that is over. Nothing where there is none, or where it cannot be known now. */
export function OverdueReviews() {
  const now = useNow(60_000);
  const { data } = useQuery({ ...reviewsQuery, staleTime: LOOK_EVERY_MS, refetchInterval: LOOK_EVERY_MS });
  const overdue = data?.waiting.filter(({ reviewBy, mayReview }) => mayReview && now >= Date.parse(reviewBy)) ?? [];
  if (overdue.length === 0) return null;
  return (
    <Note tone="warning" icon="warning">
      {boardWords('rail.reviews', { count: overdue.length, hours: EMERGENCY_REVIEW_HOURS })} <Link href="/admin/audit">{boardWords('rail.reviews.open')}</Link>
    </Note>
  );
}
