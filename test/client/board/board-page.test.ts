import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HANA, PRIYA, aCard, aLadder, aRung, anAsked, anEmergency, anOwned } from './builders.js';
import { barriers, focused, aClinic } from './clinic-browser.js';
import { LOOKS } from '../../support/browser.js';

const { clinic, open } = aClinic();

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const askedMe = () => aLadder({ rungs: [aRung({ startsAt: soon(-65), endsAt: soon(55), asked: [anAsked({ staffId: PRIYA.id, name: PRIYA.name })] }), aRung({ index: 1, state: 'next', startsAt: soon(55), asked: [anAsked({ said: 'waiting', channels: [] })] })] });

/** A night with something in every column. */
function aNight(): void {
  clinic().state.cards = [
    anEmergency({ id: 'em', ref: '4821', raisedAt: soon(-185), answerBy: soon(-65), emergencyAskAt: soon(-60), ladder: askedMe() }),
    aCard({ id: 'ur', ref: '3067', raisedAt: soon(-400), answerBy: soon(500), headline: null }),
    anOwned({ id: 'own', ref: '2918', owner: { ...HANA, since: soon(-900) }, progressBy: soon(240), emergencyConfirmBy: soon(400) }),
    anOwned({ id: 'mine', ref: '6152', owner: { ...PRIYA, since: soon(-300) }, progressBy: soon(900) }),
    anOwned({ id: 'ref', ref: '8275', column: 'referral', owner: { ...PRIYA, since: soon(-900) }, referral: { id: 'r', serviceName: 'Elm Row', state: 'VIEWED', answerBy: soon(540), openedAt: soon(-300), nextMatch: 'Harbor House' } }),
    anOwned({ id: 'fu', ref: '1733', state: 'FOLLOW_UP', column: 'follow-up', letter: 'E', shows: 'Planned', followUp: { id: 'f', kind: '24-hour', dueAt: soon(18_000), assigneeName: 'Hana Okafor' } }),
  ];
  clinic().state.around = {
    onCall: [
      { rotaId: 'a', rotaName: 'First', teamId: 'north', staffId: PRIYA.id, name: PRIYA.name, initials: 'PN', until: soon(20_000), reachable: true },
      { rotaId: 'b', rotaName: 'Second', teamId: 'north', staffId: null, name: null, initials: null, until: null, reachable: false },
    ],
    places: [{ serviceId: 's', serviceName: 'Elm Row', unit: 'bed', available: 2, maximum: 6, updatedAt: soon(-660), fresh: true }, { serviceId: 't', serviceName: 'Sobering center', unit: 'bed', available: 2, maximum: 3, updatedAt: soon(-11_000), fresh: false }],
  };
}

const card = (page: Page, id: string) => page.locator(`[data-card="${id}"]`);
const column = (page: Page, name: string) => page.getByRole('region', { name });
const toast = (page: Page, words: RegExp | string) => page.getByRole('region', { name: 'Just done' }).getByText(words).first();
const ready = (page: Page) => page.getByRole('heading', { name: /Needs someone/ }).waitFor();

describe('the board can be read and used by everybody', () => {
  it.each(LOOKS)('on a %s in %s colours', async (screen, colorScheme) => {
    aNight();
    await open('/board', async (page, faults) => {
      await ready(page);
      await card(page, 'em').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    }, { screen, colorScheme, whole: true });
  });

  it('at 320 pixels without scrolling sideways', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    }, { screen: 'phone', viewport: { width: 320, height: 256 } });
  });
});

describe('a card', () => {
  it('says how urgent, how long over, who is asked, what is known of the text, and what comes next', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').getByText(/over$/).waitFor();
      const words = await card(page, 'em').innerText();
      expect(words).toMatch(/Emergency\s+4821/);
      expect(words).toMatch(/1:\d\d\s+over/);
      expect(words).toContain('You text delivered');
      expect(words).toMatch(/in 0:\d\d/);
      expect(words).toContain('Has anyone called 911?');
    });
  });

  it('without a headline says so in neutral words', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'ur').getByText('Somebody needs help. No details yet').waitFor();
    });
  });

  it('shows the answer about the emergency call once somebody gave it', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').getByRole('button', { name: 'Already called' }).click();
      await card(page, 'em').getByText(/already called \d\d:\d\d/).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/em/emergency-answer')[0]?.body).toEqual({ answer: 'already-called' });
    });
  });
});

