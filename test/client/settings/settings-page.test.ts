import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOOKS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { STAFF } from '../../support/world.js';
import { startRealPages, whole } from './real-pages.js';
import type { RealPages } from './real-pages.js';

let pages: RealPages;
beforeAll(async () => { pages = await startRealPages(); }, 180_000);
afterAll(async () => { await pages.stop(); });

describe('my settings', () => {
  it.each(LOOKS)('can be read and used by everybody, on a %s in %s colours', async (screen, colorScheme) => {
    const page = await pages.open('ana', '/me/settings', screen, colorScheme === 'dark');
    if (!page) return;
    const faults = watchFaults(page);
    await page.getByText('You can be reached.').waitFor();
    await page.getByText('this one').waitFor();
    await page.locator('#choice-urgent').getByText('My own choice').click();
    await whole(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  }, 60_000);

  it('a number is added, checked by the code that came to it, tested and removed, with words for each', async () => {
    const page = await pages.open('ben', '/me/settings', 'phone');
    if (!page) return;
    await page.getByRole('button', { name: 'Add a number' }).click();
    await page.getByRole('button', { name: 'Add number', exact: true }).click();
    await page.getByRole('link', { name: 'Write a phone number' }).waitFor();
    await page.getByRole('textbox', { name: 'Phone number' }).fill('202 555 0160');
    await page.getByRole('button', { name: 'Add number', exact: true }).click();
    await page.getByRole('button', { name: 'Text me a code' }).click();
    await page.getByText('Code by text').waitFor();
    await pages.world.settle();
    await page.getByText(/delivered at/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const code = /\d{6}/.exec(pages.world.carrier.to('+12025550160').at(-1)?.body ?? '')?.[0] ?? '';
    await page.getByRole('textbox', { name: 'Code' }).fill(code === '000000' ? '111111' : '000000');
    await page.getByRole('button', { name: 'Check number' }).click();
    await page.getByRole('link', { name: /That code is not right/ }).waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(code);
    await page.getByRole('button', { name: 'Check number' }).click();
    await page.getByText('Checked', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Text me a test, (202) 555-0160' }).click();
    await page.getByText('Test text').waitFor();
    await pages.world.settle();
    await page.getByText(/sent at \d\d:\d\d:\d\d, delivered at/).waitFor();
    expect(pages.world.carrier.to('+12025550160').at(-1)?.body).toContain('This is a test');
    await page.getByRole('button', { name: 'Remove (202) 555-0160' }).click();
    await page.getByRole('button', { name: 'Remove number' }).click();
    await page.getByText('(202) 555-0160 is removed.').first().waitFor();
    expect(pages.world.handrail.people.find('ben')?.numbers.map(({ number }) => number)).toEqual([STAFF.ben.phone]);
  }, 60_000);

  it('a choice without a text at once for an emergency is refused beside its field, and one that fits is kept', async () => {
    const page = await pages.open('cas', '/me/settings');
    if (!page) return;
    const emergency = page.locator('#choice-emergency');
    await emergency.getByText('My own choice').click();
    await emergency.getByLabel(/Text to/).selectOption('60');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'For an emergency choose a text at once' }).click();
    expect(await emergency.evaluate((element) => element === document.activeElement)).toBe(true);
    await emergency.getByLabel(/Text to/).selectOption('0');
    await emergency.getByLabel(/Call to/).selectOption('60');
    await page.getByRole('switch', { name: 'I have quiet hours' }).click();
    await page.getByLabel('From').fill('23:00');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').first().waitFor();
    const kept = pages.world.handrail.people.find('cas');
    expect(kept?.choices.emergency?.map(({ channel, afterSeconds }) => [channel, afterSeconds])).toEqual([['sms', 0], ['voice', 60]]);
    expect(kept?.quiet).toEqual({ from: '23:00', until: '07:00', timeZone: 'America/New_York' });
  }, 60_000);

  it('who is not reached is told why and what to do', async () => {
    await pages.world.reply('sam', 'STOP');
    const page = await pages.open('sam', '/me/settings');
    if (!page) return;
    await page.getByText('Your phone turned our texts off.').waitFor();
    await page.getByText(/Text START from that phone/).waitFor();
    const nobody = await pages.open('dora', '/me/settings');
    await nobody?.getByText('Add a number and check it.').waitFor();
    expect(nobody && await accessibilityFaults(nobody)).toEqual([]);
  }, 60_000);

  it('a sign-in elsewhere is seen and ended', async () => {
    await pages.world.nobody().post('/api/v1/session').set('X-Handrail', '1').set('User-Agent', 'Mozilla/5.0 (iPhone) Version/19 Safari/600').send({ email: 'wes@test.example', password: 'a password for tests', enrolPhone: true }).expect(200);
    const page = await pages.open('wes', '/me/settings');
    if (!page) return;
    await page.getByRole('button', { name: /End Safari on iPhone/ }).first().click();
    await page.getByText('Ended.').first().waitFor();
    await page.getByRole('button', { name: /End Safari on iPhone/ }).first().click();
    await page.getByText('No phone is enrolled for raising.', { exact: false }).waitFor();
  }, 60_000);

  it('without the server it says so and that paging goes on, and comes back on request', async () => {
    pages.down.now = false;
    const page = await pages.open('zoe', '/me/shift-that-is-not');
    if (!page) return;
    await page.getByText('There is no page here').waitFor();
    pages.down.now = true;
    await page.evaluate(() => { history.pushState(null, '', '/me/settings'); dispatchEvent(new PopStateEvent('popstate')); });
    await page.getByText('Your settings could not be read').waitFor({ timeout: 20_000 });
    pages.down.now = false;
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByText('You can be reached.').waitFor();
  }, 60_000);
});
