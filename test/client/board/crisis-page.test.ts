import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PRIYA, aCard, aCrisis, aReferral, anEmergency, anOwned } from './builders.js';
import { aClinic, barriers, deviceKeeps, focused } from './clinic-browser.js';
import { LOOKS } from '../../support/browser.js';

const { clinic, open } = aClinic();

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const mine = (more = {}) => anOwned({ id: 'c1', ref: '8275', owner: { ...PRIYA, since: soon(-600) }, progressBy: soon(900), raisedAt: soon(-900), ...more });
const ready = (page: Page) => page.getByRole('heading', { name: 'Timeline' }).waitFor();
const match = (page: Page, name: string) => page.getByRole('article', { name });

describe('one crisis can be read and used by everybody', () => {
  it.each(LOOKS)('on a %s in %s colours, with services beside it', async (screen, colorScheme) => {
    clinic().state.cards = [mine()];
    clinic().state.crises.set('c1', { referrals: [aReferral({ crisisId: 'c1', answerBy: soon(540) })] });
    await open('/crises/c1', async (page, faults) => {
      await ready(page);
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('link', { name: 'Refer', exact: true }).click();
      await match(page, 'Harbor House').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    }, { screen, colorScheme, whole: true });
  });

  it.each(['/crises/c1', '/crises/c1/refer', '/crises', '/referrals', '/follow-ups'])('%s at 320 pixels without scrolling sideways', async (path) => {
    clinic().state.cards = [mine()];
    await open(path, async (page) => {
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForTimeout(300);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    }, { screen: 'phone', viewport: { width: 320, height: 256 } });
  });

  it('and says no more than that somebody can help, when it is hidden or absent', async () => {
    await open('/crises/c9', async (page, faults) => {
      await page.getByText('There is nothing here that you may see').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    });
  });
});

