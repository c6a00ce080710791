import { useState } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { useToasts } from '../../ui/toast.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { asksWords } from './asks-words.js';
import { ConflictNote } from './conflict-note.js';
import { hearAct } from './hear-act.js';
import { HeldNote, useHeldBack } from './held-note.js';

/** Asks for a second person beside the owner, with a word on what kind of help if there is time for one. */
export function BackupForm({ card: { id, ref, owner }, onClose }: { card: BoardCard; onClose: () => void }) {
  const [note, setNote] = useState('');
  const sending = useSend();
  const creationKey = useCreationKey();
  const toasts = useToasts();
  const held = useHeldBack();
  const { staff } = useSession();

  const ask = async () => {
    if (held) return;
    const input = { id, ...(note.trim() !== '' && { note: note.trim() }) };
    if (!(await sending.send(async () => hearAct(await call('POST /api/v1/crises/:id/backup', input, { idempotencyKey: creationKey(input) }))))) return;
    const words = asksWords('backup.sent', { ref });
    toasts.show({ title: words, spoken: words, seconds: 6 });
    onClose();
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <p className="muted">{owner && owner.id !== staff.id ? asksWords('backup.words.theirs', { name: owner.name }) : asksWords('backup.words')}</p>
      <TextField label={asksWords('backup.note')} hint={asksWords('backup.note.hint')} optional={asksWords('optional')} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      <HeldNote />
      <ConflictNote sending={sending} id={id} code={ref} />
      <div>
        <Button type="submit" variant="primary" busy={sending.busy} disabled={held}>
          {asksWords('backup.send')}
        </Button>
      </div>
    </form>
  );
}
