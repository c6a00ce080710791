import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LeaveInput, RotaView } from '../../../../server/contract/oncall.js';
import { call } from '../../app/api.js';
import { useNetwork, useSession } from '../../app/session.js';
import { languageTag } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { Select, TextField } from '../../ui/field.js';
import { Note } from '../../ui/tag.js';
import { Checkbox } from '../../ui/toggle.js';
import { actWords } from '../act-words.js';
import { addDays, isDate, localInput, localMoment } from '../core/local-time.js';
import { editableTeams } from '../core/rights.js';
import { zoneName } from '../core/zone-name.js';
import { shiftsQuery, staffQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { momentIn, spanIn } from '../time-words.js';
import type { Act } from './act.js';
import { ActDialog, ConfirmDialog, actFieldId } from './act-dialog.js';
import { localMomentWords } from './moment-words.js';
import { useAct } from './use-act.js';

/** So many shifts are named; there may be more. */
const NAMED_SHIFTS = 5;

/** Says when somebody is not to be put on call: whole days, or from a time to a time. */
export function LeaveDialog({ rotas, onClose }: { rotas: readonly RotaView[]; onClose: () => void }) {
  const session = useSession();
  const timeZone = useNetwork()?.timeZone ?? 'UTC';
  const now = useNow(60_000);
  const people = useLeavePeople(rotas);
  const [tomorrow] = useState(() => addDays(localMoment(now, timeZone)[0], 1));
  const [staffId, setStaffId] = useState(session.staff.id);
  const [days, setDays] = useState({ first: tomorrow, last: tomorrow });
  const [times, setTimes] = useState({ from: `${tomorrow}T08:00`, until: `${tomorrow}T20:00` });
  const [part, setPart] = useState(false);
  const acting = useAct();
  const mine = staffId === session.staff.id;

  const complete = part ? times.from !== '' && times.until !== '' : isDate(days.first) && isDate(days.last);
  const from = part ? times.from : `${days.first}T00:00`;
  const until = part ? times.until : complete ? `${addDays(days.last, 1)}T00:00` : '';
  const change = (next: Partial<typeof days>) => setDays((before) => {
    const after = { ...before, ...next };
    return next.first !== undefined && after.last < after.first ? { ...after, last: after.first } : after;
  });

  const save = async (): Promise<void> => {
    const faults = [
      ...(from.length < 16 ? [{ pointer: '/startsAt', words: actWords('from.missing') }] : []),
      ...(until === '' ? [{ pointer: '/endsAt', words: actWords('until.missing') }] : until <= from ? [{ pointer: '/endsAt', words: actWords('until.before') }] : []),
    ];
    if (faults.length > 0) return acting.lacks(faults);
    const input: LeaveInput = { startsAt: from, endsAt: until, ...(!mine && { staffId }) };
    const when = rotaWords('needs.span', { from: localMomentWords(from), to: localMomentWords(until) });
    if (await acting.run(input, (idempotencyKey) => call('POST /api/v1/leave', input, { idempotencyKey }), actWords('leave.done', { when }))) onClose();
    return undefined;
  };

  return (
    <ActDialog title={actWords('leave.title')} acting={acting} save={actWords('leave.save')} onSave={save} onClose={onClose}>
      {people.length > 1 && (
        <Select id={actFieldId('/staffId')} label={actWords('leave.who')} error={acting.wrong('/staffId')} value={staffId} onChange={({ target }) => setStaffId(target.value)}>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === session.staff.id ? rotaWords('you-named', { name }) : name}
            </option>
          ))}
        </Select>
      )}
      <div className="act-pair">
        {part ? (
          <>
            <TextField id={actFieldId('/startsAt')} type="datetime-local" label={actWords('from')} error={acting.wrong('/startsAt')} value={times.from} onChange={({ target }) => setTimes((before) => ({ ...before, from: target.value }))} />
            <TextField id={actFieldId('/endsAt')} type="datetime-local" label={actWords('until')} error={acting.wrong('/endsAt')} value={times.until} onChange={({ target }) => setTimes((before) => ({ ...before, until: target.value }))} />
          </>
        ) : (
          <>
            <TextField id={actFieldId('/startsAt')} type="date" label={actWords('leave.first')} error={acting.wrong('/startsAt')} value={days.first} onChange={({ target }) => change({ first: target.value })} />
            <TextField id={actFieldId('/endsAt')} type="date" label={actWords('leave.last')} error={acting.wrong('/endsAt')} min={days.first} value={days.last} onChange={({ target }) => change({ last: target.value })} />
          </>
        )}
      </div>
      <Checkbox label={actWords('leave.part')} checked={part} onToggle={setPart} />
      <p className="muted act-small">
        {actWords('zone', { zone: zoneName(timeZone, languageTag()) })} {actWords('leave.reason')}
      </p>
      {complete && until > from && <Consequence staffId={staffId} name={mine ? null : (people.find(({ id }) => id === staffId)?.name ?? '')} from={from} until={until} timeZone={timeZone} />}
    </ActDialog>
  );
}

