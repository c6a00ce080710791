import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CapacityLinkView, CapacityNow, RoomAnswer } from '../../../server/contract/capacity.js';
import { ROOM_ANSWERS } from '../../../server/contract/capacity.js';
import { call } from '../app/api.js';
import { Problem, isProblem } from '../app/core/problem.js';
import { GuestFrame } from '../app/focus-frame.js';
import { ago, timeNear } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { usePageTitle } from '../app/page-title.js';
import { queries } from '../app/queries.js';
import { saidByServer } from '../app/words.js';
import { kindWords } from '../directory/directory-words.js';
import { serverClock, useNow } from '../live/server-clock.js';
import { Button, PhoneLink } from '../ui/button.js';
import { FactList } from '../ui/fact-list.js';
import { TextField } from '../ui/field.js';
import { useAnnounce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { capacityWords } from './capacity-words.js';
import { likelyNumbers, placesIn } from './core/board-order.js';
import './capacity.css';

/** The page behind `/c#…`: one number to tell, or one answer, without an account. Opening it changes nothing; a button acts. */
export function CapacityLinkPage() {
  const token = useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => window.location.hash.slice(1),
  );
  usePageTitle(capacityWords('link.title'), '');
  return <LinkFor key={token} token={token} />;
}

function LinkFor({ token }: { token: string }) {
  const queryKey = ['capacity-link', token];
  const { data: view, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const fresh = await call('POST /api/v1/capacity-link/view', { token }, { signal });
      serverClock.heard(fresh.serverTime);
      return fresh;
    },
    refetchOnWindowFocus: 'always',
    staleTime: 0,
  });
  const [who, setWho] = useState<Who>({ name: '', role: '' });
  if (!view) {
    return (
      <GuestFrame name="Handrail">
        <h1 className={error ? undefined : 'visually-hidden'}>{capacityWords(error ? 'link.title' : 'link.checking')}</h1>
        {error === null ? <PageLoading lines={4} /> : isProblem(error, 'link/invalid') || isProblem(error, 'request/malformed') ? <Invalid error={error} /> : <Failed onTry={() => void refetch()} />}
      </GuestFrame>
    );
  }
  const take = (next: CapacityLinkView) => queries.setQueryData(queryKey, next);
  return (
    <GuestFrame name={view.org} guest={view.serviceName}>
      {view.asks === 'room' && view.room ? (
        <RoomQuestion token={token} room={view.room} who={who} onWho={setWho} onTaken={take} onLook={() => void refetch()} />
      ) : (
        <PlacesQuestion token={token} view={view} who={who} onWho={setWho} onTaken={take} onLook={() => void refetch()} />
      )}
      <PhoneLink number={view.dutyPhone} words={capacityWords('link.speak')} block />
    </GuestFrame>
  );
}

function Invalid({ error }: { error: Error }) {
  const dutyPhone = error instanceof Problem ? error.body.dutyPhone : undefined;
  return (
    <>
      <ErrorSummary title={capacityWords('link.invalid')}>{capacityWords('link.invalid-words')}</ErrorSummary>
      {dutyPhone && <PhoneLink number={dutyPhone} words={capacityWords('link.speak')} size="l" block />}
    </>
  );
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <>
      <ErrorSummary title={capacityWords('link.failed')}>{capacityWords('link.failed-words')}</ErrorSummary>
      <Button variant="primary" size="l" block onClick={onTry}>
        {capacityWords('try-again')}
      </Button>
    </>
  );
}

interface Who {
  name: string;
  role: string;
}
interface Part {
  token: string;
  who: Who;
  onWho: (who: Who) => void;
  onTaken: (view: CapacityLinkView) => void;
  onLook: () => void;
}

const [NAME, ROLE] = ['link-name', 'link-role'];

/** Sends one thing once, if it is known who says it. */
function useSendOnce({ who, onTaken, onLook }: Pick<Part, 'who' | 'onTaken' | 'onLook'>) {
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<{ words: string; count: number; fields: readonly { fieldId: string; words: string }[] } | null>(null);
  const send = async (what: string, act: (who: Who) => Promise<CapacityLinkView>): Promise<boolean> => {
    if (busy !== null) return false;
    const count = (fault?.count ?? 0) + 1;
    const fields = [
      ...(who.name.trim() === '' ? [{ fieldId: NAME as string, words: capacityWords('link.name-missing') }] : []),
      ...(who.role.trim() === '' ? [{ fieldId: ROLE as string, words: capacityWords('link.role-missing') }] : []),
    ];
    if (fields.length > 0) {
      setFault({ words: capacityWords('link.who-missing'), count, fields });
      return false;
    }
    setBusy(what);
    setFault(null);
    try {
      onTaken(await act({ name: who.name.trim(), role: who.role.trim() }));
      return true;
    } catch (error) {
      const moved = isProblem(error, 'capacity/changed') || isProblem(error, 'link/finished');
      if (moved) onLook();
      setFault({ words: isProblem(error, 'capacity/changed') ? capacityWords('link.changed') : isProblem(error, 'link/finished') ? capacityWords('room.over') : capacityWords('link.failed'), count, fields: [] });
      return false;
    } finally {
      setBusy(null);
    }
  };
  return { send, busy, fault };
}

function Fault({ fault }: { fault: ReturnType<typeof useSendOnce>['fault'] }) {
  return fault && <ErrorSummary key={fault.count} title={fault.words} fields={fault.fields} />;
}