describe('the page of one crisis', () => {
  it('shows at a glance what is next, who has it and why it is this urgent', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await page.getByText(/Urgency C: Great distress/).waitFor();
      await page.getByText('Priya Nair (you)').waitFor();
      await page.getByText(/^Say how it goes by/).first().waitFor();
      await page.getByRole('button', { name: 'Why', exact: true }).click();
      await page.getByText('Great distress. → C').waitFor();
    });
  });

  it('offers to take it to whoever may though they were not asked, and tells the others whom to ring', async () => {
    clinic().state.cards = [anEmergency({ id: 'c1', ref: '8275', answerBy: soon(60) })];
    clinic().state.crises.set('c1', { may: { ...aCrisis().may, answer: false } });
    await open('/crises/c1', async (page) => {
      await page.getByText('Whoever is on call or was asked can take it.', { exact: false }).waitFor();
      clinic().changeCrisis('c1', { may: { ...aCrisis().may, answer: true } });
      await page.getByRole('button', { name: 'I’ve got this' }).click();
      await page.getByRole('status').getByText('8275 is yours.').waitFor();
    });
  });

  it('is live: what somebody else changed stands there without a touch', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await ready(page);
      clinic().changeCrisis('c1', { timeline: [{ id: 't2', at: soon(0), kind: 'crisis.note', group: 'notes', actor: 'Hana Okafor', words: 'wrote a note', more: 'Aunt rang' }] });
      await page.getByText('Aunt rang').waitFor();
    });
  });

  it('keeps what was typed when somebody changed the facts meanwhile, and overwrites only knowingly', async () => {
    clinic().state.cards = [mine()];
    clinic().state.factsConflict = 'At the station';
    await open('/crises/c1', async (page, faults) => {
      await ready(page);
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByLabel('Where', { exact: true }).fill('At the shelter');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Where is now: At the station').waitFor();
      expect(await page.getByLabel('Where', { exact: true }).inputValue()).toBe('At the shelter');
      expect(await barriers(page, faults.filter((fault) => !fault.includes('409')))).toEqual([]);
      await page.getByRole('button', { name: 'Save mine' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      const [first, second] = clinic().asksFor('PATCH /api/v1/crises/c1/facts').map(({ body }) => body);
      expect(first).toEqual({ seenVersion: 1, details: { place: 'At the shelter' } });
      expect(second).toEqual({ seenVersion: 2, details: { place: 'At the shelter' } });
    });
  });

  it('loses no word of a note when the line goes or the page is loaded again, and saves it once the line is back', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await ready(page);
      const note = page.getByLabel('A note, or what was said on a call');
      await note.fill('Aunt can come at eight');
      await deviceKeeps(page, 1);
      await page.context().setOffline(true);
      await page.getByText('Kept on this device.', { exact: false }).waitFor();
      expect([await note.inputValue(), await page.getByRole('button', { name: 'Add note' }).count()]).toEqual(['Aunt can come at eight', 0]);
      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Add note' }).waitFor();
      await page.reload();
      await page.getByRole('button', { name: 'Add note' }).click();
      await page.getByRole('button', { name: 'Add note' }).waitFor({ state: 'hidden' });
      expect(clinic().asksFor('POST /api/v1/crises/c1/notes').at(-1)?.body).toEqual({ kind: 'note', text: 'Aunt can come at eight' });
      await deviceKeeps(page, 0);
      await page.reload();
      await ready(page);
      expect(await note.inputValue()).toBe('');
    });
  });

  it('says why it cannot be closed yet before asking for anything', async () => {
    clinic().state.cards = [mine()];
    clinic().state.crises.set('c1', { referrals: [aReferral({ crisisId: 'c1' })] });
    await open('/crises/c1', async (page) => {
      await page.getByRole('button', { name: 'Close with an outcome' }).click();
      await page.getByText('Elm Row has not answered. Wait, ring them, or take the referral back.').waitFor();
      expect(await page.getByRole('button', { name: 'Close it' }).count()).toBe(0);
    });
  });

  it('closes with a disposition and an outcome, and leads to what is missing', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await page.getByRole('button', { name: 'Close with an outcome' }).click();
      await page.getByRole('button', { name: 'Close it' }).click();
      expect(await focused(page)).toContain('Two answers are missing');
      await page.getByLabel('How did it end?').selectOption('ENGAGED_ASSISTED');
      await page.getByRole('dialog').getByRole('radio', { name: 'Helped', exact: true }).check({ force: true });
      await page.getByLabel(/^Given/).fill('water\na ride home');
      await page.getByRole('button', { name: 'Close it' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(clinic().asksFor('POST /api/v1/crises/c1/closure')[0]?.body).toEqual({ seenVersion: 1, disposition: 'ENGAGED_ASSISTED', outcome: 'helped', given: ['water', 'a ride home'], information: [], obtained: [] });
    });
  });

  it('records an emergency service only with the reason why it is the police', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await page.getByRole('button', { name: 'Record a request' }).click();
      await page.getByLabel('Which?').selectOption('police');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByText('Say why police and not another service').waitFor();
      await page.getByLabel(/^Why police/).fill('A weapon is there');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      const [request] = clinic().asksFor('POST /api/v1/crises/c1/emergency-contacts');
      expect(request?.body).toEqual({ service: 'police', personAgreed: 'not-asked', supervisorConsulted: false, whyPolice: 'A weapon is there' });
      expect(request?.key).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  it('that nobody has offers the answer, by button and by key', async () => {
    clinic().state.cards = [aCard({ id: 'c1', ref: '8275', raisedAt: soon(-60), answerBy: soon(600) })];
    await open('/crises/c1', async (page) => {
      await ready(page);
      await page.keyboard.press('a');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Just done' }).getByText('8275 is yours.').first().waitFor();
      await page.getByText('Priya Nair (you)').waitFor();
    });
  });
});

