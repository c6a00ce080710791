import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HANA, PRIYA, aSwap, aWarning, at } from './builders.js';
import { aRotaRoom } from './rota-browser.js';

const { rota, open } = aRotaRoom();

const cell = (page: Page, name: RegExp) => page.getByRole('grid').getByRole('button', { name });
const inDialog = (page: Page) => page.getByRole('dialog');
const toast = (page: Page, words: RegExp | string) => page.getByRole('region', { name: 'Just done' }).getByText(words).first().waitFor();
const weekShown = (page: Page) => page.getByRole('heading', { level: 1, name: 'Rota, Oct 26 to Nov 1' }).waitFor();
const focusedName = (page: Page): Promise<string> => page.evaluate<string>("document.activeElement?.getAttribute('title') ?? document.activeElement?.textContent?.trim() ?? ''");
const bodyOf = (route: string) => rota().asksFor(route)[0]?.body;

describe('the week', () => {
  it('names every shift whole for somebody who does not see where it stands', async () => {
    await open('/rota', async (page) => {
      await weekShown(page);
      await page.getByText('Clocks go back 1 hour on Sun, Nov 1.').waitFor();
      await cell(page, /^Hana Okafor, 1st on call, Thu, Oct 29, 08:00 to 20:00\. swap, instead of Imran Shah$/).waitFor();
      await cell(page, /^Gap, nobody is on call, 2nd on call, Fri, Oct 30, 20:00 to Sat 08:00$/).waitFor();
      await cell(page, /^Tomas Brandt, 1st on call, Sat, Oct 31, 20:00 to Sun 08:00\. 13 real hours, clocks change$/).waitFor();
      await cell(page, /^Noor Khalil, 2nd on call, Fri, Oct 30, 08:00 to 20:00\. only 0 h rest before$/).waitFor();
      await cell(page, /^Luca Weber, 1st on call, Fri, Oct 30, 18:00 to Sat 02:00\. beside who is on call$/).waitFor();
    });
  });

  it('is one stop for the Tab key, and arrow keys move from shift to shift', async () => {
    await open('/rota', async (page) => {
      await weekShown(page);
      const now = cell(page, /^Tomas Brandt, 1st on call, Tue, Oct 27, 20:00/);
      await now.waitFor();
      expect(await page.getByRole('grid').locator('[tabindex="0"]').count()).toBe(1);
      await now.focus();
      await page.keyboard.press('ArrowRight');
      expect(await focusedName(page)).toMatch(/^Hana Okafor, 1st on call, Wed/);
      await page.keyboard.press('ArrowDown');
      expect(await focusedName(page)).toMatch(/2nd on call, Wed, Oct 28, 08:00/);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await inDialog(page).getByText('Whole shift').waitFor();
      await page.keyboard.press('Escape');
      expect(await focusedName(page)).toMatch(/^Hana Okafor, 2nd on call, Sun, Nov 1, 20:00/);
    });
  });

  it('goes back and forward by button and by key, and comes back to today', async () => {
    await open('/rota', async (page) => {
      await weekShown(page);
      await page.getByRole('button', { name: 'Week after' }).click();
      await page.getByRole('heading', { level: 1, name: 'Rota, Nov 2 to Nov 8' }).waitFor();
      expect(new URL(page.url()).searchParams.get('week')).toBe('2026-11-02');
      await page.keyboard.press('t');
      await weekShown(page);
      await page.keyboard.press('k');
      await page.getByRole('heading', { level: 1, name: 'Rota, Oct 19 to Oct 25' }).waitFor();
      await page.keyboard.press('j');
      await weekShown(page);
      expect(new URL(page.url()).search).toBe('');
    });
  });

  it('is an agenda on a phone: no grid, today open, days that are over folded away', async () => {
    await open('/rota', async (page) => {
      await weekShown(page);
      await page.getByRole('region', { name: 'Wed, Oct 28' }).getByText('Today').waitFor();
      expect(await page.getByRole('grid').count()).toBe(0);
      expect(await page.getByRole('region', { name: 'Mon, Oct 26' }).isVisible()).toBe(false);
      await page.getByText('Earlier this week').click();
      await page.getByRole('region', { name: 'Mon, Oct 26' }).waitFor();
      await page.getByRole('region', { name: 'Fri, Oct 30' }).getByRole('button', { name: /Gap/ }).waitFor();
    }, { screen: 'phone' });
  });

  it('prints the seven days on one A4 sheet, also from a phone’s agenda', async () => {
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: /Find cover/ }).waitFor();
      await page.emulateMedia({ media: 'print' });
      await page.getByRole('grid').waitFor();
      expect(await page.getByRole('button', { name: /Find cover/ }).isVisible()).toBe(false);
      await page.getByText('Printed Wed, Oct 28, 02:14').waitFor();
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      const [, width = 0, height = 0] = (/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []).map(Number);
      expect([Math.round(width), Math.round(height)]).toEqual([842, 595]);
    }, { screen: 'phone' });
  });

  it('is fetched again when somebody else changed it, also before the page could be told', async () => {
    const { schedules } = rota().state;
    rota().holdLines();
    await open('/rota', async (page) => {
      await cell(page, /^Gap/).waitFor();
      rota().state.schedules = schedules.map((one) => ({ ...one, segments: one.segments.map((segment) => (segment.why === 'gap' ? { ...segment, why: 'override' as const, staff: PRIYA, because: null, changeId: 'o1' } : segment)) }));
      rota().letLinesThrough();
      await cell(page, /^Priya Nair \(you\), 2nd on call, Fri, Oct 30, 20:00 to Sat 08:00\. put on by hand$/).waitFor();
      rota().state.schedules = schedules;
      rota().news();
      await cell(page, /^Gap/).waitFor();
    });
  });
});

