import { describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from '../../support/browser.js';
import { aReport } from './builders.js';
import { aPhone } from './phone-browser.js';

const { api, url, on } = aPhone();

const REPORT = '00000000-0000-4000-8000-000000000009';
function aRepeat(): void {
  const raisedAt = new Date(Date.now() - 12 * 60_000).toISOString();
  const view = aReport({ id: REPORT, ref: '7777', similar: [{ crisisId: 'c8', ref: '4821', shows: 'Urgent', raisedAt, why: 'same-raiser', ownerName: null }] });
  api.reports.set('known', { body: '', view });
}

describe('a second report about the same person', () => {
  it.each(['light', 'dark'] as const)('is offered to be added, asks how that is known, and says where it went, in %s colours', async (colorScheme) => {
    aRepeat();
    await on(`/reports/${REPORT}`, async (page) => {
      await page.getByText(/This may be about the same person: 4821, raised by you 12 min ago\./).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add to 4821' }).click();
      await page.getByRole('button', { name: 'I am with them' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'I am with them' }).click();
      await page.getByText('Added to 4821.').first().waitFor();
      await page.getByText('Report 4821').first().waitFor({ state: 'attached' });
      expect(api.joins).toEqual([{ crisisId: 'c8', confirmed: undefined }, { crisisId: 'c8', confirmed: 'I am with them' }]);
    }, { colorScheme });
  });

  it('that was added to the wrong one is taken out again by its raiser, while there is time for it', async () => {
    aRepeat();
    await on(`/reports/${REPORT}`, async (page) => {
      await page.getByRole('button', { name: 'Add to 4821' }).click();
      await page.getByRole('button', { name: 'I am with them' }).click();
      await page.getByText(/You can do that until/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      api.state.down = true;
      await page.getByRole('button', { name: 'Another person: take it out again' }).click();
      await page.getByText(/^NOT TAKEN OUT\. The server could not be reached/).waitFor();
      api.state.down = false;
      await page.getByRole('button', { name: 'Another person: take it out again' }).click();
      await page.getByText('Taken out of 4821. It is 7777 again, and people are being asked.').first().waitFor();
      expect(api.undone).toEqual(['Another person after all, says who raised it.']);
      expect(await page.getByRole('button', { name: 'Another person: take it out again' }).count()).toBe(0);
      await page.getByText('Report 7777').first().waitFor({ state: 'attached' });
    });
  });

  it('about another person is said once, and nothing is joined', async () => {
    aRepeat();
    await on(`/reports/${REPORT}`, async (page) => {
      await page.getByRole('button', { name: 'No, another person' }).click();
      await page.getByText(/This may be about the same person/).waitFor({ state: 'detached' });
      expect(api.joins).toEqual([]);
    });
  });

  it('that could not be added says so, and that people are being asked all the same', async () => {
    aRepeat();
    await on(`/reports/${REPORT}`, async (page) => {
      await page.getByRole('button', { name: 'Add to 4821' }).waitFor();
      api.state.down = true;
      await page.getByRole('button', { name: 'Add to 4821' }).click();
      await page.getByText(/^NOT ADDED\. The server could not be reached\. Your report is sent all the same/).waitFor();
    });
  });
});

describe('the link in the text of an ask', () => {
  it.each([
    ['hand-over', 'Luca asks you to take over 4821', 'I take it over'],
    ['shift', 'Luca’s shift ends. You are asked to take 4821', 'I take it'],
    ['assignment', 'Luca asks you to take 4821', 'I have it'],
    ['backup', 'Luca asks for a second person on 4821', 'I can help'],
  ] as const)('says what a %s asks and has one button for yes', async (asks, title, yes) => {
    api.state.link = { asks, from: 'Luca' };
    await on('/a#token', async (page) => {
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: yes, exact: true }).click();
      await page.getByRole('heading', { name: asks === 'backup' ? 'You are backup for 4821' : '4821 is yours' }).waitFor();
      expect(api.linkCalls).toContain('answer');
    });
  });
});

it('a report that waits on this device is sent from the board too, and until then stands there as NOT SENT', async () => {
  api.state.session = { roles: [{ teamId: 'north', role: 'clinician' }], permissions: ['report:create', 'report:follow', 'board:watch', 'crisis:answer', 'staff:read'] };
  await on('/raise', async (page) => {
    await page.getByRole('radio', { name: /Life may be at risk/ }).check();
    api.state.down = true;
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByText('NOT SENT', { exact: true }).waitFor();
    // The page is opened anew at the board: nothing of raising was open since.
    await page.route('**/api/v1/reports', (route) => route.abort());
    api.state.down = false;
    await page.goto(`${url()}/board`);
    await page.getByText(/1 report on this device is NOT SENT/).waitFor();
    expect(api.posts).toEqual([]);
    await page.unroute('**/api/v1/reports');
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.getByText(/1 report on this device is NOT SENT/).waitFor({ state: 'detached' });
    expect(api.posts).toHaveLength(1);
  });
});
