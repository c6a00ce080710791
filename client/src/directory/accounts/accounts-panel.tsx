import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServiceView } from '../../../../server/contract/directory.js';
import type { ProviderAccountLink, ProviderAccountView, ProviderAccountsView } from '../../../../server/contract/inbox.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { may, useWho } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { FailedState, Skeleton } from '../../ui/states.js';
import { Note, Tag } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { listed } from '../describe.js';
import { accountsWords } from './accounts-words.js';
import { accountFailure } from './account-failure.js';
import { InviteDialog } from './invite-dialog.js';
import { LinkOnce } from './link-once.js';

const accountsQuery = (organizationId: string) => queryOptions({
  queryKey: ['provider-accounts', organizationId],
  queryFn: ({ signal }) => call('GET /api/v1/organizations/:id/accounts', { id: organizationId }, { signal }),
});

/** Who at the organization of this service has an account, for those who may invite. */
export function AccountsPanel({ service }: { service: ServiceView }) {
  const { session } = useWho();
  return may(session, 'inbox:invite') ? <Accounts service={service} /> : null;
}

function Accounts({ service }: { service: ServiceView }) {
  const { data, isError, refetch } = useQuery(accountsQuery(service.organizationId));
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<ProviderAccountLink | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: accountsQuery(service.organizationId).queryKey });
  const made = (fresh: ProviderAccountLink) => {
    setInviting(false);
    setLink(fresh);
    void again();
  };
  return (
    <Panel title={accountsWords('title', { organization: service.organizationName })}>
      <div className="stack">
        {!data && !isError && <Skeleton label={accountsWords('loading')} lines={2} />}
        {!data && isError && <FailedState title={accountsWords('failed')} act={accountsWords('try-again')} onTry={() => void refetch()} />}
        {data && (
          <>
            <p className="muted">{accountsWords(data.accounts.length === 0 ? 'none' : 'words')}</p>
            {link && <LinkOnce key={link.url} link={link} />}
            <ul className="service-rows">
              {data.accounts.map((account) => (
                <li key={account.id}>
                  <Account account={account} of={data} onLink={made} onEnded={() => void again()} />
                </li>
              ))}
            </ul>
            <div>
              <Button onClick={() => setInviting(true)}>{accountsWords('invite')}</Button>
            </div>
            {inviting && <InviteDialog of={data} service={service} onClose={() => setInviting(false)} onMade={made} />}
          </>
        )}
      </div>
    </Panel>
  );
}

function Account({ account, of, onLink, onEnded }: { account: ProviderAccountView; of: ProviderAccountsView; onLink: (link: ProviderAccountLink) => void; onEnded: () => void }) {
  const toasts = useToasts();
  const [ending, setEnding] = useState(false);
  const { busy, failure, attempt } = useTries();
  const ids = { id: of.organization.id, accountId: account.id };
  const newLink = () => attempt(async () => onLink(await call('POST /api/v1/organizations/:id/accounts/:accountId/link', ids)), accountFailure);
  const end = () =>
    attempt(async () => {
      await call('POST /api/v1/organizations/:id/accounts/:accountId/ending', ids);
      const words = accountsWords('end.done', { name: account.name });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      setEnding(false);
      onEnded();
    }, accountFailure);
  return (
    <div className="stack">
      <div>
        <p className="row">
          <b>{account.name}</b>
          <span className="muted">{account.title}</span>
          {!account.active && <Tag tone="neutral">{accountsWords('ended')}</Tag>}
        </p>
        <p className="muted">
          <bdi>{account.email}</bdi>
        </p>
        <p>
          <small>{servicesOf(account, of)}</small>
        </p>
        {account.active && (
          <p>
            <small>{accountsWords(`sign-in.${account.signIn}`)}</small>
          </p>
        )}
      </div>
      {failure && !ending && (
        <Note tone="warning" icon="warning">
          {failure.words}
        </Note>
      )}
      {account.active && (
        <div className="row">
          <Button size="s" busy={busy} onClick={() => void newLink()}>
            {accountsWords('link.new')}
            <VisuallyHidden> {account.name}</VisuallyHidden>
          </Button>
          <Button size="s" onClick={() => setEnding(true)}>
            {accountsWords('end')}
            <VisuallyHidden> {account.name}</VisuallyHidden>
          </Button>
        </div>
      )}
      {ending && (
        <FormDialog title={accountsWords('end.title', { name: account.name })} closeLabel={accountsWords('close')} onClose={() => setEnding(false)} act={accountsWords('end')} onAct={end} busy={busy} failure={failure}>
          <p>{accountsWords('end.words')}</p>
        </FormDialog>
      )}
    </div>
  );
}

function servicesOf({ serviceIds }: ProviderAccountView, { services }: ProviderAccountsView): string {
  if (serviceIds === null) return accountsWords('all-services');
  const names = services.filter(({ id }) => serviceIds.includes(id)).map(({ name }) => name);
  return accountsWords('services', { count: names.length, names: listed(names) ?? '' });
}
