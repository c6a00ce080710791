import { useState } from 'react';
import type { ShiftEndView, ShiftListView } from '../../../server/contract/asks.js';
import { exactTime } from '../app/format.js';
import { may, useSession } from '../app/session.js';
import { useHeldBack } from '../crisis/asks/held-note.js';
import { waitingNames } from '../crisis/asks/names.js';
import { TimeLeft } from '../crisis/asks/time-left.js';
import { BoardWatch } from '../crisis/board/use-watch-board.js';
import { Button, PhoneLink } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState, Skeleton } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { AfterMe } from './after-me.js';
import { byUrgency, isOffered, waitingCount } from './core/shift-lists.js';
import { EndShiftDialog } from './end-shift.js';
import { EndedShift } from './ended-shift.js';
import { useShift } from './shift-data.js';
import { ShiftLine } from './shift-item.js';
import { shiftWords } from './shift-words.js';
import { ToAccept } from './to-accept.js';
import './shift.css';

/** What came of ending the shift stays in sight for as long as this page of the browser is open, also after a look at the board. */
let lastEnded: { staffId: string; view: ShiftEndView } | null = null;

/** My shift: what I have, who has it after me, and giving it over so that nothing acute stays behind unnoticed. */
export function ShiftPage() {
  const session = useSession();
  const { data, isError, isRefetchError, refetch, dataUpdatedAt } = useShift();
  const old = useHeldBack();
  const { dutyPhone: phone } = session.network;
  const [ending, setEnding] = useState(false);
  const [ended, setEnded] = useState(() => (lastEnded?.staffId === session.staff.id ? lastEnded.view : null));
  const toGive = data?.mine.some(({ handOver }) => !isOffered(handOver)) ?? false;
  const told = new Set([...(ended?.offered ?? []), ...(ended?.kept ?? [])].map(({ crisisId }) => crisisId));
  const untold = data?.mine.some(({ crisisId }) => !told.has(crisisId)) ?? false;
  return (
    <>
      {may(session, 'board:watch') && <BoardWatch />}
      <PageHead
        title={shiftWords('title')}
        actions={
          toGive && !old && (
            <Button variant="primary" onClick={() => setEnding(true)}>
              {shiftWords('end')}
            </Button>
          )
        }
      >
        {shiftWords('lead')}
      </PageHead>
      {(old || isRefetchError) && (
        <Note tone="warning" icon="offline">
          {old ? shiftWords('old', { phone }) : shiftWords('failed.again')}
        </Note>
      )}
      {data && (
        <div className="shift">
          <div className="shift-main">
            {ended && <EndedShift ended={ended} shift={data} />}
            <ToAccept items={data.toAccept.toSorted(byUrgency)} old={old} />
            {(!ended || untold) && <Mine shift={data} meId={session.staff.id} checkedAt={dataUpdatedAt} />}
          </div>
          <AfterMe />
          <EndShiftDialog
            shift={data}
            open={ending}
            onClose={() => setEnding(false)}
            onEnded={(view) => {
              lastEnded = { staffId: session.staff.id, view };
              setEnded(view);
            }}
          />
        </div>
      )}
      {!data && isError && (
        <FailedState title={shiftWords('failed')} act={shiftWords('try-again')} onTry={() => void refetch()} also={<PhoneLink number={phone} />}>
          {shiftWords('failed.words', { phone })}
        </FailedState>
      )}
      {!data && !isError && <Skeleton label={shiftWords('loading')} lines={7} slow={shiftWords('slow', { phone })} />}
    </>
  );
}

function Mine({ shift, meId, checkedAt }: { shift: ShiftListView; meId: string; checkedAt: number }) {
  const waiting = waitingCount(shift);
  return (
    <Panel title={shiftWords('mine')} aside={waiting > 0 && shiftWords('waiting', { count: waiting })}>
      {shift.mine.length === 0 ? (
        <EmptyState title={shiftWords('mine.none')}>
          {shiftWords('end.nothing')} <span className="num">{shiftWords('checked', { time: exactTime(checkedAt) })}</span>
        </EmptyState>
      ) : (
        <ul>
          {shift.mine.toSorted(byUrgency).map((item) => (
            <ShiftLine key={item.crisisId} item={item}>
              {item.handOver && (
                <>
                  {shiftWords.rich('waiting.to', { names: waitingNames(item.handOver, meId), left: item.handOver.until && <TimeLeft at={item.handOver.until} /> })}{' '}
                  {isOffered(item.handOver) && shiftWords('stays')}
                </>
              )}
            </ShiftLine>
          ))}
        </ul>
      )}
    </Panel>
  );
}
