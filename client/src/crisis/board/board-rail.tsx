import { Suspense, lazy, memo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { BoardView } from '../../../../server/contract/crisis.js';
import { ago, timeNear, timeOfDay } from '../../app/format.js';
import { isRoute } from '../../app/routes.js';
import { may, useSession } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Avatar } from '../../ui/avatar.js';
import { LinkButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { coarseDuration } from '../../ui/core/duration.js';
import { PlacesBlocks } from '../../ui/places-blocks.js';
import { Note } from '../../ui/tag.js';
import { boardWords } from './board-words.js';

/** Fetched when it is first wanted: hardly ever. */
const DeadWorkDialog = lazy(async () => ({ default: (await import('./dead-work.js')).DeadWorkDialog }));

/** Only for supervisors. */
const OverdueReviews = lazy(async () => ({ default: (await import('./overdue-reviews.js')).OverdueReviews }));

/** So many places stand in the rail; the rest are a link away. */
const MOST_PLACES = 6;
const DAY_MS = 86_400_000;

/** Who is on call, which places are free, and who has how much open work. */
export const BoardRail = memo(function BoardRail({ board, meId }: { board: BoardView; meId: string }) {
  const session = useSession();
  return (
    <aside className="board-rail" aria-label={boardWords('rail')}>
      <DeadWork count={board.deadJobs} />
      {may(session, 'crisis:supervise') && (
        <Suspense fallback={null}>
          <OverdueReviews />
        </Suspense>
      )}
      <OnCall onCall={board.onCall} meId={meId} />
      <Places places={board.places} />
      <Team team={board.team} meId={meId} />
    </aside>
  );
});

/** That work failed, and for whoever may try it again the way to it. */
function DeadWork({ count }: { count: number }) {
  const session = useSession();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      {count > 0 && (
        <Note tone="warning" icon="warning">
          {boardWords('rail.dead', { count })}{' '}
          {may(session, 'health:retry') && (
            <LinkButton
              onClick={() => {
                setWanted(true);
                setOpen(true);
              }}
            >
              {boardWords('rail.dead.open')}
            </LinkButton>
          )}
        </Note>
      )}
      {wanted && (
        <Suspense fallback={null}>
          <DeadWorkDialog open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Rows({ children, none }: { children: readonly ReactNode[]; none: string }) {
  return children.length > 0 ? <ul className="rail-rows">{children}</ul> : <p className="muted">{none}</p>;
}

function OnCall({ onCall, meId }: { onCall: BoardView['onCall']; meId: string }) {
  const now = useNow(60_000);
  return (
    <Panel title={boardWords('rail.on-call')} aside={isRoute('/rota') && <Link href="/rota">{boardWords('rail.rota')}</Link>}>
      <Rows none={boardWords('rail.no-rota')}>
        {onCall.map(({ rotaId, rotaName, staffId, name, initials, until, reachable }) => (
          <li key={rotaId} className={name === null ? 'rail-gap' : undefined}>
            {initials !== null && <Avatar initials={initials} />}
            <div>
              {name === null ? boardWords('rail.nobody') : staffId === meId ? boardWords('you-named', { name }) : name}
              {name === null ? (
                <small className="rail-old">{boardWords('rail.gap')}</small>
              ) : !reachable ? (
                <small className="rail-old">{boardWords('rail.unreachable')}</small>
              ) : (
                until !== null && <small>{boardWords('rail.until', { time: untilWords(until, now) })}</small>
              )}
            </div>
            <b>{rotaName}</b>
          </li>
        ))}
      </Rows>
    </Panel>
  );
}

/** Within a day a time of day means the next one; after that it needs its day. */
const untilWords = (until: string, now: number): string => (Date.parse(until) - now < DAY_MS ? timeOfDay(until) : timeNear(until, now));

function Places({ places }: { places: BoardView['places'] }) {
  const now = useNow(60_000);
  const all = isRoute('/services') && places.length > 0 && <Link href="/services">{boardWords('rail.places-all', { count: places.length })}</Link>;
  return (
    <Panel title={boardWords('rail.places')} aside={all}>
      <Rows none={boardWords('rail.places-none')}>
        {places.slice(0, MOST_PLACES).map(({ serviceId, serviceName, unit, available, maximum, updatedAt, fresh }) => {
          const age = ago(Date.parse(updatedAt), now);
          return (
            <li key={`${serviceId} ${unit}`}>
              <div>
                {serviceName}
                {fresh ? (
                  <small>{maximum === null ? boardWords('rail.free', { available, age }) : boardWords('rail.free-of', { available, maximum, age })}</small>
                ) : (
                  <small className="rail-old">{boardWords('rail.not-confirmed', { duration: coarseDuration((now - Date.parse(updatedAt)) / 1000) })}</small>
                )}
              </div>
              <PlacesBlocks free={available} total={maximum} confirmed={fresh} />
            </li>
          );
        })}
      </Rows>
    </Panel>
  );
}

function Team({ team, meId }: { team: BoardView['team']; meId: string }) {
  return (
    <Panel title={boardWords('rail.team')} aside={isRoute('/me/shift') && <Link href="/me/shift">{boardWords('rail.shift')}</Link>}>
      <Rows none={boardWords('rail.team-none')}>
        {team.map(({ staffId, name, initials, open }) => (
          <li key={staffId}>
            <Avatar initials={initials} />
            <div>
              {staffId === meId ? boardWords('you-named', { name }) : name}
              <small>{workWords(open)}</small>
            </div>
            <b className="num">{boardWords('rail.open', { count: open.emergency + open.urgent + open.soon + open.planned })}</b>
          </li>
        ))}
      </Rows>
    </Panel>
  );
}

function workWords({ emergency, urgent, soon, planned }: BoardView['team'][number]['open']): string {
  return [
    emergency > 0 && boardWords('rail.emergencies', { count: emergency }),
    urgent > 0 && boardWords('rail.urgents', { count: urgent }),
    soon > 0 && boardWords('rail.soons', { count: soon }),
    planned > 0 && boardWords('rail.planneds', { count: planned }),
  ].filter(Boolean).join(', ');
}
