import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { ScreenerDefinition } from '../../../../server/contract/triage.js';
import { call } from '../../app/api.js';
import { BackLink } from '../../app/back-link.js';
import { Problem } from '../../app/core/problem.js';
import { usePageTitle } from '../../app/page-title.js';
import { useSession } from '../../app/session.js';
import { saidByServer } from '../../app/words.js';
import { PhoneLink } from '../../ui/button.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState, Skeleton } from '../../ui/states.js';
import { useCrisis } from '../page/crisis-data.js';
import { FillIn } from './fill-in.js';
import { screenWords } from './screen-words.js';
import './screening.css';

const screenersQuery = queryOptions({ queryKey: ['screeners'], queryFn: ({ signal }) => call('GET /api/v1/screeners', {}, { signal }), staleTime: 600_000 });

/** A screener gone through with the person, one question after the other; without one in the address, which. */
export function ScreeningPage() {
  const { id = '', screener } = useParams<{ id: string; screener?: string }>();
  const { network } = useSession();
  const crisis = useCrisis(id);
  const screeners = useQuery(screenersQuery);
  usePageTitle(screenWords('title'), network.name);
  const error = crisis.data ? screeners.error : crisis.error;
  if (crisis.data && screeners.data) {
    return (
      <div className="screening">
        <BackLink to={`/crises/${id}`} words={screenWords('back', { ref: crisis.data.ref })} />
        <Inside crisis={crisis.data} screeners={screeners.data.screeners} wanted={screener} />
      </div>
    );
  }
  const absent = error instanceof Problem && error.status === 404;
  return (
    <div className="screening">
      <PageHead title={screenWords('title')} />
      {absent && <EmptyState title={screenWords('absent')}>{screenWords('absent.words')}</EmptyState>}
      {error && !absent && (
        <FailedState title={screenWords('failed')} act={screenWords('try-again')} onTry={() => void Promise.all([crisis.refetch(), screeners.refetch()])} also={<PhoneLink number={network.dutyPhone} />}>
          {screenWords('failed.words', { phone: network.dutyPhone })}
        </FailedState>
      )}
      {!error && <Skeleton label={screenWords('loading')} lines={6} />}
    </div>
  );
}

function Inside({ crisis, screeners, wanted }: { crisis: CrisisView; screeners: readonly ScreenerDefinition[]; wanted: string | undefined }) {
  const title = screenWords('title.of', { ref: crisis.ref });
  if (!crisis.may.work || crisis.state === 'CLOSED') {
    return (
      <>
        <PageHead title={title} />
        <EmptyState title={screenWords('may-not')}>{screenWords('may-not.words')}</EmptyState>
      </>
    );
  }
  const definition = screeners.find(({ id }) => id === wanted);
  if (definition) return <FillIn key={definition.id} crisis={crisis} definition={definition} />;
  return (
    <>
      <PageHead title={title}>{screenWords('lead')}</PageHead>
      {wanted !== undefined && <p role="alert">{screenWords('unknown')}</p>}
      <nav aria-label={screenWords('choose')}>
        <ul className="screening-choices">
          {screeners.map(({ id, title: built, validFromAgeYears }) => (
            <li key={id}>
              <Link href={`/crises/${crisis.id}/screen/${id}`} className="card screening-choice">
                <b>{screenWords(`screener.${id}`)}</b>
                {id !== 'lifeline-domains' && <small className="muted">{screenWords('built-like', { title: saidByServer(built) })}</small>}
                {validFromAgeYears !== undefined && <small className="muted">{screenWords('from-age', { age: validFromAgeYears })}</small>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
