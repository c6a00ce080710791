import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { BoardCard } from '../../../server/contract/crisis.js';
import { LOOKS } from '../../support/browser.js';
import { HANA, PRIYA, aCard, aColleague, aLadder, aRung, anAsked, anEmergency, anOwned } from './builders.js';
import { aClinic, barriers } from './clinic-browser.js';

const { clinic, open } = aClinic();
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const card = (page: Page, id: string) => page.locator(`[data-card="${id}"]`);
const onCard = (page: Page, id: string) => page.locator(`[data-card="${id}"]:focus-within`);
const askedMe = () => aLadder({ rungs: [aRung({ asked: [anAsked({ staffId: PRIYA.id, name: PRIYA.name })] })] });

function aNight(): BoardCard[] {
  return [
    anEmergency({ id: 'em', ref: '4821', answerBy: soon(-65), ladder: askedMe() }),
    aCard({ id: 'ur', ref: '3067', answerBy: soon(500) }),
    anOwned({ id: 'own', ref: '2918', owner: { ...HANA, since: soon(-900) }, progressBy: soon(240) }),
    anOwned({ id: 'mine', ref: '6152', owner: { ...PRIYA, since: soon(-300) }, progressBy: soon(900) }),
    anOwned({ id: 'fu', ref: '1733', state: 'FOLLOW_UP', column: 'follow-up', letter: 'E', shows: 'Planned', followUp: { id: 'f', kind: '24-hour', dueAt: soon(18_000), assigneeName: null } }),
  ];
}
/** More than are on the page at once: 150 wait, 350 are with somebody. */
const many = (): BoardCard[] => Array.from({ length: 500 }, (_, n) => (n < 150 ? aCard({ id: `c${n}`, ref: String(2000 + n), answerBy: soon(600 + n), ladder: askedMe() }) : anOwned({ id: `c${n}`, ref: String(2000 + n), owner: { ...HANA, since: soon(-n) }, progressBy: soon(n) })));

describe('the board as a list', () => {
  it.each(LOOKS)('can be read and used by everybody on a %s in %s colours', async (screen, colorScheme) => {
    clinic().state.cards = aNight();
    await open('/board', async (page, faults) => {
      await card(page, 'em').waitFor();
      if (screen === 'phone') {
        const top = async (what: Locator) => (await what.boundingBox())?.y ?? 0;
        expect(await top(card(page, 'em'))).toBeLessThan(await top(page.getByText('Sound is off on this device')));
        expect(await page.getByRole('button', { name: 'List', exact: true }).isVisible()).toBe(false);
        await page.getByText(/2 waiting · 2 taken · 0 referred/).click();
      }
      await page.getByRole('button', { name: 'List', exact: true }).click();
      await page.getByRole('heading', { name: /By time left/ }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    }, { screen, colorScheme, whole: true });
  });

  it('is kept on the device, goes by time left over all columns, and takes the same keys and acts', async () => {
    clinic().state.cards = aNight();
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      await page.getByRole('button', { name: 'List', exact: true }).click();
      await page.reload();
      await page.getByRole('heading', { name: /By time left/ }).waitFor();
      expect(await page.locator('[data-card]').evaluateAll((all) => all.map((one) => (one as unknown as { dataset: Record<string, string> }).dataset['card']))).toEqual(['em', 'own', 'ur', 'mine', 'fu']);
      await page.keyboard.press('a');
      await page.keyboard.press('Enter');
      await card(page, 'em').getByText('Someone has it').waitFor();
      await page.keyboard.press('z');
      await card(page, 'em').getByText('Needs someone').waitFor();
      await card(page, 'mine').getByRole('button', { name: /More/ }).click();
      await page.getByRole('button', { name: /Snooze/ }).click();
      await page.getByRole('dialog').waitFor();
    });
  });

  it('with nothing in it says so', async () => {
    await open('/board', async (page) => {
      await page.getByRole('button', { name: 'List', exact: true }).click();
      await page.getByText('No one is waiting.').waitFor();
    });
  });
});

