import type { AuditAction } from '../contract/audit-actions.js';
import type { MySignInView, NewCodesView, RecoveryCodesView } from '../contract/sign-in.js';
import type { StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Tx } from '../platform/mongo/transact.js';
import { hashOf } from './actor.js';
import { RECOVERY_CODES, STEP_SECONDS, digitsIn, newRecoveryCode, recoveryCodeIn } from './core/second-step.js';
import type { FactorNeeds } from './factors.js';
import type { Staff } from './store.js';

/** Loaded when the first code is made or looked at. */
const otp = () => import('otplib');

export type Codes = ReturnType<typeof codesWith>;

/** Codes of an authenticator app (RFC 6238, SHA-1, 6 digits, 30 s, one step early or late) beside the password, and recovery codes. */
export function codesWith({ factors, people, keeper, audit, clock, hasFactor, view }: FactorNeeds & { view: (staffId: StaffId) => Promise<MySignInView> }) {
  const witness = (staffId: StaffId, action: AuditAction, reason?: string): Promise<void> =>
    audit.read({ at: clock.now(), actorId: staffId, role: 'staff', action, object: `staff:${staffId}`, teamId: 'network', ...(reason === undefined ? {} : { reason }) });

  /** Whether these digits are the app's now; taken once. */
  async function takeDigits(staffId: StaffId, secret: string, digits: string): Promise<boolean> {
    const { verify } = await otp();
    const epoch = Math.floor(clock.now().getTime() / 1000);
    const result = await verify({ secret, token: digits, epoch, epochTolerance: STEP_SECONDS });
    return result.valid && factors.takeStep(staffId, Math.floor(epoch / STEP_SECONDS) + result.delta);
  }

  /** Counts the try first. @throws `identity/second-step-locked` */
  async function claim(staffId: StaffId): Promise<void> {
    const { allowed, last } = await factors.claimTry(staffId, clock.now());
    if (!allowed) throw problem('identity/second-step-locked');
    if (last) await witness(staffId, 'sign-in.locked');
  }

  /** New recovery codes; earlier ones are good no more. */
  async function renewRecovery(staffId: StaffId, tx: Tx): Promise<string[]> {
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await factors.putRecovery(staffId, recoveryCodes.map((code) => hashOf(recoveryCodeIn(code) ?? '')), tx);
    return recoveryCodes;
  }

  return {
    isOn: async (staffId: StaffId): Promise<boolean> => ((await factors.codesOf(staffId))?.confirmedAt ?? null) !== null,

    /** A secret for the app, shown once; it counts after `confirm`. @throws `identity/codes-on` */
    async begin(person: Staff, by: Actor): Promise<NewCodesView> {
      const { generateSecret, generateURI } = await otp();
      const secret = generateSecret();
      await keeper.inOne(async (tx) => {
        if ((await factors.codesOf(person.id, tx))?.confirmedAt) throw problem('identity/codes-on');
        await factors.putCodes(person.id, secret, tx);
        await keeper.witness(tx, person.id, 'codes.begun', by);
      });
      return { secret, url: generateURI({ issuer: people.network().name, label: person.email, secret }) };
    },

    /** The first code proves that the app has the secret. @throws `identity/codes-off`, `identity/codes-on`, `identity/second-step-wrong`, `identity/second-step-locked` */
    async confirm(person: Staff, code: string, by: Actor): Promise<RecoveryCodesView> {
      const codes = await factors.codesOf(person.id);
      if (!codes) throw problem('identity/codes-off');
      if (codes.confirmedAt !== null) throw problem('identity/codes-on');
      await claim(person.id);
      const digits = digitsIn(code);
      if (digits === null || !await takeDigits(person.id, codes.secret, digits)) throw problem('identity/second-step-wrong');
      let recoveryCodes: string[] = [];
      await keeper.edit(person.id, 'codes.added', by, async (before, tx) => {
        await factors.confirmCodes(person.id, clock.now(), tx);
        recoveryCodes = await renewRecovery(person.id, tx);
        return { ...before, hasFactor: true };
      });
      return { recoveryCodes, signIn: await view(person.id) };
    },

    /** @throws `identity/codes-off` */
    async renew(person: Staff, by: Actor): Promise<RecoveryCodesView> {
      let recoveryCodes: string[] = [];
      await keeper.inOne(async (tx) => {
        if (!(await factors.codesOf(person.id, tx))?.confirmedAt) throw problem('identity/codes-off');
        recoveryCodes = await renewRecovery(person.id, tx);
        await keeper.witness(tx, person.id, 'recovery-codes.renewed', by);
      });
      return { recoveryCodes, signIn: await view(person.id) };
    },

    /** @throws `identity/codes-off` */
    async remove(person: Staff, by: Actor): Promise<MySignInView> {
      await keeper.edit(person.id, 'codes.removed', by, async (before, tx) => {
        if (!await factors.codesOf(person.id, tx)) throw problem('identity/codes-off');
        await factors.removeCodes(person.id, tx);
        return { ...before, hasFactor: await hasFactor(person.id, tx) };
      });
      return view(person.id);
    },

    /** Takes a code of the app or a recovery code, once. @returns which it was. @throws `identity/second-step-wrong`, `identity/second-step-locked` */
    async take(staffId: StaffId, text: string): Promise<'code' | 'recovery-code'> {
      const codes = await factors.codesOf(staffId);
      if (!codes?.confirmedAt) throw problem('identity/second-step-over');
      await claim(staffId);
      const digits = digitsIn(text);
      if (digits !== null && await takeDigits(staffId, codes.secret, digits)) return 'code';
      const recovery = recoveryCodeIn(text);
      if (recovery !== null && await factors.takeRecovery(staffId, hashOf(recovery))) {
        await witness(staffId, 'recovery-code.used');
        return 'recovery-code';
      }
      throw problem('identity/second-step-wrong');
    },
  };
}
