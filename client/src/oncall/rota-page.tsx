import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { RotaView, ScheduleView } from '../../../server/contract/oncall.js';
import { ago, exactTime } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { usePageKeys } from '../app/page-keys.js';
import { may, useNetwork, useWho } from '../app/session.js';
import { languageTag } from '../app/words.js';
import { useNarrow } from '../app/use-narrow.js';
import { useNow } from '../live/server-clock.js';
import { Button, IconButton } from '../ui/button.js';
import { PageHead } from '../ui/page.js';
import { Segmented } from '../ui/segmented.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import type { OnAct } from './acts/act.js';
import { Acts } from './acts/acts.js';
import { useOpenAct } from './acts/use-open-act.js';
import { addDays, daysBetween, isDate, localMoment, mondayOf } from './core/local-time.js';
import { editableTeams } from './core/rights.js';
import { zoneName } from './core/zone-name.js';
import { LeavePanel } from './mine/leave-panel.js';
import { MyShifts } from './mine/my-shifts.js';
import { WEEK_DAYS, rotasQuery, scheduleQuery, useRotaNews } from './rota-query.js';
import { rotaWords } from './rota-words.js';
import { clockChangeWords, momentIn, shortDay } from './time-words.js';
import { Agenda } from './week/agenda.js';
import { NeedsYou } from './week/needs-you.js';
import { ImportShifts, NewRota, RotasPanel } from './week/rotas-panel.js';
import { WeekGrid, WeekKey } from './week/week-grid.js';
import { WhoIsReached } from './week/who-is-reached.js';
import './rota.css';

type View = 'week' | 'agenda' | 'mine';

/** The server keeps 90 days; one less, so that no zone's date falls out. Source: server/contract/oncall.ts, ScheduleQuery. */
const FURTHEST_BACK_DAYS = 89;

/** The week of every rota, who is reached, what needs somebody, and one's own shifts. */
export function RotaPage() {
  const rotas = useQuery(rotasQuery);
  const { act, open, close } = useOpenAct();
  useRotaNews();
  if (rotas.data) {
    return (
      <>
        {rotas.data.length === 0 ? <NoRota /> : <Rota rotas={rotas.data} onAct={open} />}
        <Acts act={act} rotas={rotas.data} onAct={open} onClose={close} />
      </>
    );
  }
  return (
    <>
      <PageHead title={rotaWords('title')} />
      {rotas.error ? <Failed onTry={() => void rotas.refetch()} /> : <PageLoading lines={9} />}
    </>
  );
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <FailedState title={rotaWords('failed')} act={rotaWords('try-again')} onTry={onTry}>
      {rotaWords('failed.words')}
    </FailedState>
  );
}

function NoRota() {
  const { session } = useWho();
  const mayMake = editableTeams(session).length > 0;
  return (
    <>
      <PageHead title={rotaWords('title')} />
      <EmptyState title={rotaWords('empty')} action={mayMake && <span className="row"><NewRota primary /><ImportShifts /></span>}>
        {rotaWords(mayMake ? 'empty.first' : 'empty.words')}
      </EmptyState>
    </>
  );
}

/** Where the page stands is in its address: the Monday of the week and the way of showing it. */
function usePlace(timeZone: string) {
  const now = useNow(60_000);
  const narrow = useNarrow();
  const [params, setParams] = useSearchParams();
  const today = localMoment(now, timeZone)[0];
  const asked = params.get('week') ?? '';
  const earliest = mondayOf(addDays(today, -FURTHEST_BACK_DAYS + 7));
  const week = isDate(asked) && mondayOf(asked) >= earliest ? mondayOf(asked) : mondayOf(today);
  const wanted = params.has('mine') ? 'mine' : params.get('view');
  const view: View = wanted === 'mine' ? 'mine' : wanted === 'agenda' || narrow ? 'agenda' : 'week';
  const change = (next: { week?: string; view?: View }): void => {
    setParams((before) => {
      const after = new URLSearchParams(before);
      after.delete('mine');
      if (next.view !== undefined) after.set('view', next.view);
      if (next.week !== undefined) after.set('week', next.week);
      if (after.get('week') === mondayOf(today)) after.delete('week');
      if (after.get('view') === 'week') after.delete('view');
      return after;
    }, { replace: true });
  };
  return {
    week, view, narrow,
    isThisWeek: week === mondayOf(today),
    mayGoBack: daysBetween(earliest, week) > 0,
    go: (weeks: number) => change({ week: weeks === 0 ? mondayOf(today) : addDays(week, weeks * WEEK_DAYS) }),
    show: (next: View) => change({ view: next }),
  };
}

type Place = ReturnType<typeof usePlace>;

