import { useQuery } from '@tanstack/react-query';
import type { ServiceView } from '../../../../server/contract/directory.js';
import type { Exclusion, MatchRule } from '../../../../server/contract/matching.js';
import { call } from '../../app/api.js';
import { IconButton } from '../../ui/button.js';
import { Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { AskService } from './ask-service.js';
import type { Asking } from './ask-service.js';
import { matchId } from './focus-when-drawn.js';
import { referWords } from './refer-words.js';

/** A shut door, or one with rules of its own: the server lets nothing be sent there, somebody rings. */
const RUNG_FIRST: ReadonlySet<MatchRule> = new Set(['active', 'exclusion']);

/** A service that matching excluded and that is asked all the same, with the reason that was given. */
export function AnywayCard({ excluded, reason, onClose, ...asking }: Omit<Asking, 'service' | 'way' | 'phone' | 'askAnywayReason'> & { excluded: Exclusion; reason: string; onClose: () => void }) {
  const { serviceId, serviceName, words } = excluded;
  const { data: service, isPending } = useQuery({
    queryKey: ['service', serviceId],
    queryFn: ({ signal }) => call('GET /api/v1/services/:id', { id: serviceId }, { signal }),
  });
  return (
    <article id={matchId(serviceId)} className="match" data-chosen tabIndex={-1} aria-label={serviceName}>
      <div className="match-head">
        <h3>{serviceName}</h3>
        <span className="push">
          <IconButton icon="close" label={referWords('close-dialog')} onClick={onClose} />
        </span>
      </div>
      <Note tone="warning" icon="warning">
        {words}. {referWords('anyway.because', { reason })}
      </Note>
      {isPending ? (
        <Skeleton label={referWords('anyway.looking')} lines={2} />
      ) : (
        <AskService {...asking} service={{ id: serviceId, name: serviceName, ...(service ? { kinds: service.handrail.kinds } : {}) }} way={service && takesLinks(service) && !RUNG_FIRST.has(excluded.rule) ? 'link' : 'phone-first'} phone={service ? phoneOf(service) : null} askAnywayReason={reason} />
      )}
    </article>
  );
}

const takesLinks = ({ handrail }: ServiceView): boolean => handrail.intake.some(({ channel, verified }) => channel === 'sms' && verified !== null);

/** A number to ring: one that was checked here before any other. */
function phoneOf({ handrail, phones, locations }: ServiceView): string | null {
  const checked = handrail.intake.find(({ channel, verified }) => channel === 'voice' && verified !== null)?.address;
  return checked ?? [...phones, ...locations.flatMap(({ location }) => location.phones)].find(({ type }) => type === 'voice' || type === null)?.number ?? null;
}
