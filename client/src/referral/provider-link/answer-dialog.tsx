import type { ReactNode } from 'react';
import type { ProviderView } from '../../../../server/contract/referral.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useTries } from '../../ui/use-tries.js';
import type { FieldFault } from '../../ui/use-tries.js';
import { failureWords } from './failure-words.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import type { Answer } from './use-provider-link.js';
import { NAME_ID, ROLE_ID, WhoFields } from './who-fields.js';

type WithoutWho<Any> = Any extends unknown ? Omit<Any, 'name' | 'role'> : never;

/** An answer without who gives it: that is asked once for all. */
export type Said = WithoutWho<Answer>;

/** A field that is not filled in yet: its id and what to do. */
export type Fault = FieldFault;

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
  const { link, phone, who, setWho, known, setKnown, isAccount } = useProvider();
  const tries = useTries();

  const close = () => {
    tries.forget();
    onClose();
  };

  const send = () => {
    const said = read();
    const faults = [...(isFaults(said) ? said : []), ...whoFaults(who)];
    if (isFaults(said) || faults.length > 0) return tries.fail({ words: providerWords('missing.title'), fields: faults });
    return tries.attempt(
      async () => {
        const taken = await link.answer({ ...said, name: who.name.trim(), role: who.role.trim() });
        setKnown(true);
        close();
        if (taken) onTaken?.(taken);
      },
      (error) => failureWords(error, phone),
    );
  };

  return (
    <FormDialog
      open={open}
      title={title}
      closeLabel={providerWords('close')}
      onClose={close}
      act={act}
      onAct={send}
      busy={tries.busy}
      failure={tries.failure}
      size="l"
      className="provider-form"
    >
      {children?.(tries.wrong)}
      <WhoFields who={who} known={known} wrong={tries.failure?.fields.map(({ fieldId }) => fieldId) ?? []} onChange={setWho} onAskAgain={isAccount ? null : () => setKnown(false)} />
    </FormDialog>
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
