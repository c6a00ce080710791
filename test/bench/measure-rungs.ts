import type { ReportView } from '../../server/contract/crisis.js';
import type { UrgencyLetter } from '../../server/contract/triage.js';
import { median, nowMs, pause, percentile, spread, until } from './figures.js';
import { fictionPhone, ladderOf } from './house/furnish.js';
import { aReport, handedAt, inNetwork, refIn } from './house/network.js';
import type { Bench } from './house/network.js';
import type { Outcome } from './rows.js';
import { prepareStorm } from './storm.js';

const plan = (firstSeconds: number) => ({
  teams: [{ id: 'north', ladder: ladderOf(['ana', firstSeconds], ['ben', 3600]) }],
  staff: [
    { id: 'wes', phone: null, teamId: 'north', role: 'support-worker' as const },
    { id: 'ana', phone: fictionPhone(1), teamId: 'north', role: 'clinician' as const },
    { id: 'ben', phone: fictionPhone(2), teamId: 'north', role: 'clinician' as const },
  ],
});
const BEN = fictionPhone(2);

/** What `nowMs` showed at an instant of the wall clock. */
const instantMs = (at: Date): number => at.getTime() - Date.now() + nowMs();

const EACH_SECOND = 20;

/** Twenty rungs a second fall due, reports come in at the same pace; how late each second rung is with the carrier. */
export const measureLateness = (bench: Bench): Promise<Record<'rung-lateness-p99', Outcome>> => inNetwork(bench, plan(3), async ({ client, carrier, cookieOf }) => {
  const [count, warm] = [(bench.quick ? 10 : 30) * EACH_SECOND, 3 * EACH_SECOND];
  const due = new Map<string, number>();
  const startedAt = nowMs();
  for (let n = 0; n < warm + count; n++) {
    await pause(startedAt + n * (1000 / EACH_SECOND) - nowMs());
    void client.post<ReportView>('/api/v1/reports', aReport(), cookieOf('wes')).then(({ body }) => {
      if (n >= warm && body.ladder?.nextAt) due.set(body.ref, instantMs(new Date(body.ladder.nextAt)));
    });
  }
  const second = () => new Map(carrier.to(BEN).map((text) => [refIn(text), handedAt(text)]));
  await until('every second rung was asked', () => due.size === count && [...due.keys()].every((ref) => second().has(ref)), 20_000);
  const texts = second();
  const late = [...due].map(([ref, at]) => (texts.get(ref) ?? Infinity) - at);
  return { 'rung-lateness-p99': { value: percentile(late, 0.99), note: `${spread(late)} ms late, ${count} rungs at ${EACH_SECOND}/s` } };
});

/** 10,000 rungs fall due in one second: how long until the last is handed over, and whether the most urgent went first. */
export const measureStorm = (bench: Bench): Promise<Record<'rung-storm-10k', Outcome>> => inNetwork(bench, plan(3600), async ({ client, carrier, cookieOf, mongodbUri, fieldKeys }) => {
  const count = 10_000;
  const { body } = await client.post<ReportView>('/api/v1/reports', aReport(), cookieOf('wes'));
  await until('the first rung was asked', () => carrier.sent.length > 0, 5000);
  await carrier.quiet();
  await pause(1000);
  const [copied, dueAt] = await preparedInTime((at) => prepareStorm(mongodbUri, fieldKeys, body.crisisId, count, at));
  const startsAt = instantMs(dueAt);
  await until('10,000 rungs were handed over', () => carrier.sent.length > count, 180_000);
  const texts = carrier.to(BEN);
  const refs = new Set(texts.map(refIn));
  if (texts.length !== count || refs.size !== count) throw new Error(`${texts.length} texts for ${refs.size} of ${count} rungs`);
  const times = new Map<UrgencyLetter, number[]>();
  for (const text of texts) {
    const letter = copied.get(refIn(text)) ?? 'G';
    times.set(letter, [...times.get(letter) ?? [], (handedAt(text) - startsAt) / 1000]);
  }
  const of = (letter: UrgencyLetter): number[] => times.get(letter) ?? [];
  // Some C and D rightly leave before the A that fall due later in the same second; the middle of each letter must come in order.
  const middles = (['A', 'B', 'C', 'D'] as const).map((letter) => median(of(letter)));
  const right = middles.every((middle, n) => n === 0 || (middles[n - 1] ?? 0) < middle) && percentile(of('A'), 0.99) < median(of('C'));
  return {
    'rung-storm-10k': {
      value: Math.max(...texts.map(handedAt)) / 1000 - startsAt / 1000, right,
      note: `${right ? 'most urgent first' : 'NOT MOST URGENT FIRST'}: ${(['A', 'B', 'C', 'D'] as const).map((letter) => `${letter} p50 ${median(of(letter)).toFixed(1)} last ${Math.max(...of(letter)).toFixed(1)} s`).join(', ')}`,
    },
  };
});

const PREPARES_WITHIN_SECONDS = 60;

/** Prepares for an instant far enough ahead that all of it stands before. @throws when it took longer */
async function preparedInTime<T>(prepare: (dueAt: Date) => Promise<T>): Promise<[T, Date]> {
  const dueAt = new Date(Date.now() + PREPARES_WITHIN_SECONDS * 1000);
  const done = await prepare(dueAt);
  if (Date.now() > dueAt.getTime() - 500) throw new Error(`preparing the storm took longer than ${PREPARES_WITHIN_SECONDS} s`);
  return [done, dueAt];
}
