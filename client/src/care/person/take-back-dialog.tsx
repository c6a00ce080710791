import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { WITHDRAWAL_ASKERS, WITHDRAWAL_WAYS } from '../../../../server/contract/referral.js';
import type { ConsentView, WithdrawalInput } from '../../../../server/contract/referral.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { crisisQuery } from '../../crisis/page/crisis-data.js';
import { isOpen } from '../../referral/list/core/referral-groups.js';
import { Select } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
import { agreementFailure } from './agreement-failure.js';
import { agreementWords } from './agreement-words.js';
import { agreedTo } from './agreements-panel.js';

const WAYS = WITHDRAWAL_WAYS.filter((way) => way !== 'own-page');

/** Taking a yes back for the person: who asked, how they said it, and what ends by it. */
export function TakeBackDialog({ crisis, consent, onClose }: { crisis: CrisisView; consent: ConsentView; onClose: () => void }) {
  const toasts = useToasts();
  const [asked, setAsked] = useState<WithdrawalInput>({ askedBy: 'person', how: 'spoken' });
  const { busy, failure, attempt } = useTries();
  // The server ends exactly what names this record; a referral on the screen says only its service.
  const rests = crisis.referrals.filter(({ state, serviceId }) => isOpen(state) && (consent.serviceId === null || serviceId === consent.serviceId));

  const take = () =>
    attempt(async () => {
      await call('POST /api/v1/crises/:id/consents/:consentId/withdrawal', { id: crisis.id, consentId: consent.id, ...asked });
      await queries.invalidateQueries(crisisQuery(crisis.id));
      toasts.show({ title: agreementWords('take-back.done'), spoken: agreementWords('take-back.done'), seconds: 6 });
      onClose();
    }, agreementFailure);

  return (
    <FormDialog title={agreementWords('take-back.title', { name: agreedTo(consent) })} closeLabel={agreementWords('close')} onClose={onClose} act={agreementWords('take-back.act')} onAct={take} busy={busy} failure={failure}>
      {consent.serviceId !== null && (
        <p>{rests.length === 0 ? agreementWords('take-back.rests-none') : agreementWords('take-back.rests', { count: rests.length, names: rests.map(({ serviceName }) => serviceName).join(', ') })}</p>
      )}
      <p className="muted">{agreementWords('take-back.told')}</p>
      <Select label={agreementWords('take-back.asker')} value={asked.askedBy} onChange={({ target }) => setAsked({ ...asked, askedBy: WITHDRAWAL_ASKERS.find((one) => one === target.value) ?? 'person' })}>
        {WITHDRAWAL_ASKERS.map((one) => (
          <option key={one} value={one}>
            {agreementWords(`asker.label.${one}`)}
          </option>
        ))}
      </Select>
      <Select label={agreementWords('take-back.way')} value={asked.how} onChange={({ target }) => setAsked({ ...asked, how: WAYS.find((one) => one === target.value) ?? 'spoken' })}>
        {WAYS.map((one) => (
          <option key={one} value={one}>
            {agreementWords(`way.label.${one}`)}
          </option>
        ))}
      </Select>
    </FormDialog>
  );
}
