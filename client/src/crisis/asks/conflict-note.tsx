import { call } from '../../app/api.js';
import { timeOfDay } from '../../app/format.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { useToasts } from '../../ui/toast.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import type { Sending } from '../board/use-send.js';
import { asksWords } from './asks-words.js';
import { hearAct } from './hear-act.js';

/** Why an act did not work; `code` is the crisis's ref. When somebody else has the crisis, who, and the next step: to help them. */
export function ConflictNote({ sending: { failure, holder }, id, code }: { sending: Pick<Sending, 'failure' | 'holder'>; id: string; code: string }) {
  const { staff } = useSession();
  const offering = useSend();
  const toasts = useToasts();
  if (failure === null) return null;
  const offer = async () => {
    const done = await offering.send(async () => hearAct(await call('POST /api/v1/crises/:id/backup/offer', { id })));
    if (!done) return;
    const words = asksWords('backup.yours', { ref: code, name: holder?.name ?? '' });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  const words = holder ? `${failure} ${asksWords('holder', { name: holder.id === staff.id ? asksWords('you') : holder.name, time: timeOfDay(holder.since) })}` : failure;
  return (
    <>
      <FailureNote failure={words} />
      {holder && holder.id !== staff.id && (
        <div>
          <Button size="s" busy={offering.busy} onClick={() => void offer()}>
            {asksWords('offer-instead')}
          </Button>
        </div>
      )}
      <FailureNote failure={offering.failure} />
    </>
  );
}
