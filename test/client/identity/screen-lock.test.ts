import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { LOOKS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { PASSWORD } from '../../support/world.js';
import { startRealPages } from '../settings/real-pages.js';
import type { RealPages } from '../settings/real-pages.js';

let pages: RealPages;
beforeAll(async () => { pages = await startRealPages({ named: true }); }, 180_000);
afterAll(async () => { await pages.stop(); });

/** Opens `path` under a clock that the test moves. It is set while nothing is open: a page that runs would see the year 1970 for a moment, and write it down. */
async function openWithClock(page: Page, path: string): Promise<void> {
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await page.clock.install();
  await page.goto(origin + path);
}

/** As if nobody had touched it for so long: the device's clock, and with it all timers, go on by that much. */
const leave = async (page: Page, minutes: number): Promise<void> => { await page.clock.fastForward(minutes * 60_000); };
/** What eyes or a screen reader find on the page. */
const readable = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);
const lock = (page: Page) => page.getByRole('dialog', { name: 'This screen is locked' });

describe('a screen that nobody touches for 30 minutes', () => {
  it('is covered with all that stands on it, for eyes, keys and screen readers, and opens with the password', async () => {
    const { crisisId } = await pages.world.raise({ choice: 'serious', headline: 'Talks of the old bridge' });
    await (await pages.world.as('ana')).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
    const page = await pages.open('ana', '/rota');
    if (!page) return;
    const faults = watchFaults(page);
    await openWithClock(page, `/crises/${crisisId}`);
    await page.getByText('Talks of the old bridge').first().waitFor();
    await leave(page, 29);
    expect(await lock(page).isVisible()).toBe(false);
    await leave(page, 2);
    await lock(page).waitFor();

    expect(await readable(page)).not.toMatch(/bridge/);
    expect(await page.getByRole('textbox').count()).toBe(1);
    for (const key of ['Escape', 'Escape', 'Control+k', 'n', '?', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab']) {
      await page.keyboard.press(key);
      expect(await page.evaluate(() => document.activeElement === document.body || document.querySelector('.lock')?.contains(document.activeElement))).toBe(true);
    }
    expect(new URL(page.url()).pathname).toBe(`/crises/${crisisId}`);
    expect(await readable(page)).not.toMatch(/bridge/);

    await page.getByLabel('Your password').fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'That password is not right' }).waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await lock(page).waitFor({ state: 'detached' });
    await page.getByText('Talks of the old bridge').first().waitFor();
    expect((await pages.world.handrail.audit.ofObject('staff:ana')).map(({ action }) => action)).toEqual(expect.arrayContaining(['session.locked', 'session.unlocked']));
    expect(faults).toEqual([]);
  }, 60_000);

  it('opens with a passkey of the same person, and not with another’s', async () => {
    const page = await pages.open('sue', '/me/settings');
    if (!page) return;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('Name it').fill('Desk');
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make passkey' }).click();
    await page.getByText('“Desk” is added.', { exact: false }).first().waitFor();
    await openWithClock(page, '/me/settings');
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
    await leave(page, 31);
    await lock(page).waitFor();

    // As if it were on the desk of two: the key is somebody else's by now.
    const passkeys = pages.world.db.collection('passkeys');
    await passkeys.updateOne({ staffId: 'sue' }, { $set: { staffId: 'ben' } });
    await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
    await lock(page).getByText('That passkey could not be taken.', { exact: false }).first().waitFor();
    expect(await page.getByRole('heading', { name: 'Passkeys' }).isVisible()).toBe(false);
    await passkeys.updateOne({ staffId: 'ben' }, { $set: { staffId: 'sue' } });
    await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
    await lock(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
    expect(await pages.world.db.collection('sessions').countDocuments({ staffId: 'sue', lockedAt: { $exists: true } })).toBe(0);
    expect((await pages.world.handrail.audit.ofObject('staff:sue')).filter(({ action }) => action === 'session.unlocked').map(({ reason }) => reason)).toEqual(['passkey']);
  }, 60_000);

  it('keeps what was typed', async () => {
    const page = await pages.open('ada', '/admin/network');
    if (!page) return;
    await openWithClock(page, '/admin/network');
    const name = page.getByRole('textbox').first();
    await name.fill('The Night Team');
    await leave(page, 31);
    await lock(page).waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await lock(page).waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('The Night Team');
  }, 60_000);

  it('stays covered over a reload, shows refs and clocks of what waits, and says it when there is no line', async () => {
    for (const [screen, theme] of LOOKS) {
      const who = screen === 'phone' ? 'ben' : 'cas';
      const { ref } = await pages.world.raise({ choice: 'life-at-risk', headline: 'Talks of the old bridge' });
      const page = await pages.open(who, '/rota', screen, theme === 'dark');
      if (!page) return;
      await openWithClock(page, '/board');
      await page.getByText('Talks of the old bridge').first().waitFor();
      await leave(page, 31);
      await lock(page).waitFor();
      await page.reload();
      await lock(page).getByText(ref).waitFor();
      expect(await readable(page)).not.toContain('bridge');
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/lock-${screen}-${theme}.png` });
      pages.down.now = true;
      await page.getByLabel('Your password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Unlock', exact: true }).click();
      await page.getByText('No internet. Unlocking needs it.', { exact: false }).waitFor();
      pages.down.now = false;
      await page.getByRole('button', { name: 'Unlock', exact: true }).click();
      await page.getByText('Talks of the old bridge').first().waitFor();
    }
  }, 60_000);

  it('raises a crisis without a password, and leads from there to nothing else', async () => {
    const page = await pages.open('wes', '/', 'phone');
    if (!page) return;
    await openWithClock(page, '/');
    await page.getByRole('link', { name: 'Raise' }).first().waitFor();
    await leave(page, 31);
    await lock(page).getByRole('button', { name: 'Raise a crisis' }).click();
    await page.waitForURL('**/raise');
    await page.getByRole('radio', { name: /^Serious/ }).check();
    await page.getByRole('button', { name: 'Send', exact: false }).click();
    await page.waitForURL('**/reports/*');
    await page.getByText('Ana Test').first().waitFor();
    await page.reload();
    await page.getByText('Ana Test').first().waitFor();
    expect(await lock(page).isVisible()).toBe(false);
    await page.goto(new URL('/', page.url()).href);
    await lock(page).waitFor();
    expect((await pages.world.db.collection('sessions').find({ staffId: 'wes', lockedAt: { $exists: true } }).toArray())).toHaveLength(1);
  }, 60_000);
});
