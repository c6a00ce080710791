import { useEffect } from 'react';
import type { SessionView } from '../../../../server/contract/identity.js';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { newIdempotencyKey } from '../../app/api.js';
import { serverClock } from '../../live/server-clock.js';
import { useReport } from '../report/report-query.js';
import { draftOf, refreshed } from './core/draft.js';
import type { Draft } from './core/draft.js';
import { draftCode } from './core/draft-code.js';
import { drafts, useDrafts } from './drafts.js';
import { useRaiser } from './raiser.js';

export interface ReportDraft {
  session: SessionView | null;
  /** What lies on this phone; null while that is read, or when there is nothing and the server gives nothing. */
  draft: Draft | null;
  /** The report as the server has it; null until it was sent or fetched. */
  report: ReportView | null;
  /** `nowhere`: neither this phone nor the server has it for us. `signed-out`: nobody is signed in, so nothing of it is shown. */
  state: 'opening' | 'here' | 'nowhere' | 'signed-out';
  /** The server was asked for the report and did not answer; it is asked again by itself. */
  unreachable: boolean;
  fetchedAt: number;
}

/**
 * A report by the id in the address, which is the draft's own until it was sent and the report's afterwards. One that
 * was sent from elsewhere gets a draft here, so that what is typed has a place to be kept.
 */
export function useReportDraft(id: string): ReportDraft {
  const { session, state: who } = useRaiser();
  const { list, opened, ownerId } = useDrafts();
  const draft = list.find((one) => one.id === id || one.report?.id === id) ?? null;
  const reportId = draft ? (draft.report?.id ?? null) : id;
  const { data, isError, dataUpdatedAt } = useReport(session && (opened || draft) ? reportId : null);
  const report = data ?? null;

  useEffect(() => {
    if (!report || ownerId === null || !opened) return;
    if (!draft) void drafts.change(report.id, (one) => one, () => draftOf(report, { key: newIdempotencyKey(), code: draftCode(Math.random), now: serverClock.now() }));
    else if (refreshed(draft, report) !== draft) void drafts.change(draft.id, (one) => refreshed(one, report));
  }, [report, draft, ownerId, opened]);

  return { session, draft, report, state: stateOf(), unreachable: isError, fetchedAt: dataUpdatedAt };

  function stateOf(): ReportDraft['state'] {
    if (who === 'known' && !session) return 'signed-out';
    if (draft && (report || !draft.report)) return 'here';
    return opened && isError && !draft ? 'nowhere' : 'opening';
  }
}
