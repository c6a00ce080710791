import type { BoardCard } from '../../../../server/contract/crisis.js';
import { Deadline } from '../../app/time.js';
import { asksWords } from '../asks/asks-words.js';
import { asksMe } from '../asks/core/card-acts.js';
import { listNames } from '../asks/names.js';
import { WhereLine } from '../asks/where-line.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import type { CrisisCardProps } from './crisis-card.js';
import { EmergencyQuestion } from './emergency-question.js';
import { toneOf } from './level-tag.js';
import { OwnerLine, OwnersWork } from './owned-body.js';

/** Until when the one who is asked may answer. */
export function HandOverTime({ card: { handOver, shows } }: { card: BoardCard }) {
  return handOver?.until ? <Deadline at={handOver.until} tone={toneOf(shows)} /> : null;
}

/** A crisis on its way from one person to another: who asks whom. Who is asked reads it before they answer. */
export function HandOverBody({ card, meId, stale }: CrisisCardProps) {
  const { handOver, headline } = card;
  const title = handOver && (asksMe(handOver, meId)
    ? asksWords('title.to-me', { name: handOver.by.name })
    : asksWords('title.asked', { by: handOver.by.id === meId ? asksWords('you').toLowerCase() : handOver.by.name, names: listNames(handOver.to.map(({ name }) => name)) }));
  return (
    <>
      <CardTitle card={card}>{title}</CardTitle>
      <p className="card-meta">{headline ?? boardWords('headline.none')}</p>
      <WhereLine card={card} />
      <EmergencyQuestion card={card} frozen={stale} />
      <OwnerLine card={card} meId={meId} />
      <OwnersWork card={card} meId={meId} stale={stale} />
    </>
  );
}
