import { memo } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { Deadline } from '../../app/time.js';
import { Card } from '../../ui/card.js';
import { Note, Tag } from '../../ui/tag.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import { columnOf, dueAtOf } from './core/card-order.js';
import { More, Wants, WhoElse } from './crisis-card.js';
import type { CrisisCardProps } from './crisis-card.js';
import { EmergencyQuestion } from './emergency-question.js';
import { LevelTag, toneOf } from './level-tag.js';
import { OwnersWork } from './owned-body.js';
import { WaitingActions } from './waiting-body.js';
import './card.css';

/** A crisis as one line of the list: level, ref, what it is, where it stands, who has it, how long is left, and what can be done. */
export const CrisisRow = memo(function CrisisRow(props: CrisisCardProps) {
  const { card, meId, stale, changed, ghost } = props;
  const waiting = card.column === 'needs-someone';
  const loud = waiting && (card.shows === 'Emergency' || card.ladder?.alarm === true);
  const due = dueAtOf(card);
  return (
    <Card as="div" data-card={ghost === null ? card.id : undefined} edge={loud ? 'critical' : undefined} stale={stale || ghost !== null} inert={ghost !== null} className="crisis-card crisis-row">
      <div className="row-line">
        <span className="row-level">
          <LevelTag level={card.shows} unowned={waiting} />
          <span className="card-ref num">{card.ref}</span>
        </span>
        <span className="row-title">
          <CardTitle card={card} />
          {changed && <Tag tone="info">{boardWords('changed')}</Tag>}
        </span>
        <span className="row-stands card-meta">
          <span>{boardWords(`column.${columnOf(card)}`)}</span>
          <span>{standsWords(card, meId)}</span>
        </span>
        <span className="row-due num">{due && <Deadline at={due} coarse={!waiting} tone={toneOf(card.shows)} />}</span>
        <span className="row-acts">
          {waiting && <WaitingActions {...props} />}
          {!stale && <More card={card} meId={meId} />}
        </span>
      </div>
      <Extras {...props} />
      {ghost !== null && (
        <div className="card-veil">
          <Note tone="neutral">{ghost}</Note>
        </div>
      )}
    </Card>
  );
});

/** Who has it, or what waits for whom. */
function standsWords({ owner, raisedBy, column, referral, followUp }: BoardCard, meId: string): string {
  if (column === 'referral' && referral) return referral.serviceName;
  if (column === 'follow-up' && followUp) return followUp.assigneeName ?? boardWords('follow-up.nobody');
  if (owner) return owner.id === meId ? boardWords('you-named', { name: owner.name }) : owner.name;
  return boardWords('list.raised-by', { name: raisedBy });
}

/** What asks something of whoever looks; nothing for most. */
function Extras(props: CrisisCardProps) {
  const { card, meId, stale } = props;
  const mine = card.owner?.id === meId && card.column !== 'follow-up';
  return (
    <div className="row-extras">
      <Wants {...props} />
      <EmergencyQuestion card={card} frozen={stale} />
      {mine && <OwnersWork card={card} meId={meId} stale={stale} />}
      <WhoElse {...props} />
    </div>
  );
}
