import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RotaView, ScheduleView } from '../../../../server/contract/oncall.js';
import { call } from '../../app/api.js';
import { useNow } from '../../live/server-clock.js';
import { Select } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { Note } from '../../ui/tag.js';
import { actWords } from '../act-words.js';
import { addDays, daysBetween, localInput, nextQuarter } from '../core/local-time.js';
import { scheduleQuery } from '../rota-query.js';
import { listed } from '../time-words.js';
import type { Act } from './act.js';
import { ActDialog, actFieldId } from './act-dialog.js';
import { localMomentWords } from './moment-words.js';
import { PersonSelect, usePeople } from './person-select.js';
import { StretchFields, useStretch } from './stretch-fields.js';
import { useAct } from './use-act.js';

const HOUR_MS = 3_600_000;
/** So long a shift is offered when none was pointed at. */
const OFFERED_HOURS = 12;
/** So many days of a stretch are looked at for who is on call in it. Source: server/contract/oncall.ts, ScheduleQuery. */
const MOST_DAYS = 31;

/** Puts somebody on call for a stretch: instead of whoever is on, or beside them. It counts at once. */
export function PutOnDialog({ act, rotas, onClose }: { act: Extract<Act, { kind: 'put-on' }>; rotas: readonly RotaView[]; onClose: () => void }) {
  const now = useNow(60_000);
  const [rotaId, setRotaId] = useState(act.rotaId ?? rotas[0]?.id ?? '');
  const [kind, setKind] = useState(act.how);
  const [staffId, setStaffId] = useState('');
  const rota = rotas.find(({ id }) => id === rotaId);
  const timeZone = rota?.timeZone ?? 'UTC';
  const [offered] = useState(() => {
    const begins = Math.max(nextQuarter(now), Date.parse(act.startsAt ?? '') || 0);
    // A shift that runs is taken over from now on; the server reads an earlier time as now.
    const startsAt = act.startsAt !== null && Date.parse(act.startsAt) <= now ? new Date(now).toISOString() : new Date(begins).toISOString();
    return { startsAt, endsAt: act.endsAt ?? new Date(begins + OFFERED_HOURS * HOUR_MS).toISOString() };
  });
  const stretch = useStretch(timeZone, offered.startsAt, offered.endsAt);
  const name = usePeople(rota).find(({ id }) => id === staffId)?.name;
  const acting = useAct({
    'oncall/on-leave': { words: actWords('put.on-leave'), pointer: '/staffId' },
    'oncall/already-on-call': { words: actWords('put.already'), pointer: '/staffId' },
  });

  const save = async (): Promise<void> => {
    const faults = [...(staffId === '' || name === undefined ? [{ pointer: '/staffId', words: actWords('who.missing') }] : []), ...stretch.faults];
    if (faults.length > 0 || !rota) return acting.lacks(faults);
    const input = { id: rotaId, kind, staffId, startsAt: stretch.startsAt, endsAt: stretch.endsAt };
    const when = actWords('put.done', { name: name ?? '', rota: rota.name, when: `${localMomentWords(stretch.from)} – ${localMomentWords(stretch.until)}` });
    if (await acting.run(input, (idempotencyKey) => call('POST /api/v1/rotas/:id/overrides', input, { idempotencyKey }), when)) onClose();
    return undefined;
  };

  return (
    <ActDialog
      title={rota && act.rotaId !== null ? actWords('put.title-rota', { rota: rota.name }) : actWords('put.title')}
      acting={acting}
      save={actWords(kind === 'extra' ? 'put.save-beside' : 'put.save')}
      onSave={save}
      onClose={onClose}
    >
      {act.rotaId === null && (
        <Select id={actFieldId('/id')} label={actWords('put.rota')} value={rotaId} onChange={({ target }) => setRotaId(target.value)}>
          {rotas.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
      <Segmented
        legend={actWords('put.kind')}
        value={kind}
        onChoose={setKind}
        segments={[
          { value: 'override', label: actWords('put.override') },
          { value: 'extra', label: actWords('put.extra') },
        ]}
      />
      <PersonSelect label={actWords('who')} pointer="/staffId" value={staffId} onChoose={setStaffId} rota={rota} canCover={act.canCover} error={acting.wrong('/staffId')} />
      <StretchFields stretch={stretch} timeZone={timeZone} acting={acting} min={localInput(now, timeZone)} />
      {rota && stretch.faults.length === 0 && <Consequence rota={rota} kind={kind} name={name} staffId={staffId} from={stretch.from} until={stretch.until} />}
    </ActDialog>
  );
}

/** Who is on call in a stretch as it stands, and what would come of the act. */
function Consequence({ rota, kind, name, staffId, from, until }: { rota: RotaView; kind: 'override' | 'extra'; name: string | undefined; staffId: string; from: string; until: string }) {
  const firstDay = addDays(from.slice(0, 10), 0);
  const days = Math.min(MOST_DAYS, daysBetween(firstDay, until.slice(0, 10)) + 1);
  const { data } = useQuery(scheduleQuery(firstDay, days, rota.id));
  const [schedule] = data ?? [];
  if (!schedule) return null;
  const { names, gap } = peopleIn(schedule, from, until, staffId);
  const span = { rota: rota.name, from: localMomentWords(from), to: localMomentWords(until) };
  if (name === undefined) {
    return (
      <Note tone="neutral" icon="info">
        {names.length === 0 ? actWords('put.now-nobody') : actWords('put.now-on', { names: listed(names) })}
      </Note>
    );
  }
  const others = listed(names);
  const says = names.length === 0
    ? actWords(gap && kind === 'override' ? 'put.says-gap' : 'put.says', { name, ...span })
    : actWords(kind === 'extra' ? 'put.says-beside' : 'put.says-instead', { name, ...span, others });
  return (
    <Note tone="info" icon="info">
      {says} {actWords('put.told')}
    </Note>
  );
}

/** Who else is on call between two local times, and whether nobody is for a part of it. */
function peopleIn({ segments, timeZone }: ScheduleView, from: string, until: string, without: string): { names: readonly string[]; gap: boolean } {
  const within = segments.filter(({ startsAt, endsAt }) => localInput(Date.parse(startsAt), timeZone) < until && localInput(Date.parse(endsAt), timeZone) > from);
  return {
    names: [...new Set(within.flatMap(({ staff }) => (staff && staff.id !== without ? [staff.name] : [])))],
    gap: within.some(({ why }) => why === 'gap'),
  };
}
