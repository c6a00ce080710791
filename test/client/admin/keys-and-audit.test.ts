import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, watchFaults } from '../../support/browser.js';
import { PASSWORD } from '../../support/world.js';
import type { Who } from '../../support/world.js';
import { addressOf, queryOf, shownIn, startOf } from '../../../client/src/audit/core/audit-query.js';
import { startRealPages, whole } from '../settings/real-pages.js';
import type { RealPages } from '../settings/real-pages.js';

let pages: RealPages;
beforeAll(async () => { pages = await startRealPages(); }, 180_000);
afterAll(async () => { await pages.stop(); });

const fits = async (page: Page): Promise<void> => {
  await whole(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
};

describe('what the audit is asked', () => {
  it('days are those of the network’s clock, on nights when it changes too', () => {
    expect([startOf('2026-01-05', 'America/New_York'), startOf('2026-03-08', 'America/New_York'), startOf('2026-03-09', 'America/New_York'), startOf('2026-11-01', 'Europe/London')])
      .toEqual(['2026-01-05T05:00:00.000Z', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z', '2026-11-01T00:00:00.000Z']);
    expect(queryOf(shownIn(new URLSearchParams({ who: 'ana', until: '2026-01-05' })), 'UTC')).toEqual({ who: 'ana', until: '2026-01-06T00:00:00.000Z' });
    expect(addressOf(shownIn(new URLSearchParams({ ref: '4821', other: 'x' })))).toEqual({ ref: '4821' });
  });
});

describe('keys for machines', () => {
  it('an administrator makes one, a supervisor says yes, the program works, and it is revoked', async () => {
    const page = await pages.open('ada', '/', 'desk');
    if (!page) return;
    const faults = watchFaults(page);
    await page.getByRole('link', { name: /^API keys/ }).click();
    await page.getByText('There are no keys').waitFor();
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByRole('button', { name: 'Make key', exact: true }).click();
    await page.getByRole('link', { name: 'Choose at least one', exact: true }).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Ward list');
    await page.getByRole('checkbox', { name: 'Read the board' }).check();
    await page.getByText('It works only after a supervisor of each team has said yes.', { exact: false }).waitFor();
    await page.getByRole('checkbox', { name: 'North' }).check();
    await fits(page);
    await page.getByRole('button', { name: 'Make key', exact: true }).click();
    const secret = await page.getByLabel('Key of Ward list').inputValue();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('A supervisor of North must say yes').waitFor();
    const fetchBoard = () => pages.world.nobody().get('/api/v1/board').set('Authorization', `Bearer ${secret}`);
    await fetchBoard().expect(401);

    const sue = await pages.open('sue', '/admin/api-keys', 'phone', true);
    if (!sue) return;
    await sue.getByRole('button', { name: 'Say yes to Ward list' }).click();
    await sue.getByText('This program reads about people in crisis in your team.', { exact: false }).waitFor();
    await sue.getByRole('dialog').getByRole('button', { name: 'Say yes' }).click();
    await sue.getByText('In use').waitFor();
    await fits(sue);
    await fetchBoard().expect(200);
    await sue.getByRole('button', { name: 'Revoke Ward list' }).click();
    await sue.getByRole('button', { name: 'Revoke key' }).click();
    await sue.getByText('Revoked', { exact: true }).waitFor();
    await fetchBoard().expect(401);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('the audit', () => {
  it('is found, checked and taken out; a forged entry is named', async () => {
    const { crisisId, ref } = await pages.world.raise({ choice: 'serious' });
    await (await pages.world.as('sue')).get(`/api/v1/crises/${crisisId}`).expect(200);
    while (await pages.world.handrail.sealer.sealOnce() > 0) { /* until the tail is short */ }
    const page = await pages.open('aud', '/', 'desk');
    if (!page) return;
    await page.getByRole('link', { name: /^Audit/ }).click();
    await page.getByRole('row', { name: /session\.started/ }).first().waitFor();
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText(/entries are as they were written\./).waitFor();
    await page.getByLabel('Code of an open crisis').fill('12');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('A code has 4 to 6 digits').waitFor();
    await page.getByLabel('Code of an open crisis').fill(ref);
    await page.getByLabel('What', { exact: true }).selectOption('crisis.opened');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('row', { name: /Sue Test.*crisis\.opened/ }).waitFor();
    await page.getByText('1 entry').waitFor();
    await fits(page);

    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByLabel('What for').selectOption('complaint');
    await page.getByLabel('Your password').fill('not this one');
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('link', { name: 'That password is not right' }).waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.startsWith('\uFEFFat,place in chain,who')).toBe(true);
    expect(csv).toMatch(/Sue Test,sue,supervisor,crisis\.opened/);

    await pages.world.db.collection('audit').updateOne({ object: `crisis:${crisisId}`, action: 'crisis.opened' }, { $set: { actorId: 'ben' } });
    const sue = await pages.open('sue', `/admin/audit?ref=${ref}`, 'phone', true);
    if (!sue) return;
    await sue.getByRole('button', { name: 'Check the chain' }).click();
    await sue.getByText(/The chain is broken at entry \d+\./).waitFor();
    await sue.getByText('Its entry was changed.', { exact: false }).waitFor();
    await sue.getByRole('row', { name: /crisis\.opened/ }).first().waitFor();
    await fits(sue);
    // On a phone the entries come before what narrows them.
    expect(await sue.getByLabel('Code of an open crisis').isVisible()).toBe(false);
    await sue.getByRole('button', { name: 'Filters (1 used)', expanded: false }).click();
    await sue.getByLabel('From', { exact: true }).fill('2020-01-01');
    await sue.getByRole('button', { name: 'Show', exact: true }).click();
    await sue.getByRole('button', { name: 'Filters (2 used)', expanded: false }).waitFor();
    expect(await sue.getByRole('button', { name: 'Filters (2 used)' }).evaluate((one) => one === document.activeElement)).toBe(true);
  }, 60_000);
});

describe('emergency access', () => {
  it('is offered where nothing is shown, without a word of what there is, and opens reading with a reason', async () => {
    const { crisisId, ref } = await pages.world.raise({ choice: 'serious' });
    const page = await pages.open('zoe', '/crises/00000000-0000-4000-8000-000000000000', 'phone', true);
    if (!page) return;
    await page.getByText('There is nothing here that you may see').waitFor();
    await page.getByRole('link', { name: 'Emergency access' }).click();
    await page.getByRole('button', { name: 'Open it and tell them' }).click();
    await page.getByRole('link', { name: 'Choose why' }).waitFor();
    await page.getByRole('link', { name: 'Write your password' }).waitFor();
    await fits(page);
    await page.getByLabel('The person is here with me').check();
    await page.getByLabel('In your words').fill('They stand at our door');
    await page.getByLabel('Your password').fill('not this one');
    await page.getByRole('button', { name: 'Open it and tell them' }).click();
    await page.getByRole('link', { name: 'That password is not right' }).waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Open it and tell them' }).click();
    await page.getByText('There is no open crisis with this code or address. That you asked is in the audit.').waitFor();
    await page.evaluate(() => { history.pushState(null, '', '/emergency-access'); dispatchEvent(new PopStateEvent('popstate')); });
    await page.getByLabel('Code of the crisis').fill(ref);
    await page.getByRole('button', { name: 'Open it and tell them' }).click();
    await page.waitForURL(`**/crises/${crisisId}`);
    await page.getByText('opened it by emergency access', { exact: false }).first().waitFor();
    await page.getByText('They stand at our door').first().waitFor();
    await pages.world.settle();
    expect(pages.world.phone('sue').at(-1)).toContain(`Zoe Test opened ${ref} by emergency access`);

    const sue = await pages.open('sue', '/admin/audit', 'phone', true);
    if (!sue) return;
    await sue.getByText(/^Look at it by /).waitFor();
    await fits(sue);
    await sue.getByRole('button', { name: `Review the access of Zoe Test to ${ref}` }).click();
    await sue.getByRole('button', { name: 'I have looked at it' }).click();
    await sue.getByRole('link', { name: 'Choose what you found' }).waitFor();
    expect(await accessibilityFaults(sue)).toEqual([]);
    await sue.getByLabel('Needs a talk').check();
    await sue.getByRole('button', { name: 'I have looked at it' }).click();
    await sue.getByText('1 looked at lately').click();
    await sue.getByText(/^Looked at by Sue Test/).waitFor();
    await fits(sue);
  }, 60_000);
});

describe('the first page', () => {
  it.each<[Who, RegExp, string]>([['rory', /^Rota Who is on call/, '/rota'], ['dora', /^Due for a check/, '/services/stale'], ['ada', /^People and teams/, '/admin/people'], ['aud', /^Audit/, '/admin/audit']])('leads %s to the daily job at once', async (who, name, path) => {
    const page = await pages.open(who, '/', who === 'rory' ? 'phone' : 'desk', who === 'rory');
    if (!page) return;
    await page.getByRole('heading', { name: 'Your work' }).waitFor();
    if (who === 'rory' || who === 'ada') await fits(page);
    await page.getByRole('link', { name }).click();
    await page.waitForURL(`**${path}`);
  }, 60_000);
});
