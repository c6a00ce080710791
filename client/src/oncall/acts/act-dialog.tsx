import type { ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { ErrorSummary } from '../../ui/states.js';
import type { FieldFault } from '../../ui/use-tries.js';
import { actWords } from '../act-words.js';
import type { Acting, Trouble } from './use-act.js';

/** The id of a dialog's field that a pointer is about: `/staffId` → `act-staffId`. */
export const actFieldId = (pointer: string): string => `act${pointer.replaceAll('/', '-')}`;

/** What went wrong, above the fields; each line leads to its field where there is one. */
export function TroubleSummary({ trouble, fieldId = actFieldId }: { trouble: Trouble | null; fieldId?: (pointer: string) => string }) {
  if (!trouble) return null;
  return (
    <ErrorSummary key={trouble.count} title={trouble.title} fields={troubleFields(trouble, fieldId)}>
      {trouble.words}
    </ErrorSummary>
  );
}

const troubleFields = ({ fields }: Trouble, fieldId: (pointer: string) => string): FieldFault[] => fields.map(({ pointer, words }) => ({ fieldId: fieldId(pointer), words }));

/** A dialog with one act at its end, sent as a form. */
export function ActDialog({ title, acting, save, onSave, onClose, also, children }: {
  title: ReactNode;
  acting: Acting;
  /** What the button does; null when nothing can be done any more. */
  save: string | null;
  onSave: () => Promise<void>;
  onClose: () => void;
  /** Other buttons after it. */
  also?: ReactNode;
  children: ReactNode;
}) {
  const { busy, trouble } = acting;
  return (
    <FormDialog
      title={title}
      closeLabel={actWords('close')}
      onClose={onClose}
      act={save}
      onAct={onSave}
      busy={busy}
      failure={trouble && { words: trouble.title, fields: troubleFields(trouble, actFieldId), count: trouble.count }}
      more={trouble?.words}
      also={also}
      className="act-form"
    >
      {children}
    </FormDialog>
  );
}

/** Says what will happen and asks for it. */
export function ConfirmDialog({ title, says, save, acting, onSave, onClose }: { title: string; says: ReactNode; save: string; acting: Acting; onSave: () => Promise<void>; onClose: () => void }) {
  return (
    <ActDialog title={title} acting={acting} save={save} onSave={onSave} onClose={onClose} also={<Button onClick={onClose}>{actWords('cancel')}</Button>}>
      <p>{says}</p>
    </ActDialog>
  );
}
