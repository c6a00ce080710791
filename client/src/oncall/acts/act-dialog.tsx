import type { ReactNode } from 'react';
import { useId } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/states.js';
import { actWords } from '../act-words.js';
import type { Acting, Trouble } from './use-act.js';

/** The id of a dialog's field that a pointer is about: `/staffId` → `act-staffId`. */
export const actFieldId = (pointer: string): string => `act${pointer.replaceAll('/', '-')}`;

/** What went wrong, above the fields; each line leads to its field where there is one. */
export function TroubleSummary({ trouble, fieldId = actFieldId }: { trouble: Trouble | null; fieldId?: (pointer: string) => string }) {
  if (!trouble) return null;
  return (
    <ErrorSummary key={trouble.count} title={trouble.title} fields={trouble.fields.map(({ pointer, words }) => ({ fieldId: fieldId(pointer), words }))}>
      {trouble.words}
    </ErrorSummary>
  );
}

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
  const form = useId();
  return (
    <Dialog
      open
      title={title}
      closeLabel={actWords('close')}
      onClose={onClose}
      actions={
        (save !== null || also) && (
          <>
            {save !== null && (
              <Button type="submit" form={form} variant="primary" busy={acting.busy}>
                {save}
              </Button>
            )}
            {also}
          </>
        )
      }
    >
      <form
        id={form}
        noValidate
        className="stack act-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!acting.busy && save !== null) void onSave();
        }}
      >
        <TroubleSummary trouble={acting.trouble} />
        {children}
      </form>
    </Dialog>
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
