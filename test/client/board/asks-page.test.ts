import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HANA, PRIYA, aCard, aColleague, anAsk, anEmergency, anOwned } from './builders.js';
import { ON_DEVICE, aClinic, barriers, deviceKeeps, focused } from './clinic-browser.js';
import { LOOKS } from '../../support/browser.js';

const { clinic, open } = aClinic();

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const mine = (more = {}) => anOwned({ id: 'c1', ref: '8275', owner: { ...PRIYA, since: soon(-600) }, progressBy: soon(900), raisedAt: soon(-3000), ...more });
const me = { id: PRIYA.id, name: PRIYA.name, initials: 'PN', said: 'waiting' as const };
const card = (page: Page, id: string) => page.locator(`[data-card="${id}"]`);
const toast = (page: Page, words: RegExp | string) => page.getByRole('region', { name: 'Just done' }).getByText(words).first();
const colleagues = () => [aColleague({ id: 'zoe', name: 'Zoe Quiet', initials: 'ZQ', reachable: false, onCall: false }), aColleague(), aColleague({ id: 'amara', name: 'Dr Amara', initials: 'AA', supervisor: true, owns: 2 })];
const more = (page: Page) => page.locator('.crisis-acts').getByRole('button', { name: /^More/ });

describe('handing over', () => {
  it('takes a key, a person and Enter: the boxes are filled from what is known, and it stays mine until they accept', async () => {
    clinic().state.cards = [mine()];
    clinic().state.colleagues = colleagues();
    await open('/board', async (page, faults) => {
      await card(page, 'c1').getByRole('link').first().focus();
      await page.keyboard.press('h');
      await page.waitForURL(/\/crises\/c1\/hand-over$/);
      await page.getByRole('radio', { name: /Ben Carter/ }).waitFor();
      expect(await page.locator('.colleagues .choice-title').allInnerTexts()).toEqual(['Ben Carter', 'Dr Amara', 'Zoe Quiet']);
      expect(await page.getByLabel('Risk and safety').inputValue()).toBe('Alone: yes\nThoughts of suicide: no');
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('radio', { name: /Ben Carter/ }).focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Ask Ben Carter to take it over' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(/^Asked Ben Carter, (10:00|9:\d\d) left\. It stays yours until they accept\.$/).waitFor();
      const [sent] = clinic().asksFor('POST /api/v1/crises/c1/hand-over');
      expect(sent?.body).toMatchObject({ seenVersion: 1, toId: 'ben', theyWant: 'A quiet room' });
      expect(sent?.key).toMatch(/^[0-9a-f-]{36}$/);
      await page.getByRole('button', { name: 'Take back' }).click();
      await toast(page, /the ask is taken back/).waitFor();
    });
  }, 60_000);

  it('without a person or with an empty box says what is missing; “Not known” is one touch', async () => {
    clinic().state.cards = [mine()];
    clinic().state.colleagues = colleagues();
    clinic().state.crises.set('c1', { details: { whatHelps: '' } });
    await open('/crises/c1/hand-over', async (page, faults) => {
      await page.getByRole('button', { name: 'Ask them to take it over' }).click();
      await page.getByRole('group', { name: 'Something is missing' }).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/hand-over')).toEqual([]);
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Write “Not known” under What they want' }).click();
      expect(await page.getByLabel('What they want').inputValue()).toBe('Not known');
    });
  });

  it('loses no word when the crisis changed meanwhile, when it fails, or when the panel is closed', async () => {
    clinic().state.cards = [mine()];
    clinic().state.colleagues = colleagues();
    await open('/crises/c1/hand-over', async (page) => {
      await page.getByRole('radio', { name: /Ben Carter/ }).check();
      await page.getByLabel('Why now').fill('My car broke down');
      clinic().state.refuses = { status: 409, slug: 'crisis/changed' };
      await page.getByRole('button', { name: 'Ask Ben Carter to take it over' }).click();
      await page.getByText(/Somebody changed this crisis while you were writing/).waitFor();
      expect(await page.getByLabel('Why now').inputValue()).toBe('My car broke down');
      await page.getByRole('button', { name: 'Close the hand-over' }).click();
      await page.getByRole('link', { name: 'Hand over', exact: true }).click();
      expect(await page.getByLabel('Why now').inputValue()).toBe('My car broke down');
      clinic().state.refuses = { status: 409, slug: 'crisis/hand-over-open', more: { title: 'Somebody is already being asked to take this', owner: { id: HANA.id, name: HANA.name, since: soon(-60) } } };
      await page.getByRole('button', { name: 'Ask Ben Carter to take it over' }).click();
      await page.getByText(/Hana Okafor has it since \d\d:\d\d/).first().waitFor();
      await page.locator('.hand-over').getByRole('button', { name: 'Offer backup' }).click();
      await toast(page, /you are backup/).waitFor();
    });
  }, 60_000);

  it('outlives a refresh, sealed on the device, until it is sent', async () => {
    clinic().state.cards = [mine()];
    clinic().state.colleagues = colleagues();
    await open('/crises/c1/hand-over', async (page) => {
      await page.getByRole('radio', { name: /Ben Carter/ }).check();
      await page.getByLabel('Why now').fill('My car broke down');
      // The words are there, and nobody can read them: neither they nor their key leave the browser.
      await deviceKeeps(page, 1);
      expect(await page.evaluate(`${ON_DEVICE}.then((rows) => JSON.stringify([Object.keys(rows[0]).sort(), new TextDecoder().decode(rows[0].words)]))`)).toMatch(/^\[\["id","keptAt","nonce","ownerId","words"\],"(?!.*My car)/);
      await page.reload();
      await page.getByLabel('Why now').waitFor();
      expect(await page.getByLabel('Why now').inputValue()).toBe('My car broke down');
      await page.getByRole('button', { name: 'Ask Ben Carter to take it over' }).click();
      await page.getByText(/^Asked Ben Carter,/).waitFor();
      await deviceKeeps(page, 0);
    });
  }, 60_000);

  it('is read before it is accepted, and then it is mine', async () => {
    const ask = anAsk({ until: soon(520), to: [me] });
    clinic().state.cards = [mine({ owner: { ...HANA, since: soon(-900) }, handOver: ask })];
    clinic().state.crises.set('c1', { handOvers: [{ ...ask, words: { whyNow: 'My shift ends', riskAndSafety: 'Alone', doneSoFar: 'Spoke', theyWant: 'Quiet', mustHappen: 'Call at 19:00', mustHappenBy: soon(3600) } }] });
    await open('/board', async (page, faults) => {
      await page.getByRole('region', { name: 'Hand-over and referral' }).getByText('Hand-over from Hana Okafor to you').waitFor();
      await page.getByText('1 needs your answer').waitFor();
      await card(page, 'c1').getByRole('link').first().focus();
      await page.keyboard.press('h');
      await page.getByText('Call at 19:00').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'I take it over' }).click();
      await toast(page, /8275 is yours/).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/hand-over/answer')[0]?.body).toEqual({ answer: 'accept' });
    });
  });

  it('declined with a key and one reason tells its sender', async () => {
    clinic().state.cards = [mine({ owner: { ...HANA, since: soon(-900) }, handOver: anAsk({ until: soon(520), to: [me] }) })];
    await open('/board', async (page) => {
      await card(page, 'c1').getByRole('link').first().focus();
      await page.keyboard.press('x');
      await page.getByRole('button', { name: 'With another person' }).click();
      await toast(page, /Hana Okafor is told at once/).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/hand-over/answer')[0]?.body).toEqual({ answer: 'decline', note: 'With another person' });
    });
  });

  it('that ended meanwhile says who has it', async () => {
    clinic().state.cards = [mine({ owner: { ...HANA, since: soon(-900) }, handOver: anAsk({ kind: 'shift', until: soon(520), to: [me] }) })];
    clinic().state.refuses = { status: 409, slug: 'crisis/hand-over-ended', more: { title: 'You are not being asked to take this any more', owner: { id: HANA.id, name: HANA.name, since: soon(-60) } } };
    await open('/board', async (page) => {
      await card(page, 'c1').getByRole('button', { name: /^I take it/ }).click();
      await card(page, 'c1').getByText(/Hana Okafor has it since/).waitFor();
    });
  });

  it('that nobody answered comes back loudly: heard once, spoken, and with what to do', async () => {
    clinic().state.cards = [mine({ handOver: anAsk({ by: { id: PRIYA.id, name: PRIYA.name }, until: soon(2) }) })];
    await open('/board', async (page, faults) => {
      await page.evaluate(`globalThis.notes = 0; AudioContext.prototype.createOscillator = (create => function () { globalThis.notes += 1; return create.call(this); })(AudioContext.prototype.createOscillator)`);
      await page.getByRole('button', { name: 'Turn on sound' }).click();
      await page.waitForFunction('globalThis.notes === 3');
      clinic().change('c1', { handOver: null, attention: [{ why: 'hand-over-returned', at: soon(0), forId: PRIYA.id }] });
      await card(page, 'c1').getByText(/No answer to the hand-over in time\. It is still yours\./).waitFor();
      await page.getByText('8275: the hand-over was not answered in time.').waitFor({ state: 'attached' });
      await page.waitForFunction('globalThis.notes === 5');
      clinic().change('c1', { headline: 'Something else' });
      await card(page, 'c1').getByText('Something else').waitFor();
      await page.waitForTimeout(2500);
      expect(await page.evaluate('globalThis.notes')).toBe(5);
      expect(await barriers(page, faults)).toEqual([]);
      await card(page, 'c1').getByRole('link', { name: 'Ask somebody else' }).click();
      await page.waitForURL(/hand-over$/);
    });
  });
});

