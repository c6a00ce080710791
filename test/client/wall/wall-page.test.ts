import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { LOOKS } from '../../support/browser.js';
import { HANA, PRIYA, aCard, aLadder, anEmergency, anOwned } from '../board/builders.js';
import { aClinic, barriers } from '../board/clinic-browser.js';
import { WALL_KEY } from '../board/clinic-wall.js';

const { clinic, open } = aClinic();
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const line = (page: Page, ref: string) => page.locator('.wall-line', { hasText: ref });

function aNight(): void {
  clinic().state.cards = [
    anEmergency({ id: 'em', ref: '4821', headline: 'Sleeps under the bridge', place: 'Quayside', answerBy: soon(-65), ladder: aLadder({ alarm: true }) }),
    aCard({ id: 'ur', ref: '3067', answerBy: soon(500), raisedBy: 'Dana Ruiz' }),
    anOwned({ id: 'own', ref: '2918', owner: { ...HANA, since: soon(-900) }, progressBy: soon(240) }),
    anOwned({ id: 'ref', ref: '8275', column: 'referral', owner: { ...PRIYA, since: soon(-900) }, referral: { id: 'r', serviceName: 'Elm Row', state: 'SENT', answerBy: soon(540), openedAt: null, nextMatch: null } }),
    anOwned({ id: 'fu', ref: '1733', state: 'FOLLOW_UP', column: 'follow-up', letter: 'E', shows: 'Planned', followUp: { id: 'f', kind: '24-hour', dueAt: soon(18_000), assigneeName: null } }),
  ];
  clinic().state.around = { onCall: [
    { rotaId: 'a', rotaName: 'First', teamId: 'north', staffId: PRIYA.id, name: PRIYA.name, initials: 'PN', until: soon(20_000), reachable: true },
    { rotaId: 'b', rotaName: 'Second', teamId: 'north', staffId: null, name: null, initials: null, until: null, reachable: false },
  ] };
}

/** A screen with nobody signed in at it. */
async function onScreen(look: (page: Page, faults: readonly string[]) => Promise<void>, settings: Parameters<typeof open>[2] = {}): Promise<void> {
  clinic().state.signedIn = false;
  await open(`/wall#${WALL_KEY}`, look, settings);
}

