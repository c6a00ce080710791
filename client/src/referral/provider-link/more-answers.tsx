import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { TextArea, TextField } from '../../ui/field.js';
import { AnswerDialog } from './answer-dialog.js';
import { LONGEST_NOTE, NEEDS_PERSON_REASONS, REDIRECT_REASONS, reasoned, typedDays } from './core/reasons.js';
import type { OfferedReason } from './core/reasons.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import { CHOICE_ID, Choices, NOTE_ID, NoteField, reasonFault, reasonWords } from './reason-fields.js';

const DAYS_ID = 'wait-days';

interface DialogProps { open: boolean; onClose: () => void }

/** The answers that are needed seldom, behind one line: a waiting list, something to do first, somebody else to ask. */
export function MoreAnswers() {
  const { view } = useProvider();
  const [opened, setOpened] = useState<'wait-list' | 'needs-person' | 'redirect' | null>(null);
  const close = () => setOpened(null);
  // Once they must do something first, only a yes or a no can follow.
  if (view.state === 'NEEDS_CLIENT_ACTION') return null;
  return (
    <details className="provider-more">
      <summary>{providerWords('more')}</summary>
      <div className="provider-two">
        {(['wait-list', 'needs-person', 'redirect'] as const).map((one) => (
          <Button key={one} onClick={() => setOpened(one)}>
            {providerWords(`more.${one}`)}
          </Button>
        ))}
      </div>
      <WaitListDialog open={opened === 'wait-list'} onClose={close} />
      <NeedsPersonDialog open={opened === 'needs-person'} onClose={close} />
      <RedirectDialog open={opened === 'redirect'} onClose={close} />
    </details>
  );
}

/** A place on a waiting list, with how long it may take. */
export function WaitListDialog({ open, onClose }: DialogProps) {
  const { owner } = useProvider();
  const [typed, setTyped] = useState('');
  return (
    <AnswerDialog
      open={open}
      title={providerWords('wait-list.title')}
      act={providerWords('wait-list.send')}
      onClose={onClose}
      read={() => {
        const days = typedDays(typed);
        return days === 'wrong' ? [{ fieldId: DAYS_ID, words: providerWords('wait-list.wrong') }] : { answer: 'wait-list', ...(days === null ? {} : { waitDays: days }) };
      }}
    >
      {(wrong) => (
        <TextField
          id={DAYS_ID}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          label={providerWords('wait-list.days')}
          hint={providerWords('wait-list.days-hint', { owner })}
          error={wrong(DAYS_ID)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </AnswerDialog>
  );
}

/** What the person must do before the service can say yes: a reason, and words that can be read to them. */
function NeedsPersonDialog({ open, onClose }: DialogProps) {
  const { owner } = useProvider();
  const [reason, setReason] = useState<OfferedReason | null>(null);
  const [note, setNote] = useState('');
  const words = (one: (typeof NEEDS_PERSON_REASONS)[number]) => (one === 'COULD_NOT_CONTACT' || one === 'NOT_ELIGIBLE_PAYER' ? providerWords(`needs.${one}`) : reasonWords(one));
  return (
    <AnswerDialog
      open={open}
      title={providerWords('needs-person.title')}
      act={providerWords('needs-person.send')}
      onClose={onClose}
      read={() => {
        if (reason === null) return [reasonFault('choice')];
        return note.trim() === '' ? [{ fieldId: NOTE_ID, words: providerWords('needs-person.note-missing') }] : { answer: 'needs-person', reason, note: note.trim() };
      }}
    >
      {(wrong) => (
        <>
          <Choices
            id={CHOICE_ID}
            legend={providerWords('needs-person.why')}
            value={reason}
            wrong={wrong(CHOICE_ID)}
            onChoose={setReason}
            choices={NEEDS_PERSON_REASONS.map((one) => ({ value: one, title: words(one) }))}
          />
          <TextArea
            id={NOTE_ID}
            rows={2}
            label={providerWords('needs-person.note')}
            hint={providerWords('needs-person.note-hint', { owner })}
            error={wrong(NOTE_ID)}
            maxLength={LONGEST_NOTE}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </>
      )}
    </AnswerDialog>
  );
}

/** Whom the service would ask instead. Nobody else is told by it: the owner asks the person first. */
export function RedirectDialog({ open, onClose }: DialogProps) {
  const { owner } = useProvider();
  const [reason, setReason] = useState<OfferedReason | null>(null);
  const [suggests, setSuggests] = useState('');
  const [note, setNote] = useState('');
  return (
    <AnswerDialog
      open={open}
      title={providerWords('redirect.title')}
      act={providerWords('redirect.send')}
      onClose={onClose}
      read={() => {
        const given = reasoned(reason, note);
        return typeof given === 'string' ? [reasonFault(given)] : { answer: 'redirect', ...given, ...(suggests.trim() === '' ? {} : { suggests: suggests.trim() }) };
      }}
    >
      {(wrong) => (
        <>
          <TextField
            label={providerWords('redirect.suggests')}
            hint={providerWords('redirect.suggests-hint', { owner })}
            maxLength={120}
            autoComplete="off"
            value={suggests}
            onChange={(event) => setSuggests(event.target.value)}
          />
          <Choices
            id={CHOICE_ID}
            legend={providerWords('redirect.why')}
            value={reason}
            wrong={wrong(CHOICE_ID)}
            onChoose={setReason}
            choices={REDIRECT_REASONS.map((one) => ({ value: one, title: reasonWords(one) }))}
          />
          {reason !== null && <NoteField value={note} needed={reason === 'OTHER'} wrong={wrong(NOTE_ID)} onChange={setNote} />}
        </>
      )}
    </AnswerDialog>
  );
}
