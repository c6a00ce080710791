import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { RoomAskView, RoomAskedView, RoomSoon } from '../../../server/contract/capacity.js';
import { ROOM_SOON } from '../../../server/contract/capacity.js';
import type { CrisisView } from '../../../server/contract/crisis.js';
import { HELP_KINDS } from '../../../server/contract/directory.js';
import type { HelpKind } from '../../../server/contract/directory.js';
import type { Match } from '../../../server/contract/matching.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { timeNear } from '../app/format.js';
import { queries } from '../app/queries.js';
import { useCreationKey } from '../crisis/board/use-send.js';
import { isKind } from '../directory/describe.js';
import { kindWords } from '../directory/directory-words.js';
import { useNow } from '../live/server-clock.js';
import { live } from '../live/socket.js';
import { Button, PhoneLink } from '../ui/button.js';
import { Select } from '../ui/field.js';
import { Note, Tag } from '../ui/tag.js';
import type { Tone } from '../ui/tone.js';
import { Checkbox } from '../ui/toggle.js';
import { capacityWords } from './capacity-words.js';
import { failureOf } from './failure.js';
import './capacity.css';

/** How many may be asked at once. Source: ux.md §4. */
const MOST = 3;

const keyOf = (crisisId: string) => ['room-asks', crisisId];

/** "Have you room?", of up to three services at once and without anything about the person; their answers as they come. */
export function RoomsPanel({ crisis, matches, onChoose }: { crisis: CrisisView; matches: readonly Match[]; onChoose: (serviceId: string) => void }) {
  const { data, error } = useQuery({ queryKey: keyOf(crisis.id), queryFn: ({ signal }) => call('GET /api/v1/crises/:id/room-asks', { id: crisis.id }, { signal }), staleTime: 0 });
  useEffect(() => {
    const fetchAgain = () => void queries.invalidateQueries({ queryKey: keyOf(crisis.id) });
    const stops = [live.onFirstOpening(fetchAgain), live.onNews('card', ({ crisisId }) => { if (crisisId === crisis.id) fetchAgain(); })];
    return () => stops.forEach((stop) => stop());
  }, [crisis.id]);
  const asks = data?.roomAsks ?? [];
  const open = asks.filter((ask) => ask.open);
  const latest = open.length > 0 ? open : asks.slice(0, 1);
  return (
    <>
      {error && !data && (
        <Note tone="warning" icon="offline">
          {capacityWords('rooms.failed')}
        </Note>
      )}
      {latest.map((ask) => (
        <Asked key={ask.id} ask={ask} matches={matches} onChoose={onChoose} />
      ))}
      <AskForm crisis={crisis} matches={matches} after={asks[0]?.id ?? null} asked={new Set(open.flatMap(({ services }) => services.map(({ serviceId }) => serviceId)))} />
    </>
  );
}

const TONES: Readonly<Record<RoomAskedView['state'], Tone>> = { asked: 'info', yes: 'success', no: 'neutral', 'ring-us': 'warning', silent: 'warning', chosen: 'success', over: 'neutral' };

