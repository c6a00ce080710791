import { randomUUID } from 'node:crypto';
import { nowMs, pause, until } from '../bench/figures.js';
import { handedAt } from '../bench/house/network.js';
import type { ServerProcess } from '../bench/house/processes.js';
import type { FaultRow } from './fault-row.js';
import { ANA } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';
import { within } from './patience.js';
import type { Stalls } from './stalls.js';

/** One try to raise. `status` 0: the network ended it, or nothing came back in time. */
export interface Try { key: string; status: number; sentAt: number; answeredAt: number; crisisId: string; ref: string; dutyPhone: string | undefined; saidToRing: boolean }

/** Names the duty phone and the emergency number, in words that a person can act on. */
const saysWhomToRing = (body: { dutyPhone?: string; emergencyNumber?: string; title?: string } | null): boolean =>
  body?.dutyPhone === '(202) 555-0100' && body.emergencyNumber === '911' && /ring/i.test(body.title ?? '');

/** A phone gives up on an answer after so long and tries again with the same key. */
const PHONE_WAITS_MS = 12_000;
const BETWEEN_REPORTS_MS = 120;
const BETWEEN_TRIES_MS = 300;

export interface LoadSettings {
  raisers: number;
  /** How long new reports come. */
  seconds: number;
  /** Who takes the try; changes as servers come and go. */
  servers: () => readonly ServerProcess[];
}

/** Workers who raise one report after another and repeat each with its own key, at the next server, until it is taken. */
export function startLoad(world: FaultWorld, { raisers, seconds, servers }: LoadSettings) {
  const tries: Try[] = [];
  let stopAt = nowMs() + seconds * 1000;
  let turn = 0;

  async function attempt(key: string): Promise<Try> {
    const all = servers();
    const server = all[turn++ % all.length] as ServerProcess;
    const sentAt = nowMs();
    const nothing = { status: 0, crisisId: '', ref: '', dutyPhone: undefined, saidToRing: false };
    const came = await within(PHONE_WAITS_MS, world.raise(server, key).then(({ status, body }) => ({ status, crisisId: body?.crisisId ?? '', ref: body?.ref ?? '', dutyPhone: body?.dutyPhone, saidToRing: saysWhomToRing(body) }), () => nothing)) ?? nothing;
    const done = { key, sentAt, answeredAt: nowMs(), ...came };
    tries.push(done);
    return done;
  }

  async function raiseOne(): Promise<void> {
    const key = randomUUID();
    for (const giveUpAt = nowMs() + 90_000; nowMs() < giveUpAt;) {
      if ((await attempt(key)).status === 201) return;
      await pause(BETWEEN_TRIES_MS);
    }
  }

  const done = Promise.all(Array.from({ length: raisers }, async () => {
    while (nowMs() < stopAt) {
      await raiseOne();
      await pause(BETWEEN_REPORTS_MS);
    }
  }));
  return { tries, done, stop: (): void => { stopAt = nowMs(); } };
}

/** When I2 wants the page of a report that was answered at this instant: so many seconds later at most. */
export type Allowed = (answeredAt: number) => number;

/** Counts what was promised against what is stored and what the phone got. */
export async function tally(world: FaultWorld, what: string, kills: number, tries: readonly Try[], allowed: Allowed, stalls: Stalls): Promise<FaultRow> {
  const taken = [...new Map(tries.filter(({ status }) => status === 201).toReversed().map((one) => [one.key, one])).values()];
  const wrong: string[] = [];
  await until('the database answers', async () => world.db.collection('crises').findOne().then(() => true, () => false), 30_000);
  const pageOf = (ref: string) => world.pages(ANA, ref).find(({ kept }) => kept);
  const allPaged = (): boolean => taken.every(({ ref }) => pageOf(ref) !== undefined);
  await until('every report is paged', allPaged, 60_000).catch(() => undefined);

  const stored = await world.db.collection('crises').find({}, { projection: { 'reports.key': 1, ref: 1 } }).toArray();
  const crisesOf = new Map<string, string[]>();
  for (const row of stored) for (const { key } of row['reports'] as { key?: string }[]) crisesOf.set(key ?? '', [...crisesOf.get(key ?? '') ?? [], String(row._id)]);
  const found = taken.filter(({ key, crisisId }) => crisesOf.get(`wes:${key}`)?.[0] === crisisId);
  const twice = [...crisesOf].filter(([, ids]) => ids.length > 1);
  if (twice.length > 0) wrong.push(`${twice.length} keys made more than one crisis`);
  const known = new Set(tries.map(({ key }) => `wes:${key}`));
  if (stored.some((row) => (row['reports'] as { key?: string }[]).some(({ key }) => !known.has(key ?? '')))) wrong.push('a crisis that nobody raised');
  const other = tries.filter(({ status, dutyPhone }) => ![0, 201].includes(status) && !(status === 503 && dutyPhone === '(202) 555-0100'));
  if (other.length > 0) wrong.push(`${other.length} answers that are neither 201 nor 503 with the number to ring: ${[...new Set(other.map(({ status }) => status))].join(', ')}`);

  // A repeat of an early lost answer is answered later than the page went out; then the page was not late.
  const firstAnswered = new Map(taken.map((one) => [one.key, one.answeredAt]));
  const lateness = taken.map(({ key, ref }) => {
    const page = pageOf(ref);
    const from = firstAnswered.get(key) ?? 0;
    const seconds = page ? (handedAt(page) - from) / 1000 : Number.POSITIVE_INFINITY;
    const over = seconds - allowed(from);
    return { seconds, late: over > 0, byLoad: over > 0 && page !== undefined && over <= stalls.seconds(from, handedAt(page)) };
  });
  const doubled = taken.reduce((sum, { ref }) => sum + Math.max(world.pages(ANA, ref).filter(({ kept }) => kept).length - 1, 0), 0);
  const thrice = taken.filter(({ ref }) => world.pages(ANA, ref).length > 3);
  if (thrice.length > 0) wrong.push(`${thrice.length} pages were submitted more than three times`);
  const unlogged = await unloggedPages(world);
  if (unlogged > 0) wrong.push(`${unlogged} submissions stand in no record`);
  const dead = await world.db.collection('jobs').countDocuments({ state: 'dead' });
  if (dead > 0) wrong.push(`${dead} dead jobs`);
  return {
    what, kills, acknowledged: taken.length, found: found.length, paged: taken.filter(({ ref }) => pageOf(ref) !== undefined).length,
    late: lateness.filter((one) => one.late && !one.byLoad).length, lateByLoad: lateness.filter(({ byLoad }) => byLoad).length, doubled, latestSeconds: Math.max(0, ...lateness.map(({ seconds }) => seconds)), wrong,
  };
}

/** How many texts the provider was given for which no attempt is on record (I3: all logged). */
export async function unloggedPages(world: FaultWorld): Promise<number> {
  const recorded = new Set<string>();
  for await (const row of world.db.collection('escalations').find({}, { projection: { 'notifications.delivery.attempts.id': 1 } })) {
    for (const { delivery } of row['notifications'] as { delivery: { attempts: { id: string }[] } }[]) for (const { id } of delivery.attempts) recorded.add(id);
  }
  return world.carrier.sent.filter(({ body, statusCallback }) => body.includes('Reply 1') && !recorded.has(new URL(statusCallback).searchParams.get('attempt') ?? '')).length;
}