function WhoSays({ who, onWho, missing }: { who: Who; onWho: (who: Who) => void; missing: readonly string[] }) {
  return (
    <fieldset className="capacity-says">
      <legend>{capacityWords('link.who')}</legend>
      <TextField id={NAME} label={capacityWords('link.name')} autoComplete="name" maxLength={80} value={who.name} error={missing.includes(NAME as string) && capacityWords('link.name-missing')} onChange={({ target }) => onWho({ ...who, name: target.value })} />
      <TextField id={ROLE} label={capacityWords('link.role')} autoComplete="organization-title" maxLength={80} value={who.role} error={missing.includes(ROLE as string) && capacityWords('link.role-missing')} onChange={({ target }) => onWho({ ...who, role: target.value })} />
    </fieldset>
  );
}

function PlacesQuestion({ view, ...part }: Part & { view: CapacityLinkView }) {
  const sending = useSendOnce(part);
  return (
    <>
      <h1>{capacityWords('link.question')}</h1>
      <Fault fault={sending.fault} />
      <WhoSays who={part.who} onWho={part.onWho} missing={sending.fault?.fields.map(({ fieldId }) => fieldId) ?? []} />
      {view.capacities.map((capacity) => (
        <OneUnit key={capacity.id} capacity={capacity} several={view.capacities.length > 1} token={part.token} sending={sending} />
      ))}
    </>
  );
}

/** Big buttons for what is likely, a field for anything else. */
function OneUnit({ capacity, several, token, sending: { send, busy } }: { capacity: CapacityNow; several: boolean; token: string; sending: ReturnType<typeof useSendOnce> }) {
  const now = useNow(15_000);
  const announce = useAnnounce();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<number | null>(null);
  const { id, unit, available, maximum, updatedAt } = capacity;
  const other = placesIn(typed, maximum);
  const tell = (count: number) =>
    void send(`${id}:${count}`, (who) => call('POST /api/v1/capacity-link/places', { token, capacityId: id, available: count, seen: { available, updatedAt }, ...who })).then((taken) => {
      if (!taken) return;
      setTold(count);
      setTyped('');
      announce.polite(capacityWords('link.thanks', { count }));
    });
  return (
    <section className="capacity-link-unit" aria-label={capacityWords('link.unit', { unit })}>
      {several && <h2>{capacityWords('link.unit', { unit })}</h2>}
      {told === available ? (
        <Note tone="success" icon="check">
          <b>{capacityWords('link.thanks', { count: available })}</b> {capacityWords('link.again')}
        </Note>
      ) : (
        <p className="muted num">{capacityWords('link.last', { count: available, age: ago(Date.parse(updatedAt), now) })}</p>
      )}
      <div className="capacity-big">
        <Button className="capacity-still" variant="primary" size="l" busy={busy === `${id}:${available}`} onClick={() => tell(available)}>
          {capacityWords('link.still', { count: available })}
        </Button>
        {likelyNumbers(capacity).map((count) => (
          <Button key={count} size="l" busy={busy === `${id}:${count}`} onClick={() => tell(count)}>
            {count}
          </Button>
        ))}
      </div>
      <form
        noValidate
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (other !== null) tell(other);
        }}
      >
        <TextField
          label={capacityWords('link.other')}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          error={typed.trim() !== '' && other === null && (maximum === null ? capacityWords('tell.bad-open') : capacityWords('tell.bad', { of: maximum }))}
          onChange={(event) => setTyped(event.target.value)}
        />
        {other !== null && <Button type="submit">{capacityWords('link.other.send', { count: other })}</Button>}
      </form>
    </section>
  );
}

function RoomQuestion({ room, ...part }: Part & { room: NonNullable<CapacityLinkView['room']> }) {
  const sending = useSendOnce(part);
  const now = useNow(60_000);
  const announce = useAnnounce();
  const { state, answer } = room;
  const said = state !== 'over' && state !== 'chosen' ? answer : null;
  useEffect(() => {
    if (said) announce.polite(capacityWords(`room.said.${said}`));
  }, [said, announce]);
  if (state === 'over' || state === 'chosen') {
    return (
      <>
        <h1>{capacityWords(state === 'over' ? 'room.over' : 'room.chosen')}</h1>
        {state === 'over' && <p className="muted">{capacityWords('room.over-words')}</p>}
      </>
    );
  }
  const send = (given: RoomAnswer) => void sending.send(given, (who) => call('POST /api/v1/capacity-link/room', { token: part.token, answer: given, ...who }));
  return (
    <>
      <div>
        <h1>{capacityWords('room.question')}</h1>
        <p className="muted">{capacityWords('room.question-lead')}</p>
      </div>
      {said && (
        <Note tone="success" icon="check">
          <b>{capacityWords(`room.said.${said}`)}</b> {capacityWords('room.change')}
        </Note>
      )}
      <FactList
        layout="beside"
        facts={[
          { name: capacityWords('room.kind'), value: kindWords(room.kind) },
          { name: capacityWords('room.soon'), value: capacityWords(`room.soon.${room.soon}`) },
          { name: capacityWords('room.age'), value: room.ageBand === null ? capacityWords('room.age.not-told') : saidByServer(room.ageBand) },
          { name: capacityWords('room.answer-by'), value: timeNear(room.answerBy, now) },
        ]}
      />
      <Fault fault={sending.fault} />
      <WhoSays who={part.who} onWho={part.onWho} missing={sending.fault?.fields.map(({ fieldId }) => fieldId) ?? []} />
      <div className="stack">
        {ROOM_ANSWERS.map((given) => (
          <Button key={given} variant={given === 'yes' ? 'primary' : 'outline'} size="l" block busy={sending.busy === given} aria-pressed={said === given} onClick={() => send(given)}>
            {capacityWords(`room.${given}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
