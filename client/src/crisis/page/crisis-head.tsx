import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { LinkButton } from '../../ui/button.js';
import { LevelTag } from '../board/level-tag.js';
import type { Acting } from '../asks/use-acting.js';
import { CrisisActions } from './crisis-actions.js';
import type { CrisisPanel } from './crisis-actions.js';
import { CrisisBand } from './crisis-band.js';
import { crisisWords } from './crisis-words.js';
import { UrgencyDialog } from './urgency-dialog.js';
import { WhyDialog, urgencyLine } from './why-dialog.js';

/** What it is, how urgent and why, what can be done, and the four things to know at a glance. */
export function CrisisHead({ crisis, meId, old, panel, act }: { crisis: CrisisView; meId: string; old: boolean; panel: CrisisPanel; act: Acting['act'] }) {
  const [shown, setShown] = useState<'why' | 'urgency' | null>(null);
  const mayChange = crisis.may.work && crisis.state !== 'CLOSED' && !old;
  return (
    <section className="card crisis-head" data-old={old || undefined}>
      <div className="crisis-title">
        <div className="crisis-line">
          <LevelTag level={crisis.shows} unowned={crisis.state === 'OPEN'} />
          <span className="crisis-ref num">{crisis.ref}</span>
          <span className="crisis-why">
            {urgencyLine(crisis.urgency)} <LinkButton onClick={() => setShown('why')}>{crisisWords('why')}</LinkButton>
          </span>
        </div>
        <h1>{crisis.headline ?? crisisWords('headline.none')}</h1>
      </div>
      <CrisisActions crisis={crisis} meId={meId} old={old} panel={panel} act={act} />
      <CrisisBand crisis={crisis} meId={meId} onLocate={crisis.may.locate && !old ? () => act(crisis, 'locate') : null} />
      <WhyDialog urgency={crisis.urgency} open={shown === 'why'} onClose={() => setShown(null)} onChange={mayChange ? () => setShown('urgency') : null} />
      <UrgencyDialog crisis={crisis} open={shown === 'urgency'} onClose={() => setShown(null)} />
    </section>
  );
}
