import { afterEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CapacityLine, CapacityLinkView, CapacityNow } from '../../../server/contract/capacity.js';
import type { SessionView } from '../../../server/contract/identity.js';
import { LOOKS, accessibilityFaults } from '../../support/browser.js';
import { onePage } from '../../support/one-page.js';
import { answerJson, pathOf } from '../../support/static-site.js';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const session = (): SessionView => ({
  staff: { id: 'dora', name: 'Dora Test', initials: 'DT' }, roles: [{ teamId: 'north', role: 'directory-manager' }], teams: [{ id: 'north', name: 'North' }], permissions: ['directory:read', 'directory:edit', 'directory:capacity'],
  network: {
    version: 4, org: 'NORTH', name: 'North Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York', locale: 'en-US',
    triageProfile: 'uk-mhts', progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 }, simulated: false,
  },
  serverTime: new Date().toISOString(),
});
const beds = (available: number, minutesAgo: number): CapacityNow => ({ id: 'b', unit: 'Bed', kind: 'bed', available, maximum: 6, updatedAt: ago(minutesAgo), freshUntil: ago(minutesAgo - 120), reportedBy: 'Night nurse', method: 'link' });
const line = (serviceId: string, serviceName: string, capacity: CapacityNow, more: Partial<CapacityLine> = {}): CapacityLine => ({
  serviceId, serviceName, organizationName: 'Elm Row Trust', kinds: ['crisis-house'], phone: '(202) 555-0164', capacities: [capacity], ask: { canText: true, askedAt: null }, settings: { remind: false, byNight: false, version: 0 }, ...more,
});
const fresh = (): CapacityLine[] => [line('old', 'Harbor House', beds(4, 300)), line('full', 'Mill Lane', beds(0, 10)), line('elm', 'Elm Row', beds(2, 11)), line('det', 'Oak Detox', beds(1, 5), { kinds: ['detox'], ask: { canText: false, askedAt: null } })];
const linkView = (): CapacityLinkView => ({ asks: 'places', org: 'North Crisis Team', serviceName: 'Elm Row', capacities: [beds(2, 90)], room: null, dutyPhone: '(202) 555-0100', serverTime: ago(0), expiresAt: ago(-600) });

let lines = fresh();
let link = linkView();
let up = true;
const asked: { route: string; body: Record<string, unknown> }[] = [];

const { open, tell } = onePage('/capacity', (request, response) => {
  const path = pathOf(request);
  if (!path.startsWith('/api/')) return false;
  let text = '';
  request.on('data', (part: Buffer) => { text += part.toString(); });
  request.on('end', () => {
    const body = JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>;
    const route = `${request.method} ${path}`;
    asked.push({ route, body });
    const only = new URL(request.url ?? '', 'http://x').searchParams.get('serviceId');
    const told = (id: string, available: number) => { lines = lines.map((one) => (one.serviceId === id ? { ...one, capacities: [beds(available, 0)] } : one)); };
    if (!up) answerJson(response, 500, { type: '/problems/server/fault', title: 'fault', status: 500 });
    else if (path === '/api/v1/session') answerJson(response, 200, session());
    else if (path === '/api/v1/capacity') answerJson(response, 200, { asOf: ago(0), freshMinutes: { bed: 120, team: 1440, programme: 10_080 }, services: lines.filter(({ serviceId }) => only === null || serviceId === only) });
    else if (route === 'PUT /api/v1/services/elm/capacity') { told('elm', Number(body['available'])); answerJson(response, 200, {}); }
    else if (route === 'POST /api/v1/services/old/capacity-asks') { lines = lines.map((one) => (one.serviceId === 'old' ? { ...one, ask: { canText: true, askedAt: ago(0) } } : one)); answerJson(response, 201, lines.find(({ serviceId }) => serviceId === 'old')); }
    else if (path.endsWith('/capacity-history')) answerJson(response, 200, { serviceId: 'elm', serviceName: 'Elm Row', tellings: [{ id: '2', capacityId: 'b', unit: 'Bed', available: 2, maximum: 6, at: ago(11), by: 'Lena Fox, Night nurse', method: 'link', why: 'told', before: 3 }, { id: '1', capacityId: 'b', unit: 'Bed', available: 3, maximum: 6, at: ago(200), by: null, method: 'acceptance', why: 'acceptance', before: 4 }] });
    else if (path === '/api/v1/capacity-link/view') answerJson(response, 200, link);
    else if (path === '/api/v1/capacity-link/places') { link = { ...link, capacities: [beds(Number(body['available']), 0)] }; answerJson(response, 200, link); }
    else if (path === '/api/v1/capacity-link/room' && link.room) { link = { ...link, room: { ...link.room, state: 'yes', answer: 'yes' } }; answerJson(response, 200, link); }
    else answerJson(response, 404, { type: '/problems/link/invalid', title: 'x', status: 404 });
  });
  return true;
});
afterEach(() => {
  [lines, link, up] = [fresh(), linkView(), true];
  asked.length = 0;
});
const sound = async (page: Page, faults: readonly string[]): Promise<void> => {
  // Whole, so that no bar that stays at the edge lies over what is below it at this moment.
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 390, height: 2800 });
  expect([...faults, ...(await accessibilityFaults(page))]).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
};

