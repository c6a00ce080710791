import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SCREENS, accessibilityFaults, watchFaults } from '../../support/browser.js';
import { aPhone } from './phone-browser.js';
import { DANA } from './small-api.js';

const { api, url, on } = aPhone();

/** As `on`, once the client is kept on the phone. */
const onKept = (path: string, act: (page: Page) => Promise<void>) =>
  on(path, async (page) => {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    // The whole client is in the store as soon as the worker is in charge: it is filled before.
    await act(page);
  }, { serviceWorkers: 'allow' });

const choose = (page: Page, choice: RegExp) => page.getByRole('radio', { name: choice }).check();
const send = (page: Page) => page.getByRole('button', { name: 'Send now' }).click();
const sent = (page: Page) => page.getByText(/^Sent \d\d:\d\d:\d\d/).waitFor({ timeout: 25_000 });
const notSent = (page: Page) => page.getByText('NOT SENT', { exact: true }).waitFor();

/** Raises, and goes on to the page where the answers are checked. @returns its address */
async function toCheckPage(page: Page): Promise<string> {
  await choose(page, /Serious/);
  await send(page);
  await sent(page);
  const check = `${url()}/raise/${api.newest().id}/check`;
  await page.goto(check);
  return check;
}

/** Takes the network away, or gives it back. The browser's own switch lets what may outlive its page through, so the server is gone too. */
async function cutOff(page: Page, off: boolean): Promise<void> {
  api.state.down = off;
  await page.context().setOffline(off);
}

describe('raising', () => {
  it('takes three taps from the first page, and no typing', async () => {
    await on('/', async (page) => {
      await page.getByRole('main').getByRole('link', { name: 'Raise a crisis' }).click();
      await choose(page, /Life may be at risk/);
      await send(page);
      await sent(page);
      expect(api.posts).toHaveLength(1);
      expect(api.posts[0]).toEqual({ key: expect.stringMatching(/^[0-9a-f-]{36}$/), body: { choice: 'life-at-risk' } });
      expect(new URL(page.url()).pathname).toBe(`/reports/${api.newest().id}`);
    });
  }, 30_000);

  it('without a choice sends nothing and says what is missing', async () => {
    await on('/raise', async (page) => {
      await send(page);
      await page.getByText(/Choose the closest first/).waitFor();
      await page.locator('input[name=choice]:focus').waitFor();
      expect(api.posts).toEqual([]);
    });
  });

  it('asks first whether anyone has called, and keeps asking nothing once that is answered', async () => {
    await on('/raise', async (page) => {
      await choose(page, /Life may be at risk/);
      await send(page);
      await page.getByRole('heading', { name: 'Has anyone called 911?' }).waitFor();
      expect(await page.getByRole('link', { name: 'Call now' }).getAttribute('href')).toBe('tel:911');
      await page.getByRole('button', { name: 'Already called' }).click();
      await page.getByText(/^Already called \d\d:\d\d$/).waitFor();
      expect(await page.getByRole('heading', { name: 'Has anyone called 911?' }).count()).toBe(0);
      expect(api.newest().emergencyCall?.answer).toBe('already-called');
    });
  });

  it('gives the choice back after a refresh', async () => {
    await on('/raise', async (page) => {
      await choose(page, /Serious/);
      await page.waitForTimeout(200);
      await page.reload();
      await page.locator('input[value=serious]:checked').waitFor();
    });
  });
});

describe('what is typed', () => {
  it('is there after a refresh in the same moment, and was never stored readable', async () => {
    await on('/raise', async (page) => {
      await page.getByRole('button', { name: 'Add Where they are' }).click();
      await page.getByLabel('Where they are').pressSequentially('Room 4, the blue door');
      await page.reload();
      await page.getByText('Room 4, the blue door').waitFor();
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Room 4');
    });
  });
});

