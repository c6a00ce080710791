import type { ReactNode } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { timeNear } from '../../app/format.js';
import { Deadline } from '../../app/time.js';
import { referralWords } from '../../referral/list/referral-words.js';
import { useNow } from '../../live/server-clock.js';
import { Avatar } from '../../ui/avatar.js';
import { LinkButton } from '../../ui/button.js';
import { coarseDuration } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { asksWords } from '../asks/asks-words.js';
import { WhereWords } from '../asks/where-line.js';
import { toneOf } from '../board/level-tag.js';
import { nextStepOf } from './core/next-step.js';
import type { NextStep } from './core/next-step.js';
import { crisisWords } from './crisis-words.js';

/** Time to the next step, owner, where the person is, and what the next step is. */
export function CrisisBand({ crisis, meId, onLocate }: { crisis: CrisisView; meId: string; onLocate: (() => void) | null }) {
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
          <WhereWords card={crisis} /> {onLocate && (
            <LinkButton onClick={onLocate}>
              {asksWords('where.change')}
              <VisuallyHidden> {asksWords('where.change.what')}</VisuallyHidden>
            </LinkButton>
          )}
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

function Owner({ crisis, meId }: { crisis: CrisisView; meId: string }) {
  const now = useNow(60_000);
  const { owner, ladder, state } = crisis;
  if (!owner) {
    const asking = ladder?.state === 'running';
    return (
      <span>
        {crisisWords('band.no-owner')} {state === 'OPEN' && <small>{crisisWords(asking ? 'band.asking' : 'band.unowned')}</small>}
        {state === 'OPEN' && (
          <>
            {' '}
            <Ownerless crisis={crisis} />
          </>
        )}
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

/** How long nobody has had it, with the times before. */
function Ownerless({ crisis: { ownerlessSince, ownerlessMinutes } }: { crisis: CrisisView }) {
  const now = useNow(10_000);
  const seconds = ownerlessMinutes * 60 + (ownerlessSince === null ? 0 : Math.max(0, (now - Date.parse(ownerlessSince)) / 1000));
  return seconds < 60 ? null : <small className="band-line">{asksWords('ownerless', { duration: coarseDuration(seconds) })}</small>;
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
    case 'grace':
      return both(crisisWords('next.grace', { time }), crisisWords('next.answer.again'));
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
