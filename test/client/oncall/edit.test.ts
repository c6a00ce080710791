import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HANA, aGap, aSchedule, aSegment, aWeek, at, theRotas } from './builders.js';
import { aRotaRoom } from './rota-browser.js';

const { rota, open } = aRotaRoom();

const layer = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save this rota' });
const toast = (page: Page, words: RegExp | string) => page.getByRole('region', { name: 'Just done' }).getByText(words).first().waitFor();
const saved = () => rota().asksFor('PUT rotas/:id')[0]?.body;

describe('changing a rota', () => {
  it('moves people by buttons and shows what would come of it before it is saved', async () => {
    await open('/rota/first', async (page) => {
      await page.getByText(/Tomas Brandt is on call|Whoever is on call now stays on call/).waitFor();
      await page.getByRole('button', { name: 'Move Hana Okafor one turn earlier' }).click();
      await page.getByText('This changes who is on call now: Tomas Brandt hands over to Hana Okafor at once. Tell them both.').waitFor();
      await page.getByRole('button', { name: 'Take Luca Weber off this layer' }).click();
      await save(page).click();
      await toast(page, '1st on call is saved.');
      expect(saved()).toMatchObject({ seenVersion: 3, layers: [{ staffIds: ['hana', 'tomas', 'imran'], turn: { unit: 'hours', count: 12 } }] });
      await page.getByRole('heading', { level: 1, name: /^Rota,/ }).waitFor();
    });
  });

  it('adds a layer for some hours of the week, told in words', async () => {
    await open('/rota/first', async (page) => {
      await page.getByRole('button', { name: 'Add a layer' }).click();
      const added = layer(page, 'Layer 2');
      await added.getByLabel('Add a person').selectOption('noor');
      await added.getByText('Only in these hours').click();
      await added.getByText('That is Mon–Fri 18:00–08:00.').waitFor();
      await added.getByLabel('Friday').uncheck({ force: true });
      await added.getByText('That is Mon–Thu 18:00–08:00.').waitFor();
      await page.getByRole('button', { name: 'Move Layer 2 up' }).click();
      await save(page).click();
      await toast(page, '1st on call is saved.');
      expect(saved()).toMatchObject({ layers: [{ id: 'layer-2', staffIds: ['noor'], hours: [{ days: [1, 2, 3, 4], from: '18:00', until: '08:00' }] }, { id: 'layer-1' }] });
    });
  });

  it('says what is missing, each leading to its field, and asks the server nothing', async () => {
    await open('/rota/first', async (page) => {
      await page.getByLabel('Name', { exact: true }).fill('');
      await page.getByLabel('A turn lasts').fill('0');
      await save(page).click();
      await page.getByRole('link', { name: 'Give how long a turn is: 1 to 168' }).click();
      expect(await page.evaluate('document.activeElement?.id')).toBe('rota-layers-0-turn-count');
      await page.getByRole('link', { name: 'Give the rota a name' }).waitFor();
      expect(rota().asksFor('PUT rotas/:id')).toEqual([]);
    });
  });

  it('shows gaps and warnings of the draft as the server finds them', async () => {
    rota().state.preview = { schedule: aSchedule({ days: aWeek('2026-10-28', 14), segments: [aSegment('10-28T00:00', '10-30T20:00', HANA), aSegment('10-30T20:00', '10-31T08:00', null), aSegment('10-31T08:00', '11-11T00:00', HANA)] }), gaps: [aGap({ rotaId: 'first' })], warnings: [] };
    await open('/rota/first', async (page) => {
      await page.getByText('1 gap').waitFor();
      await page.getByText('Fri, Oct 30, 20:00 to Sat 08:00. Hana Okafor on leave').waitFor();
    });
  });

  it('that somebody else changed meanwhile: says how it reads now, keeps what was typed, and saves on the next try', async () => {
    await open('/rota/first', async (page) => {
      await page.getByLabel('Name', { exact: true }).fill('First line');
      rota().state.refuse.set('PUT rotas/:id', { status: 409, slug: 'oncall/changed' });
      rota().state.rotas = theRotas().map((one) => (one.id === 'first' ? { ...one, version: 4, name: 'First at night' } : one));
      await save(page).click();
      await page.getByRole('heading', { name: 'Somebody was faster' }).waitFor();
      await page.getByText(/It now reads: First at night\. Turns: 12 hours each/).waitFor();
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('First line');
      await save(page).click();
      await toast(page, 'First line is saved.');
      expect(rota().asksFor('PUT rotas/:id').map(({ body }) => body['seenVersion'])).toEqual([3, 4]);
    });
  });

  it('puts what the server refuses at its field', async () => {
    rota().state.refuse.set('PUT rotas/:id', { status: 422, slug: 'oncall/phone-in-use' });
    await open('/rota/first', async (page) => {
      await page.getByLabel('Duty phone').fill('(202) 555-0161');
      await save(page).click();
      await page.getByRole('link', { name: /already has this number/ }).click();
      expect(await page.evaluate('document.activeElement?.id')).toBe('rota-dutyPhone');
    });
  });

  it('asks before it is left with changes that are not saved', async () => {
    await open('/rota/first', async (page) => {
      await page.getByLabel('Name', { exact: true }).fill('Other');
      await page.getByRole('link', { name: 'Rota', exact: true }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click();
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Other');
    });
  });

  it('is not offered for a rota of another team, nor to who may not', async () => {
    rota().state.rotas = theRotas().map((one) => ({ ...one, teamId: 'south' }));
    await open('/rota/first', async (page) => {
      await page.getByText('There is no such rota').waitFor();
    });
  });
});

describe('removing a rota', () => {
  it('says what comes of it first', async () => {
    await open('/rota/first', async (page) => {
      await page.getByRole('button', { name: 'Remove this rota' }).click();
      await page.getByRole('dialog').getByText(/nobody is on call on 1st on call/).waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
      await toast(page, '1st on call is removed.');
      expect(rota().asksFor('DELETE rotas/:id')[0]?.query).toEqual({ seenVersion: '3' });
    });
  });

  it('that a ladder still asks: says why not, and where to go', async () => {
    rota().state.refuse.set('DELETE rotas/:id', { status: 422, slug: 'oncall/rota-in-use' });
    await open('/rota/first', async (page) => {
      await page.getByRole('button', { name: 'Remove this rota' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
      await page.getByRole('dialog').getByText(/A ladder still asks this rota/).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText(/Take it off the ladder first/).waitFor();
    });
  });
});

describe('a new rota', () => {
  it('is made with the team, the zone and one layer', async () => {
    await open('/rota/new', async (page) => {
      await page.getByRole('button', { name: 'Make this rota' }).click();
      await page.getByRole('link', { name: 'Add at least one person to the layer' }).waitFor();
      await page.getByLabel('Name', { exact: true }).fill('3rd on call');
      await layer(page, 'Turns').getByLabel('Add a person').selectOption('luca');
      await page.getByText('Luca Weber is on call from the moment you save. Tell them.').waitFor();
      await page.getByRole('button', { name: 'Make this rota' }).click();
      await toast(page, '3rd on call is saved.');
      expect(saved()).toMatchObject({ seenVersion: 0, teamId: 'north', supervises: false, name: '3rd on call', timeZone: 'America/New_York', layers: [{ staffIds: ['luca'], startsOn: at('10-28T00:00').slice(0, 10) }] });
    });
  });
});
