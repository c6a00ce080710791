import { verify as verifyPassword } from '@node-rs/argon2';
import type { StaffLanguage } from '../contract/identity.js';
import type { FactorResetView, MySignInView, SignInRulesInput, SignInRulesView } from '../contract/sign-in.js';
import type { Role } from '../contract/words.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import { codesWith } from './codes.js';
import { lacksFactor } from './core/permissions.js';
import type { FactorStore } from './factor-store.js';
import type { StaffKeeper } from './keep-staff.js';
import { passkeysWith } from './passkeys.js';
import type { People } from './people.js';
import type { IdentityStore, Staff } from './store.js';

export interface FactorNeeds {
  factors: FactorStore;
  store: IdentityStore;
  people: People;
  keeper: StaffKeeper;
  audit: Audit;
  transact: Transact;
  clock: Clock;
  publicUrl: string;
  /** Whether somebody has a passkey or codes, in the transaction that changed it. */
  hasFactor: (staffId: StaffId, tx: Tx) => Promise<boolean>;
}

export interface FactorsNeeds extends Omit<FactorNeeds, 'hasFactor'> {
  /** Tells somebody by text, and by e-mail where they want that. @returns whether a text goes to them */
  tell: (tx: Tx, staffId: StaffId, text: string, key: string) => Promise<boolean>;
}

export type Factors = ReturnType<typeof factorsWith>;

/** What proves who somebody is beside their password: passkeys, codes, and who must have them. */
export function factorsWith({ tell, ...needs }: FactorsNeeds) {
  const { factors, store, people, keeper, clock } = needs;
  const hasFactor = async (staffId: StaffId, tx: Tx): Promise<boolean> =>
    (await factors.passkeysOf(staffId, tx)).length > 0 || ((await factors.codesOf(staffId, tx))?.confirmedAt ?? null) !== null;
  const requires = ({ roles }: Pick<Staff, 'roles'>): boolean => roles.some(({ role }) => people.signInRules().roles.includes(role));

  async function view(staffId: StaffId): Promise<MySignInView> {
    const [keys, codes] = [await factors.passkeysOf(staffId), await factors.codesOf(staffId)];
    return {
      passkeys: { possible: passkeys.isPossible, keys: keys.map(({ id, name, addedAt, lastUsedAt, synced }) => ({ id, name, addedAt: addedAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null, synced })) },
      codes: { since: codes?.confirmedAt?.toISOString() ?? null, recoveryCodesLeft: codes?.confirmedAt ? codes.recoveryLeft : 0 },
      required: requires(people.find(staffId) ?? { roles: [] }),
    };
  }
  const passkeys = passkeysWith({ ...needs, hasFactor, view });
  const codes = codesWith({ ...needs, hasFactor, view });

  /** Takes every passkey and all codes of somebody away, in the caller's transaction. */
  async function endAll(staffId: StaffId, tx: Tx): Promise<void> {
    for (const { id } of await factors.passkeysOf(staffId, tx)) await factors.removePasskey(staffId, id, tx);
    await factors.removeCodes(staffId, tx);
  }

  const rulesView = (): SignInRulesView => ({
    version: people.signInRules().version, roles: [...people.signInRules().roles],
    staff: people.all().filter(({ active }) => active).map((person) => ({ id: person.id, name: person.name, hasFactor: person.hasFactor === true, required: requires(person) })).sort((a, b) => a.name.localeCompare(b.name)),
  });

  return {
    passkeys, codes, view, endAll, rulesView,

    /** The caller, having said their password again. @throws `identity/wrong-password`, `identity/unknown` */
    async confirmed(actor: Actor, password: string): Promise<Staff> {
      const person = people.find(actor.staffId);
      if (!person) throw problem('identity/unknown');
      if (person.passwordHash === '' || !await verifyPassword(person.passwordHash, password)) throw problem('identity/wrong-password', { errors: [{ pointer: '/password', detail: 'is not right' }] });
      return person;
    },

    /**
     * An administrator takes somebody's passkeys and codes away, for a lost phone. Every sign-in ends, and they are told.
     * @throws `identity/absent`, `identity/own-account`
     */
    async reset(staffId: StaffId, by: Actor): Promise<FactorResetView> {
      if (staffId === by.staffId) throw problem('identity/own-account');
      let toldByText = false;
      const key = newId();
      await keeper.edit(staffId, 'factors.reset', by, async (before, tx) => {
        await endAll(staffId, tx);
        await keeper.endSessions(tx, (await store.sessionsOf(staffId, tx)).filter(({ kind }) => kind === 'session'), by);
        toldByText = await tell(tx, staffId, resetText(people.network(), before.language ?? 'en'), `factors-reset:${key}`);
        return { ...before, hasFactor: false };
      });
      return { toldByText };
    },

    /** Who must have a passkey or codes. @throws `identity/sign-in-rules-changed` */
    async saveRules({ seenVersion, roles }: SignInRulesInput, by: Actor): Promise<SignInRulesView> {
      await needs.transact(async (tx) => {
        if (!await store.saveSignInRules([...new Set<Role>(roles)], seenVersion, tx)) throw problem('identity/sign-in-rules-changed');
        await keeper.witnessRules(tx, 'sign-in-rules.changed', by);
      });
      await people.refresh();
      return rulesView();
    },

    /** True while somebody's role asks for more than they have. */
    lacks: (person: Staff): boolean => lacksFactor(person, people.signInRules().roles),
    now: () => clock.now(),
  };
}

/** One GSM-7 segment when it leaves, and nothing of health. */
const resetText = ({ org, dutyPhone }: { org: string; dutyPhone: string }, language: StaffLanguage): string => (language === 'es'
  ? `${org}: Un administrador quitó sus llaves de acceso y sus códigos para iniciar sesión. Si usted no lo pidió, llame al ${dutyPhone}.`
  : `${org}: Your passkeys and sign-in codes were removed by an administrator. If you did not ask for it, ring ${dutyPhone}.`);
