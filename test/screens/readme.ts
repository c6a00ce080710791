import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { windowOf } from './look.js';
import type { Look } from './look.js';
import type { Person } from './people.js';
import type { Places } from './story.js';

interface Shot {
  file: string;
  /** Nobody has signed in when null; the owner of the crisis with a service to choose when `owner`. */
  who: string | null;
  screen: Look['screen'];
  at: (places: Places) => string | undefined;
  act?: (page: Page) => Promise<void>;
}

const pathOf = (link: string | undefined): string | undefined => link?.replace(/^https?:\/\/[^/]+/, '');

/** What the README shows, in its order. */
const SHOTS: readonly Shot[] = [
  { file: 'raise', who: 'dana', screen: 'phone', at: () => '/raise', act: async (page) => page.getByRole('radio').first().check() },
  { file: 'report', who: 'dana', screen: 'phone', at: ({ report }) => report && `/reports/${report}` },
  // Somebody on call, who has more to do than to read that this browser makes no sound.
  { file: 'board', who: 'luca', screen: 'desk', at: () => '/board', act: async (page) => page.getByRole('button', { name: 'Not now' }).click() },
  { file: 'crisis', who: 'owner', screen: 'desk', at: ({ owned }) => owned && `/crises/${owned}/refer` },
  { file: 'rota', who: 'robin', screen: 'desk', at: () => '/rota' },
  { file: 'provider', who: null, screen: 'phone', at: ({ providerLink }) => pathOf(providerLink) },
];

/** JPEG: screens with soft shadows are a third of their size as PNG, and letters stay sharp at this quality. */
const QUALITY = 82;

/** Takes the README's pictures anew into `folder`, in light colours. @throws when the story has no place for one */
export async function takeReadmePictures(browser: Browser, url: string, people: ReadonlyMap<string, Person>, places: Places, folder: string): Promise<void> {
  for (const { file, who, screen, at, act } of SHOTS) {
    const address = at(places);
    if (address === undefined) throw new Error(`The story has no place for the picture ${file}.`);
    const context = await windowOf(browser, url, who === null ? null : people.get(who === 'owner' ? places.owner ?? '' : who) ?? null, { screen, colorScheme: 'light' });
    const page = await context.newPage();
    await page.goto(url + address);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await page.evaluate('document.fonts.ready');
    await act?.(page);
    await page.waitForTimeout(1000);
    await page.screenshot({ path: join(folder, `${file}.jpg`), type: 'jpeg', quality: QUALITY, scale: 'css', animations: 'disabled' });
    await context.close();
    console.log(`  client/screenshots/${file}.jpg`);
  }
}
