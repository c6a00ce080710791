import type { Page } from 'playwright-core';
import type { ReportView } from '../../server/contract/crisis.js';
import { startBrowser } from '../support/browser.js';
import { pause, percentile } from './figures.js';
import { fictionPhone, ladderOf } from './house/furnish.js';
import { aReport, inNetwork } from './house/network.js';
import type { Bench, Network } from './house/network.js';
import { tasksOf } from './trace-tasks.js';
import type { Outcome } from './rows.js';

const OPEN = 500;
const CHANGES_PER_SECOND = 20;
/** A task of the page's main thread this long is felt. Source: W3C Long Tasks, 50 ms. */
const LONG_MS = 50;

const plan = {
  teams: [{ id: 'north', ladder: ladderOf(['ann', 36_000]) }],
  staff: [
    { id: 'wes', phone: null, teamId: 'north', role: 'support-worker' as const },
    { id: 'ann', phone: fictionPhone(2), teamId: 'north', role: 'clinician' as const },
    { id: 'sue', phone: fictionPhone(3), teamId: 'north', role: 'supervisor' as const },
  ],
};

/** Opens crises of every level; a third are taken by somebody at once, so that two columns are long. */
async function openCrises({ client, cookieOf, carrier }: Network): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < OPEN; n++) {
    const { status, body } = await client.post<ReportView>('/api/v1/reports', aReport((['serious', 'struggling', 'life-at-risk'] as const)[n % 3]), cookieOf('wes'));
    if (status !== 201) throw new Error(`a report was answered ${status}`);
    ids.push(body.crisisId);
  }
  await carrier.quiet();
  for (const id of ids.filter((_, n) => n % 3 === 0)) await client.post(`/api/v1/crises/${id}/acknowledgement`, {}, cookieOf('ann'));
  await carrier.quiet();
  return ids;
}

/** Changes 20 crises a second for as long as it runs: notes, answers, and answers given back. @returns how many, once ended */
function changing({ client, cookieOf }: Network, ids: readonly string[]): { stop: () => Promise<number> } {
  const owned = new Set(ids.filter((_, n) => n % 3 === 0));
  const under = new Set<Promise<unknown>>();
  let changes = 0;
  const change = (): void => {
    const id = ids[(changes * 37) % ids.length] ?? '';
    const what = changes % 4;
    changes += 1;
    const sent = what !== 0 ? client.post(`/api/v1/crises/${id}/notes`, { kind: 'note', text: `Note ${changes}` }, cookieOf('sue'))
      : owned.delete(id) ? client.post(`/api/v1/crises/${id}/release`, { reason: 'Bench' }, cookieOf('ann'))
        : client.post(`/api/v1/crises/${id}/acknowledgement`, {}, cookieOf('ann')).then(() => owned.add(id));
    under.add(sent);
    void sent.finally(() => under.delete(sent));
  };
  const timer = setInterval(change, 1000 / CHANGES_PER_SECOND);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.allSettled(under);
      return changes;
    },
  };
}

/** Somebody at the board meanwhile: goes from card to card, scrolls, rests the pointer on a column. */
async function usedFor(page: Page, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (let n = 0; Date.now() < until; n++) {
    if (n % 2 === 0) await page.keyboard.press(n % 20 < 14 ? 'j' : 'k');
    if (n % 5 === 0) await page.mouse.wheel(0, n % 50 < 35 ? 900 : -1500);
    if (n % 7 === 0) await page.mouse.move(200 + (n % 4) * 250, 500);
    await pause(500);
  }
}

/** The longest task of a page that shows 500 open crises while 20 of them change each second and somebody uses it, in a real browser on a real server. */
export const measureBoardPage = (bench: Bench): Promise<{ 'board-500-long-tasks': Outcome }> => inNetwork(bench, plan, async (network): Promise<{ 'board-500-long-tasks': Outcome }> => {
  const browser = await startBrowser();
  if (!browser) return { 'board-500-long-tasks': { notMeasured: 'there is no Chromium' } };
  const seconds = bench.quick ? 10 : 60;
  try {
    const ids = await openCrises(network);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    const [name = '', value = ''] = network.cookieOf('sue').split('=');
    await context.addCookies([{ name, value, url: network.server.url }]);
    const page = await context.newPage();
    await page.goto(`${network.server.url}/board`);
    await page.locator('[data-card]').first().waitFor({ timeout: 60_000 });
    const onPage = await page.locator('[data-card]').count();
    const feed = changing(network, ids);
    // The first drawing and the first connection are another row's matter.
    await pause(3000);
    await browser.startTracing(page, { categories: ['-*', 'toplevel', 'disabled-by-default-lighthouse'] });
    await usedFor(page, seconds);
    const tasks = tasksOf(await browser.stopTracing());
    const changes = await feed.stop();
    const [wall, cpu] = [tasks.map(({ ms }) => ms), tasks.map(({ cpuMs }) => cpuMs)];
    const [long, longCpu] = [wall, cpu].map((all) => all.filter((ms) => ms > LONG_MS).length);
    const busy = cpu.reduce((sum, ms) => sum + ms, 0) / seconds / 10;
    const note = `${long} tasks over ${LONG_MS} ms of ${tasks.length} in ${seconds} s, longest ${Math.max(0, ...wall).toFixed(1)} ms, p99.9 ${percentile(wall, 0.999).toFixed(1)} ms; by processor time ${longCpu} over, longest ${Math.max(0, ...cpu).toFixed(1)} ms; main thread busy ${busy.toFixed(0)} %; ${changes} changes sent, ${onPage} of ${OPEN} cards on the page`;
    return { 'board-500-long-tasks': { value: Math.max(0, ...wall), right: long === 0, note } };
  } finally {
    await browser.close();
  }
});