describe('a gap', () => {
  it('is filled by somebody who is free and rested, after it is said what will happen', async () => {
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: /Find cover 2nd on call/ }).click();
      await inDialog(page).getByText('Nobody is on call then now.').waitFor();
      expect(await inDialog(page).locator('optgroup').first().getAttribute('label')).toBe('Free, reachable and rested');
      await inDialog(page).getByRole('button', { name: 'Put on call' }).click();
      await inDialog(page).getByRole('link', { name: 'Choose who it is' }).waitFor();
      await inDialog(page).getByLabel('Who', { exact: true }).selectOption('priya');
      await inDialog(page).getByText(/Priya Nair is on call on 2nd on call from Fri, Oct 30, 20:00 to Sat, Oct 31, 08:00\. The gap is closed/).waitFor();
      await inDialog(page).getByRole('button', { name: 'Put on call' }).click();
      await toast(page, /Priya Nair is on call, 2nd on call/);
      expect(bodyOf('POST rotas/:id/overrides')).toEqual({ kind: 'override', staffId: 'priya', startsAt: at('10-30T20:00'), endsAt: at('10-31T08:00') });
      expect(rota().asksFor('POST rotas/:id/overrides')[0]?.key).toMatch(/^[\w-]{20,}$/);
      await page.getByRole('button', { name: /Find cover/ }).waitFor({ state: 'detached' });
    });
  });

  it('says at its field why somebody cannot take it, and keeps what was typed', async () => {
    rota().state.refuse.set('POST rotas/:id/overrides', { status: 422, slug: 'oncall/on-leave' });
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: /Find cover/ }).click();
      await inDialog(page).getByLabel('Who', { exact: true }).selectOption('hana');
      await inDialog(page).getByLabel('Until').fill('2026-10-31T02:00');
      await inDialog(page).getByRole('button', { name: 'Put on call' }).click();
      await inDialog(page).getByRole('link', { name: /They are on leave in this time/ }).click();
      expect(await page.evaluate('document.activeElement?.id')).toBe('act-staffId');
      expect(await inDialog(page).getByLabel('Until').inputValue()).toBe('2026-10-31T02:00');
      await inDialog(page).getByRole('button', { name: 'Put on call' }).click();
      await toast(page, /Hana Okafor is on call/);
      expect(rota().asksFor('POST rotas/:id/overrides').map(({ key }) => key)).toEqual([expect.any(String), rota().asksFor('POST rotas/:id/overrides')[0]?.key]);
    });
  });
});

