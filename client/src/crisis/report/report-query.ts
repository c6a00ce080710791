import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { live, useConnection } from '../../live/socket.js';

/** Without a live line a report is fetched again this often; with one, only to be sure. */
const LOOK_EVERY_MS = 10_000;
const BE_SURE_EVERY_MS = 60_000;

const ONE = 'report';
const MINE = 'reports';

/** One of my reports as it is now: renewed by news, and fetched again whenever some may have been missed. */
export function useReport(id: string | null) {
  const { state } = useConnection();
  useReportNews();
  return useQuery({
    queryKey: [ONE, id],
    queryFn: ({ signal }) => call('GET /api/v1/reports/:id', { id: id ?? '' }, { signal }),
    enabled: id !== null,
    refetchInterval: state === 'live' ? BE_SURE_EVERY_MS : LOOK_EVERY_MS,
  });
}

/** My open reports, newest first. */
export const myReportsQuery = queryOptions({
  queryKey: [MINE],
  queryFn: async ({ signal }) => (await call('GET /api/v1/reports', {}, { signal })).reports,
});

/** My open reports, kept fresh like a single one. */
export function useMyReports(enabled: boolean) {
  const { state } = useConnection();
  useReportNews();
  return useQuery({ ...myReportsQuery, enabled, refetchInterval: state === 'live' ? BE_SURE_EVERY_MS : LOOK_EVERY_MS });
}

/** Takes a report that came with an answer of the server or as news. Older than what is shown is dropped. */
export function keepReport(view: ReportView): void {
  queries.setQueryData<ReportView>([ONE, view.id], (known) => ({ ...newer(known ?? view, view), similar: view.similar }));
  takeNews(view);
}

/** Of a crisis only the raiser's last report is told about; all their reports of it stand the same. */
function takeNews(news: ReportView): void {
  queries.setQueriesData<ReportView>({ queryKey: [ONE] }, (known) => known && (known.crisisId === news.crisisId ? newer(known, news) : known));
  queries.setQueryData(myReportsQuery.queryKey, (known) => {
    if (!known) return known;
    const isKnown = known.some(({ crisisId }) => crisisId === news.crisisId);
    return isKnown ? known.map((report) => (report.crisisId === news.crisisId ? newer(report, news) : report)) : [news, ...known];
  });
}

function newer(known: ReportView, news: ReportView): ReportView {
  // News and lists do not say which others may be about the same person; what an answer said of it stays until the next.
  // Versions count within one crisis: a report that was added to another, or taken out again, goes with the last answer.
  return news.crisisId === known.crisisId && news.version < known.version ? known : { ...news, id: known.id, choice: known.choice, sentAt: known.sentAt, delayed: known.delayed, similar: known.similar };
}

function useReportNews(): void {
  useEffect(() => {
    const stops = [
      live.onNews('report', takeNews),
      live.onFirstOpening(() => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === ONE || queryKey[0] === MINE })),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
}
