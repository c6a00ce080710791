import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { usePageTitle } from '../../app/page-title.js';
import { useSession } from '../../app/session.js';
import { Problem } from '../../app/core/problem.js';
import { crisisQuery } from '../../crisis/page/crisis-data.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, ErrorSummary, Skeleton } from '../../ui/states.js';
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
    if (error instanceof Problem && error.status === 404) return <EmptyState title={personWords('absent')}>{personWords('absent.words')}</EmptyState>;
    if (!error) return <Skeleton label={personWords('loading')} lines={9} />;
    return (
      <div className="stack">
        <ErrorSummary title={personWords('failed')}>{personWords('failed.words', { phone: network.dutyPhone })}</ErrorSummary>
        <div>
          <Button onClick={() => void refetch()}>{personWords('try-again')}</Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <p className="crisis-crumb">
        <Link href={`/crises/${id}`}>
          <Icon name="back" size={13} /> {personWords('back')}
        </Link>
      </p>
      <PageHead title={personWords('title', { ref: crisis.ref })}>{personWords('title.more')}</PageHead>
      <div className="person-panels">
        <SafeContactPanel crisisId={id} />
        <OwnPage crisisId={id} />
        <FourLists crisisId={id} />
        <ToldLater crisis={crisis} />
      </div>
    </>
  );
}