describe('by hand', () => {
  it('somebody is added beside for one shift, chosen on the week', async () => {
    await open('/rota', async (page) => {
      await cell(page, /^Hana Okafor, 1st on call, Sat, Oct 31, 08:00/).click();
      await inDialog(page).getByRole('button', { name: 'Add somebody beside' }).click();
      await inDialog(page).getByLabel('Who', { exact: true }).selectOption('noor');
      await inDialog(page).getByText(/beside Hana Okafor\. Both are asked/).waitFor();
      await inDialog(page).getByRole('button', { name: 'Add beside' }).click();
      await toast(page, /Noor Khalil is on call/);
      expect(bodyOf('POST rotas/:id/overrides')).toMatchObject({ kind: 'extra', staffId: 'noor' });
    });
  });

  it('and taken back, told what comes of it', async () => {
    await open('/rota', async (page) => {
      await cell(page, /^Luca Weber, 1st on call, Fri, Oct 30, 18:00/).click();
      await inDialog(page).getByRole('button', { name: 'Take this back' }).click();
      await inDialog(page).getByText(/Luca Weber is not on call beside the others any more/).waitFor();
      await inDialog(page).getByRole('button', { name: 'Take it back' }).click();
      await toast(page, /Taken back/);
      expect(rota().asksFor('DELETE rotas/:id/overrides/:overrideId')).toHaveLength(1);
    });
  });

  it('what is over offers nothing any more', async () => {
    await open('/rota', async (page) => {
      await cell(page, /^Imran Shah, 1st on call, Mon, Oct 26/).click();
      await inDialog(page).getByText('This is over').waitFor();
      expect(await inDialog(page).getByRole('button').allInnerTexts()).toEqual(['']);
    });
  });
});

