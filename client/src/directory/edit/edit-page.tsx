import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from 'wouter';
import type { ServiceView } from '../../../../server/contract/directory.js';
import type { ServiceFactsView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { BackLink } from '../../app/back-link.js';
import { isProblem } from '../../app/core/problem.js';
import { PageLoading } from '../../app/page-loading.js';
import { usePageTitle } from '../../app/page-title.js';
import { useNetwork } from '../../app/session.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { useToasts } from '../../ui/toast.js';
import { directoryWords } from '../directory-words.js';
import { BLANK_SERVICE } from './core/drafts.js';
import { EditForm } from './edit-form.js';
import { editWords } from './edit-words.js';
import { useSaving } from './use-saving.js';
import '../directory.css';

/** Changing one service. */
export function EditServicePage() {
  const { id } = useParams<{ id: string }>();
  // what is being changed must not change under the hands: it is read once, and compared when it is saved
  const { data, error, refetch } = useQuery({ queryKey: ['service-facts', id], queryFn: ({ signal }) => call('GET /api/v1/services/:id/facts', { id }, { signal }), gcTime: 0, staleTime: Infinity });
  return (
    <>
      <BackLink to={`/services/${id}`} words={editWords('back')} />
      <PageHead title={editWords('title')}>{data ? data.facts.name : editWords('lead')}</PageHead>
      {data && <Changing key={data.serviceId} view={data} />}
      {!data && !error && <PageLoading lines={9} />}
      {!data && error && (isProblem(error, 'directory/absent') || isProblem(error, 'request/malformed') ? <EmptyState title={directoryWords('absent')}>{directoryWords('absent.words')}</EmptyState> : <Failed onTry={() => void refetch()} />)}
    </>
  );
}

function Changing({ view }: { view: ServiceFactsView }) {
  const done = useDone();
  usePageTitle(`${editWords('title')}: ${view.facts.name}`, useNetwork()?.name ?? '');
  const saving = useSaving({ id: view.serviceId, version: view.version, facts: view.facts }, BLANK_SERVICE, (service, changed) => done(service, editWords(changed ? 'saved' : 'nothing')));
  return <EditForm base={view} saving={saving} isNew={false} />;
}

/** Bringing a service into the directory. */
export function NewServicePage() {
  const done = useDone();
  const saving = useSaving(null, BLANK_SERVICE, (service) => done(service, editWords('added')));
  return (
    <>
      <BackLink to="/services" words={editWords('back.all')} />
      <PageHead title={editWords('title.new')}>{editWords('lead')}</PageHead>
      <EditForm base={NOTHING} saving={saving} isNew />
    </>
  );
}

const NOTHING = { checks: {}, verified: {} };

function useDone(): (service: ServiceView, words: string) => void {
  const toasts = useToasts();
  const [, go] = useLocation();
  return (service, words) => {
    toasts.show({ title: words, spoken: words, seconds: 6 });
    go(`/services/${service.id}`, { replace: true });
  };
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <FailedState title={editWords('load-failed')} act={editWords('try-again')} onTry={onTry}>
      {editWords('load-failed.words')}
    </FailedState>
  );
}
