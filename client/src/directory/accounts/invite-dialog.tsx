import { useState } from 'react';
import type { ServiceView } from '../../../../server/contract/directory.js';
import type { ProviderAccountLink, ProviderAccountsView } from '../../../../server/contract/inbox.js';
import { call } from '../../app/api.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { Select, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useTries } from '../../ui/use-tries.js';
import { EMAIL_ID, accountFailure } from './account-failure.js';
import { accountsWords } from './accounts-words.js';

const NAME_ID = 'account-name';
const JOB_ID = 'account-job';

/** Who is invited, for which services, and how the link gets to them. */
export function InviteDialog({ of: { organization, services, contacts }, service, onClose, onMade }: { of: ProviderAccountsView; service: Pick<ServiceView, 'id' | 'name'>; onClose: () => void; onMade: (link: ProviderAccountLink) => void }) {
  const [name, setName] = useState('');
  const [job, setJob] = useState('');
  const [email, setEmail] = useState('');
  const [all, setAll] = useState(true);
  const [contact, setContact] = useState('');
  const { busy, failure, wrong, fail, attempt } = useTries();

  const send = () => {
    const fields = [
      ...(name.trim() === '' ? [{ fieldId: NAME_ID, words: accountsWords('missing.name') }] : []),
      ...(job.trim() === '' ? [{ fieldId: JOB_ID, words: accountsWords('missing.job') }] : []),
      ...(/^\S+@\S+$/.test(email.trim()) ? [] : [{ fieldId: EMAIL_ID, words: accountsWords('missing.e-mail') }]),
    ];
    if (fields.length > 0) return fail({ words: accountsWords('missing.title'), fields });
    const to = contacts.find(({ serviceId, contactId }) => `${serviceId} ${contactId}` === contact);
    return attempt(
      async () =>
        onMade(
          await call('POST /api/v1/organizations/:id/accounts', {
            id: organization.id, name: name.trim(), title: job.trim(), email: email.trim(),
            ...(all ? {} : { serviceIds: [service.id] }), ...(to ? { sendTo: { serviceId: to.serviceId, contactId: to.contactId } } : {}),
          }),
        ),
      accountFailure,
    );
  };

  return (
    <FormDialog title={accountsWords('invite.title', { organization: organization.name })} closeLabel={accountsWords('close')} onClose={onClose} act={accountsWords('invite.act')} onAct={send} busy={busy} failure={failure}>
      <TextField id={NAME_ID} label={accountsWords('name')} autoComplete="off" maxLength={80} error={wrong(NAME_ID)} value={name} onChange={({ target }) => setName(target.value)} />
      <TextField id={JOB_ID} label={accountsWords('job')} hint={accountsWords('job.hint')} autoComplete="off" maxLength={80} error={wrong(JOB_ID)} value={job} onChange={({ target }) => setJob(target.value)} />
      <TextField id={EMAIL_ID} type="email" label={accountsWords('e-mail')} hint={accountsWords('e-mail.hint')} autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={254} error={wrong(EMAIL_ID)} value={email} onChange={({ target }) => setEmail(target.value)} />
      {services.length > 1 && (
        <Select label={accountsWords('for')} value={all ? 'all' : 'this'} onChange={({ target }) => setAll(target.value === 'all')}>
          <option value="all">{accountsWords('for.all', { organization: organization.name })}</option>
          <option value="this">{accountsWords('for.this', { service: service.name })}</option>
        </Select>
      )}
      {contacts.length > 0 && (
        <Select label={accountsWords('send-to')} hint={accountsWords('send-to.hint')} value={contact} onChange={({ target }) => setContact(target.value)}>
          <option value="">{accountsWords('send-to.me')}</option>
          {contacts.map(({ serviceId, serviceName, contactId, address }) => (
            <option key={`${serviceId} ${contactId}`} value={`${serviceId} ${contactId}`}>
              {accountsWords('send-to.contact', { number: readableNumber(address), service: serviceName })}
            </option>
          ))}
        </Select>
      )}
    </FormDialog>
  );
}