describe('without a network', () => {
  it('keeps the report, says NOT SENT with a text to send, and sends it once when the network is back', async () => {
    await onKept('/raise', async (page) => {
      await cutOff(page, true);
      await page.reload();
      await choose(page, /Life may be at risk/);
      await send(page);
      await notSent(page);
      const text = await page.getByRole('link', { name: 'Send by text' }).getAttribute('href');
      const code = /^sms:2025550100\?&body=EM%20(\w{4})$/.exec(text ?? '')?.[1];
      expect(code).toBeDefined();

      await page.reload();
      await notSent(page);
      expect(api.posts).toEqual([]);

      await cutOff(page, false);
      await sent(page);
      expect(api.reports.size).toBe(1);
      expect(api.posts[0]?.body).toMatchObject({ choice: 'life-at-risk', draftCode: code, writtenAt: expect.any(String) });
    });
  }, 60_000);

  it('makes one report of one whose answer was lost on the way', async () => {
    await on('/raise', async (page) => {
      api.state.loseAnswers = 1;
      await choose(page, /Serious/);
      await send(page);
      await notSent(page);
      await page.getByRole('button', { name: 'Try again now' }).click();
      await sent(page);
      expect(api.reports.size).toBe(1);
      expect(new Set(api.posts.map(({ key }) => key)).size).toBe(1);
    });
  }, 30_000);

  it('keeps nothing readable on the phone', async () => {
    await on('/raise', async (page) => {
      await choose(page, /Serious/);
      await page.getByRole('button', { name: 'Add Where they are' }).click();
      await page.getByLabel('Where they are').fill('Room 4, blue door');
      await page.waitForTimeout(300);
      const stored = await page.evaluate(async () => {
        const open = indexedDB.open('handrail');
        await new Promise((done) => { open.onsuccess = done; });
        const all = (name: string) => new Promise<unknown[]>((done) => {
          const request = open.result.transaction(name).objectStore(name).getAll();
          request.onsuccess = () => done(request.result);
        });
        const [key] = (await all('keys')) as CryptoKey[];
        const words = ((await all('drafts')) as { words: ArrayBuffer }[]).map((row) => new TextDecoder().decode(row.words)).join('');
        return { extractable: key?.extractable, readable: words.includes('Room 4'), rows: words.length > 0, local: JSON.stringify(localStorage) };
      });
      expect(stored).toMatchObject({ extractable: false, readable: false, rows: true });
      expect(stored.local).not.toContain('Room 4');
    });
  });
});

describe('when the session ends', () => {
  it('keeps the report until somebody signed in again, and sends it then', async () => {
    await on('/raise', async (page) => {
      await choose(page, /Serious/);
      api.state.signedIn = false;
      await send(page);
      await notSent(page);
      await page.getByRole('link', { name: 'Sign in and send' }).click();
      await page.getByLabel('E-mail address').fill('dana@northgate.example');
      await page.locator('#password').fill('a password for tests');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await sent(page);
      expect(api.reports.size).toBe(1);
    });
  }, 30_000);
});

describe('details', () => {
  it('go one question at a time, each can be skipped, and are sent as answered', async () => {
    await on('/raise', async (page) => {
      await choose(page, /Serious/);
      await send(page);
      await sent(page);
      await page.getByRole('link', { name: 'Add details' }).click();
      await page.getByRole('heading', { name: 'Is anyone hurt?' }).waitFor();
      await page.getByRole('button', { name: 'Skip this question' }).click();
      await page.getByText('If they have taken anything, call 911 now, even if they seem well.').waitFor();
      await page.getByRole('radio', { name: 'I do not know' }).check();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Do they have thoughts of suicide?' }).waitFor();
      await expectSoon(() => api.details, [{ facts: { takenOverdoseOrPoison: 'not-known' } }]);
    });
  });

  it('in words are kept through a refresh and sent when they are finished', async () => {
    await on('/raise', async (page) => {
      await toCheckPage(page);
      await page.getByRole('button', { name: 'Add What they said' }).click();
      await page.getByLabel('What they said').fill('I cannot keep myself safe tonight.');
      await page.waitForTimeout(300);
      await page.reload();
      await page.getByText('I cannot keep myself safe tonight.').waitFor();
      expect(api.details).toEqual([]);
      await page.getByRole('button', { name: 'Send update' }).click();
      await page.getByText(/^All sent \d\d:\d\d:\d\d\.$/).waitFor();
      expect(api.details).toEqual([{ theySaid: 'I cannot keep myself safe tonight.' }]);
    });
  }, 30_000);
});

/** Where the way out leads in these tests; no such site is ever asked. */
const NEUTRAL = 'https://weather.example/';