describe('the board of free places', () => {
  it.each(LOOKS.map(([screen, colorScheme]) => ({ screen, colorScheme })))('keeps nobody out on a $screen, $colorScheme, and hides nothing old', async (look) => {
    await open(async (page, faults) => {
      const crisisHouses = page.getByRole('region', { name: 'Crisis house' });
      await crisisHouses.getByRole('heading', { name: 'Elm Row' }).waitFor();
      expect(await crisisHouses.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Elm Row', 'Mill Lane', 'Harbor House']);
      expect(await page.getByText('Not confirmed. Phone first').count()).toBe(1);
      expect(await page.getByText('4 services, 3 with a fresh number, 1 not confirmed.').isVisible()).toBe(true);
      await page.getByRole('button', { name: 'History of Elm Row' }).click();
      await page.getByRole('table', { name: 'Numbers told for Elm Row, newest first' }).waitFor();
      await page.getByText('Lena Fox, Night nurse, by link').waitFor();
      await sound(page, faults);
    }, look);
  });

  it('a number is told by keyboard alone, shows elsewhere by news, and an old service is asked with one press', async () => {
    await open(async (page) => {
      const field = page.getByLabel('Free now: Bed at Elm Row');
      await field.focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.getByText('Elm Row: 3 free. Saved.').first().waitFor();
      expect(asked.find(({ route }) => route === 'PUT /api/v1/services/elm/capacity')?.body).toMatchObject({ available: 3, capacityId: 'b', seen: { available: 2 } });
      expect(await page.getByText('Bed: 3 of 6 free').isVisible()).toBe(true);

      lines = lines.map((one) => (one.serviceId === 'full' ? { ...one, capacities: [beds(5, 0)] } : one));
      const began = Date.now();
      tell('surroundings', { what: 'places', serviceId: 'full' });
      await page.getByText('Bed: 5 of 6 free').waitFor();
      expect(Date.now() - began).toBeLessThan(1000);

      await page.getByRole('button', { name: 'Ask by text to confirm the places at Harbor House' }).click();
      await page.getByText(/Asked .*\. No answer yet\./).waitFor();
      expect(await page.getByText('No checked contact takes texts').count()).toBe(1);
    });
  });

  it('narrows by room and name, says when nothing fits, when it is empty, and when it cannot be loaded', async () => {
    await open(async (page) => {
      await page.getByRole('button', { name: 'Has room' }).click();
      await page.getByText('2 services, 2 with a fresh number, 0 not confirmed.').waitFor();
      await page.getByLabel('Name of a service').fill('zzz');
      await page.getByText('No service fits this.').waitFor();
      await page.getByRole('button', { name: 'Show all services' }).click();
      await page.getByRole('heading', { name: 'Harbor House' }).waitFor();
      lines = [];
      tell('surroundings', { what: 'places' });
      await page.getByText('No service tells free places yet.').waitFor();
    });
    up = false;
    await open(async (page) => {
      // Who is signed in is not known either: the page says so and loses nothing.
      await page.getByRole('heading').first().waitFor();
      up = true;
    });
  });
});

describe('the page behind a link', () => {
  const path = `/c#${'x'.repeat(22)}`;
  it.each(LOOKS.map(([screen, colorScheme]) => ({ screen, colorScheme })))('opening changes nothing; one press tells, with name and role, on a $screen, $colorScheme', async (look) => {
    await open(async (page, faults) => {
      await page.getByRole('heading', { name: 'How many are free now?' }).waitFor();
      expect(asked.map(({ route }) => route).filter((route) => route.includes('capacity-link'))).toEqual(['POST /api/v1/capacity-link/view']);
      await page.getByRole('button', { name: 'Still 2' }).click();
      await page.getByRole('heading', { name: 'Type your name and your role' }).waitFor();
      await sound(page, faults);
      await page.getByRole('textbox', { name: 'Your name' }).fill('Lena Fox');
      await page.getByRole('textbox', { name: 'Your role' }).fill('Night nurse');
      await page.getByRole('button', { name: '0', exact: true }).click();
      await page.getByText('Thank you. 0 free, told just now.').first().waitFor();
      expect(asked.at(-1)?.body).toMatchObject({ available: 0, capacityId: 'b', name: 'Lena Fox', role: 'Night nurse', seen: { available: 2 } });
    }, { ...look, path });
  });

  it('“have you room?” is answered with one press, and a dead link says what to do', async () => {
    link = { ...linkView(), asks: 'room', room: { kind: 'crisis-house', soon: 'today', ageBand: '18 to 24', answerBy: ago(-30), state: 'asked', answer: null } };
    await open(async (page, faults) => {
      await page.getByRole('heading', { name: 'Have you room for one person?' }).waitFor();
      await page.getByRole('textbox', { name: 'Your name' }).fill('Omar');
      await page.getByRole('textbox', { name: 'Your role' }).fill('Lead');
      await sound(page, faults);
      await page.getByRole('button', { name: 'Yes, we have room' }).click();
      await page.getByText('Thank you. You said that you have room.').first().waitFor();
      expect(asked.at(-1)?.body).toMatchObject({ answer: 'yes', name: 'Omar' });
    }, { screen: 'phone', path });
    up = false;
    await open(async (page) => { await page.getByRole('heading', { name: 'The server did not answer, so nothing has changed' }).waitFor({ timeout: 10_000 }); }, { screen: 'phone', path });
  });
});
