import { useState } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import type { EmergencyAnswer } from '../../../../server/contract/words.js';
import { EMERGENCY_ANSWERS } from '../../../../server/contract/words.js';
import { call } from '../../app/api.js';
import { timeOfDay } from '../../app/format.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Chip, Note } from '../../ui/tag.js';
import { hearCrisis } from './board-data.js';
import { boardWords } from './board-words.js';
import { failureWords } from './use-answer.js';

type Asked = Pick<BoardCard, 'id' | 'ref' | 'letter' | 'state' | 'emergencyCall'>;

/** Whether somebody called the emergency number: the answer, or for an emergency without one the question. */
export function EmergencyQuestion({ card, frozen = false }: { card: Asked; frozen?: boolean | undefined }) {
  const { network } = useSession();
  if (card.emergencyCall) return <CallChip number={network.emergencyNumber} said={card.emergencyCall} />;
  const asks = card.letter === 'A' && (card.state === 'OPEN' || card.state === 'ACTIVE');
  return asks ? <Question card={card} number={network.emergencyNumber} dutyPhone={network.dutyPhone} frozen={frozen} /> : null;
}

function CallChip({ number, said: { answer, at, byName } }: { number: string; said: NonNullable<Asked['emergencyCall']> }) {
  return (
    <div>
      <Chip icon="phone">
        <b>
          <bdi>{number}</bdi>:
        </b>{' '}
        {boardWords(`call.said.${answer}`, { time: timeOfDay(at), name: byName })}
      </Chip>
    </div>
  );
}

function Question({ card, number, dutyPhone, frozen }: { card: Asked; number: string; dutyPhone: string; frozen: boolean }) {
  const [busy, setBusy] = useState<EmergencyAnswer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const say = async (answer: EmergencyAnswer) => {
    setBusy(answer);
    setFailure(null);
    try {
      hearCrisis(await call('POST /api/v1/crises/:id/emergency-answer', { id: card.id, answer }));
    } catch (error) {
      setFailure(failureWords(error, dutyPhone));
    } finally {
      setBusy(null);
    }
  };
  const title = boardWords('call.title', { number });
  return (
    <div className="call-question" role="group" aria-label={`${title} ${card.ref}`}>
      <p>{title}</p>
      {!frozen && (
        <div className="row">
          {EMERGENCY_ANSWERS.map((answer) => (
            <Button key={answer} size="s" busy={busy === answer} onClick={() => void say(answer)}>
              {boardWords(`call.${answer}`)}
            </Button>
          ))}
        </div>
      )}
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
    </div>
  );
}
