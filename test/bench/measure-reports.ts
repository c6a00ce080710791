import type { ReportView } from '../../server/contract/crisis.js';
import { median, nowMs, pause, percentile, spread, until } from './figures.js';
import { fictionPhone, ladderOf } from './house/furnish.js';
import { aReport, handedAt, inNetwork } from './house/network.js';
import type { Bench, Network } from './house/network.js';
import type { HttpClient } from './house/http-client.js';
import { cpuMs } from './house/processes.js';
import type { Outcome } from './rows.js';

const AT_ONCE = 48;

const plan = {
  teams: [{ id: 'north', ladder: ladderOf(['ruth', 3600]) }],
  staff: [
    { id: 'wes', phone: null, teamId: 'north', role: 'support-worker' as const },
    { id: 'ruth', phone: fictionPhone(1), teamId: 'north', role: 'clinician' as const },
  ],
};

interface Times { first: number[]; answered: number[]; bare: number[] }

/** One report at a time on an idle server, in turn with the bare baseline. */
async function oneByOne({ client, bare, carrier, cookieOf }: Network, count: number): Promise<Times> {
  const times: Times = { first: [], answered: [], bare: [] };
  let handOver: (at: number) => void = () => undefined;
  carrier.onText((text) => { handOver(handedAt(text)); });
  for (let n = 0; n < count; n++) {
    const handed = new Promise<number>((resolve) => { handOver = resolve; });
    const report = await client.post<ReportView>('/api/v1/reports', aReport(), cookieOf('wes'));
    if (report.status !== 201) throw new Error(`a report was answered ${report.status}`);
    times.first.push(await handed - report.sentAt);
    times.answered.push(report.answeredAt - report.sentAt);
    await carrier.quiet();
    await pause(30);
    const plain = await bare.post('/reports', aReport());
    times.bare.push(plain.answeredAt - plain.sentAt);
    await pause(10);
  }
  return times;
}

/** Rows of one report at a time. The first notification is measured from the moment the report leaves until the carrier has the whole text. */
export const measureOneByOne = (bench: Bench): Promise<Record<'first-notification-p50' | 'first-notification-p99' | 'report-latency-ratio', Outcome>> => inNetwork(bench, plan, async (network) => {
  network.carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
  await oneByOne(network, 40);
  const { first, answered, bare } = await oneByOne(network, bench.quick ? 80 : 400);
  return {
    'first-notification-p50': { value: median(first), baseline: median(bare), note: `${spread(first)} ms, ${first.length} reports` },
    'first-notification-p99': { value: percentile(first, 0.99), baseline: percentile(bare, 0.99) },
    'report-latency-ratio': { value: median(answered) / median(bare), baseline: median(bare), note: `answered ${spread(answered)} ms; bare ${spread(bare)} ms` },
  };
});

/** Reports at once, a new one as soon as one is answered. @returns how many were answered 201 */
async function flood(client: HttpClient, path: string, cookie: string, ms: number): Promise<number> {
  const end = nowMs() + ms;
  let answered = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (nowMs() < end) {
      const { status } = await client.post(path, aReport(), cookie);
      if (status !== 201) throw new Error(`a report was answered ${status}`);
      answered += 1;
    }
  }));
  return answered;
}

/**
 * Reports a second at 48 at once, with everything that follows: the clock stops when the last first notification is with
 * the carrier, and receipts come in meanwhile. In turn with the baseline, which only answers.
 */