/** Whose leave this person may enter: their own, and that of everybody on the teams whose rotas they keep. */
function useLeavePeople(rotas: readonly RotaView[]): readonly { id: string; name: string }[] {
  const session = useSession();
  const teams = editableTeams(session);
  const staff = useQuery({ ...staffQuery, enabled: teams.length > 0 });
  const onRota = new Set(rotas.filter(({ teamId }) => teams.includes(teamId)).flatMap(({ layers }) => layers.flatMap(({ staffIds }) => staffIds)));
  const others = (staff.data ?? []).filter(({ id, active, roles }) => active && id !== session.staff.id && (onRota.has(id) || roles.some(({ teamId, role }) => teams.includes(teamId) && role !== 'support-worker' && role !== 'peer-worker')));
  return [session.staff, ...others];
}

function Consequence({ staffId, name, from, until, timeZone }: { staffId: string; name: string | null; from: string; until: string; timeZone: string }) {
  const { data } = useQuery(shiftsQuery(staffId));
  const span = { from: localMomentWords(from), to: localMomentWords(until) };
  const hit = (data?.shifts ?? []).filter(({ startsAt, endsAt }) => localInput(Date.parse(startsAt), timeZone) < until && localInput(Date.parse(endsAt), timeZone) > from);
  return (
    <Note tone={hit.length > 0 ? 'warning' : 'info'} icon={hit.length > 0 ? 'warning' : 'info'}>
      <p>{name === null ? actWords('leave.says-you', span) : actWords('leave.says', { name, ...span })}</p>
      {data && <p>{hit.length > 0 ? actWords('leave.shifts', { count: hit.length }) : actWords('leave.shifts-none')}</p>}
      {hit.length > 0 && (
        <ul className="act-list num">
          {hit.slice(0, NAMED_SHIFTS).map((shift) => (
            <li key={`${shift.rotaId} ${shift.startsAt}`}>
              {spanIn(shift.startsAt, shift.endsAt, shift.timeZone)}, {shift.rotaName}
            </li>
          ))}
        </ul>
      )}
    </Note>
  );
}

/** Takes leave back: from then on, or from now, they are put on call again. */
export function LeaveBackDialog({ act: { leave }, onClose }: { act: Extract<Act, { kind: 'leave-back' }>; onClose: () => void }) {
  const session = useSession();
  const timeZone = useNetwork()?.timeZone ?? 'UTC';
  const acting = useAct({ 'oncall/absent': { words: actWords('leave.back.gone') } });
  const span = { from: momentIn(leave.startsAt, timeZone), to: momentIn(leave.endsAt, timeZone) };
  return (
    <ConfirmDialog
      title={actWords('leave.back.title')}
      says={leave.staff.id === session.staff.id ? actWords('leave.back.says-you', span) : actWords('leave.back.says', { name: leave.staff.name, ...span })}
      save={actWords('leave.back.save')}
      acting={acting}
      onClose={onClose}
      onSave={async () => {
        if (await acting.run({ id: leave.id }, () => call('DELETE /api/v1/leave/:id', { id: leave.id }), actWords('leave.back.done'))) onClose();
      }}
    />
  );
}
