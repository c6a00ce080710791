import type { SessionView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';

/** Only whoever signs in or sets up a passkey needs it. */
const webauthn = () => import('@simplewebauthn/browser');

/** Whether this browser can use passkeys of this site: a name of its own, not an address, and https or this computer. */
export function passkeysHere(): boolean {
  return 'PublicKeyCredential' in window && window.isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);
}

/** Asks for a passkey. Null: the person put it aside. @throws Problem, Unreachable */
export async function signInByPasskey(enrolPhone: boolean): Promise<SessionView | null> {
  const response = await askPasskey();
  return response && call('POST /api/v1/session/passkey', { response, ...(enrolPhone && { enrolPhone }) });
}

/** Opens a locked screen with the passkey of whoever signed in there. Null: the person put it aside. @throws Problem, Unreachable */
export async function unlockByPasskey(): Promise<SessionView | null> {
  const response = await askPasskey();
  return response && call('POST /api/v1/session/unlock', { response });
}

async function askPasskey() {
  const { startAuthentication } = await webauthn();
  const { options } = await call('POST /api/v1/session/passkey-options', {});
  return unlessPutAside(() => startAuthentication({ optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'] }));
}

/** Lets the browser offer passkeys beside a field with `autocomplete="username webauthn"`, where it can. @returns ends it */
export function offerPasskeys(onEnter: (session: SessionView) => void, onFail: (error: unknown) => void): () => void {
  let over = false;
  const end = () => {
    over = true;
    if (passkeysHere()) void webauthn().then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());
  };
  const offer = async () => {
    const { browserSupportsWebAuthnAutofill, startAuthentication } = await webauthn();
    if (!(await browserSupportsWebAuthnAutofill()) || over) return;
    const { options } = await call('POST /api/v1/session/passkey-options', {});
    if (over) return;
    const response = await unlessPutAside(() => startAuthentication({ optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'], useBrowserAutofill: true }));
    if (!response || over) return;
    const session = await call('POST /api/v1/session/passkey', { response });
    if (!over) onEnter(session);
  };
  // Nobody asked for it yet: without a network, or where the site has no name, it is just not there.
  if (passkeysHere()) void offer().catch((error: unknown) => { if (!over && isProblem(error, 'identity/passkey-refused')) onFail(error); });
  return end;
}

/** Makes a passkey with what the server asked for. Null: the person put it aside. `known`: the device has one already. */
export async function makePasskey(options: object): Promise<{ response: object } | 'known' | null> {
  const { startRegistration } = await webauthn();
  try {
    const response = await unlessPutAside(() => startRegistration({ optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'] }));
    return response && { response };
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidStateError') return 'known';
    throw error;
  }
}

async function unlessPutAside<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return null;
    throw error;
  }
}
