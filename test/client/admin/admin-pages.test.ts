import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { PolicyView, WhoIsReachedInput } from '../../../server/contract/escalation.js';
import { LOOKS, SCREENS, accessibilityFaults, startBrowser, watchFaults } from '../../support/browser.js';
import { builtClient } from '../../support/built-client.js';
import type { BuiltClient } from '../../support/built-client.js';
import { aLog, aPolicy, startSmallOffice } from './small-office.js';
import type { SmallOffice } from './small-office.js';

let client: BuiltClient;
let office: SmallOffice;
let browser: Browser | null;
let context: BrowserContext | undefined;

jest.setTimeout(60_000);
beforeAll(async () => {
  client = await builtClient();
  office = await startSmallOffice(client.folder);
  browser = await startBrowser();
}, 180_000);
afterEach(async () => {
  await context?.close();
  context = undefined;
  office.reset();
});
afterAll(async () => {
  await browser?.close();
  await office.stop();
  await client.remove();
});

interface Look { screen?: keyof typeof SCREENS; colorScheme?: 'light' | 'dark'; whole?: boolean }

async function open(path: string, look: (page: Page, faults: readonly string[]) => Promise<void>, { screen = 'desk', colorScheme = 'light', whole = false }: Look = {}): Promise<void> {
  if (!browser) return;
  context = await browser.newContext({ ...SCREENS[screen], ...(whole && { viewport: { width: SCREENS[screen].viewport.width, height: 6000 } }), colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block' });
  const page = await context.newPage();
  const faults = watchFaults(page);
  await page.goto(office.url + path);
  await look(page, faults);
}

const rung = (page: Page, letter: string, place: number) => page.locator(`#rung-${letter}-${place}`);
const save = (page: Page) => page.getByRole('button', { name: 'Save this policy' }).click();
const savedLadders = () => office.asksFor('PUT /api/v1/policies/north').at(-1)?.body as unknown as { seenVersion: number; name: string; ladders: PolicyView['ladders'] } | undefined;

describe('every page of administration', () => {
  const pages: [name: string, path: string, ready: (page: Page) => Promise<void>][] = [
    ['the policies', '/admin/policies', async (page) => { await page.getByRole('heading', { name: 'North ladder' }).waitFor(); }],
    ['one policy', '/admin/policies/north', async (page) => { await page.getByText('Alarm, again every 2 min').waitFor(); }],
    ['a refused policy', '/admin/policies/north', async (page) => {
      office.state.refuses = { status: 422, slug: 'escalation/policy-with-a-hole', errors: [{ pointer: '/ladders/A/rungs/1/ask/0', detail: 'names nobody we know' }] };
      await page.getByRole('button', { name: 'Add a rung' }).click();
      await save(page);
      await page.getByRole('heading', { name: 'Not saved: something is missing' }).waitFor();
    }],
    ['the message log', '/admin/messages?person=ana', async (page) => { await page.getByText('1 attempt').first().click(); }],
    ['delivery health', '/admin/health', async (page) => { await page.getByRole('heading', { name: 'Why messages failed' }).waitFor(); }],
    ['a drill', '/admin/drill', async (page) => {
      await page.getByRole('button', { name: 'Run this drill' }).click();
      await page.getByRole('heading', { name: 'What this night would have been' }).waitFor();
    }],
  ];

  it.each(pages.flatMap(([name, path, ready]) => LOOKS.map(([screen, colorScheme]) => ({ name, path, ready, screen, colorScheme }))))(
    'keeps nobody out: $name on a $screen, $colorScheme', async ({ path, ready, screen, colorScheme }) => {
      office.state.log = aLog({ kind: 'staff', staffId: 'ana', name: 'Ana Test' });
      await open(path, async (page, faults) => {
        await ready(page);
        expect([...faults, ...(await accessibilityFaults(page))]).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }, { screen, colorScheme, whole: true });
    });

  it('is two clicks from sign-in for those who may, and not there for others', async () => {
    await open('/admin/health', async (page) => {
      await page.locator('button.account:visible').click();
      expect(await page.locator('.menu:popover-open a.menu-item').allTextContents()).toEqual(expect.arrayContaining(['Who is asked, and when', 'Message log', 'Delivery health', 'Drill a night']));
      await page.getByRole('link', { name: 'Who is asked, and when' }).click();
      await page.getByRole('heading', { name: 'North ladder' }).waitFor();
    });
    office.state.permissions = ['board:watch'];
    await context?.close();
    await open('/admin/health', async (page) => {
      await page.getByText('Your role does not include this page').waitFor();
      await page.locator('button.account:visible').click();
      expect(await page.locator('.menu:popover-open a.menu-item').allTextContents()).not.toContain('Message log');
    });
  });

  it('says so when it cannot be loaded, and loads again', async () => {
    for (const [path, failed, there] of [['/admin/policies', 'The policies could not be loaded', 'North ladder'], ['/admin/health', 'This could not be loaded', 'Why messages failed']] as const) {
      office.state.fails = true;
      await open(path, async (page) => {
        await page.getByRole('heading', { name: failed }).waitFor();
        office.state.fails = false;
        await page.getByRole('button', { name: 'Try again' }).click();
        await page.getByRole('heading', { name: there }).waitFor();
      });
      await context?.close();
    }
  });
});

describe('the ladder editor', () => {
  it('draws each rung with whom it asks, how and how long, and the alarm last', async () => {
    await open('/admin/policies/north', async (page) => {
      await rung(page, 'A', 1).waitFor();
      expect(await rung(page, 'A', 1).locator('.ask > span').allTextContents()).toEqual(['Rota “Second on call”', 'Supervisor on call']);
      expect(await rung(page, 'A', 1).getByRole('heading').textContent()).toBe('Rung 2 from 2 min on');
      expect(await rung(page, 'A', 1).getByLabel('Time to answer', { exact: true }).inputValue()).toBe('2');
      expect(await rung(page, 'A', 1).getByLabel('Call as well').isChecked()).toBe(true);
      expect(await page.locator('.ladder > li').last().textContent()).toContain('after 8 min without an answer');
      expect(await page.getByText('Whoever is being asked now keeps the ladder that their asking began with').isVisible()).toBe(true);
    });
  });

  it('adds, moves, removes and copies by buttons, and saves the whole', async () => {
    await open('/admin/policies/north', async (page) => {
      await page.getByRole('button', { name: 'Add a rung' }).click();
      await rung(page, 'A', 2).getByLabel('Add somebody').selectOption({ label: 'Everyone on the rotas' });
      await rung(page, 'A', 2).getByRole('button', { name: 'Add', exact: true }).click();
      await rung(page, 'A', 2).getByLabel('Time to answer', { exact: true }).fill('90');
      await rung(page, 'A', 2).getByLabel('Unit of the time to answer').selectOption('s');
      await page.getByRole('button', { name: 'Move rung 2 down' }).click();
      await page.getByRole('button', { name: 'Remove rung 1' }).click();
      await page.getByText('Soon and planned', { exact: true }).first().click();
      await page.getByLabel('Copy from').selectOption({ label: 'A · Emergency' });
      await page.getByRole('button', { name: 'Copy here' }).click();
      await save(page);
      await page.getByText('is saved as version 4').first().waitFor();
      const { seenVersion, ladders } = savedLadders() ?? { seenVersion: 0, ladders: aPolicy().ladders };
      expect(seenVersion).toBe(3);
      expect(ladders.A.rungs.map(({ ask, channels, answerWithinSeconds }) => [ask.map(({ kind }) => kind).join(), channels.join(), answerWithinSeconds])).toEqual([['everyone', 'sms,voice', 90], ['rota,supervisor', 'sms,voice', 120]]);
      expect(ladders.D).toEqual(ladders.A);
      expect(ladders.B).toEqual(aPolicy().ladders.B);
    });
  });

  it('shows what the server refuses at its rung, in whichever ladder, and keeps what was typed', async () => {
    office.state.refuses = { status: 422, slug: 'escalation/policy-with-a-hole', errors: [{ pointer: '/ladders/B/rungs/1/ask/0', detail: 'names nobody we know' }] };
    await open('/admin/policies/north', async (page) => {
      await page.getByLabel('Name of this policy').fill('Nights');
      await save(page);
      await page.getByRole('button', { name: 'Very urgent, rung 2: This rung names nobody we know.' }).click();
      expect(await rung(page, 'B', 1).locator('.field-error').textContent()).toContain('This rung names nobody we know.');
      expect(await page.evaluate('document.activeElement.id')).toBe('rung-B-1');
      expect(await page.getByLabel('Name of this policy').inputValue()).toBe('Nights');
    });
  });

  it('does not send what has a hole that can be seen here', async () => {
    await open('/admin/policies/north', async (page) => {
      await page.getByRole('button', { name: 'Add a rung' }).click();
      await save(page);
      await page.getByRole('button', { name: 'Emergency, rung 3: Add somebody to ask' }).waitFor();
      expect(office.asksFor('PUT /api/v1/policies/north')).toEqual([]);
    });
  });

  it('after somebody else’s change, what was typed stands and is saved over theirs only knowingly', async () => {
    await open('/admin/policies/north', async (page) => {
      await page.getByLabel('Name of this policy').fill('Mine');
      office.state.refuses = { status: 409, slug: 'escalation/policy-changed' };
      office.state.policies = [aPolicy({ name: 'Theirs', version: 7 })];
      await save(page);
      await page.getByText('It is version 7 now').waitFor();
      expect(await page.getByLabel('Name of this policy').inputValue()).toBe('Mine');
      office.state.refuses = null;
      await save(page);
      await page.getByText('is saved as version 8').first().waitFor();
      expect(savedLadders()).toMatchObject({ seenVersion: 7, name: 'Mine' });
    });
  });

  it('asks before unsaved changes are left, and keeps them when they are', async () => {
    await open('/admin/policies/north', async (page) => {
      await page.getByLabel('Name of this policy').fill('Half done');
      await page.getByRole('link', { name: 'All policies' }).click();
      await page.getByRole('heading', { name: 'Leave without saving?' }).waitFor();
      await page.getByRole('button', { name: 'Stay here' }).click();
      expect(await page.getByLabel('Name of this policy').inputValue()).toBe('Half done');
      await page.getByRole('link', { name: 'All policies' }).click();
      await page.getByRole('button', { name: 'Leave without saving' }).click();
      await page.getByRole('link', { name: 'Change North ladder' }).click();
      expect(await page.getByLabel('Name of this policy').inputValue()).toBe('Half done');
      await page.getByText('What you changed before stands here again').waitFor();
      await page.getByRole('button', { name: 'Undo my changes' }).click();
      await page.getByRole('link', { name: 'All policies' }).click();
      await page.getByRole('link', { name: 'Change North ladder' }).waitFor();
    });
  });

  it('tells who is reached on Sunday at two, of the draft as it stands, with every gap', async () => {
    await open('/admin/policies/north', async (page) => {
      await page.getByText('Alarm, again every 2 min').waitFor();
      const asked = () => office.asksFor('POST /api/v1/policies/who-is-reached').at(-1)?.body as unknown as WhoIsReachedInput;
      expect(new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(asked().at))).toBe('Sunday 02:00');
      const moments = page.locator('.moment');
      expect(await moments.nth(0).textContent()).toContain('Ana Test by text and call');
      expect(await moments.nth(0).textContent()).toContain('Ben Test stopped our texts');
      expect(await moments.nth(1).textContent()).toContain('Second on call: nobody is on call then');
      await rung(page, 'A', 0).getByLabel('Time to answer', { exact: true }).fill('7');
      await moments.nth(1).getByText('+7 min').waitFor();
      expect(asked().ladders.A.rungs[0]?.answerWithinSeconds).toBe(420);
      expect(await rung(page, 'A', 1).textContent()).toContain('Reaches nobody from');
    });
  });

  it('is to look at for those who may not change it', async () => {
    office.state.mayEdit = [];
    await open('/admin/policies/north', async (page) => {
      await page.getByText('A supervisor or rota manager of the team can change it').waitFor();
      expect(await page.getByRole('button', { name: 'Save this policy' }).count()).toBe(0);
      expect(await rung(page, 'A', 1).textContent()).toContain('text + call · has 2 min to answer');
    });
  });

  it('makes a team’s first policy', async () => {
    await open('/admin/policies', async (page) => {
      await page.getByRole('link', { name: 'Make a ladder New team' }).click();
      await save(page);
      await page.getByText('is saved as version 1').first().waitFor();
      expect(office.asksFor('PUT /api/v1/policies/new')[0]?.body).toMatchObject({ seenVersion: 0, teamId: 'new', name: 'New team' });
    });
  });

  it('the progress clocks are shown, and changed by an administrator with the version they saw', async () => {
    await open('/admin/policies', async (page) => {
      await page.getByLabel('Emergency, in minutes').fill('0');
      await page.getByRole('button', { name: 'Save these times' }).click();
      await page.getByText('Give whole minutes from 1 to 10,080').waitFor();
      await page.getByLabel('Emergency, in minutes').fill('8');
      await page.getByRole('button', { name: 'Save these times' }).click();
      await page.getByText('The times are saved.').first().waitFor();
      expect(office.asksFor('PUT /api/v1/network')[0]?.body).toMatchObject({ seenVersion: 4, org: 'NORTHSIDE', progressWithinMinutes: { A: 8, B: 15, C: 30, D: 60 } });
    });
  });
});

describe('the message log', () => {
  it('tells each state and its time, and what the provider’s code means', async () => {
    office.state.log = aLog({ kind: 'crisis', crisisId: 'c1', ref: '4821' });
    await open('/admin/messages', async (page) => {
      await page.getByText('Choose a crisis or a colleague.').waitFor();
      expect(office.asksFor('GET /api/v1/messages')).toEqual([]);
      await page.getByLabel('Crisis reference').fill('48');
      await page.getByRole('button', { name: 'Show this crisis' }).click();
      await page.getByText('A reference has 4 to 6 digits').waitFor();
      await page.getByLabel('Crisis reference').fill('4821');
      await page.getByRole('button', { name: 'Show this crisis' }).click();
      const failed = page.locator('.message').nth(1);
      await failed.getByText('Code 30003: the phone was switched off or out of reach').first().waitFor();
      expect(await failed.textContent()).toContain('Asked to answer, rung 2, round 1');
      expect(await page.locator('.message').nth(2).textContent()).toContain('Sent, not confirmed');
      expect(office.asksFor('GET /api/v1/messages')[0]?.query).toBe('?ref=4821');
    });
  });

  it('never says whether a crisis of others exists', async () => {
    await open('/admin/messages?ref=1234', async (page) => { await page.getByText('It may be closed, or belong to another team.').waitFor(); });
  });
});

describe('a drill', () => {
  it('sends what was chosen, and tells who, when, and every gap', async () => {
    await open('/admin/drill', async (page) => {
      await page.getByLabel('Of 100 asked, so many answer').fill('200');
      await page.getByRole('button', { name: 'Run this drill' }).click();
      await page.getByText('Give a number from 0 to 100').waitFor();
      await page.getByLabel('Of 100 asked, so many answer').fill('60');
      await page.getByRole('button', { name: 'Run this drill' }).click();
      await page.getByText('1 of 2 crises had nobody when their drill ended.').first().waitFor();
      expect(office.asksFor('POST /api/v1/drills')[0]?.body).toMatchObject({ teamId: 'north', answers: { kind: 'some', likelihood: 0.6, afterMinutes: 2 }, seed: 1 });
      await page.getByText('Supervisor on call: nobody from').waitFor();
      await page.getByText('+15 min: rung 2 found nobody').waitFor();
    });
  });
});
