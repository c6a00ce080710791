import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ProviderView } from '../../../server/contract/referral.js';
import { SCREENS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { startRealPages, whole } from '../settings/real-pages.js';
import type { RealPages } from '../settings/real-pages.js';

const WIDTH = SCREENS.phone.viewport.width;
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

const ASK: ProviderView = {
  ref: '8275', version: 3, state: 'VIEWED', org: 'Northside', serviceName: 'Elm Row', finished: false, answerBy: soon(540), secondsLeft: 540, ownerPhone: '+12025550142', ownerName: 'Priya', need: 'A safe bed tonight',
  ageBand: '16 to 17', area: '200xx', access: [], language: 'es', wishes: null, risks: [{ words: 'Alone', answer: 'yes' }], codeGoesTo: null, codeSentAt: null, proposedAt: null, timeAgreed: false, theyMust: null, waitDays: null,
  noShows: 0, confirm: false, person: null, capacity: null, serverTime: soon(0),
};

/** What the test world and the ask above say of themselves: names and what people wrote, the same in every language. */
const SAID_BY_PEOPLE = /A safe bed tonight|Elm Row|16 to 17|North Crisis Team|[A-Z][a-z]+ Test|Eastern Time|New York/g;

type Route = readonly [who: 'wes' | 'ana' | null, path: string, ready: string];

let pages: RealPages;
let routes: readonly Route[];

beforeAll(async () => {
  pages = await startRealPages();
  const { id, crisisId } = await pages.world.raise({ choice: 'serious', headline: 'Waits' });
  routes = [
    ['wes', '/raise', 'h1'], ['wes', `/reports/${id}`, 'h1'],
    ['ana', '/board', 'article, .card'], ['ana', `/crises/${crisisId}`, 'h1'], ['ana', '/rota', 'h1'],
    [null, `/p#${'x'.repeat(22)}`, 'h2'],
  ];
}, 180_000);

afterAll(() => pages.stop());

/** One page for each person, used again: a new one costs more than a new address. */
const opened = new Map<Route[0], { page: Page; faults: string[] }>();

async function pageOf(who: Route[0]): Promise<{ page: Page; faults: string[] } | null> {
  const known = opened.get(who);
  if (known) return known;
  const page = await pages.open(who, '/icon.svg', 'phone');
  if (!page) return null;
  await page.route('**/api/v1/provider-link/*', (route) => route.fulfill({ json: ASK }));
  const one = { page, faults: watchFaults(page) };
  opened.set(who, one);
  return one;
}

/** Opens every main page in this language on a phone, one after the other, and looks at each. */
async function eachPage(language: string, look: (page: Page) => Promise<readonly string[]>): Promise<string[]> {
  const found: string[] = [];
  for (const [who, path, ready] of routes) {
    const one = await pageOf(who);
    if (!one) return [];
    const { page, faults } = one;
    await page.setViewportSize(SCREENS.phone.viewport);
    await page.goto(page.url().replace(/^(https?:\/\/[^/]+).*$/, `$1${path.replace(/#|$/, `?lang=${language}$&`)}`));
    await page.locator(ready).first().waitFor();
    // Half-drawn pages have little to look at.
    await page.waitForFunction(() => document.querySelector('[aria-busy=true], .skeleton') === null);
    found.push(...[...(await look(page)), ...faults.splice(0).filter((fault) => !/WebSocket|socket\.io/.test(fault))].map((line) => `${path}: ${line}`));
  }
  return found;
}

/** What does not fit: a page wider than the phone, or a button cut off. */
const misfits = (page: Page): Promise<string[]> => page.evaluate((width) => {
  const wide = document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth} px wide`] : [];
  const buttons = [...document.querySelectorAll('button, a.button, label')].filter((one) => one.getBoundingClientRect().width > 1 && one.closest('.visually-hidden, [hidden]') === null);
  const cut = buttons.filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    const hides = getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
    return hides || left < -1 || right > width + 1;
  });
  return [...wide, ...cut.map((one) => `cut off: ${one.textContent?.trim() ?? ''}`)];
}, WIDTH);

/** Dates are English here: only words are made up. */
const DATES = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g;

/** Sentences in plain letters: in the language for trying they come from nowhere but the screens themselves. */
async function bareSentences(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement?.closest('script, noscript, bdi, time, [translate=no]') === null) found.push(textContent?.trim() ?? '');
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]')) for (const name of ['aria-label', 'title', 'placeholder']) found.push(one.getAttribute(name) ?? '');
    return found;
  });
  return texts.map((text) => text.replace(SAID_BY_PEOPLE, '').replace(DATES, '')).filter((text) => /[A-Za-z]{3,}[ ,]+[A-Za-z]{2,}/.test(text));
}

describe('the main pages on a phone', () => {
  it('are in Spanish, fit, and can be used by everybody', async () => {
    const heads: string[] = [];
    const found = await eachPage('es', async (page) => {
      heads.push(`${await page.evaluate(() => document.documentElement.lang)}: ${(await page.locator('h1').first().textContent())?.trim() ?? ''}`);
      const fits = await misfits(page);
      await whole(page);
      return [...fits, ...(await accessibilityFaults(page))];
    });
    expect(found).toEqual([]);
    if (heads.length === 0) return;
    expect(heads).toHaveLength(routes.length);
    expect(heads[0]).toBe('es: ¿Qué está pasando ahora?');
    expect(heads.at(-1)).toBe('es: Derivación 8275: ¿puede recibir a esta persona?');
    expect(heads.filter((head) => !head.startsWith('es: '))).toEqual([]);
  }, 60_000);

  it('have room for longer words, and none of their own', async () => {
    expect(await eachPage('en-XA', async (page) => [...(await misfits(page)), ...(await bareSentences(page))])).toEqual([]);
  }, 60_000);

  it('run from right to left where the language does', async () => {
    const found = await eachPage('ar-XB', async (page) => {
      const fits = await misfits(page);
      const sides = await page.evaluate(() => {
        const head = document.querySelector('h1');
        const box = head?.getBoundingClientRect();
        const turned = [...document.querySelectorAll('.icon-directed')].filter((icon) => icon.getClientRects().length > 0).every((icon) => getComputedStyle(icon).transform.startsWith('matrix(-1'));
        return { dir: document.documentElement.dir, align: head && getComputedStyle(head).direction, fromRight: box ? window.innerWidth - box.right : null, turned };
      });
      await whole(page);
      return [...fits, ...(sides.dir === 'rtl' && sides.align === 'rtl' ? [] : ['runs from left to right']), ...(sides.turned ? [] : ['an arrow points the wrong way']), ...(page.url().includes('/rota') ? [] : await accessibilityFaults(page))];
    });
    expect(found).toEqual([]);
  }, 60_000);

  it('are in the language that somebody chose, from then on, on this device', async () => {
    const page = await pages.open(null, '/sign-in', 'phone');
    if (!page) return;
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Iniciar sesión' }).waitFor();
    await page.goto(page.url().replace(/\/sign-in.*/, '/raise'));
    await page.locator('html[lang=es]').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /\/words-/.test(name) && /-es-|-trial-/.test(name)).length)).toBe(0);
    await page.context().close();
  }, 60_000);
});
