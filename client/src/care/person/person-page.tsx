import { useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { usePageTitle } from '../../app/page-title.js';
import { useSession } from '../../app/session.js';
import { BackLink } from '../../app/back-link.js';
import { Problem } from '../../app/core/problem.js';
import { crisisQuery } from '../../crisis/page/crisis-data.js';
import { PhoneLink } from '../../ui/button.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState, Skeleton } from '../../ui/states.js';
import { AgreementsPanel } from './agreements-panel.js';
import { FourLists } from './four-lists.js';
import { OwnPage } from './own-page.js';
import { personWords } from './person-words.js';
import { SafeContactPanel } from './safe-contact-panel.js';
import { ToldLater } from './told-later.js';

/** The person of one crisis: how to reach them without harm, what they may read themselves, and what they really got. */
export function PersonPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { network } = useSession();
  const { data: crisis, error, refetch } = useQuery(crisisQuery(id));
  usePageTitle(personWords('tab'), network.name);
  if (!crisis) {
    const absent = error instanceof Problem && error.status === 404;
    return (
      <>
        <PageHead title={personWords('tab')} />
        {!error && <Skeleton label={personWords('loading')} lines={9} />}
        {absent && <EmptyState title={personWords('absent')}>{personWords('absent.words')}</EmptyState>}
        {error && !absent && (
          <FailedState title={personWords('failed')} act={personWords('try-again')} onTry={() => void refetch()} also={<PhoneLink number={network.dutyPhone} />}>
            {personWords('failed.words', { phone: network.dutyPhone })}
          </FailedState>
        )}
      </>
    );
  }
  return (
    <>
      <BackLink to={`/crises/${id}`} words={personWords('back')} />
      <PageHead title={personWords('title', { ref: crisis.ref })}>{personWords('title.more')}</PageHead>
      <div className="person-panels">
        <SafeContactPanel crisisId={id} />
        <OwnPage crisisId={id} />
        <AgreementsPanel crisis={crisis} />
        <FourLists crisisId={id} />
        <ToldLater crisis={crisis} />
      </div>
    </>
  );
}