describe('referring', () => {
  it('takes three touches from the crisis to sent, with their word for this very service', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await ready(page);
      await page.getByRole('link', { name: 'Refer', exact: true }).click();
      await match(page, 'Elm Row').locator('label', { hasText: 'Agrees' }).click();
      await page.getByRole('button', { name: 'Send to Elm Row' }).click();
      await match(page, 'Elm Row').getByText('Delivered').waitFor();
      expect(clinic().asksFor('POST /api/v1/crises/c1/consents')[0]?.body).toEqual({ serviceId: 'elm', dataClasses: ['contact', 'need', 'risk'], method: 'spoken', givenBy: 'self' });
      const [sent] = clinic().asksFor('POST /api/v1/referrals');
      expect(sent?.body).toEqual({ crisisId: 'c1', serviceId: 'elm', need: 'Crisis house', consentId: expect.any(String), wishes: 'A quiet room', nextServiceId: 'harbor' });
      expect(sent?.key).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  it('sends nothing without their yes', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1/refer', async (page) => {
      const send = page.getByRole('button', { name: 'Send to Elm Row' });
      await send.waitFor();
      expect(await send.isDisabled()).toBe(true);
      await match(page, 'Elm Row').locator('label', { hasText: 'Does not' }).click();
      await page.getByText('They do not agree. Elm Row is not told.').waitFor();
      expect(await send.isDisabled()).toBe(true);
    });
  });

  it('after a no puts the next match before the owner at once, to be sent only with a yes for it', async () => {
    clinic().state.cards = [mine()];
    clinic().state.crises.set('c1', { referrals: [aReferral({ crisisId: 'c1', answerBy: soon(540) })] });
    await open('/crises/c1/refer', async (page) => {
      await page.getByText(/Silence until/).waitFor();
      clinic().changeReferrals('c1', (referrals) => referrals.map((referral) => ({ ...referral, version: 2, state: 'DECLINED', reason: 'AT_CAPACITY' })));
      await page.getByText('Elm Row cannot take them: full.').waitFor();
      await match(page, 'Harbor House').getByText('Next match, ready').waitFor();
      expect(await page.getByRole('button', { name: 'Send to Harbor House' }).isDisabled()).toBe(true);
    });
  });

  it('for a very urgent crisis rings instead, and records what they said', async () => {
    clinic().state.cards = [mine({ letter: 'B' })];
    clinic().state.crises.set('c1', { consents: [] });
    await open('/crises/c1/refer', async (page, faults) => {
      await match(page, 'Elm Row').getByRole('link', { name: /Ring \(202\) 555-0164/ }).waitFor();
      expect(await page.getByRole('button', { name: 'Send to Elm Row' }).count()).toBe(0);
      await match(page, 'Elm Row').getByText('They were offered others, too').click();
      await match(page, 'Elm Row').getByLabel('Harbor House').selectOption({ label: 'Because of who is there' });
      expect(await barriers(page, faults)).toEqual([]);
      await match(page, 'Elm Row').locator('label', { hasText: 'Agrees' }).click();
      await match(page, 'Elm Row').locator('label', { hasText: 'They take them' }).click();
      await page.getByLabel('Who answered?').fill('Sam');
      await page.getByLabel('Their role').fill('Intake');
      await page.getByRole('button', { name: 'Record the answer' }).click();
      await match(page, 'Elm Row').getByText('Accepted').first().waitFor();
      expect(clinic().asksFor('POST /api/v1/referrals')[0]?.body).toMatchObject({ serviceId: 'elm', phoned: { answer: 'accepted', name: 'Sam', role: 'Intake' }, passedOver: [{ serviceId: 'harbor', reason: 'who-is-there' }] });
    });
  });

  it('tells which services are not shown and why, and asks one anyway only with a reason', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1/refer', async (page, faults) => {
      await page.getByText('3 age').waitFor();
      await page.getByRole('button', { name: 'Show all 1 and why' }).click();
      await page.getByText('Takes 18 and over').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'Ask anyway Oak House' }).click();
      await page.getByRole('button', { name: 'They know this person' }).click();
      await match(page, 'Oak House').getByText('Asked anyway: They know this person').waitFor();
    });
  });

  it('always leaves the emergency number, also when no service can be looked up', async () => {
    clinic().state.cards = [mine()];
    clinic().state.matches = null;
    await open('/crises/c1/refer', async (page, faults) => {
      const panel = page.getByRole('region', { name: 'Refer' });
      await panel.getByRole('link', { name: '911' }).waitFor();
      await panel.getByRole('group', { name: 'The services could not be looked up' }).waitFor({ timeout: 20_000 });
      expect(await barriers(page, faults)).toEqual([]);
    });
  });

  it('closes with Escape and comes back to the crisis', async () => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page) => {
      await ready(page);
      await page.keyboard.press('r');
      await match(page, 'Elm Row').waitFor();
      await page.keyboard.press('Escape');
      await page.waitForURL(/\/crises\/c1$/);
    });
  });
});

