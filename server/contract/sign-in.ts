import type { LanguageInput, SessionView } from './identity.js';
import type { Role } from './words.js';

/** A passkey of mine. Its private half never leaves my device. */
export interface PasskeyView {
  id: string;
  name: string;
  addedAt: string;
  lastUsedAt: string | null;
  /** True when the device keeps it in an account, so that it is on more than one device. */
  synced: boolean;
}

/** How I prove who I am. */
export interface MySignInView {
  /** `possible` is false where the site has no name of its own, only an address: browsers make no passkeys there. */
  passkeys: { possible: boolean; keys: PasskeyView[] };
  /** Codes of an authenticator app, asked for after the password. */
  codes: { since: string | null; recoveryCodesLeft: number };
  /** A role of mine asks for a passkey or codes. */
  required: boolean;
}

/** What a browser is told to make or use a passkey. `options` are those of WebAuthn level 3, as JSON. */
export interface PasskeyOptions { options: object }

export interface NewPasskeyInput { name: string; response: object }
export interface PasskeySignInInput { response: object; enrolPhone?: boolean }
export interface PasswordInput { password: string }

/** What an authenticator app is given, once. `url` is the same as an otpauth address. */
export interface NewCodesView { secret: string; url: string }

/** Shown once; each opens once when the authenticator app is not at hand. */
export interface RecoveryCodesView { recoveryCodes: string[]; signIn: MySignInView }

/** Who I am, said again: one of the two. `response`: what the browser made of my passkey. */
export interface UnlockInput { password?: string; response?: object }

/** The code of the app, or a recovery code. */
export interface SecondStepInput { code: string }

/** Who must have more than a password, and who has not. */
export interface SignInRulesView {
  version: number;
  roles: Role[];
  /** All active staff. */
  staff: { id: string; name: string; hasFactor: boolean; required: boolean }[];
}
export interface SignInRulesInput { seenVersion: number; roles: Role[] }

/** Whether somebody was told by text of what was done to their sign-in; by e-mail as well where they want that. */
export interface FactorResetView { toldByText: boolean }

/** Contract of the addresses of signing in. */
export interface SignInApi {
  'POST /api/v1/session/passkey-options': { input: Record<string, never>; output: PasskeyOptions };
  'POST /api/v1/session/passkey': { input: PasskeySignInInput; output: SessionView };
  'POST /api/v1/session/second-step': { input: SecondStepInput; output: SessionView };
  'POST /api/v1/session/lock': { input: Record<string, never>; output: null };
  'POST /api/v1/session/unlock': { input: UnlockInput; output: SessionView };
  'PUT /api/v1/me/language': { input: LanguageInput; output: LanguageInput };
  'GET /api/v1/me/sign-in': { input: Record<string, never>; output: MySignInView };
  'POST /api/v1/me/passkeys/options': { input: PasswordInput; output: PasskeyOptions };
  'POST /api/v1/me/passkeys': { input: NewPasskeyInput; output: MySignInView };
  'POST /api/v1/me/passkeys/:id/removal': { input: PasswordInput & { id: string }; output: MySignInView };
  'POST /api/v1/me/codes': { input: PasswordInput; output: NewCodesView };
  'POST /api/v1/me/codes/confirmation': { input: SecondStepInput; output: RecoveryCodesView };
  'POST /api/v1/me/codes/recovery': { input: PasswordInput; output: RecoveryCodesView };
  'POST /api/v1/me/codes/removal': { input: PasswordInput; output: MySignInView };
  'GET /api/v1/sign-in-rules': { input: Record<string, never>; output: SignInRulesView };
  'PUT /api/v1/sign-in-rules': { input: SignInRulesInput; output: SignInRulesView };
  'POST /api/v1/staff/:id/factor-reset': { input: { id: string }; output: FactorResetView };
}
