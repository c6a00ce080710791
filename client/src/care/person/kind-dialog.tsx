import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { HELP_KINDS } from '../../../../server/contract/directory.js';
import type { HelpKind } from '../../../../server/contract/directory.js';
import { call } from '../../app/api.js';
import { useCreationKey } from '../../crisis/board/use-send.js';
import { kindWords } from '../../directory/directory-words.js';
import { ConsentHowForm, USUAL, filledIn, keepConsent } from '../../referral/refer/consent-question.js';
import type { How } from '../../referral/refer/consent-question.js';
import { Select } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
import { agreementFailure } from './agreement-failure.js';
import { agreementWords } from './agreement-words.js';

/** A yes to every service of a kind, as the person said it. */
export function KindDialog({ crisis, onClose }: { crisis: CrisisView; onClose: () => void }) {
  const toasts = useToasts();
  const creationKey = useCreationKey();
  const [kind, setKind] = useState<HelpKind>(HELP_KINDS[0]);
  const [how, setHow] = useState<How>({ dataClasses: [...USUAL], method: 'spoken', givenBy: 'self' });
  const { busy, failure, fail, attempt } = useTries();
  const missing = how.givenBy === 'guardian' && !how.guardian?.trim();

  const record = () => {
    if (missing) return fail(agreementWords('guardian-missing'));
    return attempt(async () => {
      const input = { id: crisis.id, category: kind, ...filledIn(how) };
      keepConsent(crisis.id, await call('POST /api/v1/crises/:id/consents', input, { idempotencyKey: creationKey({ ...input, after: crisis.consents.length }) }));
      const words = agreementWords('kind.done', { kind: kindWords(kind) });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onClose();
    }, agreementFailure);
  };

  return (
    <FormDialog title={agreementWords('kind.title')} closeLabel={agreementWords('close')} onClose={onClose} act={agreementWords('kind.act')} onAct={record} busy={busy} failure={failure}>
      <Select label={agreementWords('kind.field')} value={kind} onChange={({ target }) => setKind(HELP_KINDS.find((one) => one === target.value) ?? kind)}>
        {HELP_KINDS.map((one) => (
          <option key={one} value={one}>
            {kindWords(one)}
          </option>
        ))}
      </Select>
      <ConsentHowForm how={how} missing={failure !== null && missing} onChange={setHow} />
    </FormDialog>
  );
}
