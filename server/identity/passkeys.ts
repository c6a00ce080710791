import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { MySignInView } from '../contract/sign-in.js';
import { addMinutes } from '../kernel/durations.js';
import type { StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import { hashOf } from './actor.js';
import { MOST_PASSKEYS, STEP_MINUTES, passkeyNameOf } from './core/second-step.js';
import type { FactorNeeds } from './factors.js';
import type { Staff } from './store.js';

/** Loaded when the first passkey is made or used: most processes and tests never need it. */
const webauthn = () => import('@simplewebauthn/server');

export type Passkeys = ReturnType<typeof passkeysWith>;

/** Making and using passkeys. Challenges are ours, kept hashed, good once and for ten minutes. */
export function passkeysWith({ factors, people, keeper, audit, transact, clock, publicUrl, view, hasFactor }: FactorNeeds & {
  view: (staffId: StaffId) => Promise<MySignInView>;
  hasFactor: FactorNeeds['hasFactor'];
}) {
  const rpID = passkeyNameOf(publicUrl);
  const siteOf = (): string => {
    if (rpID === null) throw problem('identity/passkeys-off');
    return rpID;
  };
  const keepChallenge = (challenge: string, purpose: 'make-passkey' | 'use-passkey', staffId: StaffId | null): Promise<void> =>
    factors.begin({ _id: hashOf(challenge), purpose, staffId, endsAt: addMinutes(clock.now(), STEP_MINUTES) });
  /** Whatever a browser sends that cannot be read or does not fit is one refusal: it tells a stranger nothing. */
  const orRefused = async <T>(work: () => Promise<T>): Promise<T> => {
    try { return await work(); } catch { throw problem('identity/passkey-refused'); }
  };

  return {
    isPossible: rpID !== null,

    /** What a browser needs to make a passkey. @throws `identity/passkeys-off`, `identity/too-many-passkeys` */
    async optionsToMake(person: Staff): Promise<{ options: object }> {
      const site = siteOf();
      const known = await factors.passkeysOf(person.id);
      if (known.length >= MOST_PASSKEYS) throw problem('identity/too-many-passkeys');
      const { generateRegistrationOptions } = await webauthn();
      const options = await generateRegistrationOptions({
        rpName: people.network().name, rpID: site, userName: person.email, userDisplayName: person.name, userID: new Uint8Array(Buffer.from(person.id)), attestationType: 'none',
        excludeCredentials: known.map(({ id, transports }) => ({ id, transports })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      await keepChallenge(options.challenge, 'make-passkey', person.id);
      return { options };
    },

    /** Keeps what the browser made. @throws `identity/passkey-refused`, `identity/too-many-passkeys`, `identity/passkeys-off` */
    async add(person: Staff, name: string, response: object, by: Actor): Promise<MySignInView> {
      const site = siteOf();
      const { verifyRegistrationResponse } = await webauthn();
      const made = await orRefused(() => verifyRegistrationResponse({
        response: response as RegistrationResponseJSON, expectedOrigin: publicUrl, expectedRPID: site, requireUserVerification: true,
        expectedChallenge: async (challenge) => (await factors.finish(hashOf(challenge), 'make-passkey', clock.now()))?.staffId === person.id,
      }));
      if (!made.verified) throw problem('identity/passkey-refused');
      const { credential, credentialBackedUp } = made.registrationInfo;
      try {
        await keeper.edit(person.id, 'passkey.added', by, async (before, tx) => {
          if ((await factors.passkeysOf(person.id, tx)).length >= MOST_PASSKEYS) throw problem('identity/too-many-passkeys');
          await factors.addPasskey({ id: credential.id, staffId: person.id, publicKey: new Uint8Array(credential.publicKey), counter: credential.counter, transports: credential.transports ?? [], synced: credentialBackedUp, name, addedAt: clock.now(), lastUsedAt: null }, tx);
          return { ...before, hasFactor: true };
        });
      } catch (error) {
        if (duplicateOf(error) !== null) throw problem('identity/passkey-refused');
        throw error;
      }
      return view(person.id);
    },

    /** @throws `identity/passkey-absent` */
    async remove(person: Staff, id: string, by: Actor): Promise<MySignInView> {
      await keeper.edit(person.id, 'passkey.removed', by, async (before, tx) => {
        if (!await factors.removePasskey(person.id, id, tx)) throw problem('identity/passkey-absent');
        return { ...before, hasFactor: await hasFactor(person.id, tx) };
      });
      return view(person.id);
    },

    /** What a browser needs to use any passkey of this site; it names nobody. @throws `identity/passkeys-off` */
    async optionsToUse(): Promise<{ options: object }> {
      const { generateAuthenticationOptions } = await webauthn();
      const options = await generateAuthenticationOptions({ rpID: siteOf(), userVerification: 'required' });
      await keepChallenge(options.challenge, 'use-passkey', null);
      return { options };
    },

    /**
     * Whose passkey this is. The device asked for a finger, a face or a PIN, so it stands for both steps.
     * @throws `identity/passkey-refused`: unknown, over, used before, or its count went back, which a copy's does
     */
    async whoUses(response: object): Promise<Staff> {
      const site = siteOf();
      const { id } = response as { id?: unknown };
      const passkey = typeof id === 'string' && id.length <= 1024 ? await factors.findPasskey(id) : null;
      const person = passkey && people.find(passkey.staffId);
      // Who was locked out chooses a password by a link first.
      if (!passkey || !person?.active || person.passwordHash === '') throw problem('identity/passkey-refused');
      const { verifyAuthenticationResponse } = await webauthn();
      const used = await orRefused(() => verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON, expectedOrigin: publicUrl, expectedRPID: site, requireUserVerification: true,
        credential: { id: passkey.id, publicKey: passkey.publicKey, counter: passkey.counter },
        expectedChallenge: async (challenge) => (await factors.finish(hashOf(challenge), 'use-passkey', clock.now())) !== null,
      }));
      if (!used.verified) throw problem('identity/passkey-refused');
      const counted = await transact((tx) => factors.usedPasskey(passkey, used.authenticationInfo.newCounter, clock.now(), tx));
      if (!counted) {
        await audit.read({ at: clock.now(), actorId: person.id, role: 'staff', action: 'passkey.refused', object: `staff:${person.id}`, teamId: 'network', reason: 'counter' });
        throw problem('identity/passkey-refused');
      }
      return person;
    },
  };
}
