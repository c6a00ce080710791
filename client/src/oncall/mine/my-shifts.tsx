import { useQuery } from '@tanstack/react-query';
import type { RotaView, ShiftView } from '../../../../server/contract/oncall.js';
import { PageLoading } from '../../app/page-loading.js';
import { may, useSession } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Note, Tag } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import type { OnAct } from '../acts/act.js';
import { shiftsQuery, swapsQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { spanIn } from '../time-words.js';
import { MARK_ICON, MARK_TONE } from '../week/cell-words.js';
import { RequestLine, warningWords } from '../week/needs-you.js';
import { CalendarLinks } from './calendar-links.js';
import { LeavePanel } from './leave-panel.js';

/** What I have coming: my shifts with what I can ask, requests, leave and my calendar's address. */
export function MyShifts({ rotas, onAct }: { rotas: readonly RotaView[]; onAct: OnAct }) {
  const session = useSession();
  const shifts = useQuery(shiftsQuery(session.staff.id));
  const swaps = useQuery(swapsQuery);
  if (!shifts.data) {
    return shifts.isError ? (
      <Note tone="warning" icon="offline">
        {rotaWords('failed')}. {rotaWords('failed.words')}
      </Note>
    ) : (
      <PageLoading lines={6} />
    );
  }
  const requests = (swaps.data ?? shifts.data.swaps).filter(({ state, from, to, may: mayDo }) => mayDo.accept || mayDo.decline || [from.id, to?.id].includes(session.staff.id) || (mayDo.withdraw && state === 'asked'));
  const unreachable = shifts.data.warnings.find(({ kind }) => kind === 'unreachable');
  return (
    <div className="mine">
      <div className="stack">
        {unreachable && (
          <Note tone="warning" icon="phone">
            {rotaWords('mine.phone', { why: rotaWords(`why.${unreachable.unreachable ?? 'unknown'}`).toLocaleLowerCase() })}
          </Note>
        )}
        {shifts.data.warnings.filter(({ kind }) => kind !== 'unreachable').map((warning) => (
          <Note key={`${warning.kind} ${warning.startsAt}`} tone="warning" icon="warning">
            <b>{rotaWords(`needs.${warning.kind}`, { name: rotaWords('you'), hours: warning.hours ?? 0 })}</b> {warningWords(warning)}
          </Note>
        ))}
        <Panel title={rotaWords('mine.shifts')} aside={<span className="num">{shifts.data.shifts.length}</span>}>
          {shifts.data.shifts.length === 0 ? (
            <p className="muted">{rotaWords('mine.none')}</p>
          ) : (
            <ul className="lines">
              {shifts.data.shifts.map((shift) => (
                <ShiftLine key={`${shift.rotaId} ${shift.startsAt} ${shift.why}`} shift={shift} onAct={onAct} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
      <div className="stack screen-only">
        <Panel title={rotaWords('requests')}>
          {requests.length === 0 ? (
            <p className="muted">{rotaWords('requests.none')}</p>
          ) : (
            <ul className="lines">
              {requests.map((swap) => (
                <RequestLine key={swap.id} swap={swap} onAct={onAct} />
              ))}
            </ul>
          )}
        </Panel>
        <LeavePanel of="me" title={rotaWords('leave')} onAct={onAct} />
        <Panel title={rotaWords('calendar')}>
          <CalendarLinks rotas={rotas} />
        </Panel>
      </div>
    </div>
  );
}

function ShiftLine({ shift, onAct }: { shift: ShiftView; onAct: OnAct }) {
  const session = useSession();
  const now = useNow(60_000);
  const { rotaId, rotaName, timeZone, startsAt, endsAt, why, clockChangeMinutes, hours } = shift;
  const runs = Date.parse(startsAt) <= now;
  const when = spanIn(startsAt, endsAt, timeZone);
  const ask = (kind: 'cover' | 'swap') => onAct({ kind: 'ask', ask: kind, shift: { rotaId, rotaName, timeZone, startsAt, endsAt }, from: session.staff });
  return (
    <li className="line">
      <div className="line-words">
        <b className="num">{when}</b>
        <span className="row">
          <small>{rotaName}</small>
          {runs && <Tag tone="success">{rotaWords('mine.now')}</Tag>}
          {why !== 'layer' && (
            <Tag tone={MARK_TONE[why]} icon={MARK_ICON[why]}>
              {rotaWords(`cell.${why}`)}
            </Tag>
          )}
          {clockChangeMinutes !== 0 && (
            <Tag tone="neutral" icon="clock">
              {rotaWords('cell.clock', { hours })}
            </Tag>
          )}
        </span>
      </div>
      {why !== 'extra' && may(session, 'rota:swap') && (
        <span className="row screen-only">
          <Button size="s" onClick={() => ask('cover')}>
            {rotaWords('mine.ask')} <VisuallyHidden>{`${rotaName}, ${when}`}</VisuallyHidden>
          </Button>
          {!runs && (
            <Button size="s" icon="swap" onClick={() => ask('swap')}>
              {rotaWords('mine.swap')} <VisuallyHidden>{`${rotaName}, ${when}`}</VisuallyHidden>
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
