import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useToasts } from '../../ui/toast.js';
import { ReasonDialog } from '../board/reason-dialog.js';
import { asksWords } from './asks-words.js';
import { hearAct } from './hear-act.js';

const REASONS = ['with', 'right', 'shift'] as const;

/** No to an ask to take a crisis, with a reason its sender can act on. */
export function CannotDialog({ card: { id, ref, handOver }, open, onClose }: { card: Pick<BoardCard, 'id' | 'ref' | 'handOver'>; open: boolean; onClose: () => void }) {
  const toasts = useToasts();
  const name = handOver?.by.name ?? '';
  const decline = async (note: string) => {
    hearAct(await call('POST /api/v1/crises/:id/hand-over/answer', { id, answer: 'decline', note }));
    const words = asksWords('declined', { ref, name });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  return (
    <ReasonDialog open={open} title={asksWords('cannot.title', { ref })} reasons={REASONS.map((reason) => asksWords(`cannot.reason.${reason}`))} sendLabel={asksWords('cannot.send')} onSend={decline} onClose={onClose}>
      {asksWords('cannot.words', { name })}
    </ReasonDialog>
  );
}
