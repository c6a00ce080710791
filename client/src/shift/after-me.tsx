import type { OnCallView } from '../../../server/contract/oncall.js';
import { timeNear } from '../app/format.js';
import { useSession } from '../app/session.js';
import { useNow } from '../live/server-clock.js';
import { Avatar } from '../ui/avatar.js';
import { Panel } from '../ui/card.js';
import { Skeleton } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { afterMe, myTurnEnds, myTurns } from './core/shift-lists.js';
import { useOnCall } from './shift-data.js';
import { shiftWords } from './shift-words.js';

/** Who is on call once my turn ends; while I am not on call, who is now. */
export function AfterMe() {
  const { staff } = useSession();
  const now = useNow(60_000);
  const current = useOnCall(null);
  const ends = current.data ? myTurnEnds(current.data, staff.id) : null;
  const then = useOnCall(ends, ends !== null);
  const onCall = current.data !== undefined && myTurns(current.data, staff.id).length > 0;
  const list = ends === null ? current.data : then.data && current.data && afterMe(current.data, then.data, staff.id);
  const failed = (current.isError && !current.data) || (ends !== null && then.isError && !then.data);
  return (
    <Panel title={ends === null ? shiftWords('after.now') : shiftWords('after')}>
      <div className="stack">
        {ends !== null && <p className="muted num">{shiftWords('after.at', { time: timeNear(ends, now) })}</p>}
        {ends === null && current.data && <p className="muted">{shiftWords(onCall ? 'after.no-end' : 'after.not-on-call')}</p>}
        {failed && <Note tone="warning" icon="warning">{shiftWords('after.failed')}</Note>}
        {list && <Turns list={list} meId={staff.id} />}
        {!list && !failed && <Skeleton label={shiftWords('loading')} lines={3} />}
      </div>
    </Panel>
  );
}

function Turns({ list, meId }: { list: readonly OnCallView[]; meId: string }) {
  if (list.length === 0) return <p className="muted">{shiftWords('after.none')}</p>;
  return (
    <ul className="shift-turns">
      {list.map(({ rotaId, rotaName, staff, reachable }) => (
        <li key={rotaId}>
          {staff && <Avatar initials={staff.initials} />}
          <div>
            {staff === null ? shiftWords('after.nobody') : staff.id === meId ? shiftWords('after.you', { name: staff.name }) : staff.name}
            {staff === null ? <small className="shift-gap">{shiftWords('after.gap')}</small> : !reachable && <small className="shift-gap">{shiftWords('after.unreachable')}</small>}
          </div>
          <b>{rotaName}</b>
        </li>
      ))}
    </ul>
  );
}
