import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { ProviderView } from '../../../../server/contract/referral.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/states.js';
import { failureWords } from './failure-words.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import type { Answer } from './use-provider-link.js';
import { NAME_ID, ROLE_ID, WhoFields } from './who-fields.js';

type WithoutWho<Any> = Any extends unknown ? Omit<Any, 'name' | 'role'> : never;

/** An answer without who gives it: that is asked once for all. */
export type Said = WithoutWho<Answer>;

/** A field that is not filled in yet: its id and what to do. */
export interface Fault {
  fieldId: string;
  words: string;
}

interface Try {
  faults: readonly Fault[];
  failure: string | null;
  /** Each try is told anew. */
  count: number;
}

const NO_TRY: Try = { faults: [], failure: null, count: 0 };

/**
 * One answer of the service: its questions, who answers, and one button that sends it. What was typed stays when sending
 * fails, and the failure says whom to ring.
 */
export function AnswerDialog({
  open,
  title,
  act,
  onClose,
  read,
  onTaken,
  children,
}: {
  open: boolean;
  title: ReactNode;
  /** What the button says. */
  act: ReactNode;
  onClose: () => void;
  /** The answer as it stands, or what is still missing. */
  read: () => Said | readonly Fault[];
  /** After it was sent and taken. */
  onTaken?: ((view: ProviderView) => void) | undefined;
  children?: ((wrong: (fieldId: string) => string | undefined) => ReactNode) | undefined;
}) {
  const { link, phone, who, setWho, known, setKnown } = useProvider();
  const form = useId();
  const [last, setLast] = useState(NO_TRY);
  const [busy, setBusy] = useState(false);
  const wrong = (fieldId: string) => last.faults.find((fault) => fault.fieldId === fieldId)?.words;

  const close = () => {
    setLast(NO_TRY);
    onClose();
  };

  const send = async () => {
    if (busy) return;
    const said = read();
    const faults = [...(isFaults(said) ? said : []), ...whoFaults(who)];
    const count = last.count + 1;
    setLast({ faults, failure: null, count });
    if (isFaults(said) || faults.length > 0) return;
    setBusy(true);
    try {
      const taken = await link.answer({ ...said, name: who.name.trim(), role: who.role.trim() });
      setKnown(true);
      close();
      if (taken) onTaken?.(taken);
    } catch (error) {
      setLast({ faults: [], failure: failureWords(error, phone), count });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={open}
      title={title}
      closeLabel={providerWords('close')}
      onClose={close}
      actions={
        <Button type="submit" form={form} variant="primary" size="l" block busy={busy}>
          {act}
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="stack provider-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {(last.faults.length > 0 || last.failure) && (
          <ErrorSummary key={last.count} title={last.failure ?? providerWords('missing.title')} fields={last.faults} />
        )}
        {children?.(wrong)}
        <WhoFields who={who} known={known} wrong={last.faults.map(({ fieldId }) => fieldId)} onChange={setWho} onAskAgain={() => setKnown(false)} />
      </form>
    </Dialog>
  );
}

function isFaults(said: Said | readonly Fault[]): said is readonly Fault[] {
  return Array.isArray(said);
}

function whoFaults({ name, role }: { name: string; role: string }): Fault[] {
  return [
    ...(name.trim() === '' ? [{ fieldId: NAME_ID, words: providerWords('who.name-missing') }] : []),
    ...(role.trim() === '' ? [{ fieldId: ROLE_ID, words: providerWords('who.role-missing') }] : []),
  ];
}
