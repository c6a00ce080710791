import { useLocation, useParams } from 'wouter';
import { Link } from 'wouter';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { Problem } from '../../app/core/problem.js';
import { day, exactTime } from '../../app/format.js';
import { usePageTitle } from '../../app/page-title.js';
import { queries } from '../../app/queries.js';
import { may, useSession } from '../../app/session.js';
import { FollowUpLine } from '../../care/follow-up-line.js';
import { useConnection } from '../../live/socket.js';
import { ReferPanel } from '../../referral/refer/refer-panel.js';
import { ButtonLink, PhoneLink } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Icon } from '../../ui/icon.js';
import { EmptyState, FailedState, Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { HandOverHistory } from '../asks/hand-over-history.js';
import { HandOverPanel } from '../asks/hand-over-panel.js';
import { useActing } from '../asks/use-acting.js';
import { BoardWatch } from '../board/use-watch-board.js';
import { ScreenersPanel } from '../screen/screeners-panel.js';
import { ClosePanel, EndedPanel } from './close-panel.js';
import { crisisQuery, useCrisis } from './crisis-data.js';
import type { CrisisPanel } from './crisis-actions.js';
import { CrisisHead } from './crisis-head.js';
import { CrisisNotices } from './crisis-notices.js';
import { crisisWords } from './crisis-words.js';
import { EmergencyPanel } from './emergency-panel.js';
import { FactsPanel } from './facts-panel.js';
import { Ladder } from '../board/ladder.js';
import { boardWords } from '../board/board-words.js';
import { ProgressPanel } from './progress-panel.js';
import { ReferralsPanel } from './referrals-panel.js';
import { RisksPanel } from './risks-panel.js';
import { TimelinePanel } from './timeline-panel.js';
import { usePrinting } from './use-printing.js';
import './crisis.css';

/** One crisis, whole and live; with a panel for referring or handing over beside it when the address says so. */
export function CrisisPage() {
  const { id = '', panel } = useParams<{ id: string; panel?: string }>();
  const session = useSession();
  return (
    <div className="crisis">
      {may(session, 'board:watch') && <BoardWatch />}
      <p className="crisis-crumb">
        <Link href="/board">
          <Icon name="back" size={13} /> {crisisWords('back')}
        </Link>
      </p>
      <CrisisById key={id} id={id} panel={panel === 'refer' || panel === 'hand-over' ? panel : null} />
    </div>
  );
}

function CrisisById({ id, panel }: { id: string; panel: CrisisPanel }) {
  const { data, error, isRefetchError } = useCrisis(id);
  const session = useSession();
  const { network, staff } = session;
  const { state: line, listening } = useConnection();
  const old = listening && (line === 'stale' || line === 'offline');
  const { act, dialogs } = useActing();
  usePageTitle(data ? `${data.ref} ${boardWords(`level.${data.shows}`)}` : crisisWords('title'), network.name);

  if (data) {
    return (
      <>
        {isRefetchError && !old && (
          <Note tone="warning" icon="offline">
            {crisisWords('failed.again')}
          </Note>
        )}
        <PrintedLine code={data.ref} />
        <CrisisHead crisis={data} meId={staff.id} old={old} panel={panel} act={act} />
        <CrisisNotices crisis={data} meId={staff.id} old={old} handingOver={panel === 'hand-over'} />
        <Columns crisis={data} meId={staff.id} old={old} panel={panel === 'refer' && !(data.may.work && data.state === 'ACTIVE') ? null : panel} />
        {dialogs}
      </>
    );
  }
  return (
    <>
      <h1 className="visually-hidden">{crisisWords('title')}</h1>
      {error instanceof Problem && error.status === 404 ? (
        <EmptyState
          title={crisisWords('absent')}
          action={
            may(session, 'crisis:open-in-emergency') && (
              <Link href={`/emergency-access?crisis=${id}`} asChild>
                <ButtonLink icon="lock">{crisisWords('absent.emergency')}</ButtonLink>
              </Link>
            )
          }
        >
          {crisisWords('absent.words')}
        </EmptyState>
      ) : error ? (
        <Failed id={id} phone={network.dutyPhone} />
      ) : (
        <Skeleton label={crisisWords('loading')} lines={9} slow={crisisWords('slow', { phone: network.dutyPhone })} />
      )}
    </>
  );
}

/** At the head of a print-out: of what, when and by whom, because on paper nothing is live. */
function PrintedLine({ code }: { code: string }) {
  const { network, staff } = useSession();
  const printedAt = usePrinting();
  return printedAt === null ? null : <p className="print-only">{crisisWords('printed', { network: network.name, ref: code, time: `${day(printedAt)} ${exactTime(printedAt)}`, name: staff.name })}</p>;
}

function Failed({ id, phone }: { id: string; phone: string }) {
  return (
    <div className="crisis-failed">
      <FailedState title={crisisWords('failed')} act={crisisWords('try-again')} onTry={() => void queries.refetchQueries(crisisQuery(id))} also={<PhoneLink number={phone} />}>
        {crisisWords('failed.words', { phone })}
      </FailedState>
    </div>
  );
}

interface ColumnProps {
  crisis: CrisisView;
  meId: string;
  old: boolean;
}

function Columns({ crisis, meId, old, panel }: ColumnProps & { panel: CrisisPanel }) {
  const [, go] = useLocation();
  const close = () => go(`/crises/${crisis.id}`);
  return (
    <div className="crisis-columns" data-old={old || undefined}>
      {panel ? (
        <div className="crisis-refer">
          {panel === 'refer' ? <ReferPanel crisis={crisis} old={old} onClose={close} /> : <HandOverPanel crisis={crisis} meId={meId} old={old} onClose={close} />}
        </div>
      ) : (
        <WorkColumn crisis={crisis} meId={meId} old={old} />
      )}
      <div className="crisis-facts">
        <FactsPanel crisis={crisis} old={old} />
        <RisksPanel crisis={crisis} old={old} />
        <ScreenersPanel crisis={crisis} old={old} />
        {panel && <EmergencyPanel crisis={crisis} old={old} />}
      </div>
      <div className="crisis-timeline">
        <TimelinePanel crisis={crisis} old={old} />
      </div>
    </div>
  );
}

/** What is to be done: how it goes, who is asked, emergency services, services, what comes after. */
function WorkColumn({ crisis, meId, old }: ColumnProps) {
  const { state, ladder, followUps } = crisis;
  return (
    <div className="crisis-work">
      {state === 'ACTIVE' && (
        <div className="screen-only">
          <ProgressPanel crisis={crisis} old={old} />
        </div>
      )}
      {state === 'OPEN' && ladder && (
        <Panel title={boardWords('ladder')}>
          <Ladder ladder={ladder} meId={meId} />
        </Panel>
      )}
      <EmergencyPanel crisis={crisis} old={old} />
      <ReferralsPanel crisis={crisis} />
      {followUps.length > 0 && (
        <Panel title={crisisWords('follow-ups')}>
          <div className="stack">
            {followUps.map((followUp) => (
              <FollowUpLine
                key={followUp.id}
                followUp={followUp}
                meId={meId}
                mayRecord={crisis.may.work && !old}
                onDone={() => void queries.invalidateQueries(crisisQuery(crisis.id))}
              />
            ))}
          </div>
        </Panel>
      )}
      <HandOverHistory crisis={crisis} />
      {crisis.closure && <EndedPanel closure={crisis.closure} />}
      {(state === 'OPEN' || state === 'ACTIVE') && (
        <div className="screen-only">
          <ClosePanel crisis={crisis} meId={meId} old={old} />
        </div>
      )}
    </div>
  );
}
