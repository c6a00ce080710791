import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useToasts } from '../../ui/toast.js';
import { ReasonForm } from '../board/reason-dialog.js';
import { asksWords } from './asks-words.js';
import { hearAct } from './hear-act.js';

const REASONS = ['shift', 'busy', 'cannot-reach', 'not-right'] as const;

/** Gives a crisis back: people are asked anew at once. */
export function ReleaseForm({ card: { id, ref }, onClose }: { card: Pick<BoardCard, 'id' | 'ref'>; onClose: () => void }) {
  const toasts = useToasts();
  const release = async (reason: string) => {
    hearAct(await call('POST /api/v1/crises/:id/release', { id, reason }));
    const words = asksWords('release.done', { ref });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  return (
    <ReasonForm reasons={REASONS.map((reason) => asksWords(`release.reason.${reason}`))} sendLabel={asksWords('release.send')} onSend={release} onClose={onClose}>
      {asksWords('release.words')}
    </ReasonForm>
  );
}
