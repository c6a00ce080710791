import type { ReactNode } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { LocationState } from '../../../../server/contract/words.js';
import { timeNear } from '../../app/format.js';
import { Deadline } from '../../app/time.js';
import { referralWords } from '../../referral/list/referral-words.js';
import { useNow } from '../../live/server-clock.js';
import { Avatar } from '../../ui/avatar.js';
import { coarseDuration } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { toneOf } from '../board/level-tag.js';
import { nextStepOf } from './core/next-step.js';
import type { NextStep } from './core/next-step.js';
import { crisisWords } from './crisis-words.js';

/** A person nobody is with is shown with how long already. Source: domain fact sheet §6. */
const SHOWS_ELAPSED: ReadonlySet<LocationState> = new Set<LocationState>(['UNKNOWN_SEARCHING', 'AT_FACILITY_WAITING', 'AWAITING_RESPONSE', 'TEAM_EN_ROUTE', 'IN_TRANSIT']);

/** Time to the next step, owner, where the person is, and what the next step is. */
export function CrisisBand({ crisis, meId }: { crisis: CrisisView; meId: string }) {
  const step = nextStepOf(crisis);
  return (
    <dl className="crisis-band">
      <Item name={crisisWords('band.until')}>{step.at ? <Deadline at={step.at} size="m" tone={toneOf(crisis.shows)} /> : crisisWords('band.nothing-due')}</Item>
      <Item name={crisisWords('band.owner')}>
        <Owner crisis={crisis} meId={meId} />
      </Item>
      <Item name={crisisWords('band.where')}>
        <Icon name="pin" size={15} />
        <span>
          {crisisWords(`where.${crisis.locationState}`)}
          {crisis.place && `, ${crisis.place}`} {SHOWS_ELAPSED.has(crisis.locationState) && <Elapsed since={crisis.waitingSince} />}
        </span>
      </Item>
      <Item name={crisisWords('band.next')}>
        <span>
          <Step step={step} crisis={crisis} />
        </span>
      </Item>
    </dl>
  );
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}

function Owner({ crisis: { owner, ladder, state }, meId }: { crisis: CrisisView; meId: string }) {
  const now = useNow(60_000);
  if (!owner) {
    const asking = ladder?.state === 'running';
    return (
      <span>
        {crisisWords('band.no-owner')} {state === 'OPEN' && <small>{crisisWords(asking ? 'band.asking' : 'band.unowned')}</small>}
      </span>
    );
  }
  return (
    <>
      <Avatar initials={owner.initials} />
      <span>
        {owner.id === meId ? crisisWords('band.you', { name: owner.name }) : owner.name} <small>{crisisWords('band.since', { time: timeNear(owner.since, now) })}</small>
      </span>
    </>
  );
}

function Elapsed({ since }: { since: string }) {
  const now = useNow(60_000);
  return <small>{crisisWords('band.for', { duration: coarseDuration((now - Date.parse(since)) / 1000) })}</small>;
}

/** The next step in words, and what comes if it does not happen. */
function Step({ step, crisis }: { step: NextStep; crisis: CrisisView }) {
  const now = useNow(60_000);
  const time = step.at === null ? '' : timeNear(step.at, now);
  const both = (words: string, more: string) => (
    <>
      {words} <small>{more}</small>
    </>
  );
  switch (step.kind) {
    case 'answer':
      return step.alarm || step.at === null ? both(crisisWords('next.alarm'), crisisWords('next.alarm.else')) : both(crisisWords('next.answer', { time }), crisisWords('next.answer.else'));
    case 'referral':
      return both(
        crisisWords('next.referral', { name: step.serviceName, time }),
        step.next ? crisisWords('next.referral.else', { name: step.next }) : crisisWords('next.referral.else-none'),
      );
    case 'find':
      return both(
        step.next ? crisisWords('next.find.else', { name: step.next }) : crisisWords('next.find'),
        crisisWords('next.find.why', { name: step.serviceName, state: referralWords(`state.${step.state}`) }),
      );
    case 'progress':
      return both(crisisWords('next.progress', { time }), crisisWords('next.progress.else'));
    case 'confirm':
      return crisisWords('next.confirm', { time });
    case 'contact':
      return crisisWords('next.contact', { time });
    case 'follow-up':
      return crisisWords('next.follow-up', { time });
    case 'work':
      return crisisWords('next.work');
    case 'closed':
      return both(
        crisisWords('next.closed', { time: step.closedAt ? timeNear(step.closedAt, now) : '' }),
        step.byName && crisis.closure ? crisisWords('next.closed.by', { name: step.byName, outcome: crisisWords(`close.outcome.${crisis.closure.outcome}`) }) : '',
      );
  }
}
