import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { LOOKS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { barriers, startRealPages } from '../settings/real-pages.js';
import type { RealPages } from '../settings/real-pages.js';

let pages: RealPages;
beforeAll(async () => { pages = await startRealPages(); }, 180_000);
afterAll(async () => { await pages.stop(); });

const saved = (page: Page) => page.getByRole('region', { name: 'Just done' }).getByText(/^Saved\./).first().waitFor();
const units = (page: Page) => page.getByText(/^\d+ of 160 characters, one message, with a link of 32 characters/).first();

describe('the words of texts', () => {
  it.each(LOOKS)('can be read and changed by everybody, on a %s in %s colours', async (screen, colorScheme) => {
    for (const [path, words] of [['/admin/texts', 'To people who are asked'], ['/admin/texts/page', 'How it leaves'], ['/admin/network', 'Numbers']] as const) {
      const page = await pages.open('ada', path, screen, colorScheme === 'dark');
      if (!page) return;
      const faults = watchFaults(page);
      await page.getByRole('heading', { name: words, exact: true }).waitFor();
      if (path.endsWith('/page')) await units(page).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.close();
    }
  }, 120_000);

  it('are shown as they leave while they are typed, refused with the place of each fault, kept through a refresh, and hold once saved', async () => {
    const page = await pages.open('ada', '/admin/texts');
    if (!page) return;
    await page.getByRole('link', { name: 'Change Somebody is asked' }).click();
    await units(page).waitFor();
    const second = page.getByLabel('Sentence 2', { exact: true });
    await second.fill('Your patient {person} waits.');
    await page.getByText('Nothing is known for {person}. Choose from the list').waitFor();
    await page.getByRole('button', { name: 'Save these words' }).click();
    await page.getByRole('group', { name: 'These words cannot be sent' }).waitFor();
    await page.getByRole('link', { name: /patient would tell others what this is about/ }).click();
    expect(await second.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await second.fill('Somebody waits for you.');
    await page.getByText(/Somebody waits for you\./).first().waitFor();
    await page.reload();
    await page.getByText('What you wrote before is still here. It is not saved yet.').waitFor();

    pages.down.now = true;
    await page.getByRole('button', { name: 'Save these words' }).click();
    await page.getByText('NOT SAVED. The server could not be reached. What you wrote is kept here.').waitFor();
    pages.down.now = false;
    await page.getByRole('button', { name: 'Save these words' }).click();
    await saved(page);
    await pages.world.raise({ choice: 'life-at-risk' });
    expect(pages.world.phone('ana').at(-1)).toMatch(/Somebody waits for you\./);

    await page.getByRole('button', { name: 'Show earlier words' }).click();
    await page.getByRole('button', { name: 'Put back version 0' }).click();
    await page.getByText('Put back. From now on messages say this.').first().waitFor();
    expect(await second.inputValue()).toBe('A person is waiting.');
  }, 90_000);

  it('changed by somebody else meanwhile are shown, and mine are not lost', async () => {
    const page = await pages.open('ada', '/admin/texts/over');
    if (!page) return;
    await units(page).waitFor();
    await (await pages.world.as('ada')).put('/api/v1/wordings/over', { seenVersion: 0, sentences: [{ words: '{ref} is over.', goes: 0 }] }).expect(200);
    await page.getByLabel('Sentence 2', { exact: true }).fill('Thanks to all.');
    await page.getByRole('button', { name: 'Save these words' }).click();
    await page.getByText('Somebody else changed this text meanwhile').waitFor();
    expect(await page.getByLabel('Sentence 2', { exact: true }).inputValue()).toBe('Thanks to all.');
    await page.getByRole('button', { name: 'Take theirs' }).click();
    expect(await page.getByLabel('Sentence 1', { exact: true }).inputValue()).toBe('{ref} is over.');
  }, 60_000);

  it('and names and numbers say when they cannot be read, what is mistyped, and hold everywhere once saved', async () => {
    pages.down.now = false;
    const page = await pages.open('ada', '/admin/network');
    if (!page) return;
    await page.getByLabel('Short name in texts').fill('north night');
    await page.getByLabel(/^Where Exit leads/).fill('weather');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'Write a whole address that begins with https://' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel(/^Where Exit leads/).fill('https://weather.example/');
    await page.getByLabel(/^Number for people without an account/).fill('(202) 555-0177');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await saved(page);
    const network = (await (await pages.world.as('wes')).get('/api/v1/network').expect(200)).body;
    expect(network).toMatchObject({ org: 'NORTH NIGHT', quickExitTo: 'https://weather.example/', triageProfile: 'uk-mhts' });

    // Whoever cannot sign in, or holds a link that is over, reads whom to ring: on a device that knows nobody, and from its last time without the server.
    const stranger = await pages.open(null, '/sign-in');
    if (!stranger) return;
    await stranger.getByText('If somebody needs help now, ring (202) 555-0177;').waitFor();
    expect(await stranger.getByRole('link', { name: /^Call on-call/ }).getAttribute('href')).toBe('tel:2025550177');
    expect(await accessibilityFaults(stranger)).toEqual([]);
    await stranger.evaluate(() => { localStorage.clear(); });
    await stranger.goto(new URL('/a#old-link', stranger.url()).href);
    await stranger.getByText('This link does not work any more').waitFor();
    await stranger.getByRole('link', { name: /^On-call lead .*0177/ }).waitFor();
    await stranger.route('**/api/v1/public-lines', (route) => route.abort());
    await stranger.goto(new URL('/sign-in', stranger.url()).href);
    await stranger.getByText('If somebody needs help now, ring (202) 555-0177;').waitFor();

    await page.route('**/api/v1/wordings', (route) => route.abort());
    await page.goto(new URL('/admin/texts', page.url()).href);
    await page.getByText('The texts could not be read').waitFor({ timeout: 20_000 });
    await page.unroute('**/api/v1/wordings');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'To people who are asked' }).waitFor();
    const wes = await pages.open('sue', '/admin/texts');
    await wes?.getByText('Your role does not include this page').waitFor();
  }, 60_000);
});
