import type { BoardCard } from '../../../../server/contract/crisis.js';
import { timeOfDay } from '../../app/format.js';
import { Deadline } from '../../app/time.js';
import { referralWords } from '../../referral/list/referral-words.js';
import { NEEDS_OWNER, isWaiting } from '../../referral/list/core/referral-groups.js';
import { Note } from '../../ui/tag.js';
import { WhereLine } from '../asks/where-line.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import type { CrisisCardProps } from './crisis-card.js';
import { EmergencyQuestion } from './emergency-question.js';
import { toneOf } from './level-tag.js';
import { OwnerLine, OwnersWork } from './owned-body.js';

/** The time a service has to answer. */
export function ReferralTime({ card: { referral, shows } }: { card: BoardCard }) {
  return referral?.answerBy && isWaiting(referral.state) ? <Deadline at={referral.answerBy} coarse tone={toneOf(shows)} /> : null;
}

/** Where a referral stands, and what comes next if it is declined. */
export function ReferralBody({ card, meId, stale }: CrisisCardProps) {
  const { referral } = card;
  return (
    <>
      <CardTitle card={card}>{referral?.serviceName}</CardTitle>
      {card.headline && referral && <p className="card-meta">{card.headline}</p>}
      {referral && <p className="card-meta">{stateWords(referral)}</p>}
      {referral?.others !== undefined && <p className="card-meta">{referralWords('others', { count: referral.others })}</p>}
      <WhereLine card={card} />
      <EmergencyQuestion card={card} frozen={stale} />
      <OwnerLine card={card} meId={meId} />
      {card.graceUntil !== null && <OwnersWork card={card} meId={meId} stale={stale} />}
      {referral && <NextMatch referral={referral} />}
    </>
  );
}

type CardReferral = NonNullable<BoardCard['referral']>;

function stateWords({ state, openedAt }: CardReferral): string {
  if (state === 'SENT') return boardWords('referral.sent');
  if (state === 'VIEWED' && openedAt) return boardWords('referral.opened', { time: timeOfDay(openedAt) });
  return referralWords(`state.${state}`);
}

function NextMatch({ referral: { state, nextMatch } }: { referral: CardReferral }) {
  const needsOwner = NEEDS_OWNER.has(state);
  if (!needsOwner && !isWaiting(state)) return null;
  if (nextMatch === null) return needsOwner ? <Note tone="warning">{boardWords('referral.no-next')}</Note> : null;
  return (
    <Note tone={needsOwner ? 'warning' : 'info'} icon="transfer">
      {boardWords('referral.next', { name: nextMatch })}
    </Note>
  );
}
