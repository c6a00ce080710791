import { useId, useState } from 'react';
import type { IntakeChannel, IntakeContact, ServiceView } from '../../../server/contract/directory.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { ErrorSummary } from '../ui/states.js';
import { useToasts } from '../ui/toast.js';
import { directoryWords } from './directory-words.js';
import { saveFailure } from './save-failure.js';
import { hearService, serviceQuery } from './services-query.js';

type How = 'rang' | 'replied' | 'mailed' | 'met' | 'other';

/** How a contact of each channel is usually checked, most common first. */
const HOWS: Readonly<Record<IntakeChannel, readonly How[]>> = {
  sms: ['replied', 'rang', 'met', 'other'],
  voice: ['rang', 'met', 'other'],
  email: ['mailed', 'rang', 'met', 'other'],
};

/** Records that an intake contact was checked and how. Open while `contact` is given. */
export function VerifyDialog({ service, contact, onClose }: { service: ServiceView; contact: IntakeContact<string> | null; onClose: () => void }) {
  const form = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={contact !== null}
      title={directoryWords('verify.title')}
      closeLabel={directoryWords('close')}
      onClose={onClose}
      actions={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          {directoryWords('verify.save')}
        </Button>
      }
    >
      {contact && <VerifyForm key={contact.id} form={form} service={service} contact={contact} busy={busy} onBusy={setBusy} onClose={onClose} />}
    </Dialog>
  );
}

function VerifyForm({
  form,
  service,
  contact,
  busy,
  onBusy,
  onClose,
}: {
  form: string;
  service: ServiceView;
  contact: IntakeContact<string>;
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onClose: () => void;
}) {
  const toasts = useToasts();
  const [how, setHow] = useState<How | null>(null);
  const [words, setWords] = useState('');
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const [seenVersion, setSeenVersion] = useState(service.version);
  const fail = (why: string) => setFailure((last) => ({ words: why, count: (last?.count ?? 0) + 1 }));

  const save = async () => {
    const told = how === 'other' ? words.trim() : how === null ? '' : directoryWords(`verify.how.${how}`);
    if (told === '') return fail(directoryWords('verify.missing'));
    onBusy(true);
    try {
      hearService(await call('POST /api/v1/services/:id/intake-contacts/:contactId/verification', { id: service.id, contactId: contact.id, seenVersion, how: told }));
      const done = directoryWords('verify.done');
      toasts.show({ title: done, spoken: done, seconds: 6 });
      onClose();
    } catch (error) {
      fail(saveFailure(error));
      if (isProblem(error, 'directory/changed')) setSeenVersion((await queries.fetchQuery({ ...serviceQuery(service.id), staleTime: 0 })).version);
    } finally {
      onBusy(false);
    }
  };

  return (
    <form
      id={form}
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {failure && <ErrorSummary key={failure.count} title={failure.words} />}
      <p>
        <b>{directoryWords(`intake.${contact.channel}`)}</b> <bdi className="num">{readableNumber(contact.address)}</bdi>
      </p>
      <p className="muted">{directoryWords('verify.words')}</p>
      <ChoiceCards
        legend={directoryWords('verify.how')}
        value={how}
        onChoose={setHow}
        choices={HOWS[contact.channel].map((one) => ({ value: one, title: directoryWords(`verify.how.${one}`) }))}
      />
      {how === 'other' && <TextField label={directoryWords('verify.other')} maxLength={200} value={words} onChange={(event) => setWords(event.target.value)} />}
    </form>
  );
}
