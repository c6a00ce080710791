import type { ReactNode } from 'react';
import type { RotaView } from '../../../server/contract/oncall.js';
import { useNow } from '../live/server-clock.js';
import { Panel } from '../ui/card.js';
import { Note } from '../ui/tag.js';
import { plannedTurns } from './core/turns.js';
import type { RotaDraft } from './core/rota-draft.js';
import { rotaWords } from './rota-words.js';
import { localDay } from './turn-words.js';

/** So many turns show what a change would do. */
const SHOWN = 5;

/** What a changed rota would do from the moment it is saved, before it is saved; above all to whoever is on call now. */
export function RotaPreview({ rota, draft, nameOf, children }: { rota: RotaView; draft: RotaDraft; nameOf: (id: string) => string; children: ReactNode }) {
  const now = useNow(60_000);
  const [first, ...later] = plannedTurns(draft, now, SHOWN);
  const current = rota.upcoming.find(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt));
  const time = (date: string) => `${localDay(date)}, ${draft.handOverAt}`;
  return (
    <Panel title={rotaWords('edit.preview')}>
      <div className="stack">
        {first ? (
          <>
            <ol className="turn-list">
              <li aria-current="time">
                <b>{rotaWords('edit.preview-now', { name: nameOf(first.staffId), time: time(first.endsOn) })}</b>
              </li>
              {later.map((turn) => (
                <li key={turn.startsOn}>{rotaWords('edit.preview-later', { name: nameOf(turn.staffId), time: time(turn.startsOn) })}</li>
              ))}
            </ol>
            <Change before={current?.staffId ?? null} after={first.staffId} nameOf={nameOf} />
          </>
        ) : (
          <Note tone="warning" icon="warning">
            {draft.staffIds.length === 0 || draft.startsOn === '' ? rotaWords('edit.preview-nobody') : rotaWords('edit.preview-gap', { time: time(draft.startsOn) })}
          </Note>
        )}
        <div>{children}</div>
      </div>
    </Panel>
  );
}

function Change({ before, after, nameOf }: { before: string | null; after: string; nameOf: (id: string) => string }) {
  if (before === after) return <p className="muted">{rotaWords('edit.preview-same')}</p>;
  return (
    <Note tone="warning" icon="warning">
      {before === null
        ? rotaWords('edit.preview-first', { after: nameOf(after) })
        : rotaWords('edit.preview-changes', { before: nameOf(before), after: nameOf(after) })}
    </Note>
  );
}