describe('assigning', () => {
  it('is a key for supervisors: one person, one reason, and the crisis says who is asked', async () => {
    clinic().state.supervisor = true;
    clinic().state.cards = [aCard({ id: 'c1', ref: '3067', raisedAt: soon(-60), answerBy: soon(800) })];
    clinic().state.colleagues = colleagues();
    await open('/board', async (page, faults) => {
      await card(page, 'c1').getByRole('link').first().focus();
      await page.keyboard.press('s');
      await page.getByRole('radio', { name: /Dr Amara/ }).check();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Knows the person' }).click();
      clinic().state.refuses = { status: 422, slug: 'crisis/cannot-take-it', more: { title: 'They cannot be asked to take this crisis' } };
      await page.getByRole('button', { name: 'Ask Dr Amara now' }).click();
      await page.getByRole('dialog').getByText('They cannot be asked to take this crisis.').waitFor();
      expect(await page.getByLabel('Why them?', { exact: true }).last().inputValue()).toBe('Knows the person');
      await page.getByRole('radio', { name: /Ben Carter/ }).check();
      await page.getByRole('button', { name: 'Ask Ben Carter now' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await card(page, 'c1').getByText(/You assigned this to Ben Carter, (10:00|9:\d\d) left\./).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/assignment').at(-1)?.body).toEqual({ toId: 'ben', reason: 'Knows the person' });
    });
  });

  it('is not offered to whoever only answers, by key neither', async () => {
    clinic().state.cards = [aCard({ id: 'c1', raisedAt: soon(-60), answerBy: soon(800) })];
    await open('/board', async (page) => {
      await card(page, 'c1').getByRole('link').first().focus();
      await page.keyboard.press('s');
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await card(page, 'c1').getByRole('button', { name: /^Assign/ }).count()).toBe(0);
    });
  });
});

describe('backup', () => {
  it('is asked for from the menu, shown while it waits, and can be stopped', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page, faults) => {
      await more(page).click();
      await page.getByRole('button', { name: 'Ask for backup' }).click();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Ask for backup now' }).click();
      await page.getByText(/^Backup asked: tomas\. Asked again in (5:00|4:\d\d)\.$/).waitFor();
      await page.getByRole('button', { name: 'Stop asking' }).click();
      await toast(page, /backup ended/).waitFor();
    });
  });

  it('says who helps to everyone, and lets somebody offer it', async () => {
    clinic().state.cards = [mine({ owner: { ...HANA, since: soon(-600) }, backupAsk: anAsk({ kind: 'backup', until: soon(200), to: [me] }) }), mine({ id: 'c2', ref: '2918', owner: { ...HANA, since: soon(-600) } })];
    clinic().state.around = { onCall: [{ rotaId: 'a', rotaName: 'First', teamId: 'north', staffId: PRIYA.id, name: PRIYA.name, initials: 'PN', until: soon(20_000), reachable: true }] };
    await open('/board', async (page) => {
      await card(page, 'c1').getByRole('button', { name: /^I can help/ }).click();
      await card(page, 'c1').getByText(/You is backup|You .*backup since/).waitFor();
      await card(page, 'c2').getByRole('button', { name: 'More for 2918' }).click();
      await page.getByRole('button', { name: 'Offer backup' }).click();
      await toast(page, /2918: you are backup/).waitFor();
    });
  });
});

