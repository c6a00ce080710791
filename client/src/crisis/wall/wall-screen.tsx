import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { WallCard, WallView } from '../../../../server/contract/wall.js';
import { ago, exactTime, timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { useConnection } from '../../live/socket.js';
import type { Connection } from '../../live/socket.js';
import { clockDuration, coarseDuration, remainingUntil } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { Lamp } from '../../ui/tag.js';
import { LevelTag, toneOf } from '../board/level-tag.js';
import { isLoud, shownCards, shownOf, wallColumns } from './core/wall-state.js';
import { wallWords } from './wall-words.js';

/** The wall, drawn. Everything on it is at least 28 px high. Source: product design guide §5 "Wall: 4 m readable". */
export function WallScreen({ view }: { view: WallView }) {
  const connection = useConnection();
  const { waiting, owned, referrals, followUps } = wallColumns(view.cards);
  const room = useRoom();
  const old = connection.state === 'stale' || connection.state === 'offline';
  return (
    <div className="wall" data-old={old || undefined}>
      <header className="wall-head">
        <h1>
          {view.teams.map(({ name }) => name).join(', ')} {view.teams.some(({ name }) => name !== view.network.name) && <span className="wall-network">{view.network.name}</span>}
        </h1>
        <Age connection={connection} asOf={view.asOf} />
        <WallClock />
      </header>
      {old && <OldBanner connection={connection} asOf={view.asOf} phone={view.network.dutyPhone} />}
      <main className="wall-columns">
        <Column name={wallWords('waiting')} count={waiting.length} className="wall-waiting">
          {waiting.length === 0 ? <NoOne old={old} /> : <Lines cards={waiting} room={room.large} large />}
        </Column>
        <div className="wall-side">
          <Column name={wallWords('owned')} count={owned.length}>
            <Lines cards={owned} room={Math.ceil(room.small * 0.6)} />
          </Column>
          <Column name={wallWords('referrals')} count={referrals.length}>
            <Lines cards={referrals} room={Math.floor(room.small * 0.4)} />
          </Column>
        </div>
        <div className="wall-side">
          <OnCall onCall={view.onCall} />
          <p className="wall-quiet num">{wallWords('follow-ups', { count: followUps })}</p>
        </div>
      </main>
    </div>
  );
}

function Column({ name, count, className, children }: { name: string; count?: number; className?: string; children: ReactNode }) {
  return (
    <section className={className}>
      <h2>
        {name} {count !== undefined && <span className="num wall-count">{count}</span>}
      </h2>
      {children}
    </section>
  );
}

function Lines({ cards, room, large = false }: { cards: readonly WallCard[]; room: number; large?: boolean }) {
  const shown = shownCards(cards, shownOf(cards.length, room));
  if (cards.length === 0) return <p className="wall-quiet">{wallWords('none')}</p>;
  return (
    <>
      <ul className={large ? 'wall-lines wall-large' : 'wall-lines'}>
        {shown.map((card) => (
          <Line key={card.id} card={card} large={large} />
        ))}
      </ul>
      {shown.length < cards.length && <p className="wall-quiet wall-more num">{wallWords('more', { count: cards.length - shown.length })}</p>}
    </>
  );
}

function Line({ card, large }: { card: WallCard; large: boolean }) {
  const loud = isLoud(card);
  return (
    <li className="wall-line" data-loud={loud || undefined} data-tone={toneOf(card.shows)}>
      <span className="wall-ref num">
        <bdi>{card.ref}</bdi>
      </span>
      <LevelTag level={card.shows} unowned={card.column === 'needs-someone'} />
      <span className="wall-who">{card.ownerName ?? (card.unanswered ? wallWords('unanswered') : '')}</span>
      {card.dueAt !== null && <Left at={card.dueAt} coarse={!large} />}
    </li>
  );
}

function Left({ at, coarse }: { at: string; coarse: boolean }) {
  const now = useNow(1000);
  const { over, seconds } = remainingUntil(Date.parse(at), now);
  return (
    <span role="timer" className="wall-left num" data-over={over || undefined}>
      <b>{coarse ? coarseDuration(seconds) : clockDuration(seconds)}</b> {wallWords(over ? 'over' : 'left')}
    </span>
  );
}

function NoOne({ old }: { old: boolean }) {
  const now = useNow(5000);
  return (
    <div className="wall-empty">
      <p>{wallWords('empty')}</p>
      {!old && <p className="wall-quiet num">{wallWords('checked', { time: exactTime(now) })}</p>}
    </div>
  );
}

function OnCall({ onCall }: Pick<WallView, 'onCall'>) {
  return (
    <Column name={wallWords('on-call')}>
      {onCall.length === 0 && <p className="wall-quiet">{wallWords('no-rota')}</p>}
      <ul className="wall-people">
        {onCall.map(({ rotaId, rotaName, name, until, reachable }) => (
          <li key={rotaId} data-gap={name === null || undefined}>
            <span className="wall-quiet">{rotaName}</span>
            <b>{name ?? wallWords('nobody-on-call')}</b>
            {name !== null && !reachable ? <span className="wall-care">{wallWords('unreachable')}</span> : until !== null && <span className="wall-quiet num">{wallWords('until', { time: timeOfDay(until) })}</span>}
          </li>
        ))}
      </ul>
    </Column>
  );
}

function WallClock() {
  const now = useNow(1000);
  return <time className="wall-clock num">{timeOfDay(now)}</time>;
}

/** How old what is shown is, always in view. */
function Age({ connection: { state, heardAt }, asOf }: { connection: Connection; asOf: string }) {
  const now = useNow(1000);
  return (
    <p className="wall-age num">
      <Lamp lit={state === 'live'} />
      {state === 'live' ? `${wallWords('live')} ` : state === 'checking' ? `${wallWords('checking')} ` : ''}
      <span>{wallWords('live.age', { age: ago(heardAt ?? Date.parse(asOf), now) })}</span>
    </p>
  );
}

function OldBanner({ connection: { state, heardAt }, asOf, phone }: { connection: Connection; asOf: string; phone: string }) {
  const now = useNow(1000);
  const since = heardAt ?? Date.parse(asOf);
  return (
    <div className="wall-banner" role="alert">
      <Icon name={state === 'offline' ? 'offline' : 'warning'} size={36} />
      <p>
        <b className="num">
          {state === 'offline' ? wallWords('offline.title', { time: timeOfDay(since) }) : wallWords('old.title', { duration: coarseDuration((now - since) / 1000) })}
        </b>{' '}
        {wallWords.rich('old.words', { phone: <bdi>{phone}</bdi> })}
      </p>
    </div>
  );
}

/** Heights in CSS pixels: a line that waits, any other, and everything above and below the lines. */
const LARGE_LINE = 116;
const SMALL_LINE = 66;
const AROUND = 240;
/** Where the window is too narrow for three columns, who is on call stands below and takes more. */
const THREE_COLUMNS = 1680;
const BELOW = 220;

const sizes = (): string => `${window.innerWidth} ${window.innerHeight}`;
const onResize = (changed: () => void): (() => void) => {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
};

/** How many lines have room: nobody scrolls a wall. On a narrow window, which somebody holds, all of them. */
function useRoom(): { large: number; small: number } {
  const [width = 0, height = 0] = useSyncExternalStore(onResize, sizes).split(' ').map(Number);
  if (width < 1000) return { large: 1000, small: 1000 };
  const left = height - AROUND - (width < THREE_COLUMNS ? BELOW : 0);
  return { large: Math.max(2, Math.floor(left / LARGE_LINE)), small: Math.max(4, Math.floor((left - SMALL_LINE) / SMALL_LINE)) };
}