export const measureThroughput = (bench: Bench): Promise<Record<'report-throughput-ratio', Outcome>> => inNetwork(bench, plan, async ({ client, bare, carrier, cookieOf, server }) => {
  const [rounds, ms] = bench.quick ? [3, 2500] : [5, 5000];
  const rates: { ours: number; bare: number; behindMs: number }[] = [];
  const used = { server: 0, database: 0, reports: 0, bare: 0, bareDatabase: 0, bareReports: 0 };
  const spent = (pid: number): (() => number) => { const before = cpuMs(pid); return () => cpuMs(pid) - before; };
  for (let round = 0; round <= rounds; round++) {
    const before = carrier.sent.length;
    const [byServer, byDatabase] = [spent(server.pid), spent(bench.mongod.pid)];
    const startedAt = nowMs();
    const reports = await flood(client, '/api/v1/reports', cookieOf('wes'), ms);
    const answeredAt = nowMs();
    await until('every first notification was handed over', () => carrier.sent.length - before >= reports, 60_000);
    const ours = reports / ((nowMs() - startedAt) / 1000);
    const behindMs = nowMs() - answeredAt;
    await carrier.quiet();
    await pause(300);
    const [server_, database] = [byServer(), byDatabase()];
    const [byBare, byBareDatabase] = [spent(bench.barePid), spent(bench.mongod.pid)];
    const plainAt = nowMs();
    const bareReports = await flood(bare, '/reports', '', ms);
    const plain = bareReports / ((nowMs() - plainAt) / 1000);
    // The first round warms both up.
    if (round === 0) continue;
    rates.push({ ours, bare: plain, behindMs });
    used.server += server_; used.database += database; used.reports += reports;
    used.bare += byBare(); used.bareDatabase += byBareDatabase(); used.bareReports += bareReports;
  }
  const ratio = median(rates.map(({ ours, bare: plain }) => ours / plain));
  return {
    'report-throughput-ratio': {
      value: ratio, baseline: median(rates.map((one) => one.bare)),
      note: `${rates.map(({ ours, bare: plain }) => `${Math.round(ours)} of ${Math.round(plain)}`).join(', ')} reports/s; last page ${Math.round(Math.max(...rates.map((one) => one.behindMs)))} ms after the last answer; `
        + `processor time a report: server ${(used.server / used.reports).toFixed(2)} and database ${(used.database / used.reports).toFixed(2)} ms, receipts with it; bare ${(used.bare / used.bareReports).toFixed(2)} and ${(used.bareDatabase / used.bareReports).toFixed(2)} ms`,
    },
  };
});

const BURST = 500;

/** 500 reports in the same instant, each for a responder of its own. */
export const measureBurst = (bench: Bench): Promise<Record<'burst-500', Outcome>> => {
  const ids = Array.from({ length: BURST }, (_, n) => `r${n}`);
  const burst = {
    teams: ids.map((id, n) => ({ id: `team-${id}`, ladder: ladderOf([ids[(n + 1) % BURST] ?? '', 3600]) })),
    staff: ids.map((id, n) => ({ id, phone: fictionPhone(n), teamId: `team-${id}`, role: 'clinician' as const })),
  };
  return inNetwork(bench, burst, async ({ client, bare, carrier, cookieOf }) => {
    const found: { last: number; answered: number; bare: number }[] = [];
    for (let round = 0; round <= (bench.quick ? 2 : 5); round++) {
      carrier.sent.length = 0;
      const startedAt = nowMs();
      const answers = await Promise.all(ids.map((id) => client.post('/api/v1/reports', aReport('life-at-risk'), cookieOf(id))));
      if (answers.some(({ status }) => status !== 201)) throw new Error('a report of the burst was not answered 201');
      await until('all 500 had their text', () => carrier.sent.length >= BURST, 30_000);
      if (new Set(carrier.sent.map(({ to }) => to)).size !== BURST) throw new Error('a responder of the burst was not asked, or twice');
      const last = (Math.max(...carrier.sent.map(handedAt)) - startedAt) / 1000;
      await carrier.quiet();
      await pause(500);
      const plainAt = nowMs();
      await Promise.all(ids.map(() => bare.post('/reports', aReport())));
      const one = { last, answered: (Math.max(...answers.map(({ answeredAt }) => answeredAt)) - startedAt) / 1000, bare: (nowMs() - plainAt) / 1000 };
      if (round > 0) found.push(one);
    }
    return {
      'burst-500': {
        value: median(found.map(({ last }) => last)), baseline: median(found.map((one) => one.bare)),
        note: `${found.map(({ last }) => last.toFixed(2)).join(', ')} s; last report answered after ${median(found.map(({ answered }) => answered)).toFixed(2)} s`,
      },
    };
  });
};