describe('snooze', () => {
  it('takes minutes and a reason, is counted, opens as a list and can be ended', async () => {
    clinic().state.cards = [mine()];
    await open('/board', async (page, faults) => {
      await card(page, 'c1').getByRole('button', { name: 'More for 8275' }).click();
      await page.getByRole('button', { name: 'Snooze' }).click();
      await page.getByText('20 min', { exact: true }).click();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Waiting for a call back' }).click();
      await card(page, 'c1').getByText(/^Snoozed until/).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/snooze')[0]?.body).toEqual({ minutes: 20, reason: 'Waiting for a call back' });
      await page.getByRole('button', { name: 'Snoozed 1' }).click();
      await page.getByRole('dialog').getByRole('link', { name: /8275/ }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: /^End it now/ }).click();
      await card(page, 'c1').getByText(/^Snoozed until/).waitFor({ state: 'detached' });
    });
  });

  it('returns by itself, also when no news comes', async () => {
    clinic().state.cards = [mine({ snooze: { until: soon(3), byName: PRIYA.name, times: 1 } })];
    await open('/board', async (page) => {
      await page.getByRole('button', { name: 'Snoozed 1' }).waitFor();
      await page.getByRole('button', { name: 'Snoozed 1' }).waitFor({ state: 'detached' });
      expect(await card(page, 'c1').getByText(/^Snoozed until/).count()).toBe(0);
    });
  });

  it('is never offered on an emergency or on what nobody has', async () => {
    clinic().state.supervisor = true;
    clinic().state.cards = [mine({ letter: 'A', shows: 'Emergency' }), anEmergency({ id: 'c2', ref: '4821' })];
    await open('/board', async (page) => {
      for (const ref of ['8275', '4821']) {
        await page.getByRole('button', { name: `More for ${ref}` }).click();
        await page.getByRole('button', { name: 'Add to another crisis' }).waitFor();
        expect(await page.getByRole('button', { name: 'Snooze', exact: true }).count()).toBe(0);
        await page.keyboard.press('Escape');
      }
    });
  });
});

