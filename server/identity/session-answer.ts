import { parse, serialize } from 'cookie';
import type { NetworkView, SessionView } from '../contract/identity.js';
import type { Clock } from '../kernel/clock.js';
import type { Call } from '../platform/http/route.js';
import { cookieNames } from './actor.js';
import { DEVICE_INCLUDES, lacksFactor, permissionsOf } from './core/permissions.js';
import type { People } from './people.js';
import type { Staff } from './store.js';
import type { IdentityUse } from './usecases.js';

export interface SessionAnswerNeeds { people: People; clock: Clock; publicUrl: string; simulated: boolean }

export type SessionAnswers = ReturnType<typeof sessionAnswers>;

/** What the addresses of signing in share: the view of a session, and its cookies. */
export function sessionAnswers({ people, clock, publicUrl, simulated }: SessionAnswerNeeds) {
  const names = { ...cookieNames(publicUrl), secondStep: publicUrl.startsWith('https:') ? '__Host-second-step' : 'second-step' };
  const networkView = (): NetworkView => ({ ...people.network(), simulated });
  const setCookie = ({ response }: Pick<Call, 'response'>, name: string, value: string, expires: Date): void => {
    response.append('Set-Cookie', serialize(name, value, { httpOnly: true, secure: publicUrl.startsWith('https:'), sameSite: 'lax', path: '/', expires }));
  };
  const cookiesOf = ({ request }: Pick<Call, 'request'>) => parse(request.headers.cookie ?? '');

  const view = (person: Staff): SessionView => {
    const lacks = lacksFactor(person, people.signInRules().roles);
    return {
      staff: { id: person.id, name: person.name, initials: person.initials },
      roles: person.roles,
      teams: people.teams().filter(({ id }) => person.roles.some(({ teamId }) => teamId === id)).map(({ id, name }) => ({ id, name })),
      ...(person.outside ? { organization: { name: person.outside.organizationName, title: person.outside.title } } : {}),
      ...(person.language ? { language: person.language } : {}),
      ...(lacks ? { lacksFactor: true as const } : {}),
      permissions: permissionsOf(person.roles).filter((permission) => !lacks || DEVICE_INCLUDES.includes(permission)), network: networkView(), serverTime: clock.now().toISOString(),
    };
  };

  return {
    names, networkView, view, setCookie, cookiesOf,
    /** The secrets that this caller came with: of the session first, then of the phone. */
    secretsOf(call: Pick<Call, 'request'>): string[] {
      const cookies = cookiesOf(call);
      return [cookies[names.session], cookies[names.device]].filter((secret) => secret !== undefined);
    },
    /** Gives the browser what it signed in with. @returns what its pages may know */
    give(call: Pick<Call, 'response'>, { person, session, device }: Awaited<ReturnType<IdentityUse['signIn']>>): SessionView {
      setCookie(call, names.session, session.secret, session.endsAt);
      if (device) setCookie(call, names.device, device.secret, device.endsAt);
      return view(person);
    },
  };
}
