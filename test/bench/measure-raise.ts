import type { Browser } from 'playwright-core';
import { SCREENS, startBrowser } from '../support/browser.js';
import { median } from './figures.js';
import { fictionPhone, ladderOf } from './house/furnish.js';
import { inNetwork } from './house/network.js';
import type { Bench, Network } from './house/network.js';
import type { Outcome } from './rows.js';

/** Slow 4G and a phone of the middle range. Source: issue 6: 1.6 Mbit/s, 150 ms, CPU ÷ 4; the upload is Lighthouse's for the same line, 750 kbit/s. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const CPU_DIVIDED_BY = 4;

const plan = {
  teams: [{ id: 'north', ladder: ladderOf(['ann', 36_000]) }],
  staff: [
    { id: 'wes', phone: null, teamId: 'north', role: 'support-worker' as const },
    { id: 'ann', phone: fictionPhone(2), teamId: 'north', role: 'clinician' as const },
    { id: 'sue', phone: fictionPhone(3), teamId: 'north', role: 'supervisor' as const },
  ],
};

type Noted = typeof globalThis & { usableAt?: number };

/**
 * Runs in the page: notes when the way to raise is drawn and the page free to hear a finger, in milliseconds since the address was
 * opened. Asking from outside again and again would itself take time of a processor that is slowed down.
 */
function noteWhenUsable(): void {
  const look = (): void => {
    const link = document.querySelector('main a[href="/raise"]');
    if (!link || link.getClientRects().length === 0) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => { (globalThis as Noted).usableAt = performance.now(); }));
  };
  look();
}

interface Raised { usable: number; sent: number; kept: number; script: number }

/** One cold start, in seconds from opening the address: until it can be used, and until the phone says "Sent" after three taps. `kept`: usable when opened again. */
async function raiseOnce(browser: Browser, { server, cookieOf }: Network): Promise<Raised> {
  const context = await browser.newContext({ ...SCREENS.phone });
  try {
    const [name = '', value = ''] = cookieOf('wes').split('=');
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', LINE);
    await line.send('Emulation.setCPUThrottlingRate', { rate: CPU_DIVIDED_BY });
    const scripts = new Set<string>();
    let script = 0;
    line.on('Network.responseReceived', ({ requestId, type }) => { if (type === 'Script') scripts.add(requestId); });
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { if (scripts.has(requestId)) script += encodedDataLength; });
    await page.addInitScript(noteWhenUsable);
    const open = async (): Promise<{ usable: number; since: () => number }> => {
      const from = performance.now();
      await page.goto(`${server.url}/`, { waitUntil: 'commit' });
      const usable = (await (await page.waitForFunction(() => (globalThis as Noted).usableAt)).jsonValue()) ?? Number.NaN;
      return { usable: usable / 1000, since: () => (performance.now() - from) / 1000 };
    };
    const { usable, since } = await open();
    await page.getByRole('main').getByRole('link', { name: 'Raise a crisis' }).tap();
    await page.locator('label', { hasText: 'Life may be at risk' }).tap();
    await page.getByRole('button', { name: 'Send now' }).tap();
    await page.getByText(/^Sent \d\d:\d\d:\d\d/).waitFor();
    const sent = since();
    const first = script / 1024;
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto('about:blank');
    return { usable, sent, kept: (await open()).usable, script: first };
  } finally {
    await context.close();
  }
}

/** A worker's phone that was signed in and has nothing of the client kept, on slow 4G: until the first screen can be used, and until an emergency is raised. */
export const measureRaise = (bench: Bench): Promise<Record<'raise-slow-4g-usable' | 'raise-slow-4g', Outcome>> => inNetwork(bench, plan, async (network): Promise<Record<'raise-slow-4g-usable' | 'raise-slow-4g', Outcome>> => {
  const browser = await startBrowser();
  const none = { notMeasured: 'there is no Chromium' };
  if (!browser) return { 'raise-slow-4g-usable': none, 'raise-slow-4g': none };
  try {
    const all: Raised[] = [];
    for (let times = 0; times < (bench.quick ? 1 : 5); times++) all.push(await raiseOnce(browser, network));
    const of = (what: keyof Raised): number => median(all.map((one) => one[what]));
    return {
      'raise-slow-4g-usable': { value: of('usable'), note: `nothing kept on the phone; opened again from what it keeps ${of('kept').toFixed(2)} s; ${of('script').toFixed(0)} KB of script over the line until it was sent` },
      'raise-slow-4g': { value: of('sent'), note: 'three taps without a pause for thought, from opening the address until the phone says that it is sent' },
    };
  } finally {
    await browser.close();
  }
});
