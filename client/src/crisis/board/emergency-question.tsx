import type { BoardCard, CrisisView } from '../../../../server/contract/crisis.js';
import type { EmergencyAnswer } from '../../../../server/contract/words.js';
import { EMERGENCY_ANSWERS } from '../../../../server/contract/words.js';
import { call } from '../../app/api.js';
import { timeOfDay } from '../../app/format.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Chip } from '../../ui/tag.js';
import { hearCrisis } from './board-data.js';
import { boardWords } from './board-words.js';
import { FailureNote } from './failure-note.js';
import { useSend } from './use-send.js';
import './card.css';

type Asked = Pick<BoardCard, 'id' | 'ref' | 'letter' | 'state' | 'emergencyCall'>;

/** Whether somebody called the emergency number: the answer, or for an emergency without one the question. */
export function EmergencyQuestion({ card, frozen = false, onKnown }: { card: Asked; frozen?: boolean | undefined; onKnown?: ((crisis: CrisisView) => void) | undefined }) {
  const { network } = useSession();
  if (card.emergencyCall) return <CallChip number={network.emergencyNumber} said={card.emergencyCall} />;
  const asks = card.letter === 'A' && (card.state === 'OPEN' || card.state === 'ACTIVE');
  if (!asks) return null;
  // A question that cannot be answered here only says what nobody has said.
  return frozen ? <CallChip number={network.emergencyNumber} said={null} /> : <Question card={card} number={network.emergencyNumber} onKnown={onKnown} />;
}

function CallChip({ number, said }: { number: string; said: Asked['emergencyCall'] }) {
  return (
    <div>
      <Chip icon="phone">
        <b>
          <bdi>{number}</bdi>:
        </b>{' '}
        {said ? boardWords(`call.said.${said.answer}`, { time: timeOfDay(said.at), name: said.byName }) : boardWords('call.not-known')}
      </Chip>
    </div>
  );
}

function Question({ card, number, onKnown }: { card: Asked; number: string; onKnown: ((crisis: CrisisView) => void) | undefined }) {
  const { busy, failure, send } = useSend();
  const say = (answer: EmergencyAnswer) =>
    send(async () => {
      const crisis = await call('POST /api/v1/crises/:id/emergency-answer', { id: card.id, answer });
      hearCrisis(crisis);
      onKnown?.(crisis);
    });
  const title = boardWords('call.title', { number });
  return (
    <div className="call-question" role="group" aria-label={`${title} ${card.ref}`}>
      <p>{title}</p>
      <div className="row">
        {EMERGENCY_ANSWERS.map((answer) => (
          <Button key={answer} size="s" busy={busy} onClick={() => void say(answer)}>
            {boardWords(`call.${answer}`)}
          </Button>
        ))}
      </div>
      <FailureNote failure={failure} />
    </div>
  );
}
