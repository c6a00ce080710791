import type { ReactNode } from 'react';
import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './button.js';
import './dialog.css';

/**
 * Something that must be settled before going on: the browser's own modal dialog, so the page behind is out of reach,
 * Escape closes, and focus returns to where it was. On a phone it rises from the bottom edge, near the thumb.
 */
export function Dialog({
  open,
  title,
  closeLabel,
  onClose,
  children,
  actions,
}: {
  open: boolean;
  title: ReactNode;
  /** What the button in the corner does: "Close". */
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the end, the main one first. */
  actions?: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  // Taken off the page while open, a dialog would take the focus with it.
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={({ currentTarget }) => open && !currentTarget.open && onClose()}
    >
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={heading}>{title}</h2>
            <IconButton icon="close" label={closeLabel} onClick={onClose} />
          </div>
          <div className="dialog-body">{children}</div>
          {actions && <div className="dialog-actions">{actions}</div>}
        </>
      )}
    </dialog>
  );
}
