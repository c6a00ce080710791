import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { OnCallView, ScheduleView } from '../../../../server/contract/oncall.js';
import { isRoute } from '../../app/routes.js';
import { may, useWho } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Avatar } from '../../ui/avatar.js';
import { Panel } from '../../ui/card.js';
import { Select } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Note, Tag } from '../../ui/tag.js';
import { instantOn } from '../core/local-time.js';
import { onCallQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { columnDay, dayIn, listed, nearIn, timeIn } from '../time-words.js';
import { inTiers } from '../core/week-grid.js';

const NOW = 'now';
const POLICIES = '/admin/policies';
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** Who is on call on each rota now, or at an hour of the week shown, and whether a page reaches them. */
export function WhoIsReached({ schedules }: { schedules: readonly ScheduleView[] }) {
  const { session } = useWho();
  const [on, setOn] = useState(NOW);
  const [time, setTime] = useState('02:00');
  const [first] = schedules;
  const day = first?.days.find((one) => one.on === on);
  const at = first && day ? instantOn(day, time, first.timeZone) : null;
  const { data, isError } = useQuery(onCallQuery(at === null ? null : new Date(at).toISOString()));
  const order = inTiers(schedules).map(({ rotaId }) => rotaId);
  const lines = (data ?? []).toSorted((a, b) => order.indexOf(a.rotaId) - order.indexOf(b.rotaId));
  const ladder = isRoute(POLICIES) && may(session, 'policy:read');
  return (
    <Panel
      title={at === null || !first ? rotaWords('reached') : rotaWords('reached.at', { when: `${dayIn(at, first.timeZone)}, ${timeIn(at, first.timeZone)}` })}
      aside={ladder && <Link href={POLICIES}>{rotaWords('reached.policy')}</Link>}
      className="reached"
    >
      <div className="reached-when screen-only">
        <Select label={rotaWords('reached.when')} value={day ? on : NOW} onChange={({ target }) => setOn(target.value)}>
          <option value={NOW}>{rotaWords('reached.now')}</option>
          {first?.days.map((one) => (
            <option key={one.on} value={one.on}>
              {columnDay(one.on)}
            </option>
          ))}
        </Select>
        {day && (
          <Select label={rotaWords('reached.time')} value={time} onChange={({ target }) => setTime(target.value)}>
            {HOURS.map((hour) => (
              <option key={hour}>{hour}</option>
            ))}
          </Select>
        )}
      </div>
      {isError && !data ? (
        <Note tone="warning" icon="offline">
          {rotaWords('part-failed')}
        </Note>
      ) : (
        <>
          <ul className="reached-rotas">
            {lines.map((line) => (
              <Reached key={line.rotaId} line={line} timeZone={schedules.find(({ rotaId }) => rotaId === line.rotaId)?.timeZone ?? 'UTC'} at={at} />
            ))}
          </ul>
          {lines.length > 0 && <Summary lines={lines} />}
        </>
      )}
    </Panel>
  );
}

const isOut = ({ staff, reachable, why, extras }: OnCallView): boolean => why !== 'off' && !(staff !== null && reachable) && !extras.some((extra) => extra.reachable);

function Summary({ lines }: { lines: readonly OnCallView[] }) {
  const out = lines.filter(isOut).map(({ rotaName }) => rotaName);
  return (
    <Note tone={out.length > 0 ? 'warning' : 'success'} icon={out.length > 0 ? 'warning' : 'check'}>
      {out.length > 0 ? rotaWords('reached.some', { rotas: listed(out) }) : rotaWords('reached.all', { count: lines.length })}
    </Note>
  );
}

function Reached({ line, timeZone, at }: { line: OnCallView; timeZone: string; at: number | null }) {
  const { session } = useWho();
  const now = useNow(60_000);
  const { rotaName, staff, until, unreachable, extras, onDutyPhone, why } = line;
  const from = at ?? now;
  return (
    <li className={staff ? 'reached-rota' : `reached-rota reached-${why}`}>
      <h3>{rotaName}</h3>
      {staff ? (
        <>
          <div className="reached-who">
            <span aria-hidden="true">
              <Avatar initials={staff.initials} />
            </span>
            <span>
              <b>{staff.name}</b> {session?.staff.id === staff.id && <Tag tone="info">{rotaWords('you')}</Tag>}
              {until !== null && <small className="num">{rotaWords('reached.until', { time: nearIn(until, timeZone, from) })}</small>}
            </span>
          </div>
          {unreachable === null ? (
            <p className="reached-ready">
              <Icon name="check" size={13} /> {rotaWords('reached.ready')}
            </p>
          ) : (
            <p className="warning-words">
              <Icon name="warning" size={13} /> {rotaWords(`unreachable.${unreachable}`)}
            </p>
          )}
          {onDutyPhone && (
            <p className="muted">
              <Icon name="phone" size={13} /> {rotaWords('reached.duty-phone')}
            </p>
          )}
        </>
      ) : (
        <div className="reached-nobody">
          <b>{rotaWords(why === 'off' ? 'reached.off' : 'reached.gap')}</b>
          <p>{rotaWords(why === 'off' ? 'reached.off-words' : 'reached.gap-words')}</p>
        </div>
      )}
      {extras.map((extra) => (
        <div key={`${extra.id} ${extra.until}`} className="reached-who">
          <span aria-hidden="true">
            <Avatar initials={extra.initials} />
          </span>
          <span>
            <b>{extra.name}</b>
            <small className="num">
              {rotaWords('reached.beside', { time: nearIn(extra.until, timeZone, from) })}
              {!extra.reachable && <b className="warning-words">, {rotaWords('reached.extra-out')}</b>}
            </small>
          </span>
        </div>
      ))}
    </li>
  );
}