describe('how it goes and where the person is', () => {
  it('“With them yet?” is answered in one touch', async () => {
    clinic().state.cards = [mine({ progressBy: soon(-10), graceUntil: soon(110), attention: [{ why: 'with-them-yet', at: soon(-10), forId: PRIYA.id }] })];
    await open('/board', async (page) => {
      await card(page, 'c1').getByText(/^With them yet\? 1:\d\d left, then everyone is asked anew\.$/).waitFor();
      await card(page, 'c1').getByRole('button', { name: /^Handed on/ }).waitFor();
      await card(page, 'c1').getByRole('button', { name: /^With them/ }).click();
      await card(page, 'c1').getByText(/with them since/).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/progress')[0]?.body).toEqual({ state: 'with-them' });
    });
  });

  it('a place is chosen in words with since when, and stands on the page and the card', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page, faults) => {
      await page.getByRole('button', { name: 'Change where the person is' }).click();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('radio', { name: 'Waiting at a service' }).check();
      await page.getByLabel('Since when?').selectOption('30');
      await page.getByRole('button', { name: 'Save where they are' }).click();
      await page.getByText('Waiting at a service, Eastfield').waitFor();
      await page.getByText('for 30 min').waitFor();
      await page.getByRole('link', { name: 'Board' }).first().click();
      await card(page, 'c1').getByText(/Waiting at a service, Eastfield/).waitFor();
    });
  });
});

