import { memo } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { Card } from '../../ui/card.js';
import { ActMenu } from '../asks/act-menu.js';
import { AttentionLines } from '../asks/attention-lines.js';
import { BackupLine } from '../asks/backup-line.js';
import { actOnCard, actsOf } from '../asks/core/card-acts.js';
import { SnoozeNote } from '../asks/snooze-note.js';
import { TransferLine } from '../asks/transfer-line.js';
import { Note, Tag } from '../../ui/tag.js';
import { useBoardDoing } from './board-doing.js';
import { boardWords } from './board-words.js';
import { FollowUpBody, FollowUpTime } from './follow-up-body.js';
import { columnOf } from './core/card-order.js';
import { HandOverBody, HandOverTime } from './hand-over-body.js';
import { LevelTag } from './level-tag.js';
import { OwnedBody } from './owned-body.js';
import { ReferralBody, ReferralTime } from './referral-body.js';
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
}

/** A crisis on the board. Draws itself anew only when it changed; its clocks tick by themselves. */
export const CrisisCard = memo(function CrisisCard(props: CrisisCardProps) {
  const { card, stale, changed, ghost } = props;
  const waiting = card.column === 'needs-someone';
  const loud = waiting && (card.shows === 'Emergency' || card.ladder?.alarm === true);
  return (
    <Card
      as="div"
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
        <span className="push">
          <CardTime card={card} />
        </span>
        {!stale && <More card={card} meId={props.meId} />}
      </div>
      <Wants {...props} />
      {waiting ? <WaitingBody {...props} /> : <RestingBody {...props} />}
      <WhoElse {...props} />
      {waiting && <WaitingActions {...props} />}
      {ghost !== null && (
        <div className="card-veil">
          <Note tone="neutral">{ghost}</Note>
        </div>
      )}
    </Card>
  );
});

/** What else can be done, behind one button in the corner; what stands as a button on the card is not offered twice. */
export function More({ card, meId }: { card: BoardCard; meId: string }) {
  const { act, mayOf } = useBoardDoing();
  const may = mayOf(card);
  const shown = actOnCard(card, may);
  return <ActMenu card={card} acts={actsOf(card, may, meId).filter((one) => one !== shown)} onAct={act} look="icon" />;
}

/** What wants a look, before anything else on the card. */
export function Wants({ card, stale }: CrisisCardProps) {
  const may = useBoardDoing().mayOf(card);
  return <AttentionLines card={card} mayHandOver={may.handOver && !stale} />;
}

/** Who is asked to take or to help with it, and that it is quiet. */
export function WhoElse({ card, meId, stale }: CrisisCardProps) {
  const may = useBoardDoing().mayOf(card);
  return (
    <>
      <TransferLine card={card} meId={meId} mayTakeBack={may.withdrawHandOver} frozen={stale} />
      <BackupLine card={card} meId={meId} mayEnd={may.endBackup} frozen={stale} />
      <SnoozeNote card={card} />
    </>
  );
}

function CardTime({ card }: { card: BoardCard }) {
  switch (columnOf(card)) {
    case 'needs-someone':
      return <WaitingTime card={card} />;
    case 'referral':
      return card.column === 'has-it' ? <HandOverTime card={card} /> : <ReferralTime card={card} />;
    case 'follow-up':
      return <FollowUpTime card={card} />;
    case 'has-it':
      return null;
  }
}

function RestingBody(props: CrisisCardProps) {
  switch (columnOf(props.card)) {
    case 'referral':
      return props.card.column === 'has-it' ? <HandOverBody {...props} /> : <ReferralBody {...props} />;
    case 'follow-up':
      return <FollowUpBody {...props} />;
    default:
      return <OwnedBody {...props} />;
  }
}
