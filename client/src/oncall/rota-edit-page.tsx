import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { StaffView } from '../../../server/contract/identity.js';
import type { RotaView } from '../../../server/contract/oncall.js';
import { PageLoading } from '../app/page-loading.js';
import { usePageTitle } from '../app/page-title.js';
import { useNetwork } from '../app/session.js';
import { Button, ButtonLink } from '../ui/button.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, ErrorSummary } from '../ui/states.js';
import { RotaForm } from './rota-form.js';
import { rotasQuery, staffQuery } from './rota-query.js';
import { rotaWords } from './rota-words.js';
import './rota.css';

/** Changes one rota: who takes turns, in which order, and when they hand over. */
export function RotaEditPage() {
  const { id } = useParams<{ id: string }>();
  const rotas = useQuery(rotasQuery);
  const staff = useQuery(staffQuery);
  const rota = rotas.data?.find((one) => one.id === id);
  const failed = rotas.data && staff.data ? null : (rotas.error ?? staff.error);

  return (
    <>
      <p className="rota-back">
        <Link href="/rota" asChild>
          <ButtonLink variant="quiet" icon="back">
            {rotaWords('back')}
          </ButtonLink>
        </Link>
      </p>
      {failed && (
        <div className="stack">
          <PageHead title={rotaWords('title')} />
          <ErrorSummary title={rotaWords('failed')}>{rotaWords('failed.words')}</ErrorSummary>
          <div>
            <Button
              variant="primary"
              onClick={() => {
                void rotas.refetch();
                void staff.refetch();
              }}
            >
              {rotaWords('try-again')}
            </Button>
          </div>
        </div>
      )}
      {!failed && (!rotas.data || !staff.data) && <PageLoading lines={9} />}
      {rotas.data && staff.data && (rota ? <Edit key={rota.id} rota={rota} staff={staff.data} /> : <Absent />)}
    </>
  );
}

/** The form begins with the rota as it was when it was opened; a change by somebody else comes up when it is saved. */
function Edit({ rota, staff }: { rota: RotaView; staff: readonly StaffView[] }) {
  const [opened] = useState(rota);
  const network = useNetwork();
  const title = rotaWords('edit.title', { rota: opened.name });
  usePageTitle(title, network?.name ?? '');
  return (
    <>
      <PageHead title={title}>{rotaWords('edit.words')}</PageHead>
      <RotaForm rota={opened} staff={staff} />
    </>
  );
}

function Absent() {
  return (
    <>
      <PageHead title={rotaWords('title')} />
      <EmptyState title={rotaWords('edit.absent')}>{rotaWords('edit.absent-words')}</EmptyState>
    </>
  );
}
