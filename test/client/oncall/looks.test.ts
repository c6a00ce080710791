import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { LOOKS } from '../../support/browser.js';
import { aRotaRoom, barriers } from './rota-browser.js';

const { rota, open } = aRotaRoom();

interface Seen { name: string; path: string; ready: (page: Page) => Promise<unknown>; role?: 'clinician' | 'supervisor' | 'administrator' }

const dialog = (page: Page) => page.getByRole('dialog').waitFor();
const anyCell = (page: Page, name: RegExp) => page.getByRole('button', { name }).first();

const SEEN: readonly Seen[] = [
  { name: 'week', path: '/rota', ready: (page) => page.getByRole('button', { name: /Find cover/ }).waitFor() },
  { name: 'week-clinician', path: '/rota?view=agenda', role: 'clinician', ready: (page) => page.getByRole('button', { name: /Answer/ }).waitFor() },
  { name: 'mine', path: '/rota?mine', role: 'clinician', ready: (page) => page.getByText('Last read').waitFor() },
  { name: 'edit', path: '/rota/second', ready: (page) => page.getByText('Every hour that must be covered').waitFor() },
  { name: 'new', path: '/rota/new', ready: (page) => page.getByRole('button', { name: 'Make this rota' }).waitFor() },
  {
    name: 'dialog-gap', path: '/rota', async ready(page) {
      await page.getByRole('button', { name: /Find cover/ }).click();
      await dialog(page);
      await page.getByLabel('Who', { exact: true }).selectOption('priya');
      await page.getByText('The gap is closed').waitFor();
    },
  },
  {
    name: 'dialog-shift', path: '/rota', async ready(page) {
      await anyCell(page, /Hana Okafor.*1st on call.*swap, instead of Imran Shah/).click();
      await page.getByText('Swap with Imran Shah').waitFor();
    },
  },
  {
    name: 'dialog-ask', path: '/rota?view=mine', role: 'clinician', async ready(page) {
      await page.getByRole('button', { name: 'Swap 2nd on call, Wed, Oct 28, 20:00 to Thu 08:00' }).click();
      await page.getByLabel('Whom to ask').selectOption('noor');
      await page.getByLabel('Which of their shifts in return').waitFor();
    },
  },
  {
    name: 'dialog-answer', path: '/rota', async ready(page) {
      await page.getByRole('button', { name: /Answer/ }).click();
      await page.getByRole('button', { name: 'Take the shift' }).waitFor();
    },
  },
  {
    name: 'dialog-leave', path: '/rota?view=mine', role: 'clinician', async ready(page) {
      await page.getByRole('button', { name: 'Enter leave' }).click();
      await page.getByText(/shifts? falls? into it/).waitFor();
    },
  },
  {
    name: 'dialog-calendar', path: '/rota', async ready(page) {
      await page.getByRole('button', { name: 'Calendar link' }).click();
      await page.getByRole('button', { name: 'Make a link 1st on call' }).click();
      await page.getByLabel('Address for 1st on call').waitFor();
    },
  },
];

describe('everybody can read and use', () => {
  it.each(SEEN.flatMap((seen) => LOOKS.map(([screen, colorScheme]) => [seen.name, screen, colorScheme, seen] as const)))('%s on a %s in %s colours', async (name, screen, colorScheme, { path, ready, role }) => {
    rota().state.role = role ?? 'supervisor';
    await open(path, async (page, faults) => {
      await ready(page);
      expect(await barriers(page, faults)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(screen === 'phone' ? 390 : 1440);
    }, { screen, colorScheme, whole: !name.startsWith('dialog') });
  });
});