/** Stands in for the neutral page, which no test may really open. */
async function neutralStands(page: Page): Promise<void> {
  await page.context().route(`${NEUTRAL}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>Sunny' }));
  api.state.session = { network: { ...DANA.network, quickExitTo: NEUTRAL } };
  await page.reload();
}

describe('the way out at once', () => {
  it('leads to the network’s neutral page, is not gone back from, and keeps what was typed in the same moment', async () => {
    await on('/', async (page) => {
      await neutralStands(page);
      await page.getByRole('main').getByRole('link', { name: 'Raise a crisis' }).click();
      await page.getByRole('button', { name: 'Add Where they are' }).click();
      await page.getByLabel('Where they are').pressSequentially('Room 4, the blue door');
      await page.getByRole('button', { name: 'Exit this page now' }).click();
      await page.waitForURL(NEUTRAL);
      // The page before ours in the history leads away again.
      await page.goBack({ waitUntil: 'commit' }).catch(() => null);
      await page.waitForURL(NEUTRAL);
      await page.goto(`${url()}/raise`);
      await page.getByText('Room 4, the blue door').waitFor();
    });
  }, 30_000);

  it('is also Escape, pressed three times; twice closes a dialog and nothing more', async () => {
    await on('/raise', async (page) => {
      await neutralStands(page);
      await choose(page, /Serious/);
      await send(page);
      await sent(page);
      await page.getByRole('button', { name: 'Sent by mistake' }).click();
      await page.getByRole('dialog').waitFor();
      for (let times = 0; times < 2; times++) await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(new URL(page.url()).pathname).toMatch(/^\/reports\//);
      await page.keyboard.press('Escape');
      await page.waitForURL(NEUTRAL);
    });
  }, 30_000);
});

/** Kills the page: it tells nobody, and keeps nothing in its last moment. */
async function die(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page);
  const died = page.waitForEvent('crash');
  // Nobody is left to answer this.
  void line.send('Page.crash').catch(() => undefined);
  await died;
}

/** To be run in a page: from now on the device has no room for drafts. */
function noRoomForDrafts(): void {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
    if (this.name === 'drafts') throw new DOMException('no room', 'QuotaExceededError');
    return put.call(this, value, key);
  };
}

describe('no word is lost', () => {
  it('by going back, nor by a page that dies', async () => {
    await on('/raise', async (page) => {
      const check = await toCheckPage(page);
      await page.getByRole('button', { name: 'Add What they said' }).click();
      await page.getByLabel('What they said').fill('I cannot keep myself safe tonight.');
      await page.goBack();
      await page.getByText(/^Sent \d\d:\d\d:\d\d/).waitFor();
      await page.goForward();
      await page.getByText('I cannot keep myself safe tonight.').waitFor();

      await page.getByRole('button', { name: 'Add What helps' }).click();
      await page.getByLabel('What helps').fill('A quiet room');
      // Written to the device a moment after it is typed; then the page is killed and tells nobody.
      await page.waitForTimeout(500);
      await die(page);
      const again = await page.context().newPage();
      await again.goto(check);
      await again.getByText('A quiet room').waitFor();
      expect(api.details).toEqual([]);
    });
  }, 60_000);

  it('by a page that dies while it gives back what another left', async () => {
    await on('/raise', async (page) => {
      const check = await toCheckPage(page);
      await page.getByRole('button', { name: 'Add What helps' }).click();
      await page.evaluate(noRoomForDrafts);
      await page.getByLabel('What helps').fill('A quiet room');
      await page.goto('about:blank');

      const full = await page.context().newPage();
      await full.addInitScript(noRoomForDrafts);
      await full.goto(check);
      await full.getByText('A quiet room').waitFor();
      await die(full);

      const again = await page.context().newPage();
      await again.goto(check);
      await again.getByText('A quiet room').waitFor();
      // On the device now, and nowhere else.
      await again.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('handrail.leaving.')));
      await again.reload();
      await again.getByText('A quiet room').waitFor();
    });
  }, 60_000);

  it('by the end of the session in the middle of a question: it is there after signing in again, and sent', async () => {
    await on('/raise', async (page) => {
      await toCheckPage(page);
      await page.getByRole('button', { name: 'Add What helps' }).click();
      await page.getByLabel('What helps').fill('A quiet room');
      api.state.signedIn = false;
      await page.getByRole('button', { name: 'Send update' }).click();
      await page.getByRole('heading', { name: 'Sign in to go on' }).waitFor();
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('E-mail address').fill('dana@northgate.example');
      await page.locator('#password').fill('a password for tests');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('A quiet room').waitFor();
      await expectSoon(() => api.details, [{ whatHelps: 'A quiet room' }]);
    });
  }, 60_000);
});

describe('on a phone', () => {
  it('it can be installed: name, colours, icons of every kind and a way straight to raising', async () => {
    await on('/raise', async (page) => {
      const line = await page.context().newCDPSession(page);
      const { data = '{}', errors } = await line.send('Page.getAppManifest') as { data?: string; errors: unknown[] };
      const manifest = JSON.parse(data) as { icons: { src: string; sizes: string; purpose?: string }[]; shortcuts: { url: string }[] } & Record<string, string>;
      expect(errors).toEqual([]);
      expect(manifest).toMatchObject({ id: '/', start_url: '/', display: 'standalone', theme_color: '#0B5A64', background_color: '#F5F6F3' });
      expect(manifest.icons).toEqual(expect.arrayContaining([expect.objectContaining({ sizes: '192x192' }), expect.objectContaining({ sizes: '512x512' }), expect.objectContaining({ purpose: 'maskable', sizes: '512x512' })]));
      expect(manifest.shortcuts).toEqual([expect.objectContaining({ url: '/raise' })]);
      for (const { src, sizes } of manifest.icons.filter((icon) => icon.src.endsWith('.png'))) {
        expect(await page.evaluate(async (at) => { const image = new Image(); image.src = at; await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`; }, src)).toBe(sizes);
      }
      expect(await page.locator('meta[name=theme-color]').count()).toBe(2);
      // A window of a test is a private one, which is the only thing that stands in the way.
      expect((await line.send('Page.getInstallabilityErrors')).installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    });
  }, 30_000);

  it('every state says what to do: slow, nothing there, lost, old, not for this role, not here', async () => {
    await on('/', async (page) => {
      await page.route('**/api/v1/reports', () => undefined);
      await page.reload();
      await page.getByText('This takes longer than usual. If it is urgent, ring.').waitFor({ timeout: 20_000 });
      await page.getByRole('main').getByRole('link', { name: /Call on-call/ }).waitFor();
      await page.unroute('**/api/v1/reports');
      await page.reload();
      await page.getByText('You have no open reports.').waitFor();
      await page.getByText(/^Checked \d\d:\d\d:\d\d\.$/).waitFor();
      api.state.down = true;
      await page.reload();
      await page.getByText('Your reports could not be fetched. Texts and calls still work.').waitFor({ timeout: 15_000 });
      expect(await accessibilityFaults(page)).toEqual([]);
    });
    api.state.down = false;
    await on('/raise', async (page) => {
      await choose(page, /Serious/);
      await send(page);
      await sent(page);
      await cutOff(page, true);
      await page.getByText(/This is how it stood at \d\d:\d\d/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await cutOff(page, false);
      api.state.session = { permissions: ['staff:read'] };
      await page.goto(`${url()}/raise`);
      await page.getByText('Your role does not raise crises here').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
    await on('/reports/00000000-0000-4000-8000-0000000000ff', async (page) => {
      await page.getByRole('heading', { level: 2, name: 'This report could not be opened' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  }, 90_000);
});

describe('the link in a responder’s text', () => {
  it('only reads when it is opened, tells of a person after a touch, and answers with one button', async () => {
    await on('/a#abcdefghijklmn', async (page) => {
      await page.getByRole('heading', { name: '4821 needs someone' }).waitFor();
      expect(api.linkCalls).toEqual(['view']);
      await page.getByRole('heading', { name: '4821 needs someone' }).click();
      await expectSoon(() => api.linkCalls, ['view', 'opened']);
      await page.getByRole('button', { name: 'I have it' }).click();
      await page.getByRole('heading', { name: '4821 is yours' }).waitFor();
    });
  });
});

describe.each(['phone', 'desk'] as const)('everybody can read and use them, on a %s', (screen) => {
  it.each(['light', 'dark'] as const)('in %s colours', async (colorScheme) => {
    await on('/sign-in', async (page) => {
      const faults = watchFaults(page);
      const look = async (what: string) => expect({ what, faults: await accessibilityFaults(page) }).toEqual({ what, faults: [] });
      api.state.signedIn = false;
      await page.reload();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await look('sign-in with mistakes');
      api.state.signedIn = true;
      await page.goto(`${url()}/raise`);
      await choose(page, /Life may be at risk/);
      await look('raise');
      await send(page);
      await page.getByRole('heading', { name: 'Has anyone called 911?' }).waitFor();
      await look('report');
      const { id } = api.newest();
      await page.getByRole('button', { name: 'I need to leave' }).click();
      await look('leaving');
      api.own('Priya Nair');
      await page.goto(`${url()}/raise/${id}/q/2`);
      await page.getByText(/^Priya Nair has this/).waitFor();
      await look('question');
      await page.goto(`${url()}/raise/${id}/check`);
      await page.getByText('Priya Nair has this.').waitFor();
      await look('check');
      await page.goto(`${url()}/`);
      await page.getByRole('link', { name: 'Report 4821' }).waitFor();
      await look('home');
      await page.goto(`${url()}/a#abcdefghijklmn`);
      await page.getByRole('button', { name: 'I have it' }).waitFor();
      await look('answer link');
      await page.route('**/api/v1/reports', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
      await page.goto(`${url()}/raise`);
      await choose(page, /Life may be at risk/);
      await send(page);
      await notSent(page);
      await look('not sent');
      expect(faults).toEqual([]);
    }, { ...SCREENS[screen], colorScheme });
  }, 90_000);
});

async function expectSoon<Value>(read: () => Value, wanted: unknown): Promise<void> {
  for (let tries = 0; tries < 50 && JSON.stringify(read()) !== JSON.stringify(wanted); tries += 1) await new Promise((later) => setTimeout(later, 50));
  expect(read()).toEqual(wanted);
}
