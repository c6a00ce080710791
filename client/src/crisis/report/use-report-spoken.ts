import { useEffect, useRef } from 'react';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { useAnnounce } from '../../ui/live-region.js';
import { reportWords } from './report-words.js';

/** Says what changed on a report to somebody who does not see it: sent, who has it, nobody yet, asking again. */
export function useReportSpoken({ owner, ladder, state }: ReportView): void {
  const announce = useAnnounce();
  const name = owner?.name ?? null;
  const alarm = ladder?.alarm ?? false;
  const before = useRef<{ name: string | null; alarm: boolean } | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = { name, alarm };
    if (name !== null && name !== was?.name) announce.polite(reportWords('spoken.has-it', { name }));
    else if (was === null && state === 'OPEN') announce.polite(reportWords('spoken.sent'));
    else if (was && was.name !== null && name === null && state === 'OPEN') announce.polite(reportWords('spoken.released'));
    if (alarm && !was?.alarm) announce.polite(reportWords('spoken.alarm'));
  }, [name, alarm, state, announce]);
}
