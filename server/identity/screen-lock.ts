import { verify as verifyPassword } from '@node-rs/argon2';
import Joi from 'joi';
import type { UnlockInput } from '../contract/sign-in.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Call, Route } from '../platform/http/route.js';
import type { Transact } from '../platform/mongo/transact.js';
import { hashOf } from './actor.js';
import type { Factors } from './factors.js';
import type { People } from './people.js';
import type { SessionAnswers } from './session-answer.js';
import { passkeyResponse } from './sign-in-routes.js';
import type { IdentityStore } from './store.js';

export interface ScreenLockNeeds { store: IdentityStore; people: People; factors: Factors; answers: SessionAnswers; events: Events; audit: Audit; transact: Transact; clock: Clock }

/**
 * Locking the screen of a sign-in, and opening it again with one proof of who sits there. A locked one raises and sees the board, nothing
 * else, in every tab and also with somebody else's program; the sign-in itself goes on and ends at its own time.
 * Source: NIST SP 800-63B-3 §4.2.3: after 30 minutes without activity, a password or a biometric alone re-authenticates within a session.
 */
export function screenLockRoutes({ store, people, factors, answers, events, audit, transact, clock }: ScreenLockNeeds): Route[] {
  /** A phone that is only enrolled has nothing to lock. */
  const sessionOf = (actor: Actor, call: Call): string => {
    const secret = answers.cookiesOf(call)[answers.names.session];
    if (actor.isDevice || secret === undefined) throw problem('identity/unknown');
    return hashOf(secret);
  };

  /** Says it everywhere, once: twice the same changes nothing and is no new entry. */
  async function turn(actor: Actor, session: string, lock: boolean, how?: string): Promise<void> {
    const at = clock.now();
    await transact(async (tx) => {
      if (!await store.lockSession(session, lock ? at : null, tx)) return;
      await events.append(tx, [{ at, kind: lock ? 'session.locked' : 'session.unlocked', teamId: 'network', actorId: actor.staffId, data: { session } }]);
      await audit.append(tx, [{ at, actorId: actor.staffId, role: actor.role, action: lock ? 'session.locked' : 'session.unlocked', object: `staff:${actor.staffId}`, teamId: 'network', ...(how === undefined ? {} : { reason: how }) }]);
    });
    people.forgetSession(session);
  }

  /** Only who signed in here opens it again. @returns how they proved it. @throws `identity/wrong-password`, `identity/passkey-refused` */
  async function proof({ password, response }: UnlockInput, actor: Actor): Promise<string> {
    const person = people.account(actor.staffId);
    if (!person) throw problem('identity/unknown');
    if (response !== undefined) {
      if ((await factors.passkeys.whoUses(response)).id !== person.id) throw problem('identity/passkey-refused');
      return 'passkey';
    }
    const right = person.passwordHash !== '' && await verifyPassword(person.passwordHash, password ?? '');
    if (!right) throw problem('identity/wrong-password', { errors: [{ pointer: '/password', detail: 'is not right' }] });
    return 'password';
  }

  return [
    route('POST /api/v1/session/lock', {
      allow: 'account', whileLocked: true, status: 204, says: 'Lock the screens of this sign-in, after 30 minutes without a touch. Raising and seeing the board go on.', input: Joi.object({}),
      async handle(_input, actor, call) {
        await turn(actor, sessionOf(actor, call), true);
        return null;
      },
    }),
    route('POST /api/v1/session/unlock', {
      allow: 'account', whileLocked: true, says: 'Unlock the screens of this sign-in, with my password or my passkey.',
      input: Joi.object({ password: Joi.string().max(200), response: passkeyResponse }).xor('password', 'response'),
      async handle(input, actor, call) {
        const session = sessionOf(actor, call);
        const how = await proof(input, actor);
        await turn(actor, session, false, how);
        const person = people.account(actor.staffId);
        if (!person) throw problem('identity/unknown');
        return answers.view(person);
      },
    }),
  ];
}
