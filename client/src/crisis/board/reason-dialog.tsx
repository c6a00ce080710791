import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { PillButton } from '../../ui/tag.js';
import { boardWords } from './board-words.js';
import { FailureNote } from './failure-note.js';
import { useSend } from './use-send.js';

/** Something that is done with a reason: one touch on a usual one is enough, another can be written. */
export function ReasonDialog({ open, ...rest }: ReasonFormProps & { open: boolean; title: string }) {
  return (
    <Dialog open={open} title={rest.title} closeLabel={boardWords('close')} onClose={rest.onClose}>
      <ReasonForm {...rest} />
    </Dialog>
  );
}

interface ReasonFormProps {
  /** What will happen. */
  children: ReactNode;
  /** What is chosen first: for how long. */
  before?: ReactNode;
  reasons: readonly string[];
  sendLabel: string;
  /** @throws Problem, Unreachable: then the dialog stays with what was written */
  onSend: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** The form within: usual reasons to touch, and a field for another. What is written stays when sending does not work. */
export function ReasonForm({ children, before, reasons, sendLabel, onSend, onClose }: ReasonFormProps) {
  const [own, setOwn] = useState('');
  const { busy, failure, send } = useSend();
  const sendReason = async (reason: string) => {
    if (await send(() => onSend(reason))) onClose();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (own.trim() !== '') void sendReason(own.trim());
      }}
    >
      <p className="muted">{children}</p>
      {before}
      <div className="row" role="group" aria-label={boardWords('reasons')}>
        {reasons.map((reason) => (
          <PillButton key={reason} onClick={() => void sendReason(reason)}>
            {reason}
          </PillButton>
        ))}
      </div>
      <TextField label={boardWords('reasons.own')} value={own} maxLength={300} onChange={(event) => setOwn(event.target.value)} />
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={own.trim() === ''}>
          {sendLabel}
        </Button>
      </div>
    </form>
  );
}
