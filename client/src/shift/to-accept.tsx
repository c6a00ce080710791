import { useState } from 'react';
import type { ShiftListView } from '../../../server/contract/asks.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { ConflictNote } from '../crisis/asks/conflict-note.js';
import { CannotDialog } from '../crisis/asks/cannot-dialog.js';
import { asksWords } from '../crisis/asks/asks-words.js';
import { hearAct } from '../crisis/asks/hear-act.js';
import { TimeLeft } from '../crisis/asks/time-left.js';
import { useSend } from '../crisis/board/use-send.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { useToasts } from '../ui/toast.js';
import { shiftQuery } from './shift-data.js';
import { ShiftLine } from './shift-item.js';
import { shiftWords } from './shift-words.js';

type Offered = ShiftListView['toAccept'][number];

/** What colleagues whose shifts end ask this person to take, each by name. */
export function ToAccept({ items, old }: { items: readonly Offered[]; old: boolean }) {
  if (items.length === 0) return null;
  return (
    <Panel title={shiftWords('to-accept')}>
      <div className="stack">
        <p className="muted">{shiftWords('to-accept.words')}</p>
        <ul>
          {items.map((item) => (
            <OfferedLine key={item.crisisId} item={item} old={old} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function OfferedLine({ item, old }: { item: Offered; old: boolean }) {
  const { crisisId: id, ref, handOver } = item;
  const [saying, setSaying] = useState(false);
  const sending = useSend();
  const toasts = useToasts();
  const accept = async () => {
    const done = await sending.send(async () => hearAct(await call('POST /api/v1/crises/:id/hand-over/answer', { id, answer: 'accept' })));
    void queries.invalidateQueries({ queryKey: shiftQuery.queryKey });
    if (!done) return;
    const words = asksWords('accepted', { ref, name: handOver.by.name });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  return (
    <>
      <ShiftLine
        item={item}
        actions={
          !old && (
            <>
              <Button size="s" variant="primary" busy={sending.busy} onClick={() => void accept()}>
                {shiftWords('accept')}
                <VisuallyHidden> {ref}</VisuallyHidden>
              </Button>
              <Button size="s" onClick={() => setSaying(true)}>
                {shiftWords('cannot')}
                <VisuallyHidden> {ref}</VisuallyHidden>
              </Button>
            </>
          )
        }
      >
        {shiftWords.rich('from', { name: handOver.by.name, left: handOver.until && <TimeLeft at={handOver.until} /> })}
        <ConflictNote sending={sending} id={id} code={ref} />
        <CannotDialog
          card={{ id, ref, handOver }}
          open={saying}
          onClose={() => {
            setSaying(false);
            void queries.invalidateQueries({ queryKey: shiftQuery.queryKey });
          }}
        />
      </ShiftLine>
    </>
  );
}