describe('a request', () => {
  it('for cover goes to everyone on the rota unless somebody is named, and says who stays on call', async () => {
    rota().state.role = 'clinician';
    await open('/rota?mine', async (page) => {
      await page.getByRole('button', { name: 'Ask for cover 2nd on call, Wed, Oct 28, 20:00 to Thu 08:00' }).click();
      await inDialog(page).getByText('Everyone on 2nd on call gets a text. You stay on call until somebody accepts.').waitFor();
      await inDialog(page).getByRole('button', { name: 'Send the request' }).click();
      await toast(page, /The request is sent/);
      expect(bodyOf('POST rota-swaps')).toEqual({ kind: 'cover', rotaId: 'second', startsAt: at('10-28T20:00'), endsAt: at('10-29T08:00') });
    });
  });

  it('for a swap needs the shift in return', async () => {
    rota().state.role = 'clinician';
    await open('/rota?mine', async (page) => {
      await page.getByRole('button', { name: 'Swap 2nd on call, Wed, Oct 28, 20:00 to Thu 08:00' }).click();
      await inDialog(page).getByLabel('Whom to ask').selectOption('hana');
      const back = inDialog(page).getByLabel('Which of their shifts in return');
      await back.waitFor();
      await inDialog(page).getByRole('button', { name: 'Send the request' }).click();
      await inDialog(page).getByRole('link', { name: 'Choose the shift in return' }).waitFor();
      await back.selectOption({ label: 'Sun, Nov 1, 20:00 to Mon 08:00, 2nd on call' });
      await inDialog(page).getByRole('button', { name: 'Send the request' }).click();
      await toast(page, /The request is sent/);
      expect(bodyOf('POST rota-swaps')).toMatchObject({ kind: 'swap', toStaffId: 'hana', inReturn: { rotaId: 'second', startsAt: at('11-01T20:00'), endsAt: at('11-02T08:00') } });
    });
  });

  it('is accepted with its warnings in view', async () => {
    rota().state.swaps = [aSwap({ warnings: [aWarning({ staff: PRIYA, hours: 4, rotaName: '1st on call', startsAt: at('10-31T08:00') })] })];
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: /Answer Hana Okafor asks for cover/ }).click();
      await inDialog(page).getByText('Priya Nair: 4 h rest before 1st on call, Sat, Oct 31, 08:00. Needs 11 h.').waitFor();
      await inDialog(page).getByText(/If you accept, you are on call on 1st on call/).waitFor();
      await inDialog(page).getByRole('button', { name: 'Take the shift' }).click();
      await toast(page, /You are on call, 1st on call/);
      expect(rota().asksFor('POST rota-swaps/:id/acceptance')).toHaveLength(1);
    });
  });

  it('is declined', async () => {
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: /Answer/ }).click();
      await inDialog(page).getByRole('button', { name: 'I cannot' }).click();
      await toast(page, 'Hana Okafor is told that you cannot.');
    });
  });

  it('that somebody else was faster with says so and shows how it stands', async () => {
    rota().state.refuse.set('POST rota-swaps/:id/acceptance', { status: 409, slug: 'oncall/swap-over' });
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: /Answer/ }).click();
      await inDialog(page).getByRole('button', { name: 'Take the shift' }).waitFor();
      rota().state.swaps = [aSwap({ state: 'accepted', toEveryone: true, to: HANA, from: PRIYA, decidedAt: at('10-28T02:13'), decidedBy: HANA, may: { accept: false, decline: false, withdraw: false } })];
      await inDialog(page).getByRole('button', { name: 'Take the shift' }).click();
      await inDialog(page).getByRole('heading', { name: 'Somebody was faster' }).waitFor();
      await inDialog(page).getByText(/This request is over: Hana Okafor took it, 02:13:00/).waitFor();
      await inDialog(page).getByRole('button', { name: 'Take the shift' }).waitFor({ state: 'detached' });
    });
  });

  it('of my own can be taken back', async () => {
    rota().state.role = 'clinician';
    rota().state.swaps = [aSwap({ from: PRIYA, askedBy: PRIYA, to: null, toEveryone: true, may: { accept: false, decline: false, withdraw: true } })];
    await open('/rota?mine', async (page) => {
      await page.getByRole('button', { name: /Show Priya Nair asks everyone on the rota/ }).click();
      await inDialog(page).getByText('You stay on call. Nobody is asked any more.').waitFor();
      await inDialog(page).getByRole('button', { name: 'Take the request back' }).click();
      await toast(page, 'The request is taken back.');
    });
  });
});

describe('leave', () => {
  it('is entered in whole days, with the shifts that fall into it', async () => {
    rota().state.role = 'clinician';
    await open('/rota?mine', async (page) => {
      await page.getByRole('button', { name: 'Enter leave' }).click();
      await inDialog(page).getByLabel('First day').fill('2026-11-04');
      await inDialog(page).getByLabel('Last day').fill('2026-11-06');
      await inDialog(page).getByText('1 shift falls into it:').waitFor();
      await inDialog(page).getByText(/From Wed, Nov 4, 00:00 to Sat, Nov 7, 00:00 you are not put on call/).waitFor();
      await inDialog(page).getByRole('button', { name: 'Enter leave' }).click();
      await toast(page, /Leave is entered/);
      expect(bodyOf('POST leave')).toEqual({ startsAt: '2026-11-04T00:00', endsAt: '2026-11-07T00:00' });
    });
  });

  it('is taken back after it is said what comes of it', async () => {
    rota().state.role = 'clinician';
    await open('/rota?mine', async (page) => {
      await page.getByRole('button', { name: /Take back/ }).click();
      await inDialog(page).getByText('You are put on call again where it is your turn').waitFor();
      await inDialog(page).getByRole('button', { name: 'Take it back' }).click();
      await toast(page, 'Leave is taken back.');
      expect(rota().asksFor('DELETE leave/:id')).toHaveLength(1);
    });
  });
});