function Asked({ ask, matches, onChoose }: { ask: RoomAskView; matches: readonly Match[]; onChoose: (serviceId: string) => void }) {
  const now = useNow(15_000);
  const heading = useId();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const end = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await call('POST /api/v1/room-asks/:id/end', { id: ask.id });
      await queries.invalidateQueries({ queryKey: keyOf(ask.crisisId) });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="rooms" aria-labelledby={heading}>
      <h3 id={heading}>{capacityWords('rooms.list')}</h3>
      <ul className="rooms-asked">
        {ask.services.map((one) => (
          <li key={one.serviceId}>
            <b>{one.serviceName}</b>
            <Tag tone={one.undelivered && one.answer === null ? 'warning' : TONES[one.state]}>{capacityWords(one.undelivered && one.answer === null ? 'rooms.undelivered' : `rooms.state.${one.state}`)}</Tag>
            {one.answeredBy && one.answeredAt && <small>{capacityWords('rooms.said-by', { by: one.answeredBy, time: timeNear(one.answeredAt, now) })}</small>}
            {ask.open && one.phone && (one.state === 'ring-us' || one.state === 'silent' || one.undelivered) && <PhoneLink number={one.phone} size="s" />}
            {ask.open && one.state === 'yes' && matches.some(({ serviceId }) => serviceId === one.serviceId) && (
              <Button size="s" variant="primary" onClick={() => onChoose(one.serviceId)}>
                {capacityWords('rooms.refer', { name: one.serviceName })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ask.open ? (
        <div className="row">
          <Button size="s" busy={busy} onClick={() => void end()}>
            {capacityWords('rooms.end')}
          </Button>
          {ask.services.some(({ state }) => state === 'asked') && <small className="num">{capacityWords('rooms.silence', { time: timeNear(ask.answerBy, now) })}</small>}
        </div>
      ) : (
        <p className="muted">{capacityWords('rooms.ended')}</p>
      )}
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
    </section>
  );
}

function AskForm({
  crisis,
  matches,
  asked,
  after,
}: {
  crisis: CrisisView;
  matches: readonly Match[];
  asked: ReadonlySet<string>;
  /** The last asking before this one: the same question after it is a new one. */
  after: string | null;
}) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [kind, setKind] = useState<HelpKind | null>(null);
  const [soon, setSoon] = useState<RoomSoon>('today');
  const [withAgeBand, setWithAgeBand] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const creationKey = useCreationKey();
  const free = matches.filter(({ serviceId }) => !asked.has(serviceId));
  const picked = chosen.filter((id) => free.some(({ serviceId }) => serviceId === id));
  const usual = kind ?? free.find(({ serviceId }) => serviceId === picked[0])?.kinds[0] ?? free[0]?.kinds[0] ?? 'crisis-house';
  if (free.length === 0) return null;

  const ask = async () => {
    if (busy) return;
    if (picked.length === 0) {
      setFailure(capacityWords('rooms.none'));
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      const input = { id: crisis.id, serviceIds: [...picked], kind: usual, soon, ...(withAgeBand && { withAgeBand }) };
      await call('POST /api/v1/crises/:id/room-asks', input, { idempotencyKey: creationKey({ ...input, after }) });
      setChosen([]);
      await queries.invalidateQueries({ queryKey: keyOf(crisis.id) });
    } catch (error) {
      setFailure(isProblem(error, 'capacity/phone-first') ? capacityWords('rooms.phone-first') : isProblem(error, 'capacity/asked-already') ? capacityWords('rooms.already') : failureOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <details className="rooms">
      <summary>{capacityWords('rooms')}</summary>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <p className="muted">{capacityWords('rooms.more')}</p>
        <fieldset className="stack">
          <legend className="visually-hidden">{capacityWords('rooms.choose')}</legend>
          {free.map(({ serviceId, serviceName, intake }) => (
            <Checkbox
              key={serviceId}
              label={serviceName}
              hint={intake?.channel === 'sms' ? undefined : capacityWords('rooms.no-text')}
              checked={picked.includes(serviceId)}
              disabled={intake?.channel !== 'sms' || (picked.length >= MOST && !picked.includes(serviceId))}
              onToggle={(on) => setChosen(on ? [...picked, serviceId] : picked.filter((id) => id !== serviceId))}
            />
          ))}
          {picked.length >= MOST && <small role="status">{capacityWords('rooms.most')}</small>}
        </fieldset>
        <div className="row">
          <Select label={capacityWords('rooms.kind')} value={usual} onChange={({ target: { value } }) => setKind(isKind(value) ? value : null)}>
            {HELP_KINDS.map((one) => (
              <option key={one} value={one}>
                {kindWords(one)}
              </option>
            ))}
          </Select>
          <Select label={capacityWords('rooms.soon')} value={soon} onChange={({ target: { value } }) => setSoon(ROOM_SOON.find((one) => one === value) ?? 'today')}>
            {ROOM_SOON.map((one) => (
              <option key={one} value={one}>
                {capacityWords(`room.soon.${one}`)}
              </option>
            ))}
          </Select>
        </div>
        {crisis.details.ageYears !== undefined && <Checkbox label={capacityWords('rooms.age')} checked={withAgeBand} onToggle={setWithAgeBand} />}
        {failure && (
          <Note tone="warning" icon="warning">
            <span role="alert">{failure}</span>
          </Note>
        )}
        <div>
          <Button type="submit" icon="send" busy={busy}>
            {capacityWords('rooms.ask', { count: Math.max(picked.length, 1) })}
          </Button>
        </div>
      </form>
    </details>
  );
}
