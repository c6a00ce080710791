import { useState } from 'react';
import { Link } from 'wouter';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { figure, timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { AttentionLines } from '../asks/attention-lines.js';
import { asksWords } from '../asks/asks-words.js';
import { BackupLine } from '../asks/backup-line.js';
import { hearAct } from '../asks/hear-act.js';
import { SnoozeNote } from '../asks/snooze-note.js';
import { TransferLine } from '../asks/transfer-line.js';
import { ReasonDialog } from '../board/reason-dialog.js';
import '../asks/asks.css';

/** What must be known before anything else is read: what wants a look, who is asked to take or help, what was added to what. */
export function CrisisNotices({ crisis, meId, old, handingOver }: { crisis: CrisisView; meId: string; old: boolean; handingOver: boolean }) {
  const { may, unownedMinutes, joinedTo, joined } = crisis;
  return (
    <div className="crisis-notices">
      {joinedTo && <JoinedTo crisis={crisis} joinedTo={joinedTo} old={old} />}
      <AttentionLines card={crisis} mayHandOver={may.handOver && !old} />
      {unownedMinutes > 0 && (
        <Note tone="warning" icon="warning">
          {asksWords('unowned', { minutes: figure(unownedMinutes) })}
        </Note>
      )}
      {!handingOver && <TransferLine card={crisis} meId={meId} mayTakeBack={may.withdrawHandOver} frozen={old} />}
      <BackupLine card={crisis} meId={meId} mayEnd={may.endBackup} frozen={old} />
      <SnoozeNote card={crisis} />
      {joined.map((one) => (
        <Joined key={`${one.crisisId} ${one.at}`} one={one} />
      ))}
    </div>
  );
}

function Joined({ one: { crisisId, ref, byName, at, undoneAt } }: { one: CrisisView['joined'][number] }) {
  const now = useNow(60_000);
  return (
    <Note tone="neutral" icon="transfer">
      {undoneAt === null ? asksWords('joined', { name: byName, ref, time: timeNear(at, now) }) : asksWords('joined.undone', { ref, time: timeNear(undoneAt, now) })}{' '}
      <Link href={`/crises/${crisisId}`} className="page-link">
        {asksWords('joined-to.open', { ref })}
      </Link>
    </Note>
  );
}

const REASONS = ['person', 'wrong'] as const;

/** On the crisis that was added elsewhere: where it went, and the way back for as long as there is one. */
function JoinedTo({ crisis, joinedTo, old }: { crisis: CrisisView; joinedTo: NonNullable<CrisisView['joinedTo']>; old: boolean }) {
  const [undoing, setUndoing] = useState(false);
  const now = useNow(60_000);
  const { ref: there, byName, at, undoUntil, crisisId } = joinedTo;
  const mayUndo = crisis.may.work && !old && Date.parse(undoUntil) > now;
  return (
    <div className="ask">
      <Note tone="info" icon="transfer">
        {asksWords('joined-to', { name: byName, ref: there, time: timeNear(at, now) })}{' '}
        <Link href={`/crises/${crisisId}`} className="page-link">
          {asksWords('joined-to.open', { ref: there })}
        </Link>
        {mayUndo && <small> {asksWords('joined-to.until', { time: timeNear(undoUntil, now) })}</small>}
      </Note>
      {mayUndo && (
        <div className="card-acts">
          <Button size="s" icon="undo" onClick={() => setUndoing(true)}>
            {asksWords('joined-to.undo')}
          </Button>
        </div>
      )}
      <ReasonDialog
        open={undoing}
        title={asksWords('joined-to.undo.title', { here: crisis.ref, there })}
        reasons={REASONS.map((reason) => asksWords(`joined-to.undo.reason.${reason}`))}
        sendLabel={asksWords('joined-to.undo.send')}
        onSend={async (reason) => hearAct(await call('POST /api/v1/crises/:id/joined-to/undo', { id: crisis.id, reason }))}
        onClose={() => setUndoing(false)}
      >
        {asksWords('joined-to.undo.words', { here: crisis.ref })}
      </ReasonDialog>
    </div>
  );
}