describe('the wall', () => {
  it.each(LOOKS)('can be read by everybody on a %s in %s colours', async (screen, colorScheme) => {
    aNight();
    await onScreen(async (page, faults) => {
      await line(page, '4821').waitFor();
      // Chosen for this device, so that it is not dark because the test runs at night.
      await page.evaluate(`localStorage.setItem('handrail.preferences', JSON.stringify({ theme: '${colorScheme}' }))`);
      await page.reload();
      await line(page, '4821').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    }, { screen, colorScheme });
  });

  it('shows refs, clocks, who has what and who is on call on a screen without a person, in letters of 28 pixels or more, and no word about anybody', async () => {
    aNight();
    await onScreen(async (page) => {
      await line(page, '4821').getByText(/over$/).waitFor();
      await page.getByText(/^Live/).waitFor();
      expect(page.url()).toMatch(/\/wall$/);
      const words = await page.locator('body').innerText();
      for (const shown of ['4821', 'No answer yet', '3067', '2918', 'Hana Okafor', '8275', 'Priya Nair', 'No one. Gap', '1 follow-up planned', 'Live']) expect(words).toContain(shown);
      for (const secret of ['bridge', 'Quayside', 'Dana', 'distressed', 'Elm Row']) expect(words).not.toContain(secret);
      const smallest = await page.evaluate<number>("Math.min(...[...document.querySelectorAll('.wall *')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')).map((one) => parseFloat(getComputedStyle(one).fontSize)))");
      expect(smallest).toBeGreaterThanOrEqual(28);
      expect(await page.locator('.wall button, .wall a').count()).toBe(0);
    }, { viewport: { width: 1920, height: 1080 } });
  });

  it('changes as things happen, and says how many more there are than have room', async () => {
    aNight();
    await onScreen(async (page) => {
      await line(page, '3067').waitFor();
      clinic().change('em', { state: 'ACTIVE', column: 'has-it', owner: { ...HANA, since: soon(0) } });
      await page.getByRole('region').or(page.locator('section')).filter({ hasText: 'Someone has it' }).first().getByText('4821').waitFor();
      clinic().change('own', { state: 'CLOSED' });
      await line(page, '2918').waitFor({ state: 'detached' });
      for (let n = 0; n < 12; n++) clinic().add(aCard({ id: `n${n}`, ref: `51${10 + n}`, answerBy: soon(600 + n) }));
      await page.getByText(/^\d+ more on the board$/).waitFor();
      expect(await page.evaluate('document.documentElement.scrollHeight <= window.innerHeight')).toBe(true);
    }, { viewport: { width: 1920, height: 1080 } });
  });

  it('turns dark at seven in the evening by the network’s clocks, whatever the device prefers', async () => {
    aNight();
    clinic().state.beatsAt = '2026-10-28T22:30:00.000Z';
    await onScreen(async (page) => {
      await page.getByText(/^Live/).waitFor();
      await page.clock.runFor(61_000);
      await page.locator('html:not([data-theme])').waitFor({ state: 'attached' });
      clinic().state.beatsAt = '2026-10-28T23:00:30.000Z';
      clinic().beat();
      await page.clock.runFor(61_000);
      await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
    }, { clock: true });
  });

  it('with a lost line looks old, says how old, and what still works', async () => {
    aNight();
    await onScreen(async (page, faults) => {
      await line(page, '4821').waitFor();
      clinic().state.hears = false;
      await page.clock.runFor(11_000);
      await page.getByText('Checking').waitFor();
      await page.clock.runFor(6000);
      await page.getByRole('alert').getByText(/This screen is 1\d s old/).waitFor();
      await page.getByText('Ring (202) 555-0100').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      clinic().state.hears = true;
      clinic().beat();
      await page.getByText(/This screen is/).waitFor({ state: 'detached' });
    }, { clock: true });
  });

  it('says that no one is waiting and when that was true; that it cannot be loaded; and that its key was ended', async () => {
    await onScreen(async (page) => {
      await page.getByText('No one is waiting.').waitFor();
      await page.getByText(/^Checked \d\d:\d\d:\d\d$/).waitFor();
      clinic().state.wallFails = true;
      await page.reload();
      await page.getByText('The wall could not be loaded').waitFor();
      clinic().state.wallFails = false;
      await page.getByRole('button', { name: 'Try again now' }).click();
      await page.getByText('No one is waiting.').waitFor();
      clinic().state.keyEnded = true;
      await page.reload();
      await page.getByText('This screen is not connected').waitFor();
    });
  });

  it('opens for nobody with another key', async () => {
    clinic().state.signedIn = false;
    await open('/wall#not-a-key', async (page, faults) => {
      await page.getByText('This screen is not connected').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    });
  });
});

describe('wall screens', () => {
  it('are made by a supervisor with a link that is shown once, and ended', async () => {
    clinic().state.supervisor = true;
    await open('/admin/walls', async (page, faults) => {
      await page.getByText('No screen has a key yet.').waitFor();
      await page.getByRole('button', { name: 'Make a link' }).click();
      await page.getByText('Say where it hangs').waitFor();
      await page.getByLabel('Where it hangs').fill('Night office');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      expect(await page.getByRole('dialog').getByLabel('Link').inputValue()).toContain(`/wall#${WALL_KEY}`);
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('row', { name: /Night office/ }).getByText('Never opened').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'End Night office' }).click();
      await page.getByRole('button', { name: 'End it now' }).click();
      await page.getByText('No screen has a key yet.').waitFor();
      clinic().state.wallFails = true;
      await page.reload();
      await page.getByText('The screens could not be loaded').waitFor();
    });
  });
});
