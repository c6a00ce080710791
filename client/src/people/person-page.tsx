import { useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { BackLink } from '../app/back-link.js';
import { PageLoading } from '../app/page-loading.js';
import { usePageTitle } from '../app/page-title.js';
import { useSession } from '../app/session.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Tag } from '../ui/tag.js';
import { isAsked } from './core/people-shown.js';
import { peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';
import { PersonAccess } from './person-access.js';
import { PersonForm } from './person-form.js';
import { PersonLeaving } from './person-leaving.js';
import { PersonNumbers } from './person-numbers.js';
import './people.css';

const NEW = 'new';

/** One member of staff, or somebody new. */
export function PersonPage() {
  const { id } = useParams<{ id: string }>();
  const { staff, network } = useSession();
  const { data, isError, refetch } = useQuery(peopleQuery);
  const person = data?.people.find((one) => one.id === id) ?? null;
  const title = id === NEW ? peopleWords('new.title') : (person?.name ?? peopleWords('one.title'));
  usePageTitle(title, network.name);
  return (
    <>
      <BackLink to="/admin/people" words={peopleWords('back')} />
      <PageHead title={title}>
        {id === NEW && peopleWords('new.lead')}
        {person && !person.active && <Tag tone="neutral">{peopleWords('show.left')}</Tag>}
        {person && person.active && isAsked(person) && person.unreachable !== null && <Tag tone="warning">{peopleWords(`reach.${person.unreachable}`)}</Tag>}
      </PageHead>
      {!data && isError && (
        <FailedState title={peopleWords('failed')} act={peopleWords('try-again')} onTry={() => void refetch()}>
          {peopleWords('failed.words')}
        </FailedState>
      )}
      {!data && !isError && <PageLoading lines={9} />}
      {data && id !== NEW && !person && <EmptyState title={peopleWords('one.absent')}>{peopleWords('one.absent-words')}</EmptyState>}
      {data && id === NEW && (
        <div className="person">
          <PersonForm key={NEW} person={null} teams={data.teams} />
        </div>
      )}
      {data && person && (
        <div className="person">
          <div className="person-column">
            <PersonForm key={person.id} person={person} teams={data.teams} />
          </div>
          <div className="person-column">
            {person.active && <PersonAccess key={person.id} person={person} isMe={person.id === staff.id} />}
            <PersonNumbers person={person} />
            {person.id !== staff.id && <PersonLeaving person={person} />}
          </div>
        </div>
      )}
    </>
  );
}
