import { useState } from 'react';
import type { CrisisView, NoteInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { FailureNote } from '../board/failure-note.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { keptWriting } from '../writing/kept-writing.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

/** The field that the key `T` leads to. */
export const NOTE_ID = 'crisis-note';

const notes = keptWriting('note', (kept) => (typeof kept === 'string' && kept !== '' ? kept : null));

/** A note or a logged call. What is typed stays until it is saved, through a lost line and a refresh too; `old`: there is no line to save it by. */
export function NoteForm({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const { staff } = useSession();
  const kept = notes.useKept(crisis.id, staff.id);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? kept ?? '';
  const write = (next: string) => {
    setTyped(next);
    if (next === '') notes.forget(crisis.id, staff.id);
    else notes.keep(crisis.id, staff.id, next);
  };
  const creationKey = useCreationKey();
  const { busy, failure, send } = useSend();
  const save = async (kind: NoteInput['kind']) => {
    if (text.trim() === '') {
      document.getElementById(NOTE_ID)?.focus();
      return;
    }
    const input = { id: crisis.id, kind, text: text.trim() };
    if (await send(async () => keepCrisis(await call('POST /api/v1/crises/:id/notes', input, { idempotencyKey: creationKey(input) })))) write('');
  };
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!old) void save('note');
      }}
    >
      <textarea
        id={NOTE_ID}
        className="control"
        aria-label={crisisWords('note.label')}
        placeholder={crisisWords('note.placeholder')}
        rows={1}
        maxLength={4000}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      {old ? (
        text.trim() !== '' && <p className="muted">{crisisWords('note.waits')}</p>
      ) : (
        <div className="row">
          {text.trim() !== '' && (
            <Button type="submit" variant="primary" busy={busy}>
              {crisisWords('note.add')}
            </Button>
          )}
          <Button icon="phone" busy={busy} onClick={() => void save('call')}>
            {crisisWords('note.call')}
          </Button>
        </div>
      )}
      <FailureNote failure={failure} />
    </form>
  );
}
