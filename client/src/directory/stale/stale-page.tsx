import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { STALE_REASONS } from '../../../../server/contract/directory-edit.js';
import type { StaleReason } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { BackLink } from '../../app/back-link.js';
import { PageLoading } from '../../app/page-loading.js';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/field.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { StaleCard } from './stale-card.js';
import { staleWords } from './stale-words.js';
import '../directory.css';
import './stale.css';

const PAGE = 25;

const staleQuery = (reason: StaleReason | null) =>
  infiniteQueryOptions({
    queryKey: ['stale-services', reason],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => call('GET /api/v1/stale-services', { skip: pageParam, limit: PAGE, ...(reason && { reason }) }, { signal }),
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
    staleTime: 60_000,
  });

/** Entries that somebody should check, those that people are sent to most first. */
export function StalePage() {
  const [reason, setReason] = useState<StaleReason | null>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(staleQuery(reason));
  const services = data?.pages.flatMap((page) => page.services) ?? [];
  return (
    <>
      <BackLink to="/services" words={staleWords('back')} />
      <PageHead title={staleWords('title')}>{staleWords('lead')}</PageHead>
      <div className="stack stale">
        <div className="stale-filter">
          <Select label={staleWords('why')} value={reason ?? ''} onChange={({ target }) => setReason(STALE_REASONS.find((one) => one === target.value) ?? null)}>
            <option value="">{staleWords('why.any')}</option>
            {STALE_REASONS.map((one) => (
              <option key={one} value={one}>
                {staleWords(`why.${one}`)}
              </option>
            ))}
          </Select>
        </div>
        {!data && !error && <PageLoading lines={6} />}
        {!data && error && (
          <FailedState title={staleWords('failed')} act={staleWords('try-again')} onTry={() => void refetch()}>
            {staleWords('failed.words')}
          </FailedState>
        )}
        {data && (
          <p className="muted" role="status">
            {staleWords('count', { count: data.pages[0]?.total ?? 0 })}
          </p>
        )}
        {data && services.length === 0 && <EmptyState title={staleWords('empty')}>{staleWords('empty.words')}</EmptyState>}
        <ul className="stale-list">
          {services.map((service) => (
            <StaleCard key={service.id} service={service} />
          ))}
        </ul>
        {hasNextPage && (
          <div>
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {staleWords('more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
