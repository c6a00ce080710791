import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { RotaView } from '../../../../server/contract/oncall.js';
import { useWho } from '../../app/session.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { ButtonLink } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { editableTeams } from '../core/rights.js';
import { staffQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { listed, mustCoverWords, turnWords } from '../time-words.js';

/** Leads to where a rota is made. */
export const NewRota = ({ primary }: { primary?: boolean }) => (
  <Link href="/rota/new" asChild>
    <ButtonLink variant={primary ? 'primary' : 'outline'} size={primary ? 'm' : 's'} icon="add">
      {rotaWords('new-rota')}
    </ButtonLink>
  </Link>
);

/** Leads to where shifts come from a table, and go into one. */
export const ImportShifts = () => (
  <Link href="/rota/import" asChild>
    <ButtonLink size="s">{rotaWords('import')}</ButtonLink>
  </Link>
);

/** How each rota is set, in words, with the way to change it for those who may. */
export function RotasPanel({ rotas, editable }: { rotas: readonly RotaView[]; editable: readonly string[] }) {
  const { session } = useWho();
  const staff = useQuery(staffQuery);
  const nameOf = (rota: RotaView, id: string): string => staff.data?.find((person) => person.id === id)?.name ?? rota.upcoming.find(({ staffId }) => staffId === id)?.name ?? '';
  return (
    <Panel title={rotaWords('rotas')} className="screen-only" aside={editableTeams(session).length > 0 && <span className="row"><ImportShifts /><NewRota /></span>}>
      <ul className="rules">
        {rotas.toSorted((a, b) => Number(a.supervises) - Number(b.supervises)).map((rota) => (
          <li key={rota.id}>
            <div className="line">
              <h3 className="line-words">
                {rota.name} {rota.supervises && <small>{rotaWords('tier.supervises')}</small>}
              </h3>
              {editable.includes(rota.id) && (
                <Link href={`/rota/${encodeURIComponent(rota.id)}`} asChild>
                  <ButtonLink size="s">
                    {rotaWords('rotas.change')} <VisuallyHidden>{rota.name}</VisuallyHidden>
                  </ButtonLink>
                </Link>
              )}
            </div>
            {rota.layers.map((layer) => (
              <p key={layer.id} className="muted">
                {rota.layers.length > 1 && <b>{layer.name}: </b>}
                {turnWords(layer)} {rotaWords('rotas.order', { names: listed(layer.staffIds.map((id) => nameOf(rota, id)).filter(Boolean)) })}
              </p>
            ))}
            {rota.layers.length === 0 && <p className="muted">{rotaWords('rotas.imported')}</p>}
            <p className="muted">
              {mustCoverWords(rota)} {rota.longestHours !== null && rotaWords('rotas.longest', { hours: rota.longestHours })}{' '}
              {rota.dutyPhone !== null && rotaWords.rich('rotas.duty-phone', { number: <bdi className="num nowrap">{readableNumber(rota.dutyPhone)}</bdi> })}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