describe('a calendar link', () => {
  it('is made for a rota, and its address shown once', async () => {
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: 'Calendar link' }).click();
      await inDialog(page).getByRole('button', { name: 'Make a link 2nd on call' }).click();
      expect(await inDialog(page).getByLabel('Address for 2nd on call').inputValue()).toMatch(/\/calendar\/\w+\.ics$/);
      expect(await inDialog(page).getByRole('link', { name: 'Open in my calendar' }).getAttribute('href')).toMatch(/^webcal:/);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Calendar link' }).click();
      await inDialog(page).getByRole('button', { name: 'Renew 2nd on call' }).waitFor();
      expect(await page.getByLabel('Address for 2nd on call').count()).toBe(0);
    });
  });

  it('is renewed only after it is said that the former stops working', async () => {
    await open('/rota?view=mine', async (page) => {
      await page.getByRole('button', { name: 'Renew My own shifts' }).click();
      await inDialog(page).getByText(/stops working at once/).waitFor();
      expect(rota().asksFor('POST calendar-links')).toHaveLength(0);
      await inDialog(page).getByRole('button', { name: 'Renew' }).click();
      await page.getByLabel('Address for My own shifts').waitFor();
    });
  });
});

describe('who may not change it', () => {
  it('sees no button that would be refused', async () => {
    rota().state.role = 'administrator';
    await open('/rota', async (page) => {
      await weekShown(page);
      await page.getByText('Every hour').or(page.getByText('Nothing needs you')).first().waitFor();
      for (const name of [/Find cover/, /Put another on/, /Add a shift/, /New rota/, /^Change/, /Enter leave/, /Take back/]) expect(await page.getByRole('button', { name }).or(page.getByRole('link', { name })).count()).toBe(0);
      await cell(page, /^Gap/).click();
      await inDialog(page).getByText('Nobody is on call').first().waitFor();
      expect(await inDialog(page).getByRole('button').allInnerTexts()).toEqual(['']);
    });
  });
});

describe('when something is not there', () => {
  it('no rota yet: says what to do first to who can, and who can to the others', async () => {
    rota().state.rotas = [];
    await open('/rota', async (page) => {
      await page.getByText('There is no rota yet.').waitFor();
      await page.getByRole('link', { name: 'New rota' }).waitFor();
    });
  });

  it('a server that fails: says what is lost, and tries again', async () => {
    // A line that opens fetches again by itself, and would mend it before anybody could press.
    rota().holdLines();
    rota().state.refuse.set('GET rota-schedules', { status: 404, slug: 'server/fault' });
    await open('/rota', async (page) => {
      await page.getByRole('heading', { name: 'The rota could not be loaded' }).waitFor();
      await page.getByRole('button', { name: 'Try again' }).click();
      await cell(page, /^Gap/).waitFor();
    });
  });

  it('the line goes: what is shown says how old it is, and an act says that it was not done', async () => {
    await open('/rota', async (page) => {
      await page.getByRole('button', { name: /Answer/ }).click();
      rota().state.down = true;
      await inDialog(page).getByRole('button', { name: 'Take the shift' }).click();
      await inDialog(page).getByText(/Not done: the server could not be reached/).waitFor();
      await page.keyboard.press('Escape');
      rota().news();
      await page.getByText(/This is how it stood at \d\d:\d\d:\d\d, .*The server could not be reached/).waitFor();
      await cell(page, /^Gap/).waitFor();
    });
  });
});