describe('adding to another crisis', () => {
  it('compares the two, wants a person’s word when too little agrees, shows it on both, and can be undone with a reason', async () => {
    clinic().state.cards = [mine(), mine({ id: 'c2', ref: '2918', owner: { ...HANA, since: soon(-900) } })];
    clinic().state.crises.set('c1', { details: { personName: 'Sam Reed', ageYears: 17 } });
    clinic().state.crises.set('c2', { details: { personName: 'sam reed', ageYears: 18 } });
    await open('/crises/c1', async (page, faults) => {
      await more(page).click();
      await page.getByRole('button', { name: 'Add to another crisis' }).click();
      await page.getByLabel('Ref of the other crisis').fill('2918');
      await page.keyboard.press('Enter');
      await page.getByText('the same', { exact: true }).waitFor();
      await page.getByText('not the same', { exact: true }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Add 8275 to 2918' }).click();
      await page.getByText('Say how you know that they are the same person').waitFor();
      await page.getByLabel('How do you know?').fill('Same aunt rang');
      await page.getByRole('button', { name: 'Add 8275 to 2918' }).click();
      await page.waitForURL(/\/crises\/c2$/);
      await page.getByText(/Priya Nair added 8275 to this/).waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/joined-to')[0]?.body).toEqual({ crisisId: 'c2', confirmed: 'Same aunt rang' });
      await page.getByRole('link', { name: 'Open 8275' }).click();
      await page.getByText(/Priya Nair added this to 2918/).waitFor();
      await page.getByRole('button', { name: 'Take it out again' }).click();
      await page.getByRole('button', { name: 'Another person' }).click();
      await page.getByText(/Priya Nair added this to 2918/).waitFor({ state: 'detached' });
      expect(clinic().asksFor('POST /api/v1/crises/c1/joined-to/undo')[0]?.body).toEqual({ reason: 'Another person' });
      await page.goto(`${clinic().url}/crises/c2`);
      await page.getByText(/8275 was added to this and taken out again/).waitFor();
    });
  }, 60_000);
});

describe('what nobody may overlook', () => {
  it('unowned minutes: 0 is quiet, more is loud on the board and in the crisis', async () => {
    clinic().state.cards = [mine()];
    await open('/board', async (page) => {
      await page.getByText('Unowned minutes').waitFor();
      expect(await page.locator('.figure-loud').count()).toBe(0);
      clinic().change('c1', { unownedMinutes: 1.5 });
      await page.locator('.figure-loud').getByText('1.5').waitFor();
      await page.getByText('in 1 crisis. Look now').waitFor();
      await page.goto(`${clinic().url}/crises/c1`);
      await page.getByText('Neither an owner nor anybody asked for 1.5 min so far.').waitFor();
    });
  });

  it('work that failed is listed with since when, and tried again with one touch, by those who may', async () => {
    clinic().state.supervisor = true;
    clinic().state.around = { deadJobs: 1 };
    clinic().state.deadJobs = [{ id: 'j1', kind: 'notify', teamId: 'north', urgency: 0, dueAt: soon(-600), attempts: 25, state: 'given-up', about: { crisisId: 'c1' } }];
    await open('/board', async (page, faults) => {
      await page.getByRole('button', { name: 'Look at it' }).click();
      await page.getByText('Telling somebody who was asked').waitFor();
      await page.getByText(/tried 25 times/).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('No work has failed.').waitFor();
    });
  });

  it('acts are held back with words while there is no line', async () => {
    clinic().state.cards = [mine()];
    clinic().state.colleagues = colleagues();
    await open('/crises/c1/hand-over', async (page) => {
      await page.getByRole('radio', { name: /Ben Carter/ }).check();
      await page.getByLabel('Why now').fill('My car broke down');
      clinic().state.hears = false;
      await page.clock.runFor(16_000);
      await page.getByText(/^No connection\. Nothing was sent\. What you wrote is kept here/).waitFor();
      expect(await page.getByRole('button', { name: 'Ask Ben Carter to take it over' }).isDisabled()).toBe(true);
      expect(await page.getByLabel('Why now').inputValue()).toBe('My car broke down');
      expect(await focused(page)).not.toBe(null);
    }, { clock: true });
  });
});

describe('every new state can be read and used by everybody', () => {
  it.each(LOOKS)('on a %s in %s colours', async (screen, colorScheme) => {
    clinic().state.cards = [
      mine({ progressBy: soon(-10), graceUntil: soon(110), backup: { ...HANA, since: soon(-100) }, attention: [{ why: 'hand-over-returned', at: soon(-10), forId: PRIYA.id }, { why: 'unowned', at: soon(-10), forId: null }] }),
      mine({ id: 'c2', ref: '9406', owner: { ...HANA, since: soon(-900) }, handOver: anAsk({ until: soon(520), to: [me] }), backupAsk: anAsk({ id: 'b', kind: 'backup', until: soon(100), to: [me] }) }),
      mine({ id: 'c3', ref: '3333', handOver: anAsk({ by: { id: PRIYA.id, name: PRIYA.name }, until: soon(520) }), unownedMinutes: 2 }),
      mine({ id: 'c4', ref: '4444', snooze: { until: soon(600), byName: PRIYA.name, times: 2 } }),
      aCard({ id: 'c5', ref: '5555', answerBy: soon(500), handOver: anAsk({ kind: 'assignment', until: soon(520), to: [me] }) }),
    ];
    clinic().state.colleagues = colleagues();
    await open('/board', async (page, faults) => {
      await card(page, 'c5').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      for (const path of ['/crises/c1', '/crises/c3', '/crises/c1/hand-over', '/crises/c2/hand-over', '/me/shift']) {
        await page.goto(clinic().url + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForTimeout(300);
        expect([path, await barriers(page, faults)]).toEqual([path, []]);
      }
    }, { screen, colorScheme, whole: true });
  }, 60_000);

  it.each(['/board', '/crises/c1', '/crises/c1/hand-over', '/me/shift'])('%s at 320 pixels without scrolling sideways', async (path) => {
    clinic().state.cards = [mine({ attention: [{ why: 'hand-over-returned', at: soon(-10), forId: PRIYA.id }], backupAsk: anAsk({ kind: 'backup', until: soon(100) }) }), mine({ id: 'c2', owner: { ...HANA, since: soon(-9) }, handOver: anAsk({ until: soon(520), to: [me] }) })];
    clinic().state.colleagues = colleagues();
    await open(path, async (page) => {
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await page.waitForTimeout(500);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    }, { screen: 'phone', viewport: { width: 320, height: 256 } });
  });
});
