import type { ReactNode } from 'react';
import type { MatchReason } from '../../../../server/contract/matching.js';
import { ago } from '../../app/format.js';
import { languageTag, saidByServer } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { Icon } from '../../ui/icon.js';
import { referWords } from './refer-words.js';

/** Why a service fits, each with how fresh that is, and what to mind. */
export function MatchFacts({ reasons, cautions }: { reasons: readonly MatchReason[]; cautions: readonly MatchReason[] }) {
  const now = useNow(60_000);
  const line = (reason: MatchReason): ReactNode => (
    <>
      <span>{saidByServer(reason.words)}</span> {reason.checkedAt && <small className="num nowrap">{freshness(reason.checkedAt, now)}</small>}
    </>
  );
  return (
    <>
      {reasons.length > 0 && (
        <ul className="match-reasons num" aria-label={referWords('why')}>
          {reasons.map((reason) => (
            <li key={`${reason.code} ${reason.words}`}>
              <Icon name="check" size={13} />
              <span>{line(reason)}</span>
            </li>
          ))}
        </ul>
      )}
      {cautions.length > 0 && (
        <ul className="match-cautions num" aria-label={referWords('cautions')}>
          {cautions.map((caution) => (
            <li key={`${caution.code} ${caution.words}`}>
              <Icon name="warning" size={13} />
              <span>{line(caution)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** An instant was told by the service, a date is the day on which somebody checked. */
function freshness(checkedAt: string, now: number): string {
  return checkedAt.includes('T') ? referWords('told', { age: ago(Date.parse(checkedAt), now) }) : referWords('checked', { day: plainDay(checkedAt) });
}

let days: Intl.DateTimeFormat | undefined;

/** `Oct 14`: a date alone lies in no time zone. */
function plainDay(date: string): string {
  days ??= new Intl.DateTimeFormat(languageTag(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return days.format(new Date(`${date}T12:00:00Z`));
}
