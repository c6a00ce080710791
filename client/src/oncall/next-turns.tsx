import { useState } from 'react';
import { Link } from 'wouter';
import type { RotaView } from '../../../server/contract/oncall.js';
import { useWho } from '../app/session.js';
import { languageTag } from '../app/words.js';
import { useNow } from '../live/server-clock.js';
import { ButtonLink, LinkButton } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Tag } from '../ui/tag.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { unusualHours } from './core/turns.js';
import { rotaWords } from './rota-words.js';
import { spanIn, turnWords } from './turn-words.js';

/** So many turns stand there at first: a week. */
const FIRST_TURNS = 7;

/** The turns of one rota, the present one first, and its rule in words. */
export function NextTurns({ rota, mayEdit }: { rota: RotaView; mayEdit: boolean }) {
  const { session } = useWho();
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  const turns = rota.upcoming.filter(({ endsAt }) => Date.parse(endsAt) > now);
  const shown = all ? turns : turns.slice(0, FIRST_TURNS);
  const names = new Intl.ListFormat(languageTag(), { type: 'unit' }).format([...new Map(rota.upcoming.map(({ staffId, name }) => [staffId, name])).values()]);
  return (
    <Panel
      title={rota.name}
      level={3}
      aside={
        mayEdit && (
          <Link href={`/rota/${encodeURIComponent(rota.id)}`} asChild>
            <ButtonLink size="s">
              {rotaWords('change')} <VisuallyHidden>{rota.name}</VisuallyHidden>
            </ButtonLink>
          </Link>
        )
      }
    >
      {turns.length === 0 ? (
        <p>{rotaWords('next.none')}</p>
      ) : (
        <ol className="turn-list" aria-label={rotaWords('next.of', { rota: rota.name })}>
          {shown.map((turn) => {
            const isNow = Date.parse(turn.startsAt) <= now;
            const hours = unusualHours(turn.startsAt, turn.endsAt, rota.turn);
            return (
              <li key={turn.startsAt} aria-current={isNow ? 'time' : undefined}>
                <span className="turn-when num">{spanIn(turn.startsAt, turn.endsAt, rota.timeZone)}</span>
                <span className="row">
                  <b>{turn.name}</b>
                  {isNow && <Tag tone="success">{rotaWords('next.now')}</Tag>}
                  {session?.staff.id === turn.staffId && <Tag tone="info">{rotaWords('now.you')}</Tag>}
                  {hours !== null && <Tag tone="neutral" icon="clock">{rotaWords('next.hours', { hours })}</Tag>}
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {turns.length > FIRST_TURNS && (
        <LinkButton onClick={() => setAll(!all)}>{all ? rotaWords('next.fewer') : rotaWords('next.more', { count: turns.length })}</LinkButton>
      )}
      <p className="muted rota-rule">
        {turnWords(rota)} {names !== '' && rotaWords('next.order', { names })}
      </p>
    </Panel>
  );
}
