import { useQuery } from '@tanstack/react-query';
import type { OnCallView, RotaView } from '../../../server/contract/oncall.js';
import { exactTime } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { may, useWho } from '../app/session.js';
import { languageTag } from '../app/words.js';
import { useNow } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, ErrorSummary } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { nextClockChange } from './core/clock-change.js';
import { zoneName } from './core/zone-name.js';
import { NextTurns } from './next-turns.js';
import { OnCallNow } from './on-call-now.js';
import { onCallQuery, rotasQuery, useRotaNews } from './rota-query.js';
import { rotaWords } from './rota-words.js';
import { clockChangeWords } from './turn-words.js';
import './rota.css';

/** Who is on call now, whether they can be reached, and whose turns come next. */
export function RotaPage() {
  const onCall = useQuery(onCallQuery);
  const rotas = useQuery(rotasQuery);
  useRotaNews();
  const isOld = onCall.isRefetchError || rotas.isRefetchError;
  const failed = onCall.error ?? rotas.error;

  if (rotas.data && onCall.data) {
    return <Rotas rotas={rotas.data} onCall={onCall.data} oldSince={isOld ? Math.min(onCall.dataUpdatedAt, rotas.dataUpdatedAt) : null} />;
  }
  return (
    <>
      <PageHead title={rotaWords('title')} />
      {failed ? (
        <div className="stack">
          <ErrorSummary title={rotaWords('failed')}>{rotaWords('failed.words')}</ErrorSummary>
          <div>
            <Button
              variant="primary"
              onClick={() => {
                void onCall.refetch();
                void rotas.refetch();
              }}
            >
              {rotaWords('try-again')}
            </Button>
          </div>
        </div>
      ) : (
        <PageLoading lines={9} />
      )}
    </>
  );
}

function Rotas({ rotas, onCall, oldSince }: { rotas: readonly RotaView[]; onCall: readonly OnCallView[]; oldSince: number | null }) {
  const { session } = useWho();
  const mayEdit = may(session, 'rota:edit');
  return (
    <>
      <PageHead title={rotaWords('title')}>
        <ZoneWords rotas={rotas} />
      </PageHead>
      {oldSince !== null && (
        <Note tone="warning" icon="offline">
          {rotaWords('old', { time: exactTime(oldSince) })}
        </Note>
      )}
      {rotas.length === 0 ? (
        <EmptyState title={rotaWords('empty')}>{rotaWords('empty.words')}</EmptyState>
      ) : (
        <>
          <OnCallNow onCall={onCall} rotas={rotas} />
          <h2 className="rota-heading">{rotaWords('next')}</h2>
          <div className="rotas">
            {rotas.map((rota) => (
              <NextTurns key={rota.id} rota={rota} mayEdit={mayEdit} />
            ))}
          </div>
          {!mayEdit && <p className="muted">{rotaWords('change.who')}</p>}
        </>
      )}
    </>
  );
}

/** In which zone the times are told, and whether its clocks change while these turns last. */
function ZoneWords({ rotas }: { rotas: readonly RotaView[] }) {
  const now = useNow(60_000);
  const zones = [...new Set(rotas.map(({ timeZone }) => timeZone))];
  const [zone] = zones;
  if (zone === undefined) return null;
  if (zones.length > 1) return rotaWords('zone.many');
  // The daily turns are the ones that people look at; a weekly rota reaches months ahead.
  const ends = rotas.map(({ upcoming }) => Date.parse(upcoming.at(-1)?.endsAt ?? '')).filter(Number.isFinite);
  const change = ends.length > 0 ? nextClockChange(zone, now, Math.min(...ends)) : null;
  return [rotaWords('zone', { zone: zoneName(zone, languageTag()) }), change && clockChangeWords(change, zone)].filter(Boolean).join(' ');
}
