import type { ReactNode } from 'react';
import type { Match } from '../../../../server/contract/matching.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { Note, Tag } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { matchId } from './focus-when-drawn.js';
import { MatchFacts } from './match-facts.js';
import { referWords } from './refer-words.js';

/** A service that fits: why, how fresh each fact is, and what to mind. Chosen, it shows how to ask it. */
export function MatchCard({
  match,
  rank,
  unit,
  isNext,
  onChoose,
  children,
}: {
  match: Match;
  /** 1 for the best. */
  rank: number | null;
  unit: 'mi' | 'km';
  /** It is the one that decline or silence of another brings forward. */
  isNext: boolean;
  /** Null when it is chosen already. */
  onChoose: (() => void) | null;
  /** How to ask it, while it is chosen. */
  children?: ReactNode;
}) {
  const now = useNow(60_000);
  const { serviceName, organizationName, place, distance, reasons, cautions, alert, opensAt, callFirst, way, phone } = match;
  return (
    <article id={matchId(match.serviceId)} className="match" data-chosen={onChoose === null || undefined} tabIndex={-1} aria-label={serviceName}>
      <div className="match-head">
        {rank !== null && (
          <span className="match-rank" aria-hidden="true">
            {rank}
          </span>
        )}
        <h3>{serviceName}</h3>
        <span className="push">
          {isNext ? (
            <Tag tone="info" icon="transfer">
              {referWords('next')}
            </Tag>
          ) : (
            distance !== null && <span className="match-distance num">{referWords(`distance.${unit}`, { distance })}</span>
          )}
        </span>
      </div>
      {(place !== null || organizationName !== serviceName) && <p className="match-of">{[organizationName !== serviceName && organizationName, place].filter(Boolean).join(', ')}</p>}
      <MatchFacts reasons={reasons.filter(({ code }) => isNext || code !== 'distance')} cautions={cautions} />
      {alert && (
        <Note tone="warning" icon="info">
          {alert}
        </Note>
      )}
      {callFirst && <p className="match-minds">{referWords('call-first')}</p>}
      {opensAt && Date.parse(opensAt) > now && <p className="match-minds num">{referWords('opens', { time: timeNear(opensAt, now) })}</p>}
      {onChoose ? (
        <div className="row">
          {way === 'phone-first' && phone && <PhoneLink number={phone} size="s" />}
          <Button size="s" onClick={onChoose}>
            {way === 'phone-first' ? (
              <>
                {referWords('phoned.open')}
                <VisuallyHidden> {serviceName}</VisuallyHidden>
              </>
            ) : (
              referWords('choose', { name: serviceName })
            )}
          </Button>
        </div>
      ) : (
        children
      )}
    </article>
  );
}
