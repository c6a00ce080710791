import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { accessibilityFaults, watchFaults } from '../../support/browser.js';
import { PASSWORD } from '../../support/world.js';
import { startRealPages, whole } from '../settings/real-pages.js';
import type { RealPages } from '../settings/real-pages.js';

let pages: RealPages;
beforeAll(async () => { pages = await startRealPages({ named: true }); }, 180_000);
afterAll(async () => { await pages.stop(); });

/** A device with a fingerprint reader that always says yes, as Chromium itself offers for tests. */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
}
const fits = async (page: Page): Promise<void> => {
  await whole(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
};
/** On the sign-in page: by the browser's own offer where it makes one, else by the button. */
async function pressPasskey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click({ timeout: 3000 }).catch(() => undefined);
}
async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(() => { localStorage.clear(); });
  await page.goto(new URL('/sign-in', page.url()).href);
}

describe('passkeys', () => {
  it('one is made in settings after the password, signs in without it, is good once for each challenge, and goes with the password', async () => {
    const page = await pages.open('ana', '/me/settings', 'phone', true);
    if (!page) return;
    const faults = watchFaults(page);
    await withAuthenticator(page);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Make passkey' }).click();
    await page.getByRole('link', { name: 'Give it a name' }).waitFor();
    await page.getByLabel('Name it').fill('Work phone');
    await page.getByLabel('Your password').fill('not this one');
    await page.getByRole('button', { name: 'Make passkey' }).click();
    await page.getByRole('link', { name: 'That password is not right' }).waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make passkey' }).click();
    await page.getByText('“Work phone” is added.', { exact: false }).first().waitFor();
    await page.getByText(/^Added .*, not used yet$/).waitFor();
    await fits(page);
    expect((await pages.world.db.collection('passkeys').find().toArray()).map(({ staffId, counter }) => [staffId, counter])).toEqual([['ana', 1]]);
    expect(JSON.stringify(await pages.world.db.collection('passkeys').find().toArray())).not.toContain('Work phone');

    const sent = page.waitForRequest((request) => request.url().endsWith('/api/v1/session/passkey'));
    await signOut(page);
    await pressPasskey(page);
    const body = (await sent).postDataJSON() as object;
    await page.waitForURL('**/board');
    expect(pages.world.handrail.people.find('ana')?.hasFactor).toBe(true);
    expect((await pages.world.handrail.audit.ofObject('staff:ana')).filter(({ reason }) => reason === 'passkey').map(({ action }) => action)).toContain('session.started');
    // The same answer again: its challenge was used.
    const again = await pages.world.nobody().post('/api/v1/session/passkey').set('X-Handrail', '1').send(body);
    expect([again.status, again.body.type]).toEqual([422, '/problems/identity/passkey-refused']);

    // A count that went back is a copy's.
    await pages.world.db.collection('passkeys').updateOne({ staffId: 'ana' }, { $set: { counter: 1000 } });
    await signOut(page);
    await pressPasskey(page);
    await page.getByText('That passkey could not be taken.', { exact: false }).waitFor();
    await fits(page);
    await pages.world.db.collection('passkeys').updateOne({ staffId: 'ana' }, { $set: { counter: 0 } });
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL('**/board');

    await page.goto(new URL('/me/settings', page.url()).href);
    await page.getByRole('button', { name: 'Remove Work phone' }).click();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await page.getByText('No passkey yet.').waitFor();
    expect(pages.world.handrail.people.find('ana')?.hasFactor).toBe(false);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('codes of an authenticator app', () => {
  it('are turned on with the key that is shown, asked for at the next sign-in, and a recovery code opens in their place', async () => {
    const page = await pages.open('ben', '/me/settings', 'desk');
    if (!page) return;
    const now = (): number => Math.floor(pages.world.now().getTime() / 1000);
    await page.getByRole('button', { name: 'Turn on codes' }).click();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Go on' }).click();
    const secret = (await page.getByLabel('Setup key').inputValue()).replaceAll(' ', '');
    expect(await page.getByRole('link', { name: 'Open in the app on this device' }).getAttribute('href')).toContain(`secret=${secret}`);
    await fits(page);
    await page.getByLabel('Code of 6 digits').fill('000000');
    await page.getByRole('dialog').getByRole('button', { name: 'Turn on codes' }).click();
    await page.getByRole('link', { name: /Check the clock of your phone/ }).waitFor();
    await page.getByLabel('Code of 6 digits').fill(await generate({ secret, epoch: now() }));
    await page.getByRole('dialog').getByRole('button', { name: 'Turn on codes' }).click();
    await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
    const recovery = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents();
    expect(recovery.length).toBe(10);
    await fits(page);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.', { exact: false }).waitFor();

    await pages.world.pass({ seconds: 60 });
    const signIn = async (): Promise<void> => {
      await signOut(page);
      await page.getByLabel('E-mail address').fill('ben@test.example');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Code of your app' }).waitFor();
    };
    await signIn();
    await fits(page);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('link', { name: 'The code has 6 digits' }).waitFor();
    await page.getByLabel('Code of 6 digits').fill(await generate({ secret, epoch: now() }));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/board');
    await signIn();
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code', { exact: true }).fill(recovery[3] ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/board');

    // The administrator sees who has them, asks a role for them, and takes them away for a lost phone.
    const desk = await pages.open('ada', '/', 'phone');
    if (!desk) return;
    await desk.getByRole('link', { name: /^Sign-in/ }).click();
    await desk.getByText('No', { exact: true }).first().waitFor();
    await desk.getByRole('checkbox', { name: 'Rota manager' }).check();
    await desk.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('1 person would have to add one.').waitFor();
    await fits(desk);
    await desk.getByRole('button', { name: 'Remove the passkeys and codes of Ben Test' }).click();
    await desk.getByRole('button', { name: 'Remove passkeys and codes' }).click();
    await desk.getByText('Done. Ben Test is told by text.').first().waitFor();

    const rory = await pages.open('rory', '/rota');
    await rory?.getByText('Your role needs a passkey or codes').waitFor();
    await rory?.getByRole('link', { name: 'Add one now' }).click();
    await rory?.getByText('Until you have one you can raise, and nothing else. It takes a minute.').waitFor();
  }, 60_000);
});

describe('the language of a person', () => {
  it('is read on a new device as soon as they sign in there, and changed in their settings for everything', async () => {
    await (await pages.world.as('dora')).put('/api/v1/me/language', { language: 'es' }).expect(200);
    const page = await pages.open(null, '/sign-in?to=%2Fme%2Fsettings');
    if (!page) return;
    await page.getByLabel('E-mail address').fill('dora@test.example');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
    await fits(page);
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(pages.world.handrail.people.find('dora')?.language).toBe('en');

    pages.down.now = true;
    await page.getByText('Español', { exact: true }).click();
    await page.getByText('The language was not changed.', { exact: false }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    pages.down.now = false;
  }, 60_000);
});
