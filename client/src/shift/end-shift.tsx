import type { ShiftEndView, ShiftListView } from '../../../server/contract/asks.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { useSession } from '../app/session.js';
import { useHeldBack } from '../crisis/asks/held-note.js';
import { FailureNote } from '../crisis/board/failure-note.js';
import { useSend } from '../crisis/board/use-send.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { byUrgency, whereItGoes } from './core/shift-lists.js';
import { shiftQuery } from './shift-data.js';
import { ShiftLine } from './shift-item.js';
import { shiftWords } from './shift-words.js';

/** What ending the shift will do, crisis by crisis, before it is done. */
export function EndShiftDialog({ shift, open, onClose, onEnded }: { shift: ShiftListView; open: boolean; onClose: () => void; onEnded: (ended: ShiftEndView) => void }) {
  const sending = useSend();
  const toasts = useToasts();
  const held = useHeldBack();
  const { network } = useSession();
  const end = async () => {
    if (held) return;
    const done = await sending.send(async () => onEnded(await call('POST /api/v1/shift/end')));
    void queries.invalidateQueries({ queryKey: shiftQuery.queryKey });
    if (!done) return;
    const words = shiftWords('end.done');
    toasts.show({ title: words, spoken: words, seconds: 6 });
    onClose();
  };
  const goes = whereItGoes(shift.mine.toSorted(byUrgency));
  return (
    <Dialog
      open={open}
      title={shiftWords('end.title')}
      closeLabel={shiftWords('close')}
      onClose={onClose}
      actions={
        <Button variant="primary" busy={sending.busy} disabled={held} onClick={() => void end()}>
          {shiftWords('end.send')}
        </Button>
      }
    >
      <div className="stack">
        <Going title={shiftWords('end.lead')} words={shiftWords('end.lead.words')} none={shiftWords('end.lead.none')} items={goes.lead} />
        <Going title={shiftWords('end.day-list')} words={shiftWords('end.day-list.words')} none={shiftWords('end.day-list.none')} items={goes.dayList} />
        {held && (
          <Note tone="warning" icon="offline">
            {shiftWords('end.held', { phone: network.dutyPhone })}
          </Note>
        )}
        <FailureNote failure={sending.failure} />
      </div>
    </Dialog>
  );
}


function Going({ title, words, none, items }: { title: string; words: string; none: string; items: ShiftListView['mine'] }) {
  return (
    <section className="stack">
      <h3>{title}</h3>
      <p className="muted">{items.length > 0 ? words : none}</p>
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <ShiftLine key={item.crisisId} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}
