import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import type { ServiceView } from '../../../server/contract/directory.js';
import { BackLink } from '../app/back-link.js';
import { isProblem } from '../app/core/problem.js';
import { exactTime } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { usePageTitle } from '../app/page-title.js';
import { may, useNetwork, useWho } from '../app/session.js';
import { ButtonLink, PhoneLink } from '../ui/button.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { PlacesHistory } from '../capacity/history.js';
import { AccountsPanel } from './accounts/accounts-panel.js';
import { mainCapacity } from './core/service-facts.js';
import { directoryWords } from './directory-words.js';
import { ChangesPanel } from './history/history-panel.js';
import { JoinedNote } from './merge/joined-note.js';
import { IntakePanel } from './intake-panel.js';
import { PlacesPanel } from './places-panel.js';
import { ReportProblem, ReportedPanel } from './problems/report-problem.js';
import { HoursPanel } from './service-hours.js';
import { AboutPanel, CostPanel, PhonesPanel, WherePanel, WhoPanel } from './service-panels.js';
import { CheckedLine, KindTags, OpenTag, PlacesLine } from './service-tags.js';
import { serviceQuery, usePlacesNews } from './services-query.js';
import './directory.css';

/** One service with everything that is known of it, and the two things that change from day to day. */
export function ServicePage() {
  const { id } = useParams<{ id: string }>();
  const { data, error, dataUpdatedAt, isRefetchError, refetch } = useQuery(serviceQuery(id));
  usePlacesNews();

  return (
    <>
      <BackLink to="/services" words={directoryWords('back')} />
      {data && <Service service={data} oldSince={isRefetchError ? dataUpdatedAt : null} />}
      {!data && !error && (
        <>
          <PageHead title={directoryWords('title')} />
          <PageLoading lines={9} />
        </>
      )}
      {!data && error && (isProblem(error, 'directory/absent') || isProblem(error, 'request/malformed') ? <Absent /> : <Failed onTry={() => void refetch()} />)}
    </>
  );
}

function Service({ service, oldSince }: { service: ServiceView; oldSince: number | null }) {
  const network = useNetwork();
  const { session } = useWho();
  usePageTitle(service.name, network?.name ?? '');
  const places = mainCapacity(service);
  const phone = service.phones.find(({ type }) => type === 'voice' || type === 'cell' || type === null);
  return (
    <article>
      <PageHead
        title={service.name}
        actions={
          <>
            {phone && <PhoneLink number={phone.number} variant="primary" />}
            <ReportProblem service={service} />
            {may(session, 'directory:edit') && (
              <Link href={`/services/${service.id}/edit`} asChild>
                <ButtonLink icon="edit">{directoryWords('edit')}</ButtonLink>
              </Link>
            )}
          </>
        }
      >
        {service.organizationName}
      </PageHead>
      {service.mergedInto && <JoinedNote service={service} into={service.mergedInto} />}
      <div className="service-head">
        <div className="row">
          <OpenTag service={service} />
          {places && <PlacesLine trusted={places} named />}
          <CheckedLine entry={service.entry} />
        </div>
        <KindTags service={service} />
        {service.description && <p className="service-description">{service.description}</p>}
        {oldSince !== null && (
          <Note tone="warning" icon="offline">
            {directoryWords('old', { time: exactTime(oldSince) })}
          </Note>
        )}
        {service.alert && (
          <Note tone="warning" icon="warning">
            {service.alert}
          </Note>
        )}
        {service.handrail.review && (
          <Note tone="warning" icon="info">
            {directoryWords('review', { reason: service.handrail.review.reason })}
          </Note>
        )}
        {service.handrail.kindsFrom === 'keywords' && (
          <Note tone="neutral" icon="info">
            {directoryWords('kinds.guessed')}
          </Note>
        )}
      </div>
      <div className="service-parts">
        <div className="service-column">
          <WhoPanel service={service} />
          <HoursPanel service={service} />
          <WherePanel service={service} />
          <CostPanel service={service} />
        </div>
        <div className="service-column">
          <PlacesPanel service={service} />
          <PlacesHistory serviceId={service.id} />
          <IntakePanel service={service} />
          <AccountsPanel service={service} />
          <PhonesPanel service={service} />
          <AboutPanel service={service} />
        </div>
      </div>
      <div className="service-below">
        <ReportedPanel service={service} />
        <ChangesPanel service={service} />
      </div>
    </article>
  );
}

function Absent() {
  return (
    <>
      <PageHead title={directoryWords('title')} />
      <EmptyState title={directoryWords('absent')}>{directoryWords('absent.words')}</EmptyState>
    </>
  );
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <>
      <PageHead title={directoryWords('title')} />
      <FailedState title={directoryWords('failed')} act={directoryWords('try-again')} onTry={onTry}>
        {directoryWords('failed.words')}
      </FailedState>
    </>
  );
}
