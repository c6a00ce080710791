import { memo } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { Card } from '../../ui/card.js';
import { Note, Tag } from '../../ui/tag.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import { FollowUpBody, FollowUpTime } from './follow-up-body.js';
import { LevelTag } from './level-tag.js';
import { OwnedBody } from './owned-body.js';
import { ReferralBody, ReferralTime } from './referral-body.js';
import { useNear } from './use-near.js';
import { WaitingActions, WaitingBody, WaitingTime } from './waiting-body.js';
import './card.css';

export interface CrisisCardProps {
  card: BoardCard;
  meId: string;
  /** What it shows is old, and looks old. */
  stale: boolean;
  /** It changed while the line was lost. */
  changed: boolean;
  /** It left this column while somebody pointed at it: it keeps its place and size, says where it went, and does nothing. */
  ghost: string | null;
  /** There are so many cards that one out of view is drawn by its heading alone, and its clocks rest. */
  many: boolean;
}

/** A crisis on the board. Draws itself anew only when it changed; its clocks tick by themselves. */
export const CrisisCard = memo(function CrisisCard(props: CrisisCardProps) {
  const { card, stale, changed, ghost, many } = props;
  const { near, ref } = useNear(many);
  const waiting = card.column === 'needs-someone';
  const loud = waiting && (card.shows === 'Emergency' || card.ladder?.alarm === true);
  return (
    <Card
      ref={ref}
      as="li"
      data-card={ghost === null ? card.id : undefined}
      edge={loud ? 'critical' : undefined}
      large={waiting && (card.shows === 'Emergency' || card.shows === 'Urgent')}
      stale={stale || ghost !== null}
      inert={ghost !== null}
      className="crisis-card"
    >
      <div className="card-top">
        <LevelTag level={card.shows} unowned={waiting} />
        <span className="card-ref num">{card.ref}</span>
        {changed && <Tag tone="info">{boardWords('changed')}</Tag>}
        <span className="push">{near && <CardTime card={card} />}</span>
      </div>
      {!near ? <CardTitle card={card} /> : waiting ? <WaitingBody {...props} /> : <RestingBody {...props} />}
      {near && waiting && <WaitingActions {...props} />}
      {ghost !== null && (
        <div className="card-veil">
          <Note tone="neutral">{ghost}</Note>
        </div>
      )}
    </Card>
  );
});

function CardTime({ card }: { card: BoardCard }) {
  switch (card.column) {
    case 'needs-someone':
      return <WaitingTime card={card} />;
    case 'referral':
      return <ReferralTime card={card} />;
    case 'follow-up':
      return <FollowUpTime card={card} />;
    case 'has-it':
      return null;
  }
}

function RestingBody(props: CrisisCardProps) {
  switch (props.card.column) {
    case 'referral':
      return <ReferralBody {...props} />;
    case 'follow-up':
      return <FollowUpBody {...props} />;
    default:
      return <OwnedBody {...props} />;
  }
}
