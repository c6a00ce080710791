import type { ReactNode } from 'react';
import { useId } from 'react';
import { Button } from './button.js';
import type { ButtonSize } from './button.js';
import { Dialog } from './dialog.js';
import { Form } from './form.js';
import { ErrorSummary } from './states.js';
import type { FailedTry } from './use-tries.js';

/**
 * A dialog that is a form with one act at its end: sent by the button or by Enter, never twice while it is on its way. A failure
 * takes the focus above the fields, each try anew, and its lines lead to their fields; what was typed stays.
 * Drawn only while it is wanted, its fields begin empty each time; with `open` they keep what they held.
 */
export function FormDialog({
  open = true,
  title,
  closeLabel,
  onClose,
  act,
  onAct,
  busy,
  failure,
  more,
  also,
  size,
  className,
  children,
}: {
  open?: boolean;
  title: ReactNode;
  /** What the button in the corner does: "Close". */
  closeLabel: string;
  onClose: () => void;
  /** What the button at the end does; null while there is nothing that can be sent. */
  act: ReactNode;
  onAct: () => unknown;
  busy: boolean;
  failure: FailedTry | null;
  /** Said below the failure. */
  more?: ReactNode;
  /** Other buttons after the act. */
  also?: ReactNode;
  /** `l` where it is answered on a phone with the thumb: as wide as the dialog. */
  size?: ButtonSize | undefined;
  className?: string | undefined;
  children?: ReactNode;
}) {
  const form = useId();
  const can = act !== null;
  return (
    <Dialog
      open={open}
      title={title}
      closeLabel={closeLabel}
      onClose={onClose}
      actions={
        (can || also) && (
          <>
            {can && (
              <Button type="submit" form={form} variant="primary" size={size} block={size === 'l'} busy={busy}>
                {act}
              </Button>
            )}
            {also}
          </>
        )
      }
    >
      <Form id={form} busy={busy} onSend={() => can && onAct()} className={className}>
        {failure && (
          <ErrorSummary key={failure.count} title={failure.words} fields={failure.fields}>
            {more}
          </ErrorSummary>
        )}
        {children}
      </Form>
    </Dialog>
  );
}
