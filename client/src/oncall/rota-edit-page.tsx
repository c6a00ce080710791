import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'wouter';
import type { StaffView } from '../../../server/contract/identity.js';
import type { RotaView } from '../../../server/contract/oncall.js';
import { BackLink } from '../app/back-link.js';
import { PageLoading } from '../app/page-loading.js';
import { usePageTitle } from '../app/page-title.js';
import { useNetwork, useSession } from '../app/session.js';
import { useNow } from '../live/server-clock.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { localMoment } from './core/local-time.js';
import { editableTeams } from './core/rights.js';
import { draftOf, newLayer } from './core/rota-draft.js';
import type { RotaDraft } from './core/rota-draft.js';
import { editWords } from './edit/edit-words.js';
import { RotaForm } from './edit/rota-form.js';
import { rotasQuery, staffQuery, useRotaNews } from './rota-query.js';
import { rotaWords } from './rota-words.js';
import './rota.css';
import './edit/edit.css';

const NEW = 'new';

/** Sets one rota, or makes a new one at `/rota/new`. */
export function RotaEditPage() {
  const { id } = useParams<{ id: string }>();
  const rotas = useQuery(rotasQuery);
  const staff = useQuery(staffQuery);
  useRotaNews();
  const failed = rotas.data && staff.data ? null : (rotas.error ?? staff.error);
  return (
    <>
      <BackLink to="/rota" words={editWords('back')} />
      {failed && (
        <div className="stack">
          <PageHead title={rotaWords('title')} />
          <FailedState
            title={rotaWords('failed')}
            act={rotaWords('try-again')}
            onTry={() => {
              void rotas.refetch();
              void staff.refetch();
            }}
          >
            {rotaWords('failed.words')}
          </FailedState>
        </div>
      )}
      {!failed && (!rotas.data || !staff.data) && (
        <>
          <PageHead title={rotaWords('title')} />
          <PageLoading lines={9} />
        </>
      )}
      {rotas.data && staff.data && (id === NEW ? <New staff={staff.data} /> : <Known key={id} id={id} rotas={rotas.data} staff={staff.data} />)}
    </>
  );
}

/** The form begins with the rota as it was when it was opened; a change by somebody else comes up when it is saved. */
function Known({ id, rotas, staff }: { id: string; rotas: readonly RotaView[]; staff: readonly StaffView[] }) {
  const session = useSession();
  const [opened] = useState(() => rotas.find((one) => one.id === id));
  if (!opened || !editableTeams(session).includes(opened.teamId)) return <Absent />;
  return <Edit id={id} rota={opened} first={draftOf(opened)} staff={staff} />;
}

function New({ staff }: { staff: readonly StaffView[] }) {
  const session = useSession();
  const now = useNow(60_000);
  const [id] = useState(() => crypto.randomUUID());
  const [teamId] = editableTeams(session);
  const { timeZone } = session.network;
  const [first] = useState((): RotaDraft => ({
    teamId: teamId ?? '', supervises: false, name: '', timeZone, mustCover: [], longestHours: '', handOffNotices: true, dutyPhone: '',
    layers: [newLayer('layer-1', editWords('layer.first-name'), localMoment(now, timeZone)[0])],
  }));
  if (teamId === undefined) return <EmptyState title={editWords('no-team')}>{editWords('no-team.words')}</EmptyState>;
  return <Edit id={id} rota={null} first={first} staff={staff} />;
}

function Edit({ id, rota, first, staff }: { id: string; rota: RotaView | null; first: RotaDraft; staff: readonly StaffView[] }) {
  const session = useSession();
  const network = useNetwork();
  const title = rota ? editWords('title', { rota: rota.name }) : editWords('title.new');
  usePageTitle(title, network?.name ?? '');
  return (
    <>
      <PageHead title={title}>{editWords('words')}</PageHead>
      <RotaForm id={id} rota={rota} first={first} staff={staff} teams={session.teams.filter((team) => editableTeams(session).includes(team.id))} />
    </>
  );
}

function Absent() {
  return (
    <>
      <PageHead title={rotaWords('title')} />
      <EmptyState title={editWords('absent')}>{editWords('absent.words')}</EmptyState>
    </>
  );
}
