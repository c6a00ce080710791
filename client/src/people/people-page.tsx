import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { PeopleView, StaffRecordView, TeamRecordView } from '../../../server/contract/identity.js';
import { PageLoading } from '../app/page-loading.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { TextField } from '../ui/field.js';
import { PageHead } from '../ui/page.js';
import { Segmented } from '../ui/segmented.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Tag } from '../ui/tag.js';
import { isAsked, peopleShown } from './core/people-shown.js';
import type { Show } from './core/people-shown.js';
import { peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';
import { TeamDialog } from './team-dialog.js';
import './people.css';

/** All staff with their roles and whether a page reaches them, and the teams. */
export function PeoplePage() {
  const { data, isError, refetch } = useQuery(peopleQuery);
  return (
    <>
      <PageHead
        title={peopleWords('title')}
        actions={
          <>
            <Link href="/admin/import" asChild>
              <ButtonLink>{peopleWords('import')}</ButtonLink>
            </Link>
            <Link href="/admin/people/new" asChild>
              <ButtonLink variant="primary" icon="add">
                {peopleWords('add')}
              </ButtonLink>
            </Link>
          </>
        }
      >
        {peopleWords('lead')}
      </PageHead>
      {!data && isError && (
        <FailedState title={peopleWords('failed')} act={peopleWords('try-again')} onTry={() => void refetch()}>
          {peopleWords('failed.words')}
        </FailedState>
      )}
      {!data && !isError && <PageLoading lines={9} />}
      {data && <People view={data} />}
    </>
  );
}

function People({ view: { people, teams } }: { view: PeopleView }) {
  const [show, setShow] = useState<Show>('active');
  const [typed, setTyped] = useState('');
  const shown = peopleShown(people, teams, show, typed);
  return (
    <div className="people">
      <div className="people-main">
        <div className="people-filter">
          <TextField type="search" label={peopleWords('search')} value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
          <Segmented
            strong
            legend={peopleWords('show')}
            value={show}
            onChoose={setShow}
            segments={(['active', 'unreached', 'left'] as const).map((value) => ({ value, label: peopleWords(`show.${value}`) }))}
          />
        </div>
        <p className="muted" role="status">
          {peopleWords('count', { count: shown.length })}
        </p>
        {shown.length === 0 ? (
          <EmptyState title={typed !== '' || show === 'active' ? peopleWords('none') : peopleWords(`none-${show}`)} />
        ) : (
          <Table
            caption={peopleWords('title')}
            captionHidden
            rows={shown}
            rowKey={({ id }) => id}
            columns={[
              { name: peopleWords('column.name'), cell: (person) => <Who person={person} /> },
              { name: peopleWords('column.reach'), cell: (person) => <Reached person={person} /> },
              { name: peopleWords('column.roles'), cell: (person) => <Roles person={person} teams={teams} /> },
              { name: peopleWords('column.sign-in'), cell: ({ active, signIn }) => active && <span className={signIn === 'none' ? 'people-care' : 'muted'}>{peopleWords(`sign-in.${signIn}`)}</span> },
            ]}
          />
        )}
      </div>
      <Teams teams={teams} />
    </div>
  );
}

function Who({ person }: { person: StaffRecordView }) {
  return (
    <span className="people-who">
      <Link href={`/admin/people/${person.id}`}>{person.name}</Link>
      <small className="muted">{person.email}</small>
    </span>
  );
}

function Roles({ person, teams }: { person: StaffRecordView; teams: readonly TeamRecordView[] }) {
  return (
    <ul className="people-roles">
      {person.roles.map(({ teamId, role }) => (
        <li key={`${teamId} ${role}`}>{peopleWords('role.in', { role: peopleWords(`role.${role}`), team: teams.find(({ id }) => id === teamId)?.name ?? teamId })}</li>
      ))}
    </ul>
  );
}

function Reached({ person }: { person: StaffRecordView }) {
  const { unreachable } = person;
  if (unreachable === null) return <span className="people-reached">{peopleWords('reach.ok')}</span>;
  if (!isAsked(person) && unreachable !== 'left') return <span className="muted">{peopleWords('reach.not-asked')}</span>;
  return <Tag tone={unreachable === 'left' ? 'neutral' : 'warning'}>{peopleWords(`reach.${unreachable}`)}</Tag>;
}

function Teams({ teams }: { teams: readonly TeamRecordView[] }) {
  const [open, setOpen] = useState<TeamRecordView | 'new' | null>(null);
  return (
    <Panel title={peopleWords('teams')}>
      <ul className="people-teams">
        {teams.map((team) => (
          <li key={team.id}>
            <span className="people-who">
              <b>{team.name}</b>
              <small className="muted">
                {peopleWords('team.people', { count: team.people })}.{' '}
                {team.receivedBy === team.id ? peopleWords('team.receives') : peopleWords('team.received-by', { team: teams.find(({ id }) => id === team.receivedBy)?.name ?? '' })}.
              </small>
            </span>
            <Button variant="quiet" onClick={() => setOpen(team)} aria-label={peopleWords('team.change-of', { team: team.name })}>
              {peopleWords('team.change')}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button icon="add" onClick={() => setOpen('new')}>
          {peopleWords('team.add')}
        </Button>
      </div>
      {open && <TeamDialog team={open === 'new' ? null : open} teams={teams} onClose={() => setOpen(null)} />}
    </Panel>
  );
}
