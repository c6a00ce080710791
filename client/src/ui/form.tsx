import type { ReactNode } from 'react';
import { Button } from './button.js';
import type { ButtonVariant } from './button.js';
import { classNames } from './class-names.js';

/**
 * A form that is sent by its button or by Enter, never twice while it is on its way, and whose fields say themselves what is
 * missing instead of the browser. With `act` its button stands at the end.
 */
export function Form({
  id,
  busy,
  onSend,
  className,
  act,
  variant = 'primary',
  also,
  children,
}: {
  /** For a button that stands outside of it. */
  id?: string;
  busy: boolean;
  onSend: () => unknown;
  className?: string | undefined;
  /** What the button at the end does. */
  act?: ReactNode;
  variant?: ButtonVariant;
  /** Other buttons after it. */
  also?: ReactNode;
  children: ReactNode;
}) {
  return (
    <form
      id={id}
      noValidate
      className={classNames('stack', className)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSend();
      }}
    >
      {children}
      {act && (
        <div className="row">
          <Button type="submit" variant={variant} busy={busy}>
            {act}
          </Button>
          {also}
        </div>
      )}
    </form>
  );
}