describe('more than a team can answer', () => {
  it.each(LOOKS)('offers to ask for backup, once, and says who was asked, on a %s in %s colours', async (screen, colorScheme) => {
    clinic().state.cards = Array.from({ length: 6 }, (_, n) => aCard({ id: `n${n}`, ref: String(4000 + n), raisedAt: soon(-60 * n), answerBy: soon(600) }));
    clinic().state.colleagues = [aColleague(), aColleague({ id: 'amara', name: 'Dr Amara', initials: 'AA', supervisor: true })];
    await open('/board', async (page, faults) => {
      const note = page.getByText('Over 5 new in 10 minutes: 6 for Northside nights.');
      await note.waitFor();
      if (screen === 'phone') {
        // Whoever waits longest stands first, then the offer, then the others.
        const tops = await Promise.all([page.locator('[data-card]').nth(0), note, page.locator('[data-card]').nth(1)].map(async (one) => (await one.boundingBox())?.y ?? 0));
        expect(tops).toEqual(tops.toSorted((a, b) => a - b));
      }
      expect(await barriers(page, faults)).toEqual([]);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/burst-${screen}-${colorScheme}.png` });
      await page.getByRole('button', { name: 'Ask for backup', exact: true }).click();
      await page.getByText(/you asked for backup for Northside nights. Asked by text: Ben Carter and Dr Amara\./).waitFor();
      expect(await page.getByRole('button', { name: 'Ask for backup', exact: true }).count()).toBe(0);
      await page.reload();
      await page.getByText(/you asked for backup/).waitFor();
      expect(clinic().asksFor('POST /api/v1/teams/north/backup')).toHaveLength(1);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/burst-asked-${screen}-${colorScheme}.png` });
    }, { screen, colorScheme });
  });
});

