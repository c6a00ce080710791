import { useState } from 'react';
import type { IntakeChannel, IntakeContact, ServiceView } from '../../../server/contract/directory.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useToasts } from '../ui/toast.js';
import { useTries } from '../ui/use-tries.js';
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

/** Records that an intake contact was checked and how. */
export function VerifyDialog({ service, contact, onClose }: { service: ServiceView; contact: IntakeContact<string>; onClose: () => void }) {
  const toasts = useToasts();
  const tries = useTries();
  const [how, setHow] = useState<How | null>(null);
  const [words, setWords] = useState('');
  const [seenVersion, setSeenVersion] = useState(service.version);

  const save = () => {
    const told = how === 'other' ? words.trim() : how === null ? '' : directoryWords(`verify.how.${how}`);
    if (told === '') return tries.fail(directoryWords('verify.missing'));
    return tries.attempt(
      async () => {
        hearService(await call('POST /api/v1/services/:id/intake-contacts/:contactId/verification', { id: service.id, contactId: contact.id, seenVersion, how: told }));
        const done = directoryWords('verify.done');
        toasts.show({ title: done, spoken: done, seconds: 6 });
        onClose();
      },
      saveFailure,
      async (error) => {
        if (isProblem(error, 'directory/changed')) setSeenVersion((await queries.fetchQuery({ ...serviceQuery(service.id), staleTime: 0 })).version);
      },
    );
  };

  return (
    <FormDialog title={directoryWords('verify.title')} closeLabel={directoryWords('close')} onClose={onClose} act={directoryWords('verify.save')} onAct={save} busy={tries.busy} failure={tries.failure}>
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
    </FormDialog>
  );
}