function Rota({ rotas, onAct }: { rotas: readonly RotaView[]; onAct: OnAct }) {
  const { session } = useWho();
  const network = useNetwork();
  const place = usePlace(network?.timeZone ?? rotas[0]?.timeZone ?? 'UTC');
  const schedule = useQuery({ ...scheduleQuery(place.week), placeholderData: (before) => before, enabled: place.view !== 'mine' });
  const teams = editableTeams(session);
  const editable = rotas.filter(({ teamId }) => teams.includes(teamId)).map(({ id }) => id);
  usePageKeys([
    { key: 'k', words: rotaWords('week.before'), act: () => place.mayGoBack && place.go(-1) },
    { key: 'j', words: rotaWords('week.after'), act: () => place.go(1) },
    { key: 't', words: rotaWords('week.this'), act: () => place.go(0) },
  ], place.view !== 'mine');

  return (
    <div className={place.view === 'mine' ? 'rota-page' : 'rota-page rota-week'}>
      <PageHead title={place.view === 'mine' ? rotaWords('title.mine') : rotaWords('title.week', { from: shortDay(place.week), to: shortDay(addDays(place.week, WEEK_DAYS - 1)) })} actions={<Heads place={place} mayAdd={editable.length > 0} onAct={onAct} />}>
        <ZoneWords rotas={rotas} schedules={place.view === 'mine' ? [] : (schedule.data ?? [])} />
      </PageHead>
      <PrintedAt />
      {schedule.isRefetchError && <Old since={schedule.dataUpdatedAt} />}
      {place.view === 'mine' ? (
        <MyShifts rotas={rotas} onAct={onAct} />
      ) : schedule.data ? (
        <Week schedules={schedule.data} stale={schedule.isPlaceholderData || schedule.isRefetchError} place={place} rotas={rotas} editable={editable} onAct={onAct} />
      ) : schedule.error ? (
        <Failed onTry={() => void schedule.refetch()} />
      ) : (
        <PageLoading lines={9} />
      )}
    </div>
  );
}

/** Going from week to week, the way of showing it, and what can be done with all of it. */
function Heads({ place, mayAdd, onAct }: { place: Place; mayAdd: boolean; onAct: OnAct }) {
  const { session } = useWho();
  const swaps = may(session, 'rota:swap');
  const views: readonly { value: View; label: string }[] = [
    ...(place.narrow ? [] : [{ value: 'week', label: rotaWords('view.week') } as const]),
    { value: 'agenda', label: rotaWords('view.agenda') },
    ...(swaps ? [{ value: 'mine', label: rotaWords('view.mine') } as const] : []),
  ];
  return (
    <>
      {place.view !== 'mine' && (
        <div className="week-steps" role="group" aria-label={rotaWords('view.week')}>
          <IconButton icon="back" className="week-step" label={rotaWords('week.before')} aria-disabled={!place.mayGoBack || undefined} onClick={() => place.mayGoBack && place.go(-1)} />
          <Button aria-current={place.isThisWeek ? 'date' : undefined} onClick={() => place.go(0)}>
            {rotaWords('week.this')}
          </Button>
          <IconButton icon="forward" className="week-step" label={rotaWords('week.after')} onClick={() => place.go(1)} />
        </div>
      )}
      {views.length > 1 && <Segmented strong legend={rotaWords('view')} value={place.view} onChoose={place.show} segments={views} />}
      {place.view !== 'mine' && <Button icon="calendar" onClick={() => onAct({ kind: 'calendar' })}>{rotaWords('calendar-link')}</Button>}
      <Button icon="print" onClick={() => window.print()}>
        {rotaWords('print')}
      </Button>
      {place.view !== 'mine' && mayAdd && (
        <Button variant="primary" onClick={() => onAct({ kind: 'put-on', rotaId: null, how: 'override', startsAt: null, endsAt: null, canCover: [] })}>
          {rotaWords('add-shift')}
        </Button>
      )}
    </>
  );
}

function Week({ schedules, stale, place, rotas, editable, onAct }: { schedules: readonly ScheduleView[]; stale: boolean; place: Place; rotas: readonly RotaView[]; editable: readonly string[]; onAct: OnAct }) {
  const { session } = useWho();
  const meId = session?.staff.id;
  const onCell = (schedule: ScheduleView, segment: ScheduleView['segments'][number]): void => onAct({ kind: 'shift', schedule, segment });
  const grid = (
    <section className={stale ? 'card week-card card-stale' : 'card week-card'} aria-busy={stale || undefined}>
      <WeekGrid schedules={schedules} meId={meId} editable={editable} onCell={onCell} />
      <WeekKey />
    </section>
  );
  return (
    <>
      {place.narrow && (
        <div className="screen-only">
          <NeedsYou onAct={onAct} />
        </div>
      )}
      {place.view === 'week' ? (
        grid
      ) : (
        <>
          <div className="screen-only">
            <Agenda schedules={schedules} meId={meId} onCell={onCell} />
          </div>
          <div className="print-only">{grid}</div>
        </>
      )}
      <div className="rota-low screen-only">
        <div className="rota-side">
          <WhoIsReached schedules={schedules} />
          <RotasPanel rotas={rotas} editable={editable} />
        </div>
        <div className="rota-side">
          {!place.narrow && <NeedsYou onAct={onAct} />}
          <LeavePanel of="team" title={rotaWords('leave.team')} onAct={onAct} />
        </div>
      </div>
    </>
  );
}

/** How old what stands here is, while the server cannot be reached. */
function Old({ since }: { since: number }) {
  const now = useNow(5000);
  return (
    <Note tone="warning" icon="offline">
      {rotaWords('old', { time: exactTime(since), age: ago(since, Math.max(now, since)) })}
    </Note>
  );
}

function PrintedAt() {
  const now = useNow(60_000);
  const timeZone = useNetwork()?.timeZone ?? 'UTC';
  return <p className="print-only">{rotaWords('printed', { time: momentIn(now, timeZone) })}</p>;
}

/** In which zone the times are told, and whether its clocks change in this week. */
function ZoneWords({ rotas, schedules }: { rotas: readonly RotaView[]; schedules: readonly ScheduleView[] }) {
  const zones = [...new Set(rotas.map(({ timeZone }) => timeZone))];
  const [zone] = zones;
  if (zone === undefined) return null;
  if (zones.length > 1) return rotaWords('zone.many');
  const change = schedules[0]?.days.find(({ hours }) => hours !== 24);
  return [rotaWords('zone', { zone: zoneName(zone, languageTag()) }), change && clockChangeWords(change.on, change.hours)].filter(Boolean).join(' ');
}
