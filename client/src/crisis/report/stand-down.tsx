import { useState } from 'react';
import type { ReportView, StandDownInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { serverClock, useNow } from '../../live/server-clock.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/states.js';
import type { Draft } from '../raise/core/draft.js';
import { drafts } from '../raise/drafts.js';
import { useLines } from '../raise/lines.js';
import { keepReport } from './report-query.js';
import { reportWords } from './report-words.js';

const REASONS = ['mistake', 'resolved', 'other'] as const satisfies readonly StandDownInput['reason'][];

/** "Sent by mistake": why, and what that does. For an emergency it does not end the asking, and says so first. */
export function StandDown({ report, draft, open, onClose }: { report: ReportView; draft: Draft | null; open: boolean; onClose: () => void }) {
  const { dutyPhone } = useLines();
  const now = useNow(1000);
  const [reason, setReason] = useState<StandDownInput['reason']>('mistake');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<'mistake.late' | 'mistake.failed' | null>(null);
  const emergency = report.urgency.letter === 'A';
  const inTime = report.standDownUntil !== null && now < Date.parse(report.standDownUntil);
  const tooLate = !inTime || failure === 'mistake.late';

  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      keepReport(await call('POST /api/v1/reports/:id/stand-down', { id: report.id, reason }, { signal: AbortSignal.timeout(10_000) }));
      if (draft) void drafts.change(draft.id, (one) => ({ ...one, standDownAskedAt: serverClock.now() }));
      onClose();
    } catch (error) {
      setFailure(isProblem(error, 'crisis/stand-down-too-late') || isProblem(error, 'crisis/stand-down-taken') ? 'mistake.late' : 'mistake.failed');
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={open}
      title={reportWords('mistake')}
      closeLabel={reportWords('close')}
      onClose={onClose}
      actions={
        <>
          {!tooLate && !report.owner && (
            <Button variant="primary" busy={busy} onClick={() => void send()}>
              {reportWords(emergency ? 'mistake.send-emergency' : 'mistake.send')}
            </Button>
          )}
          {dutyPhone && <PhoneLink number={dutyPhone} words={reportWords('stale.call')} />}
        </>
      }
    >
      {report.owner ? (
        <p>{reportWords.rich('mistake.taken', { name: <bdi>{report.owner.name}</bdi> })}</p>
      ) : tooLate ? (
        <p>{reportWords('mistake.late')}</p>
      ) : (
        <div className="stack">
          {failure && <ErrorSummary title={reportWords(failure)} />}
          <p>{reportWords(emergency ? 'mistake.emergency' : 'mistake.words')}</p>
          <ChoiceCards
            legend={reportWords('mistake.why')}
            choices={REASONS.map((value) => ({ value, title: reportWords(`mistake.${value}`) }))}
            value={reason}
            onChoose={setReason}
          />
        </div>
      )}
    </Dialog>
  );
}