describe('news', () => {
  it('moves a card to its column, and closes one that left', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'ur').waitFor();
      await page.mouse.move(5, 5);
      clinic().change('ur', { state: 'ACTIVE', column: 'has-it', owner: { ...HANA, since: soon(0) }, answerBy: null });
      await column(page, 'Someone has it').getByText('3067').waitFor();
      clinic().change('own', { state: 'CLOSED' });
      await card(page, 'own').waitFor({ state: 'detached' });
    });
  });

  it('of an emergency is spoken at once and counted in the browser’s tab', async () => {
    await open('/board', async (page) => {
      await ready(page);
      clinic().add(anEmergency({ id: 'new', ref: '7777', raisedAt: soon(0), answerBy: soon(120) }));
      await page.getByRole('alert').getByText('Emergency 7777 needs someone.').waitFor();
      expect(await page.title()).toMatch(/^\(1!\) Board/);
    });
  });

  it('never moves what somebody points at: the new one waits as "1 new above"', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'ur').hover();
      const before = await card(page, 'ur').boundingBox();
      clinic().add(anEmergency({ id: 'new', ref: '7777', answerBy: soon(-300) }));
      clinic().change('em', { state: 'ACTIVE', column: 'has-it', owner: { ...HANA, since: soon(0) } });
      await page.getByRole('button', { name: '1 new above' }).waitFor();
      expect(await card(page, 'new').count()).toBe(0);
      expect((await card(page, 'ur').boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
      await page.getByRole('button', { name: '1 new above' }).click();
      await card(page, 'new').waitFor();
      await page.getByText('Hana Okafor has it now').waitFor({ state: 'detached' });
    });
  });

  it('about places or the rota fetches the board again', async () => {
    aNight();
    await open('/board', async (page) => {
      await page.getByText('2 of 6 free').waitFor();
      clinic().state.around = { ...clinic().state.around, places: [] };
      clinic().surroundings();
      await page.getByText('No service has told its places.').waitFor();
    });
  });
});

describe('answering', () => {
  it('takes A and Enter, can be undone with Z, and keeps the keyboard on the crisis', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      await page.keyboard.press('a');
      expect(await focused(page)).toMatch(/^I’ve got this/);
      await page.keyboard.press('Enter');
      await toast(page, '4821 is yours.').waitFor();
      await column(page, 'Someone has it').getByText('4821').waitFor();
      await page.locator('[data-card="em"]:focus-within').waitFor();
      await page.keyboard.press('z');
      await column(page, 'Needs someone').getByText('4821').first().waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/em/acknowledgement')[0]?.body).toEqual({ via: 'board' });
      expect(clinic().asksFor('POST /api/v1/crises/em/release')).toHaveLength(1);
    });
  });

  it('says who was faster, and by how much', async () => {
    aNight();
    clinic().state.takenBy = 'Hana Okafor';
    await open('/board', async (page) => {
      await card(page, 'em').getByRole('button', { name: /I’ve got this/ }).click();
      await toast(page, /Hana Okafor took this \d s before you/).waitFor();
    });
  });

  it('with X says that I cannot, on the card that has the keyboard', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      await page.keyboard.press('x');
      expect(clinic().asksFor('POST /api/v1/crises/em/refusal')).toEqual([]);
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await toast(page, '4821: noted that you cannot.').waitFor();
    });
  });

  it('with E and one reason asks the next step', async () => {
    aNight();
    await open('/board', async (page, faults) => {
      await card(page, 'em').waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('e');
      await page.getByRole('dialog').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Getting worse' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(clinic().asksFor('POST /api/v1/crises/em/next-rung')[0]?.body).toEqual({ reason: 'Getting worse' });
    });
  });

  it('is left alone by keys while somebody types, and when keys are turned off', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('ax');
      expect(await page.getByLabel('Filter by ref, words or name').inputValue()).toBe('ax');
      await page.keyboard.press('Escape');
      await page.evaluate("localStorage.setItem('handrail.preferences', JSON.stringify({ keys: false }))");
      await page.reload();
      await card(page, 'em').waitFor();
      await page.keyboard.press('j');
      expect(await page.evaluate("document.activeElement?.closest('[data-card]') === null")).toBe(true);
      expect(clinic().asked.filter(({ route }) => route.startsWith('POST'))).toEqual([]);
    });
  });
});

