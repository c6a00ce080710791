import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { LOOKS } from '../../support/browser.js';
import { HANA, PRIYA, aCard, aLadder, aRung, anAsked, anEmergency, anOwned } from '../board/builders.js';
import { aClinic, barriers } from '../board/clinic-browser.js';

const { clinic, open } = aClinic();
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const results = (page: Page) => page.getByRole('region', { name: 'Crises that fit, newest first' });
const search = (page: Page) => page.getByRole('button', { name: 'Search', exact: true }).click();
const sent = () => clinic().asksFor('POST /api/v1/crises/search').map(({ body }) => body);

function someCrises(): void {
  clinic().state.cards = [
    anEmergency({ id: 'em', ref: '4821', raisedAt: soon(-65), answerBy: soon(60), headline: 'Lucia, cannot stay safe', ladder: aLadder({ rungs: [aRung({ asked: [anAsked({ staffId: PRIYA.id, name: PRIYA.name })] })] }) }),
    anOwned({ id: 'own', ref: '2918', owner: { ...HANA, since: soon(-900) }, raisedAt: soon(-900), progressBy: soon(240) }),
    anOwned({ id: 'mine', ref: '6152', owner: { ...PRIYA, since: soon(-900) }, raisedAt: soon(-1900), progressBy: soon(240) }),
    aCard({ id: 'old', ref: '1733', state: 'CLOSED', raisedAt: soon(-90_000), answerBy: null, owner: { ...PRIYA, since: soon(-80_000) } }),
  ];
}

describe('the search over crises', () => {
  it.each(LOOKS)('can be read and used by everybody on a %s in %s colours', async (screen, colorScheme) => {
    someCrises();
    await open('/crises', async (page, faults) => {
      await results(page).getByText('4821').waitFor();
      if (screen === 'phone') {
        expect(await barriers(page, faults)).toEqual([]);
        await page.getByRole('button', { name: 'Filters' }).click();
      }
      await page.getByText('More ways to narrow it').click();
      expect(await barriers(page, faults)).toEqual([]);
    }, { screen, colorScheme, whole: true });
  });

  it('on a phone the crises come first, the filters stand behind one button that says how many are used', async () => {
    someCrises();
    await open('/crises', async (page) => {
      await results(page).getByText('3 crises, newest first').waitFor();
      const filters = page.getByRole('button', { name: 'Filters' });
      expect([await filters.getAttribute('aria-expanded'), await page.getByLabel('Status').isVisible()]).toEqual(['false', false]);
      await filters.click();
      await page.getByLabel('Status').selectOption({ label: 'Closed' });
      await search(page);
      await results(page).getByText('1733').waitFor();
      await page.getByRole('button', { name: 'Filters (1 used)', expanded: false }).waitFor();
    }, { screen: 'phone' });
  });

  it('shows open ones at first, then by status, level and who has it; a name goes to the server and into no address', async () => {
    someCrises();
    await open('/crises', async (page) => {
      await results(page).getByText('3 crises, newest first').waitFor();
      expect(await results(page).getByText('1733').count()).toBe(0);
      await page.getByLabel('Status').selectOption({ label: 'Closed' });
      await search(page);
      await results(page).getByText('1733').waitFor();
      await page.getByLabel('Status').selectOption({ label: 'All, closed too' });
      await page.getByLabel('Who has it').selectOption({ label: 'Priya Nair (you)' });
      await search(page);
      await results(page).getByText('2 crises, newest first').waitFor();
      await page.getByRole('button', { name: 'Clear' }).click();
      await results(page).getByText('3 crises, newest first').waitFor();
      await page.getByText('More ways to narrow it').click();
      await page.getByLabel('Person’s name').fill('Lucia Fell');
      await page.keyboard.press('Enter');
      await results(page).getByText('1 crisis, newest first').waitFor();
      expect(sent().at(-1)).toEqual({ states: ['OPEN', 'ACTIVE', 'FOLLOW_UP'], personName: 'Lucia Fell' });
      expect(page.url()).toMatch(/\/crises$/);
      await results(page).getByRole('link', { name: /4821/ }).click();
      await page.waitForURL(/\/crises\/em$/);
      await page.goBack();
      await results(page).getByText('1 crisis, newest first').waitFor();
      expect(await page.getByLabel('Person’s name').inputValue()).toBe('Lucia Fell');
    });
  });

  it('asks for nothing with a field that is wrong, and leads to it', async () => {
    someCrises();
    await open('/crises', async (page) => {
      await results(page).waitFor();
      const before = sent().length;
      await page.getByText('More ways to narrow it').click();
      await page.getByLabel('Raised from').fill('2026-10-28');
      await page.getByLabel('Raised until').fill('2026-10-27');
      await search(page);
      await page.getByText('This day is before the other').waitFor();
      expect(await page.evaluate("document.activeElement?.id")).toBe('search-until');
      expect(sent()).toHaveLength(before);
    });
  });

  it('goes on by fifties', async () => {
    clinic().state.cards = Array.from({ length: 120 }, (_, n) => anOwned({ id: `c${n}`, ref: String(2000 + n), raisedAt: soon(-n) }));
    await open('/crises', async (page) => {
      await page.getByText('The 50 newest, more below').waitFor();
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.getByText('The 100 newest, more below').waitFor();
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.getByText('120 crises, newest first').waitFor();
    });
  });

  it('says when none is open, when none fits, when it failed with what was typed kept, and when what it shows is old', async () => {
    await open('/crises', async (page) => {
      await page.getByText('No crisis is open.').waitFor();
      clinic().state.searchFails = true;
      await page.getByLabel('Ref', { exact: true }).fill('9999');
      await search(page);
      await page.getByText('The crises could not be loaded').waitFor();
      expect(await page.getByLabel('Ref', { exact: true }).inputValue()).toBe('9999');
      clinic().state.searchFails = false;
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('No crisis of your teams fits.').waitFor();
      someCrises();
      await page.getByRole('button', { name: 'Clear' }).click();
      await results(page).getByText('4821').waitFor();
      clinic().state.hears = false;
      await page.clock.runFor(16_000);
      await page.getByText(/^This is as it was at/).waitFor();
    }, { clock: true });
  });
});