describe('the lists', () => {
  it.each(['/crises', '/referrals', '/follow-ups'] as const)('%s can be read and used by everybody', async (path) => {
    clinic().state.cards = [mine(), aCard({ id: 'c2', ref: '3067', raisedAt: soon(-60), answerBy: soon(300) })];
    clinic().state.crises.set('c1', {
      referrals: [aReferral({ crisisId: 'c1', ref: '8275', answerBy: soon(300) }), aReferral({ id: 'r2', ref: '8275', crisisId: 'c1', state: 'ACCEPTED', contactBy: soon(-60), serviceName: 'Harbor House' })],
      followUps: [{ id: 'f', crisisId: 'c1', ref: '8275', teamId: 'north', kind: '24-hour', dueAt: soon(-60), assignee: { id: 'priya', name: 'Priya Nair', initials: 'PN' }, doneAt: null, result: null, note: null, tries: 3 }],
    });
    await open(path, async (page, faults) => {
      await page.getByText('8275').first().waitFor();
      expect(await barriers(page, faults)).toEqual([]);
    });
  });

  it('a ref leads to its crisis', async () => {
    clinic().state.cards = [mine()];
    await open('/crises', async (page) => {
      await page.getByLabel('Ref', { exact: true }).fill('82');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByText('A ref has 4 to 6 digits').waitFor();
      await page.getByLabel('Ref', { exact: true }).fill('8275');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/crises\/c1$/);
    });
  });
});

describe('a screener', () => {
  const question = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor();
  const say = async (page: Page, answer: string): Promise<void> => {
    await page.getByLabel(answer, { exact: true }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  it.each(LOOKS)('is gone through one question after the other, checked, saved and shown with what it came to, on a %s in %s colours', async (screen, colorScheme) => {
    clinic().state.cards = [mine()];
    await open('/crises/c1', async (page, faults) => {
      await page.getByRole('link', { name: 'Fill in' }).click();
      await page.getByRole('link', { name: /^Thoughts and acts, last month/ }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('link', { name: /^Thoughts and acts, last month/ }).click();
      await question(page, 'Wishes to be dead, or not to wake up');
      await page.getByText('Where these questions come from').click();
      await page.getByText('The instrument is copyrighted', { exact: false }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await say(page, 'Yes');
      await question(page, 'Has had thoughts of suicide');
      expect(await focused(page)).toBe('Has had thoughts of suicide');

      // What was answered outlives a refresh, and an answer changes what is asked.
      await deviceKeeps(page, 1);
      await page.reload();
      await page.getByText('Question 2 of 3').waitFor();
      await page.getByRole('button', { name: 'Question before' }).click();
      expect(await page.getByLabel('Yes', { exact: true }).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Continue' }).click();
      await say(page, 'Yes');
      await page.getByText('Question 3 of 6').waitFor();
      for (const answer of ['No', 'Yes', 'No', 'Did not say']) await say(page, answer);
      await question(page, 'Check the answers');
      expect(await barriers(page, faults)).toEqual([]);

      await page.route('**/screenings', (route) => route.abort());
      await page.getByRole('button', { name: 'Save screener' }).click();
      await page.getByText('The server could not be reached.', { exact: false }).first().waitFor();
      await page.unroute('**/screenings');
      await page.getByRole('button', { name: 'Save screener' }).click();
      await question(page, 'High');
      await page.getByText('Somebody must be with them now.', { exact: false }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      expect(clinic().asksFor('POST /api/v1/crises/c1/screenings').at(-1)?.body).toEqual({ screener: 'cssrs-screener', answers: { q1: 'yes', q2: 'yes', q3: 'no', q4: 'yes', q5: 'no', q6Lifetime: 'declined' } });
      await page.getByRole('link', { name: 'Back to the crisis' }).click();
      await page.getByText('Thoughts and acts, last month: High').waitFor();
      await deviceKeeps(page, 0);
    }, { screen, colorScheme, whole: true });
  });
});
