import { useQuery } from '@tanstack/react-query';
import type { LeaveView } from '../../../../server/contract/oncall.js';
import { may, useNetwork, useWho } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import type { OnAct } from '../acts/act.js';
import { leaveQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { spanIn } from '../time-words.js';

/** Leave that is or will be: one's own, or that of everybody whose rotas one may read. */
export function LeavePanel({ of, title, onAct }: { of: 'me' | 'team'; title: string; onAct: OnAct }) {
  const { session } = useWho();
  const leave = useQuery(leaveQuery);
  const shown = (leave.data ?? []).filter(({ staff }) => of === 'team' || staff.id === session?.staff.id).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  return (
    <Panel title={title} className="screen-only">
      {leave.isError && !leave.data && (
        <Note tone="warning" icon="offline">
          {rotaWords('part-failed')}
        </Note>
      )}
      <ul className="lines">
        {shown.map((one) => (
          <LeaveLine key={one.id} leave={one} named={of === 'team'} onAct={onAct} />
        ))}
      </ul>
      {leave.data && shown.length === 0 && <p className="muted">{rotaWords('leave.none')}</p>}
      {may(session, 'rota:swap') && (
        <p className="panel-act">
          <Button size="s" icon="add" onClick={() => onAct({ kind: 'leave' })}>
            {rotaWords('leave.enter')}
          </Button>
        </p>
      )}
    </Panel>
  );
}

function LeaveLine({ leave, named, onAct }: { leave: LeaveView; named: boolean; onAct: OnAct }) {
  const timeZone = useNetwork()?.timeZone ?? 'UTC';
  const { session } = useWho();
  const when = spanIn(leave.startsAt, leave.endsAt, timeZone);
  const name = leave.staff.id === session?.staff.id ? rotaWords('you-named', { name: leave.staff.name }) : leave.staff.name;
  return (
    <li className="line">
      <div className="line-words">
        {named && <b>{name}</b>}
        <span className="num">{when}</span>
      </div>
      {leave.mayRemove && may(session, 'rota:swap') && (
        <Button size="s" onClick={() => onAct({ kind: 'leave-back', leave })}>
          {rotaWords('leave.back')} <VisuallyHidden>{rotaWords('leave.back-of', { name, when })}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}
