import type { BoardCard, CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useToasts } from '../../ui/toast.js';
import { hearCrisis } from './board-data.js';
import { boardWords } from './board-words.js';
import { ReasonDialog } from './reason-dialog.js';

const REASONS = ['no-answer', 'worse', 'sooner', 'cannot-come'] as const;

/** Asks the next step now: one touch on a reason is enough. Open while `card` is given. */
export function EscalateDialog({ card, onClose, onDone }: { card: Pick<BoardCard, 'id' | 'ref'> | null; onClose: () => void; onDone?: ((crisis: CrisisView) => void) | undefined }) {
  const toasts = useToasts();
  const ask = async (reason: string) => {
    if (!card) return;
    const crisis = await call('POST /api/v1/crises/:id/next-rung', { id: card.id, reason });
    hearCrisis(crisis);
    onDone?.(crisis);
    const words = boardWords('escalate.done', { ref: card.ref });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  return (
    <ReasonDialog
      open={card !== null}
      title={boardWords('escalate.title', { ref: card?.ref ?? '' })}
      reasons={REASONS.map((reason) => boardWords(`escalate.reason.${reason}`))}
      sendLabel={boardWords('escalate.send')}
      onSend={ask}
      onClose={onClose}
    >
      {boardWords('escalate.words')}
    </ReasonDialog>
  );
}
