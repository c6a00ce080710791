import type { ReportView } from '../../server/contract/crisis.js';
import type { Shown } from './dashboards.js';
import { median, nowMs, pause, percentile, spread, until } from './figures.js';
import { fictionPhone, ladderOf } from './house/furnish.js';
import { aReport, inNetwork, refIn } from './house/network.js';
import type { Bench, Network } from './house/network.js';
import { startHelper } from './house/processes.js';
import type { Outcome } from './rows.js';

const plan = {
  teams: [{ id: 'north', ladder: ladderOf(['ann', 3600]) }],
  staff: [
    { id: 'wes', phone: null, teamId: 'north', role: 'support-worker' as const },
    { id: 'ann', phone: fictionPhone(2), teamId: 'north', role: 'clinician' as const },
    { id: 'sue', phone: fictionPhone(3), teamId: 'north', role: 'supervisor' as const },
  ],
};

const dashboards = (url: string, cookie: string, count: number, kind: 'handrail' | 'bare') => startHelper<object, Shown[]>('dashboards', [url, cookie, String(count), kind]);

/** From each change until each dashboard showed it. @throws when a dashboard missed one */
function delays(sentAt: ReadonlyMap<string, number>, shown: readonly Shown[], count: number, what: 'card' | 'owner'): number[] {
  const by = new Map(shown.map((one) => [one.crisisId, one[what]]));
  return [...sentAt].flatMap(([crisisId, at]) => {
    const arrived = by.get(crisisId) ?? [];
    if (arrived.length !== count) throw new Error(`${arrived.length} of ${count} dashboards showed a change`);
    return arrived.map((shownAt) => shownAt - at);
  });
}

/** A report from the moment it leaves until it is a card on every one of `count` dashboards. */
async function boards({ client, bare, cookieOf, server }: Network, bench: Bench, count: number): Promise<Outcome> {
  const changes = bench.quick ? 15 : 40;
  const run = async (kind: 'handrail' | 'bare'): Promise<number[]> => {
    const helper = await dashboards(kind === 'bare' ? bench.bareUrl : server.url, cookieOf('sue'), count, kind);
    const sentAt = new Map<string, number>();
    for (let n = -5; n < changes; n++) {
      const answer = kind === 'bare' ? await bare.post<{ crisisId: string }>('/reports', aReport()) : await client.post<ReportView>('/api/v1/reports', aReport(), cookieOf('wes'));
      if (answer.status !== 201) throw new Error(`a report was answered ${answer.status}`);
      if (n >= 0) sentAt.set(answer.body.crisisId, answer.sentAt);
      await pause(350);
    }
    await pause(500);
    const found = delays(sentAt, await helper.ask({}), count, 'card');
    await helper.stop();
    return found;
  };
  const [ours, plain] = [await run('handrail'), await run('bare')];
  return { value: percentile(ours, 0.99), baseline: percentile(plain, 0.99), note: `${spread(ours)} ms; bare ${spread(plain)} ms; ${changes} changes` };
}

/** Rows of change → card on many dashboards. */
export const measureBoards = (bench: Bench, counts: readonly (100 | 1000)[]): Promise<Partial<Record<'board-100-p99' | 'board-1000-p99', Outcome>>> => inNetwork(bench, plan, async (network) => {
  const found: Partial<Record<'board-100-p99' | 'board-1000-p99', Outcome>> = {};
  for (const count of counts) found[`board-${count}-p99`] = await boards(network, bench, count);
  return found;
});

/** A signed text from the responder until another dashboard shows the owner. */
export const measureAnswers = (bench: Bench): Promise<Record<'ack-visible-p50' | 'ack-visible-p99', Outcome>> => inNetwork(bench, plan, async ({ client, bare, carrier, cookieOf, server }) => {
  const count = bench.quick ? 60 : 250;
  const [ours, plain] = [await dashboards(server.url, cookieOf('sue'), 2, 'handrail'), await dashboards(bench.bareUrl, '', 2, 'bare')];
  const [sentAt, bareAt] = [new Map<string, number>(), new Map<string, number>()];
  for (let n = -20; n < count; n++) {
    const { status, body } = await client.post<ReportView>('/api/v1/reports', aReport(), cookieOf('wes'));
    if (status !== 201) throw new Error(`a report was answered ${status}`);
    await until('the responder was asked', () => carrier.sent.some((text) => refIn(text) === body.ref), 5000);
    await carrier.quiet();
    await pause(30);
    const postedAt = nowMs();
    const answered = await carrier.reply(fictionPhone(2), '1');
    if (answered !== 200) throw new Error(`a reply was answered ${answered}`);
    if (n >= 0) sentAt.set(body.crisisId, postedAt);
    await pause(60);
    await carrier.quiet();
    carrier.sent.length = 0;
    const one = await bare.post<{ crisisId: string }>('/reports', aReport());
    if (n >= 0) bareAt.set(one.body.crisisId, one.sentAt);
    await pause(20);
  }
  await pause(500);
  const [shown, bareShown] = [delays(sentAt, await ours.ask({}), 2, 'owner'), delays(bareAt, await plain.ask({}), 2, 'card')];
  await Promise.all([ours.stop(), plain.stop()]);
  return {
    'ack-visible-p50': { value: median(shown), baseline: median(bareShown), note: `${spread(shown)} ms, ${count} answers` },
    'ack-visible-p99': { value: percentile(shown, 0.99), baseline: percentile(bareShown, 0.99) },
  };
});