describe('an emergency access that nobody looked at in time', () => {
  it('is told to the supervisors who must, and leads there; what is not late, or their own, is not', async () => {
    const access = (id: string, hoursAgo: number, mayReview = true) => ({
      id, crisisId: 'c1', ref: '4821', team: 'Northside nights', by: { id: 'zoe', name: 'Zoe Quiet' }, reason: 'danger-now' as const, at: soon(-hoursAgo * 3600), until: soon(1800 - hoursAgo * 3600), reviewBy: soon((72 - hoursAgo) * 3600), mayReview, review: null,
    });
    clinic().state.supervisor = true;
    clinic().state.cards = aNight();
    clinic().state.reviews = [access('late', 80), access('early', 20), access('own', 90, false)];
    await open('/board', async (page, faults) => {
      await page.getByText('1 emergency access was not looked at within 72 hours.').waitFor();
      expect(await page.getByRole('link', { name: 'Review' }).getAttribute('href')).toBe('/admin/audit');
      expect(await barriers(page, faults)).toEqual([]);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/review-due.png` });
    });
    clinic().state.supervisor = false;
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      expect(await page.getByText('emergency access was not looked at').count()).toBe(0);
    });
  });
});

describe('500 open crises', () => {
  it('are not all on the page, yet each knows its place, and J and K go through all of them', async () => {
    clinic().state.cards = many();
    await open('/board', async (page, faults) => {
      await card(page, 'c0').waitFor();
      expect(await page.locator('[data-card]').count()).toBeLessThan(80);
      expect(await page.locator('li', { has: card(page, 'c0') }).last().getAttribute('aria-setsize')).toBe('150');
      for (let n = 0; n < 30; n++) await page.keyboard.press('j');
      await onCard(page, 'c29').waitFor();
      expect(await page.locator('li', { has: card(page, 'c29') }).last().getAttribute('aria-posinset')).toBe('30');
      expect(await card(page, 'c29').evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);
      expect(await barriers(page, faults)).toEqual([]);
    });
  });

  it('keep the keyboard where it is when somebody scrolls far away, when cards change, and when one that is out of view is answered', async () => {
    clinic().state.cards = many();
    await open('/board', async (page) => {
      await card(page, 'c0').waitFor();
      await page.keyboard.press('j');
      await onCard(page, 'c0').waitFor();
      await page.mouse.move(300, 500);
      await page.evaluate('window.scrollTo(0, 20_000)');
      await page.locator('li[aria-setsize="150"][aria-posinset="72"]').waitFor({ state: 'attached' });
      for (let n = 1; n < 20; n++) clinic().change(`c${n}`);
      await onCard(page, 'c0').waitFor();
      await page.keyboard.press('j');
      await onCard(page, 'c1').waitFor();
      await page.keyboard.press('a');
      await page.keyboard.press('Enter');
      await onCard(page, 'c1').waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/acknowledgement')).toHaveLength(1);
    });
  });
});

describe('sound', () => {
  /** Counts the notes that the page plays, by their pitch in hertz. */
  const LISTEN = `globalThis.heard = []; globalThis.AudioContext = class extends EventTarget {
    state = 'running'; currentTime = 0; destination = {}; resume() { return Promise.resolve(); }
    createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to }; }
    createOscillator() { const note = { frequency: { value: 0 }, connect: (to) => to, start() { heard.push(note.frequency.value); }, stop() {} }; return note; }
  };`;
  const notes = (page: Page) => page.evaluate<number[]>('heard.splice(0)');
  const EMERGENCY = [587, 740, 988];

  it('is turned on with a sample, rings once for a burst, again every ten seconds until somebody has it, and has its own two notes for a lost line', async () => {
    await open('/board', async (page) => {
      await page.addInitScript(LISTEN);
      await page.reload();
      await page.getByText('Sound is off on this device').waitFor();
      await page.getByRole('button', { name: 'Turn on sound' }).first().click();
      expect(await notes(page)).toEqual(EMERGENCY);
      await page.clock.runFor(12_000);
      for (const id of ['a', 'b', 'c']) clinic().add(anEmergency({ id, ref: `70${id.charCodeAt(0)}`, answerBy: soon(120) }));
      await card(page, 'c').waitFor();
      await page.clock.runFor(1000);
      expect(await notes(page)).toEqual(EMERGENCY);
      expect(await page.title()).toMatch(/^\(3!\) Board/);
      await page.clock.runFor(10_000);
      expect(await notes(page)).toEqual(EMERGENCY);
      for (const id of ['a', 'b', 'c']) clinic().change(id, { state: 'ACTIVE', column: 'has-it', owner: { ...HANA, since: soon(0) } });
      await page.getByRole('region', { name: 'Someone has it' }).getByText('7099').waitFor();
      await page.clock.runFor(1000);
      clinic().beat();
      await notes(page);
      await page.clock.runFor(12_000);
      expect(await notes(page)).toEqual([]);
      clinic().state.hears = false;
      await page.clock.runFor(16_000);
      expect(await notes(page)).toEqual([220, 175]);
    }, { clock: true });
  });

  it('comes before notices, which are explained before the browser asks, and show level and ref only', async () => {
    await open('/board', async (page) => {
      await page.addInitScript(`${LISTEN} globalThis.shown = []; globalThis.asked = 0; globalThis.Notification = class extends EventTarget {
        static permission = 'default'; static requestPermission() { asked += 1; Notification.permission = 'granted'; return Promise.resolve('granted'); }
        constructor(title) { super(); shown.push(title); } close() {}
      };`);
      await page.reload();
      await page.getByRole('button', { name: 'Turn on sound' }).first().click();
      await page.getByRole('button', { name: 'Show it too' }).click();
      await page.getByRole('dialog').getByText('Emergency 4821 needs someone').waitFor();
      expect(await page.evaluate('asked')).toBe(0);
      await page.getByRole('button', { name: 'Go on, let the browser ask' }).click();
      await page.getByText('While this page lies behind others').waitFor({ state: 'detached' });
      await page.evaluate("Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })");
      clinic().add(anEmergency({ id: 'x', ref: '7777', headline: 'Sleeps under the bridge', answerBy: soon(120) }));
      clinic().add(anEmergency({ id: 'y', ref: '7778', answerBy: soon(120) }));
      await card(page, 'y').waitFor();
      expect(await page.evaluate('shown')).toEqual(['Emergency 7777 needs someone']);
    });
  });
});

describe('a first claim', () => {
  it('that comes second says who took it and how long before, and offers help in one touch', async () => {
    clinic().state.cards = aNight();
    clinic().state.takenBy = 'Hana Okafor';
    await open('/board', async (page) => {
      await card(page, 'em').getByRole('button', { name: /I’ve got this/ }).click();
      await page.getByRole('region', { name: 'Just done' }).getByText(/Hana Okafor took this 2 s before you|Hana Okafor took this \d s before you/).waitFor();
      clinic().change('em', { state: 'ACTIVE', column: 'has-it', owner: { ...HANA, since: soon(-2) } });
      await page.getByRole('button', { name: 'Offer backup' }).first().click();
      await page.getByText('4821: you are backup. Hana Okafor is being told.').first().waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/em/backup/offer')).toHaveLength(1);
    });
  });
});
