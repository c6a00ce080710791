import Joi from 'joi';
import type { NewProviderAccount } from '../contract/inbox.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { ProviderAccounts } from './accounts.js';

const id = Joi.string().pattern(/^[\w-]{1,64}$/).required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest).required();
const sendTo = Joi.object({ serviceId: Joi.string().guid().required(), contactId: Joi.string().max(100).required() });

/** Who has an account for an organization: for directory managers and administrators. */
export function accountRoutes({ accounts }: { accounts: ProviderAccounts }): Route[] {
  return [
    route('GET /api/v1/organizations/:id/accounts', {
      allow: 'inbox:invite', says: 'Who has an account for this organization, for which services, and to which checked contacts a link can go.', input: Joi.object({ id }), handle: (input) => accounts.list(input.id),
    }),
    route('POST /api/v1/organizations/:id/accounts', {
      allow: 'inbox:invite', status: 201, says: 'Invite somebody at this organization. The link to choose a password is shown once, and goes to a checked contact if one is named.',
      input: Joi.object<NewProviderAccount & { id: string }>({ id, name: words(80), title: words(80), email: Joi.string().email({ tlds: false }).max(254).required(), serviceIds: Joi.array().items(Joi.string().guid()).min(1).max(200).unique(), sendTo }),
      handle: ({ id: organizationId, ...input }, actor) => accounts.invite(organizationId, input, actor),
    }),
    route('POST /api/v1/organizations/:id/accounts/:accountId/link', {
      allow: 'inbox:invite', status: 201, says: 'Another link to choose a password with, shown once; earlier ones end.', input: Joi.object({ id, accountId: id, sendTo }),
      handle: (input, actor) => accounts.newLink(input.id, input.accountId, input.sendTo, actor),
    }),
    route('POST /api/v1/organizations/:id/accounts/:accountId/ending', {
      allow: 'inbox:invite', says: 'End an account: its sign-ins and links end at once.', input: Joi.object({ id, accountId: id }), handle: (input, actor) => accounts.end(input.id, input.accountId, actor),
    }),
  ];
}