describe('commands', () => {
  const field = (page: Page) => page.getByRole('combobox', { name: 'What to do or open, or a ref' });

  it('open with Ctrl and K anywhere, find what can be done by its name, and do it on the card that had the keyboard', async () => {
    someCrises();
    await open('/board', async (page, faults) => {
      await page.locator('[data-card="em"]').waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Control+k');
      await field(page).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.keyboard.type('escal');
      await page.getByRole('option', { name: /Escalate/i }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: /Ask the next step for 4821/ }).waitFor();
    });
  });

  it('lead to a page, to a crisis on the board and to any other by its ref', async () => {
    someCrises();
    await open('/board', async (page) => {
      await page.locator('[data-card="em"]').waitFor();
      await page.keyboard.press('Control+k');
      await field(page).fill('crises');
      await page.getByRole('option', { name: 'Crises Go to' }).click();
      await page.waitForURL(/\/crises$/);
      await page.keyboard.press('Control+k');
      await field(page).fill('0000');
      await page.keyboard.press('Enter');
      await page.getByText('No crisis of your teams has the ref 0000.').waitFor();
      await field(page).fill('1733');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/crises\/old$/);
    });
  });

  it('turn single keys off and on again, when no key opens the help any more', async () => {
    someCrises();
    await open('/board', async (page) => {
      await page.locator('[data-card="em"]').waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByRole('button', { name: 'Turn single keys off' }).click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      expect(await page.evaluate("document.activeElement?.closest('[data-card]') === null")).toBe(true);
      await page.getByRole('button', { name: 'Commands' }).click();
      await field(page).fill('single');
      await page.keyboard.press('Enter');
      await page.keyboard.press('j');
      await page.locator('[data-card="em"]:focus-within').waitFor();
    });
  });
});

describe('a crisis on paper', () => {
  it('is black on white with everything that happened, when it was printed and by whom, and none of its buttons', async () => {
    clinic().state.cards = [anOwned({ id: 'c1', ref: '8275', owner: { ...PRIYA, since: soon(-300) } })];
    clinic().state.crises.set('c1', { timeline: Array.from({ length: 60 }, (_, n) => ({ id: `t${n}`, at: soon(-n * 60), kind: 'crisis.note', group: n % 2 ? 'notes' as const : 'messages' as const, actor: 'Priya Nair', words: `said number ${n}`, more: null })) });
    await open('/crises/c1', async (page) => {
      await page.getByText('said number 0').waitFor();
      await page.getByRole('button', { name: 'Notes' }).click();
      await page.emulateMedia({ media: 'print' });
      await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
      await page.getByText(/Crisis 8275\. Printed .* by Priya Nair/).waitFor();
      expect(await page.locator('.timeline > li').count()).toBe(60);
      expect(await page.locator('.crisis button:visible').count()).toBe(0);
      const inks = await page.evaluate<string[]>("[...new Set([...document.querySelectorAll('.crisis *')].filter((one) => one.checkVisibility() && !one.closest('svg')).map((one) => getComputedStyle(one).color))]");
      expect(inks).toEqual(['rgb(0, 0, 0)']);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1);
    }, { colorScheme: 'dark' });
  });
});
