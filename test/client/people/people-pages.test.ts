import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOOKS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { barriers, startRealPages, whole } from '../settings/real-pages.js';
import type { RealPages } from '../settings/real-pages.js';

let pages: RealPages;
beforeAll(async () => { pages = await startRealPages(); }, 180_000);
afterAll(async () => { await pages.stop(); });

const CSV = 'Name;E-mail;Mobile;Team;Roles\nIvo Test;ivo@test.example;202-555-0190;North;clinician\n=SUM(A1);sum@test.example;;North;auditor\nUma Test;nobody;;West;wizard\n';

describe('people', () => {
  it.each(LOOKS)('every page can be read and used by everybody, on a %s in %s colours', async (screen, colorScheme) => {
    for (const [path, words] of [['/admin/people', 'Teams'], ['/admin/people/ana', 'Leaving'], ['/admin/people/new', 'Add person'], ['/admin/import', 'Columns for staff']] as const) {
      const page = await pages.open('ada', path, screen, colorScheme === 'dark');
      if (!page) return;
      const faults = watchFaults(page);
      await page.getByRole('heading', { name: words }).first().waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.close();
    }
  }, 120_000);

  it('somebody new is added, gets a link, chooses a password with it and signs in', async () => {
    const page = await pages.open('ada', '/admin/people');
    if (!page) return;
    await page.getByRole('link', { name: 'Add person' }).click();
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.getByRole('link', { name: 'Write a name' }).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Noa Test');
    await page.getByLabel('E-mail address').fill('ana@test.example');
    await page.getByLabel(/Phone number/).fill('202 555 0180');
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.getByRole('link', { name: 'Somebody already has this e-mail address' }).waitFor();
    await page.getByLabel('E-mail address').fill('noa@test.example');
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.getByText('They have no password and no link').waitFor();
    await page.getByText('No: number not checked').waitFor();
    await page.getByRole('button', { name: 'Make a sign-in link' }).click();
    const url = await page.getByLabel('Link for Noa Test').inputValue();
    expect(await accessibilityFaults(page)).toEqual([]);

    const link = await pages.open(null, `/new-password${new URL(url).hash}`, 'phone');
    if (!link) return;
    await link.getByText('For Noa Test.', { exact: false }).waitFor();
    expect(await accessibilityFaults(link)).toEqual([]);
    await link.getByLabel('New password').fill('too short');
    await link.getByRole('button', { name: 'Save password' }).click();
    await link.getByRole('link', { name: /Choose a longer password/ }).waitFor();
    await link.getByLabel('New password').fill('five words are enough here');
    await link.getByRole('button', { name: 'Save password' }).click();
    await link.getByText('Your password is saved').waitFor();
    const again = await pages.open(null, `/new-password${new URL(url).hash}`, 'phone');
    await again?.getByText('This link does not work any more').waitFor();
  }, 90_000);

  it('who leaves with duties is not let go unseen, and who owns a crisis not at all', async () => {
    const { ref } = await pages.world.raise({ choice: 'serious' });
    await pages.world.reply('ana', `1 ${ref}`);
    const page = await pages.open('ada', '/admin/people/ana');
    if (!page) return;
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`They own an open crisis: ${ref}.`, { exact: false }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Deactivate' }).count()).toBe(0);

    const ben = await pages.open('ada', '/admin/people/ben');
    await ben?.getByRole('button', { name: 'Deactivate' }).click();
    const asked = ben?.getByRole('dialog');
    await asked?.getByText('They are on: second.', { exact: false }).waitFor();
    await asked?.getByRole('button', { name: 'Deactivate' }).click();
    await asked?.getByText('Say that you have seen what they leave behind').waitFor();
    expect(ben && await accessibilityFaults(ben)).toEqual([]);
    await asked?.getByRole('checkbox').check();
    await asked?.getByRole('button', { name: 'Deactivate' }).click();
    await ben?.getByText('Ben Test is deactivated.').first().waitFor();
    expect(pages.world.handrail.people.find('ben')?.active).toBe(false);
    await ben?.getByRole('button', { name: 'Activate again' }).click();
    await ben?.getByText('Ben Test is active again.').first().waitFor();
  }, 90_000);

  it('the list finds people by any word and shows who is not reached', async () => {
    const page = await pages.open('ada', '/admin/people');
    if (!page) return;
    await page.getByLabel('Find by name, e-mail or team').fill('south');
    await page.getByText('2 people').first().waitFor();
    await page.getByLabel('Find by name, e-mail or team').fill('nobody like this');
    await page.getByText('Nobody fits this.').waitFor();
    await page.getByRole('button', { name: 'Add team' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Write a name for the team' }).waitFor();
    await page.getByLabel('Name of the team').fill('Harbour');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Harbour is saved.').first().waitFor();
  }, 60_000);

  it('a role that does not include people is told so', async () => {
    const page = await pages.open('rory', '/admin/people');
    await page?.getByText('Your role does not include this page').waitFor();
  }, 60_000);
});

describe('an import', () => {
  it('is shown line by line and taken as shown; a formula stays a text', async () => {
    const page = await pages.open('ada', '/admin/import');
    if (!page) return;
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText('Choose a file or paste a table').waitFor();
    await page.getByLabel('Choose a CSV file').setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${CSV}`) });
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText('1 refused').waitFor();
    await page.getByText('team there is no such team. Import teams first').waitFor();
    await page.getByText('=SUM(A1)').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take 2 lines' }).click();
    await page.getByText('Taken: 2 new, 0 changed.').waitFor();
    expect(pages.world.handrail.people.all().find(({ email }) => email === 'sum@test.example')?.name).toBe('=SUM(A1)');
    const download = await pages.open('ada', '/admin/import');
    expect(await download?.getByRole('link', { name: 'Template for staff' }).getAttribute('href')).toContain('name%2Cemail%2Cmobile');
  }, 60_000);

  it('what changed since the preview is shown anew and nothing is taken', async () => {
    const page = await pages.open('ada', '/admin/import');
    if (!page) return;
    await page.getByLabel('Or paste the table here').fill('name,email,team,roles\nCassandra Test,cas@test.example,North,clinician');
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText('name: Cas Test becomes Cassandra Test').waitFor();
    const ada = await pages.world.as('ada');
    const { email, roles, version } = pages.world.handrail.people.find('cas') ?? { email: '', roles: [], version: 0 };
    await ada.put('/api/v1/staff/cas', { seenVersion: version, name: 'Caspian Test', email, roles }).expect(200);
    await page.getByRole('button', { name: 'Take 1 line' }).click();
    await page.getByText('Something changed since this preview').waitFor();
    await page.getByText('name: Caspian Test becomes Cassandra Test').waitFor();
  }, 60_000);

  it('of shifts is for who keeps rotas: shown line by line with what the rota would look like, taken, and saved as a table again', async () => {
    const day = (after: number): string => new Date(pages.world.now().getTime() + after * 86_400_000).toISOString().slice(0, 10);
    const csv = `Team;Rota;Person;Date;Start;End\nNorth;Days;cas@test.example;${day(2)};8 am;8 pm\nNorth;Days;Sue Test;${day(2)};20:00;08:00\nNorth;Days;Wanda Nobody;${day(4)};08:00;20:00\n`;
    const page = await pages.open('rory', '/rota', 'phone', true);
    if (!page) return;
    const faults = watchFaults(page);
    await page.getByRole('link', { name: 'Import a table' }).click();
    await page.getByRole('heading', { name: 'Columns for shifts' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Columns for staff' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Template for shifts' }).getAttribute('href')).toContain('team%2Crota%2Cperson%2Cstarts');
    await page.getByLabel('Or paste the table here').fill('name,email,team,roles\nA,a@test.example,North,clinician');
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText(/This is no table of shifts/).waitFor();
    await page.getByLabel('Or paste the table here').fill(csv);
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText('Rotas that are made: Days, North.', { exact: false }).waitFor();
    await page.getByText('person is nobody we know, by e-mail address, name or number').waitFor();
    await page.getByText('It ends on the next day').first().waitFor();
    await page.getByText('Sue Test on two rotas at once', { exact: false }).waitFor();
    await whole(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Take 2 lines' }).click();
    await page.getByText('Taken: 2 new, 0 changed, 0 taken away.').waitFor();
    expect(pages.world.handrail.rotas.all().map(({ name }) => name)).toContain('Days');
    await page.getByRole('button', { name: 'Another table' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await saving).suggestedFilename()).toMatch(/^rota-.*\.csv$/);
    await whole(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);
});
