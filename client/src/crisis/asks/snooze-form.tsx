import { useState } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { timeOfDay } from '../../app/format.js';
import { useToasts } from '../../ui/toast.js';
import { Segmented } from '../../ui/segmented.js';
import { ReasonForm } from '../board/reason-dialog.js';
import { asksWords } from './asks-words.js';
import { hearAct } from './hear-act.js';

/** Source: product design guide §5: at most 30 minutes, with a reason. */
const MINUTES = ['10', '20', '30'] as const;
const REASONS = ['call', 'asleep', 'service'] as const;

/** Quiet for 10, 20 or 30 minutes: one touch on a usual reason is enough. */
export function SnoozeForm({ card: { id, ref }, onClose }: { card: BoardCard; onClose: () => void }) {
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>('10');
  const toasts = useToasts();
  const snooze = async (reason: string) => {
    const crisis = await call('POST /api/v1/crises/:id/snooze', { id, minutes: Number(minutes), reason });
    hearAct(crisis);
    const words = asksWords('snooze.done', { ref, time: crisis.snooze ? timeOfDay(crisis.snooze.until) : '' });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  return (
    <ReasonForm
      reasons={REASONS.map((reason) => asksWords(`snooze.reason.${reason}`))}
      sendLabel={asksWords('snooze.send')}
      onSend={snooze}
      onClose={onClose}
      before={
        <div className="field">
          <span className="field-name">{asksWords('snooze.minutes')}</span>
          <Segmented legend={asksWords('snooze.minutes')} value={minutes} segments={MINUTES.map((value) => ({ value, label: asksWords('snooze.for', { count: Number(value) }) }))} onChoose={setMinutes} />
        </div>
      }
    >
      {asksWords('snooze.words')}
    </ReasonForm>
  );
}
