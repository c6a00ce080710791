import { afterEach, describe, expect, it } from '@jest/globals';
import type { DowntimeSheetsView } from '../../../server/contract/downtime.js';
import type { SessionView } from '../../../server/contract/identity.js';
import { sheetOf } from '../../../server/downtime/core/sheet.js';
import { LOOKS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { onePage } from '../../support/one-page.js';
import { answerJson, pathOf } from '../../support/static-site.js';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const session = (): SessionView => ({
  staff: { id: 'sue', name: 'Sue Test', initials: 'ST' }, roles: [{ teamId: 'north', role: 'supervisor' }], teams: [{ id: 'north', name: 'North' }], permissions: ['downtime:read'],
  network: {
    version: 4, org: 'NORTH', name: 'North Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York', locale: 'en-US',
    triageProfile: 'uk-mhts', progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 }, simulated: false,
  },
  serverTime: new Date().toISOString(),
});
const sheets = (): DowntimeSheetsView => ({
  asOf: ago(0), folder: '/srv/handrail/downtime',
  sheets: [
    { teamId: 'north', teamName: 'North', newestAt: ago(20), languages: ['en', 'es'], failure: null },
    { teamId: 'south', teamName: 'South', newestAt: ago(300), languages: ['en'], failure: { at: ago(5), why: 'full' } },
    { teamId: 'west', teamName: 'West', newestAt: null, languages: [], failure: null },
  ],
});
const at = new Date('2026-11-22T20:00:00Z');
const paper = (): string => sheetOf({
  network: session().network, teamName: 'North', validAt: at, printedAt: at, rotas: [{ name: 'First', supervises: false, shifts: [{ startsAt: at, endsAt: new Date(at.getTime() + 86_400_000), why: 'on-call', who: { name: 'Ana Test', phone: '+12025550101' } }] }],
  supervisors: [{ name: 'Sue Test', phone: '+12025550104' }], crises: [{ ref: '4821', letter: 'A', raisedAt: at, owner: 'asked', referralWaits: false }],
});

let told: DowntimeSheetsView | null = sheets();

const { open } = onePage('/admin/downtime', (request, response) => {
  switch (pathOf(request)) {
    case '/api/v1/session': answerJson(response, 200, session()); return true;
    case '/api/v1/downtime-sheets': answerJson(response, told ? 200 : 500, told ?? { type: '/problems/server/fault', title: 'fault', status: 500 }); return true;
    case '/api/v1/downtime-sheets/north/newest':
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" });
      response.end(paper());
      return true;
    default: return false;
  }
});
afterEach(() => { told = sheets(); });

describe('the page of downtime sheets', () => {
  it.each(LOOKS.map(([screen, colorScheme]) => ({ screen, colorScheme })))('keeps nobody out on a $screen, $colorScheme', async (look) => {
    await open(async (page, faults) => {
      await page.getByRole('heading', { name: 'South' }).waitFor();
      expect([...faults, ...(await accessibilityFaults(page))]).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    }, look);
  });

  it('says how old each sheet is, what hindered it, and where the files are', async () => {
    await open(async (page) => {
      await page.getByText(/Newest sheet: (19|20|21) min ago/).waitFor();
      expect(await page.getByText('There is no room left on its disk').isVisible()).toBe(true);
      expect(await page.getByText('This sheet is older than an hour should allow').count()).toBe(1);
      expect(await page.getByText('No sheet yet').isVisible()).toBe(true);
      expect(await page.getByText('/srv/handrail/downtime').isVisible()).toBe(true);
      expect(await page.getByRole('link', { name: 'Open to print' }).count()).toBe(2);
      expect(await page.getByRole('link', { name: 'In Spanish: the sheet of North' }).getAttribute('href')).toBe('/api/v1/downtime-sheets/north/newest?lang=es');
    });
  });

  it('is in one’s own menu, and opens the sheet in a tab of its own, clean and on numbered pages', async () => {
    await open(async (page) => {
      await page.locator('button.account:visible').click();
      await page.getByRole('link', { name: 'Downtime sheets' }).waitFor();
      await page.keyboard.press('Escape');
      const [paperPage] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'Open to print: the sheet of North' }).click()]);
      const faults = watchFaults(paperPage);
      await paperPage.getByRole('heading', { name: 'North Crisis Team: North' }).waitFor();
      expect(faults).toEqual([]);
      const pdf = (await paperPage.pdf({ preferCSSPageSize: true })).toString('latin1');
      // One with what stands, three forms, one log.
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(5);
    });
  });

  it('says how to turn it on when it is off', async () => {
    told = { asOf: ago(0), folder: null, sheets: [] };
    await open(async (page) => {
      await page.getByText('Downtime sheets are off').waitFor();
      expect(await page.getByText('set DOWNTIME_DIR to a folder').isVisible()).toBe(true);
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });

  it('says so when it cannot be loaded, and loads again', async () => {
    told = null;
    await open(async (page) => {
      await page.getByRole('heading', { name: 'The sheets could not be loaded' }).waitFor();
      told = sheets();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'North', exact: true }).waitFor();
    });
  });
});
