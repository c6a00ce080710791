import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceView } from '../../../server/contract/directory.js';
import { LOOKS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { filesOf, ownFolder } from '../../server/directory/support/shared-data.js';
import { startRealPages, whole } from '../settings/real-pages.js';
import type { RealPages } from '../settings/real-pages.js';

let pages: RealPages;
let elm: ServiceView;
let twin: ServiceView;
beforeAll(async () => {
  pages = await startRealPages();
  await pages.world.handrail.directoryImport.run(filesOf(ownFolder('config/demo/directory')), { source: 'demo', country: 'US', timeZone: null }, { staffId: null, role: 'set-up' }, true);
  const dora = await pages.world.as('dora');
  elm = (await dora.get('/api/v1/services?q=elm%20row%20crisis').expect(200)).body.services[0];
  const { facts } = (await dora.get(`/api/v1/services/${elm.id}/facts`).expect(200)).body;
  twin = (await dora.post('/api/v1/services', { facts: { ...facts, name: 'Crisis house Elm Row', locations: [], capacities: [], intake: [], alert: 'Twin' }, why: 'a test', checkedAll: false }).expect(201)).body;
}, 180_000);
afterAll(async () => { await pages.stop(); });

describe('looking after the directory', () => {
  it.each(LOOKS)('every page can be read and used by everybody, on a %s in %s colours', async (screen, colorScheme) => {
    for (const [path, words] of [
      [`/services/${elm.id}/edit`, 'How you know this'], ['/services/new', 'How you know this'], ['/services/stale', 'Entries to check'], ['/services/problems', 'Reported problems'], ['/services/import', 'Imports'],
      ['/services/duplicates', 'Entries that may be the same'], [`/services/${elm.id}/merge/${twin.id}`, 'Join two entries'], [`/services/${elm.id}`, 'What was changed'],
    ] as const) {
      const page = await pages.open('dora', path, screen, colorScheme === 'dark');
      if (!page) return;
      const faults = watchFaults(page);
      await page.getByRole('heading', { name: words }).first().waitFor();
      await whole(page);
      expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)]).toEqual([path, 0]);
      expect(faults).toEqual([]);
      await page.context().close();
    }
  }, 120_000);

  it('an area that has a shape is drawn on the page of its service and in the form, as it stands', async () => {
    for (const path of [`/services/${elm.id}`, `/services/${elm.id}/edit`]) {
      const page = await pages.open('dora', path);
      if (!page) return;
      const shape = page.locator('.area-shape').first();
      await shape.waitFor({ state: 'attached' });
      expect(await shape.evaluate((one) => (one as unknown as { getBoundingClientRect: () => { width: number } }).getBoundingClientRect().width)).toBeGreaterThan(50);
      await page.context().close();
    }
  });

  it('an entry is changed in one form by the keyboard; what is wrong is named, what somebody else changed meanwhile is shown beside', async () => {
    const page = await pages.open('dora', `/services/${elm.id}/edit`);
    if (!page) return;
    await page.getByLabel('Short note on every card').fill('Ring the bell twice');
    await page.getByLabel('Oldest').fill('3');
    await page.getByRole('button', { name: 'Save changes' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Say how you know this' }).waitFor();
    await page.getByLabel('How do you know?').fill('on the phone with Joy');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Ages: is below the youngest age' }).click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('number');
    await page.getByLabel('Oldest').fill('');
    const dora = await pages.world.as('dora');
    const { facts, version } = (await dora.get(`/api/v1/services/${elm.id}/facts`).expect(200)).body;
    await dora.put(`/api/v1/services/${elm.id}`, { seenVersion: version, facts: { ...facts, alert: 'Side door only', url: 'https://elm.example/new' }, why: 'their website', checkedAll: false }).expect(200);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { name: 'Somebody else changed this entry meanwhile' }).first().waitFor();
    await page.getByText('Also changed by them: Website').waitFor();
    await page.getByText('Theirs: Side door only').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the service' }).click();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { name: 'Elm Row crisis house' }).waitFor();
    const { body } = await dora.get(`/api/v1/services/${elm.id}`).expect(200);
    expect([body.alert, body.url]).toEqual(['Ring the bell twice', 'https://elm.example/new']);

    await page.getByRole('button', { name: 'Show what was changed' }).click();
    await page.getByText('Known by: on the phone with Joy').waitFor();
    await page.getByRole('button', { name: 'Put back as it was before this' }).first().click();
    await page.getByRole('dialog').getByLabel('Why?').fill('the bell is broken');
    await page.getByRole('button', { name: 'Put back', exact: true }).click();
    await page.getByText('Earlier state put back by Dora Test').waitFor();
    expect((await dora.get(`/api/v1/services/${elm.id}`)).body.alert).toBe('Side door only');
  }, 60_000);

  it('a worker reports a problem, a manager answers, the worker reads it; an entry is checked by one press', async () => {
    const page = await pages.open('wes', `/services/${elm.id}`, 'phone');
    if (!page) return;
    await page.getByRole('button', { name: 'Report a problem' }).click();
    await page.getByRole('dialog').getByText('A number is wrong').click();
    await page.getByLabel('What did you find?').fill('A fax answers');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('Nobody has looked yet').waitFor();
    const queue = await pages.open('dora', '/services/problems');
    await queue?.getByRole('button', { name: 'I look into this' }).click();
    await queue?.getByText('Dora Test looks into it').waitFor();
    await queue?.getByRole('button', { name: 'Answer', exact: true }).click();
    await queue?.getByRole('dialog').getByText('Put right').click();
    await queue?.getByRole('dialog').getByRole('textbox').fill('It is right now');
    await queue?.getByRole('button', { name: 'Send answer' }).click();
    await queue?.getByText('Nothing is open.').waitFor();
    await page.reload();
    await page.getByText('It is right now').waitFor();

    const stale = await pages.open('dora', '/services/stale');
    const press = stale?.getByRole('button', { name: /Checked today by phone with/ }).first();
    await press?.click();
    await stale?.getByText(/is checked\./).first().waitFor();
  }, 60_000);

  it('files are looked at before they are imported, and the import is undone; two entries become one', async () => {
    const page = await pages.open('dora', '/services/import');
    if (!page) return;
    const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByLabel('Choose files, or one zip').setInputFiles([
      csv('organizations.csv', 'id,name\n1,Visit Trust\n'), csv('locations.csv', 'id,organization_id,name\n1,1,A room\n'), csv('services.csv', 'id,organization_id,name,status\n1,1,Short visit,active\n2,9,Lost,soon\n'),
    ]);
    await page.getByLabel('Name of this directory').fill('county');
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText('2 new, 0 changed, 0 as they are').first().waitFor();
    await page.getByText(/remarks? on services\.csv/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByText('Imported: 2 new, 0 changed services.').waitFor();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('button', { name: 'Undo import', exact: true }).click();
    await page.getByText(/0 put back, 2 taken out/).waitFor();

    await page.goto(page.url().replace('/services/import', `/services/${elm.id}/merge/${twin.id}`));
    await page.getByLabel(/How do you know that they are one/).fill('the same house');
    await page.getByRole('button', { name: 'Join them' }).click();
    await page.getByRole('heading', { name: 'Elm Row crisis house' }).waitFor();
    await page.goto(page.url().replace(elm.id, twin.id));
    await page.getByText('This entry was joined into Elm Row crisis house.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 60_000);
});
