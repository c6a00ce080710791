import { useState } from 'react';
import type { CrisisView, NoteInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { Button } from '../../ui/button.js';
import { FailureNote } from '../board/failure-note.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

/** The field that the key `T` leads to. */
export const NOTE_ID = 'crisis-note';

/** A note or a logged call. What is typed stays until it is saved. */
export function NoteForm({ crisis }: { crisis: CrisisView }) {
  const [text, setText] = useState('');
  const creationKey = useCreationKey();
  const { busy, failure, send } = useSend();
  const save = async (kind: NoteInput['kind']) => {
    if (text.trim() === '') {
      document.getElementById(NOTE_ID)?.focus();
      return;
    }
    const input = { id: crisis.id, kind, text: text.trim() };
    if (await send(async () => keepCrisis(await call('POST /api/v1/crises/:id/notes', input, { idempotencyKey: creationKey(input) })))) setText('');
  };
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save('note');
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
        onChange={(event) => setText(event.target.value)}
      />
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
      <FailureNote failure={failure} />
    </form>
  );
}
