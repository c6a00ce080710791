import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';

/** A browser without a window, or null, having said why, where none can be found. */
export async function startBrowser(): Promise<Browser | null> {
  const executablePath = await findChromium();
  if (executablePath === null) {
    console.warn('Skipped: there is no Chromium here and none could be unpacked. Set CHROMIUM to one.');
    return null;
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', `--disable-features=${NOT_WANTED.join()}`] });
}

/**
 * What the browser does beside our page. Its own pages for the address bar are loaded anew with every context and cost more than
 * ours; of this switch the last one counts, so what Playwright turns off for our kind of pages is named again.
 */
const NOT_WANTED = [
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'AimEnabled', 'PreconnectToSearch', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'Translate', 'MediaRouter', 'LensOverlay',
  'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose',
];

/** The two widths every screen is looked at in, as CSS pixels. */
export const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>;

/**
 * The looks in which every page is tried: both widths and both themes, each once. With `EVERY_LOOK=1` in the environment all four
 * pairs, for a change of tokens or of a component that many pages share.
 */
export const LOOKS: readonly (readonly [screen: keyof typeof SCREENS, colorScheme: 'light' | 'dark'])[] = process.env['EVERY_LOOK'] === '1'
  ? [['phone', 'light'], ['phone', 'dark'], ['desk', 'light'], ['desk', 'dark']]
  : [['phone', 'dark'], ['desk', 'light']];

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core holds against the page as it is now, one line each with where: WCAG 2.2 A and AA and axe's good practice. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // A page that was looked at before has it already.
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(await axeSource);
  // A colour half-way through a fade has no contrast of its own. What turns for ever is left turning.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished)));
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] });
  });
  return results.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id} at ${node.target.join(' ')}: ${node.failureSummary ?? violation.help}`));
}

/** How wide the page is in a window of 320 pixels (WCAG 1.4.10), once it has been laid out anew for it: the frame follows the window a moment later. */
export async function widthAt320(page: Page, height = 640): Promise<number> {
  await page.setViewportSize({ width: 320, height });
  await page.waitForFunction(() => document.documentElement.scrollWidth === 320, null, { timeout: 5000 }).catch(() => undefined);
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Collects what goes wrong in a page while it is used: faults of scripts, and what the content policy forbids. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // An address without an answer is the test site's own doing.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) faults.push(message.text());
  });
  return faults;
}
