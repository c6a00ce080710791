import type { LinkContactView, NewProviderAccount, ProviderAccountLink, ProviderAccountView, ProviderAccountsView } from '../contract/inbox.js';
import type { Service } from '../contract/directory.js';
import type { DirectoryStore } from '../directory/index.js';
import type { OutsideAccounts, Staff } from '../identity/index.js';
import { newId } from '../kernel/ids.js';
import { mustFitOne } from '../messaging/index.js';
import type { Messages } from '../messaging/index.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Tx } from '../platform/mongo/transact.js';
import { accountText } from './core/account-text.js';
import { partlyHidden } from './core/code.js';
import { takesLinks } from './core/intake.js';

export interface AccountsNeeds {
  accounts: OutsideAccounts;
  services: Pick<DirectoryStore, 'ofOrganization' | 'findOrganizations'>;
  messages: Pick<Messages, 'queue'>;
  org: () => string;
}

/** Nothing about a crisis waits for this text. */
const LEAST_URGENT = 6;
const VALID_SECONDS = 24 * 3600;
const LINK_DAYS = 3;

export type ProviderAccounts = ReturnType<typeof providerAccounts>;

/** Accounts for the people of an organization: invited by whoever keeps the directory or the staff, ended by them at any time. */
export function providerAccounts({ accounts, services, messages, org }: AccountsNeeds) {
  /** @throws `directory/absent` for an organization that nobody knows */
  async function organization(id: string): Promise<{ id: string; name: string; own: Service[] }> {
    const [known] = await services.findOrganizations([id]);
    const own = (await services.ofOrganization(id)).map(({ service }) => service);
    const name = known?.organization.name ?? own[0]?.organizationName;
    if (name === undefined) throw problem('directory/absent');
    return { id, name, own };
  }

  const view = (person: Staff, withLink: ReadonlySet<string>): ProviderAccountView => ({
    id: person.id, name: person.name, title: person.outside?.title ?? '', email: person.email, serviceIds: person.outside?.serviceIds ?? null, active: person.active,
    signIn: person.passwordHash !== '' ? 'password' : withLink.has(person.id) ? 'link' : 'none',
  });

  const contactsOf = (own: readonly Service[]): LinkContactView[] => own.flatMap((service) => service.handrail.intake.filter(takesLinks)
    .map(({ id, address }) => ({ serviceId: service.id, serviceName: service.name, contactId: id, address })));

  /** The text that brings the link, in the transaction that makes it. @throws `inbox/contact-not-checked` */
  function bring(own: readonly Service[], sendTo: NewProviderAccount['sendTo']): { sentTo: string | null; beside: (tx: Tx, url: string) => Promise<void> } {
    if (sendTo === undefined) return { sentTo: null, beside: async () => undefined };
    const contact = contactsOf(own).find(({ serviceId, contactId }) => serviceId === sendTo.serviceId && contactId === sendTo.contactId);
    if (!contact) throw problem('inbox/contact-not-checked');
    return {
      sentTo: partlyHidden(contact.address),
      async beside(tx, url) {
        await messages.queue(tx, {
          key: `provider-account:${newId()}`, to: contact.address, sender: 'staff', purpose: 'provider-account', teamId: 'network', crisisId: null,
          body: mustFitOne(accountText(org(), LINK_DAYS, url)), urgency: LEAST_URGENT, validitySeconds: VALID_SECONDS,
        });
      },
    };
  }

  const linked = async ({ person, url, endsAt }: { person: Staff; url: string; endsAt: Date }, sentTo: string | null): Promise<ProviderAccountLink> =>
    ({ account: view(person, await accounts.withLink()), url, endsAt: endsAt.toISOString(), sentTo });

  return {
    /** @throws `directory/absent` */
    async list(id: string): Promise<ProviderAccountsView> {
      const { name, own } = await organization(id);
      const withLink = await accounts.withLink();
      return { organization: { id, name }, services: own.filter(({ status }) => status !== 'defunct').map((one) => ({ id: one.id, name: one.name })), contacts: contactsOf(own), accounts: accounts.of(id).map((person) => view(person, withLink)) };
    },

    /** @throws `directory/absent`, `identity/e-mail-in-use`, `inbox/contact-not-checked`, `request/malformed` for a service of another organization */
    async invite(id: string, { name, title, email, serviceIds, sendTo }: NewProviderAccount, actor: Actor): Promise<ProviderAccountLink> {
      const known = await organization(id);
      const foreign = (serviceIds ?? []).findIndex((one) => known.own.every((service) => service.id !== one));
      if (foreign !== -1) throw problem('request/malformed', { errors: [{ pointer: `/serviceIds/${foreign}`, detail: 'is no service of this organization' }] });
      const { sentTo, beside } = bring(known.own, sendTo);
      return linked(await accounts.invite({ name, email, outside: { organizationId: id, organizationName: known.name, serviceIds: serviceIds ?? null, title } }, actor, beside), sentTo);
    },

    /** @throws `directory/absent`, `identity/absent`, `identity/inactive`, `inbox/contact-not-checked` */
    async newLink(id: string, accountId: string, sendTo: NewProviderAccount['sendTo'], actor: Actor): Promise<ProviderAccountLink> {
      const { sentTo, beside } = bring((await organization(id)).own, sendTo);
      return linked(await accounts.newLink(accountId, id, actor, beside), sentTo);
    },

    /** @throws `identity/absent` */
    end: async (id: string, accountId: string, actor: Actor): Promise<ProviderAccountView> => view(await accounts.end(accountId, id, actor), await accounts.withLink()),
  };
}
