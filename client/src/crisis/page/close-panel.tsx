import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { FactList } from '../../ui/fact-list.js';
import type { Fact } from '../../ui/fact-list.js';
import { Note } from '../../ui/tag.js';
import { boardWords } from '../board/board-words.js';
import { CloseForm } from './close-form.js';
import { closeBlockers } from './core/close-blockers.js';
import type { CloseBlocker } from './core/close-blockers.js';
import { crisisWords } from './crisis-words.js';

/** What comes after, and the way there: why it cannot be closed yet, or the form that closes it. */
export function ClosePanel({ crisis, meId, old }: { crisis: CrisisView; meId: string; old: boolean }) {
  const [closing, setClosing] = useState(false);
  const blockers = closeBlockers(crisis, meId);
  return (
    <Panel title={crisisWords('after')}>
      <div className="stack">
        <p className="muted">{crisisWords('after.words')}</p>
        {crisis.may.work && !old && (
          <div>
            <Button onClick={() => setClosing(true)}>{crisisWords('close')}</Button>
          </div>
        )}
      </div>
      <Dialog open={closing} title={crisisWords('close.title', { ref: crisis.ref })} closeLabel={boardWords('close')} onClose={() => setClosing(false)}>
        {blockers.length > 0 ? <Blockers blockers={blockers} /> : <CloseForm crisis={crisis} onClose={() => setClosing(false)} />}
      </Dialog>
    </Panel>
  );
}

function Blockers({ blockers }: { blockers: readonly CloseBlocker[] }) {
  return (
    <div className="stack">
      <h3>{crisisWords('close.not-yet')}</h3>
      {blockers.map((blocker, place) => (
        <Note key={place} tone="warning" icon="warning">
          {blocker.kind === 'referral' ? crisisWords('close.blocker.referral', { name: blocker.serviceName }) : crisisWords(`close.blocker.${blocker.kind}`)}
        </Note>
      ))}
    </div>
  );
}

/** How it ended, for a crisis whose acute part is over. */
export function EndedPanel({ closure }: { closure: NonNullable<CrisisView['closure']> }) {
  const now = useNow(60_000);
  const list = (name: string, items: readonly string[]): Fact[] => (items.length > 0 ? [{ name, value: items.join(', ') }] : []);
  return (
    <Panel title={crisisWords('ended')}>
      <p className="muted num">{crisisWords('ended.at', { time: timeNear(closure.at, now), name: closure.byName })}</p>
      <FactList
        facts={[
          { name: crisisWords('close.disposition'), value: crisisWords(`close.disposition.${closure.disposition}`) },
          { name: crisisWords('close.outcome'), value: crisisWords(`close.outcome.${closure.outcome}`) },
          ...list(crisisWords('close.given'), closure.given),
          ...list(crisisWords('close.information'), closure.information),
          ...list(crisisWords('ended.referred'), closure.referred),
          ...list(crisisWords('close.obtained'), closure.obtained),
          ...(closure.note ? [{ name: crisisWords('close.note'), value: closure.note }] : []),
        ]}
      />
    </Panel>
  );
}
