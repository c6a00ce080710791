import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewSwap, RotaView, ScheduleView } from '../../../../server/contract/oncall.js';
import { call } from '../../app/api.js';
import { useWho } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Select } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { Note } from '../../ui/tag.js';
import { Checkbox } from '../../ui/toggle.js';
import { actWords } from '../act-words.js';
import { localInput, localMoment, nextQuarter } from '../core/local-time.js';
import { scheduleQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { spanIn, timeIn } from '../time-words.js';
import type { Act, OneShift } from './act.js';
import { ActDialog, actFieldId } from './act-dialog.js';
import { PersonSelect, usePeople } from './person-select.js';
import { StretchFields, useStretch } from './stretch-fields.js';
import { useAct } from './use-act.js';

/** So far ahead a shift in return can be chosen. Source: server/contract/oncall.ts, ScheduleQuery. */
const AHEAD_DAYS = 31;

/** Asks one person, or everyone on the rota, to take a shift or to trade it. Nothing changes until somebody accepts. */
export function AskDialog({ act: { ask, shift, from }, rotas, onClose }: { act: Extract<Act, { kind: 'ask' }>; rotas: readonly RotaView[]; onClose: () => void }) {
  const { session } = useWho();
  const now = useNow(60_000);
  const [kind, setKind] = useState(ask);
  const [toStaffId, setTo] = useState('');
  const [inReturn, setInReturn] = useState('');
  const [opened] = useState(() => (Date.parse(shift.startsAt) > now ? null : new Date(nextQuarter(now)).toISOString()));
  const [part, setPart] = useState(opened !== null);
  const stretch = useStretch(shift.timeZone, opened ?? shift.startsAt, shift.endsAt);
  const rota = rotas.find(({ id }) => id === shift.rotaId);
  const mine = from.id === session?.staff.id;
  const without = [from.id];
  const to = usePeople(rota, without).find(({ id }) => id === toStaffId);
  const others = rota?.layers.some(({ staffIds }) => staffIds.some((id) => id !== from.id)) ?? false;
  const everyone = kind === 'cover' && others;
  const back = useReturns(toStaffId, kind === 'swap', now);
  const acting = useAct({
    'oncall/not-on-shift': { words: actWords('ask.not-on-shift') },
    'oncall/nobody-to-ask': { words: actWords('ask.nobody'), pointer: '/toStaffId' },
  });

  const save = async (): Promise<void> => {
    const chosen = back.shifts.find(({ startsAt, rotaId }) => `${rotaId} ${startsAt}` === inReturn);
    const faults = [
      ...(!everyone && !to ? [{ pointer: '/toStaffId', words: actWords('who.missing') }] : []),
      ...(kind === 'swap' && !chosen ? [{ pointer: '/inReturn', words: actWords('ask.in-return.missing') }] : []),
      ...(part ? stretch.faults : []),
    ];
    if (faults.length > 0) return acting.lacks(faults);
    const input: NewSwap = {
      kind, rotaId: shift.rotaId,
      startsAt: part ? stretch.startsAt : shift.startsAt,
      endsAt: part ? stretch.endsAt : shift.endsAt,
      ...(!mine && { fromStaffId: from.id }),
      ...(to && { toStaffId: to.id }),
      ...(kind === 'swap' && chosen && { inReturn: { rotaId: chosen.rotaId, startsAt: chosen.startsAt, endsAt: chosen.endsAt } }),
    };
    if (await acting.run(input, (idempotencyKey) => call('POST /api/v1/rota-swaps', input, { idempotencyKey }), actWords('ask.done'))) onClose();
    return undefined;
  };

  return (
    <ActDialog title={actWords('ask.title')} acting={acting} save={actWords('ask.save')} onSave={save} onClose={onClose}>
      <p>
        <b>{actWords('ask.whose', { name: mine ? rotaWords('you-named', { name: from.name }) : from.name, rota: shift.rotaName })}</b>
        <br />
        <span className="num">{spanIn(shift.startsAt, shift.endsAt, shift.timeZone)}</span>
      </p>
      <Segmented
        legend={actWords('ask.kind')}
        value={kind}
        onChoose={setKind}
        segments={[
          { value: 'cover', label: actWords('ask.cover') },
          { value: 'swap', label: actWords('ask.swap') },
        ]}
      />
      <PersonSelect
        label={actWords('ask.to')}
        pointer="/toStaffId"
        value={toStaffId}
        onChoose={(staffId) => {
          setTo(staffId);
          setInReturn('');
        }}
        rota={rota}
        without={without}
        first={everyone ? actWords('ask.everyone') : undefined}
        error={acting.wrong('/toStaffId')}
      />
      {kind === 'swap' && to && <Returns name={to.name} back={back} value={inReturn} onChoose={setInReturn} error={acting.wrong('/inReturn')} />}
      {opened === null ? (
        <Checkbox label={actWords('ask.part')} checked={part} onToggle={setPart} />
      ) : (
        <p className="muted act-small">{actWords('ask.begun', { time: timeIn(opened, shift.timeZone) })}</p>
      )}
      {part && <StretchFields stretch={stretch} timeZone={shift.timeZone} acting={acting} min={localInput(Math.max(now, Date.parse(shift.startsAt)), shift.timeZone)} max={localInput(Date.parse(shift.endsAt), shift.timeZone)} />}
      {(everyone || to) && (
        <Note tone="info" icon="info">
          {saysOf({ to: to?.name, rota: shift.rotaName, whose: mine ? null : from.name })}
        </Note>
      )}
    </ActDialog>
  );
}

function saysOf({ to, rota, whose }: { to: string | undefined; rota: string; whose: string | null }): string {
  if (to === undefined) return whose === null ? actWords('ask.says-everyone', { rota }) : actWords('ask.says-everyone-for', { rota, whose });
  return whose === null ? actWords('ask.says-one', { name: to }) : actWords('ask.says-one-for', { name: to, whose });
}

interface Back {
  shifts: readonly OneShift[];
  asking: boolean;
}

/** The shifts that somebody could give in return: those that have not begun, on any rota that is shown. */
function useReturns(staffId: string, active: boolean, now: number): Back {
  const { data, isPending } = useQuery({ ...scheduleQuery(localMoment(now, 'UTC')[0], AHEAD_DAYS), enabled: active && staffId !== '' });
  return { shifts: (data ?? []).flatMap((schedule) => shiftsOf(schedule, staffId, now)).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)), asking: isPending };
}