describe('keys', () => {
  it('J and K go from card to card, Enter opens one, R goes to its services', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
      expect(await page.evaluate("document.activeElement?.closest('[data-card]')?.dataset.card")).toBe('em');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/crises\/em$/);
      await page.goBack();
      await card(page, 'mine').waitFor();
      await card(page, 'mine').getByRole('link').focus();
      await page.keyboard.press('r');
      await page.waitForURL(/\/crises\/mine\/refer$/);
    });
  });

  it('a filter hides cards but never that an emergency waits', async () => {
    aNight();
    await open('/board', async (page) => {
      await card(page, 'em').waitFor();
      await page.getByLabel('Filter by ref, words or name').fill('2918');
      await page.getByText('1 hidden emergency needs someone.').waitFor();
      await page.getByRole('button', { name: 'Show all' }).click();
      await card(page, 'em').waitFor();
    });
  });
});

describe('without the line', () => {
  it('says that what it shows is old, offers text and call instead, and afterwards marks what changed', async () => {
    aNight();
    await open('/board', async (page, faults) => {
      await card(page, 'em').waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      clinic().state.hears = false;
      await page.clock.runFor(16_000);
      await page.getByText(/^Connection lost \d+ s ago/).waitFor();
      await page.getByRole('alert').getByText(/Connection lost/).waitFor();
      expect(await card(page, 'em').getByRole('button', { name: /I’ve got this/ }).count()).toBe(0);
      expect(await barriers(page, faults)).toEqual([]);
      await card(page, 'em').getByRole('button', { name: 'Answer by text or call' }).click();
      await page.getByText('Reply 1 to the text from NORTHSIDE about 4821').waitFor();
      await page.keyboard.press('Escape');

      clinic().change('own', { headline: 'Ambulance there' });
      clinic().change('fu', { state: 'CLOSED' });
      clinic().state.hears = true;
      clinic().beat();
      await page.getByText('Live again. 2 changes, marked for a minute.').waitFor();
      await card(page, 'own').getByText('Changed', { exact: true }).waitFor();
      await card(page, 'em').getByRole('button', { name: /I’ve got this/ }).waitFor();
      for (let second = 0; second < 65; second += 5) {
        await page.clock.runFor(5000);
        clinic().beat();
      }
      await page.getByText(/marked for a minute/).waitFor({ state: 'detached' });
      expect(await card(page, 'own').getByText('Changed', { exact: true }).count()).toBe(0);
    }, { clock: true });
  });
});

describe('when there is nothing, or nothing comes', () => {
  it('an empty board says when that was true', async () => {
    await open('/board', async (page, faults) => {
      await page.getByText('No one is waiting.').waitFor();
      await page.getByText(/^Checked \d\d:\d\d:\d\d\.$/).first().waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    });
  });

  it('a board that cannot be loaded says what still works and can be tried again', async () => {
    clinic().state.boardFails = true;
    await open('/board', async (page, faults) => {
      await page.getByRole('group', { name: 'The board could not be loaded' }).waitFor({ timeout: 20_000 });
      await page.getByText(/ring \(202\) 555-0100/).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      clinic().state.boardFails = false;
      await page.getByRole('button', { name: 'Try again now' }).click();
      await page.getByText('No one is waiting.').waitFor();
    });
  });
});
