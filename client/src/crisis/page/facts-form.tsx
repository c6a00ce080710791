import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea, TextField } from '../../ui/field.js';
import { Note } from '../../ui/tag.js';
import { boardWords } from '../board/board-words.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import { DETAIL_FIELDS, LONGEST, changedDetails, differingFields, typedDetails } from './core/typed-details.js';
import type { DetailField, TypedDetails } from './core/typed-details.js';
import { crisisQuery, keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

const LONG: ReadonlySet<DetailField> = new Set<DetailField>(['whatHelps', 'theySaid', 'narrative']);

/** Corrects or completes the facts. Changed by somebody else meanwhile, nothing that was typed is lost and nothing is overwritten unseen. */
export function FactsDialog({ crisis, open, onClose }: { crisis: CrisisView; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} title={crisisWords('facts.form')} closeLabel={boardWords('close')} onClose={onClose}>
      <FactsForm crisis={crisis} onClose={onClose} />
    </Dialog>
  );
}

/** What the author had before them, and its version. */
interface Seen {
  version: number;
  typed: TypedDetails;
}

const seenOf = ({ version, details }: CrisisView): Seen => ({ version, typed: typedDetails(details) });

function FactsForm({ crisis, onClose }: { crisis: CrisisView; onClose: () => void }) {
  const [seen, setSeen] = useState(() => seenOf(crisis));
  const [typed, setTyped] = useState(seen.typed);
  const [conflict, setConflict] = useState<{ fields: readonly DetailField[]; theirs: TypedDetails } | null>(null);
  const [wrong, setWrong] = useState<readonly DetailField[]>([]);
  const { busy, failure, send } = useSend();

  const save = async () => {
    const changed = changedDetails(seen.typed, typed);
    setWrong(changed.wrong);
    if (changed.wrong.length > 0) return;
    if (Object.keys(changed.details).length === 0) {
      onClose();
      return;
    }
    const done = await send(async () => {
      try {
        keepCrisis(await call('PATCH /api/v1/crises/:id/facts', { id: crisis.id, seenVersion: seen.version, details: changed.details }));
        onClose();
      } catch (error) {
        if (!isProblem(error, 'crisis/changed')) throw error;
        await lookAgain();
      }
    });
    return done;
  };

  /** Takes the newest state as the one seen, keeps what was typed, and shows where the two differ. */
  const lookAgain = async () => {
    const fresh = await queries.fetchQuery({ ...crisisQuery(crisis.id), staleTime: 0 });
    const now = seenOf(fresh);
    const mine = differingFields(seen.typed, typed);
    const theirs = differingFields(seen.typed, now.typed);
    setConflict({ fields: theirs.filter((field) => mine.includes(field)), theirs: now.typed });
    setTyped({ ...now.typed, ...Object.fromEntries(mine.map((field) => [field, typed[field]])) });
    setSeen(now);
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="muted">{crisisWords('facts.form.words')}</p>
      {DETAIL_FIELDS.map((field) => (
        <DetailInput
          key={field}
          field={field}
          value={typed[field]}
          error={wrong.includes(field) && crisisWords('facts.age-wrong')}
          onType={(text) => setTyped({ ...typed, [field]: text })}
        />
      ))}
      {conflict && <Conflict {...conflict} />}
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {crisisWords(conflict ? 'facts.save-over' : 'facts.save')}
        </Button>
      </div>
    </form>
  );
}

function DetailInput({ field, value, error, onType }: { field: DetailField; value: string; error: string | false; onType: (text: string) => void }) {
  const words = {
    label: crisisWords(`facts.${field}`),
    hint: field === 'accessNeeds' && crisisWords('facts.accessNeeds.hint'),
    error,
    value,
    maxLength: LONGEST[field],
  };
  if (LONG.has(field)) return <TextArea {...words} rows={2} onChange={(event) => onType(event.target.value)} />;
  return <TextField {...words} inputMode={field === 'ageYears' ? 'numeric' : undefined} autoComplete="off" onChange={(event) => onType(event.target.value)} />;
}

function Conflict({ fields, theirs }: { fields: readonly DetailField[]; theirs: TypedDetails }) {
  return (
    <Note tone="warning" icon="warning">
      <p>{crisisWords('facts.conflict')}</p>
      {fields.length === 0 && <p>{crisisWords('facts.conflict.other')}</p>}
      {fields.map((field) => (
        <p key={field}>{crisisWords('facts.conflict.now', { field: crisisWords(`facts.${field}`), value: theirs[field] || crisisWords('facts.not-known') })}</p>
      ))}
    </Note>
  );
}