const shiftsOf = ({ segments, rotaId, rotaName, timeZone }: ScheduleView, staffId: string, now: number): readonly OneShift[] =>
  segments
    .filter(({ staff, wholeStartsAt }) => staff?.id === staffId && Date.parse(wholeStartsAt) > now)
    .map(({ wholeStartsAt, wholeEndsAt }) => ({ rotaId, rotaName, timeZone, startsAt: wholeStartsAt, endsAt: wholeEndsAt }));

function Returns({ name, back: { shifts, asking }, value, onChoose, error }: { name: string; back: Back; value: string; onChoose: (key: string) => void; error: string | undefined }) {
  if (asking) return <p className="muted">{actWords('ask.in-return.loading')}</p>;
  if (shifts.length === 0) return <p id={actFieldId('/inReturn')} tabIndex={-1}>{actWords('ask.in-return.none', { name })}</p>;
  return (
    <Select id={actFieldId('/inReturn')} label={actWords('ask.in-return')} error={error} value={value} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{actWords('ask.in-return.choose')}</option>
      {shifts.map((one) => (
        <option key={`${one.rotaId} ${one.startsAt}`} value={`${one.rotaId} ${one.startsAt}`}>
          {`${spanIn(one.startsAt, one.endsAt, one.timeZone)}, ${one.rotaName}`}
        </option>
      ))}
    </Select>
  );
}
