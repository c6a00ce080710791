import { randomBytes, randomUUID } from 'node:crypto';
import { nowMs, pause, until } from '../bench/figures.js';
import { handedAt } from '../bench/house/network.js';
import type { ServerProcess } from '../bench/house/processes.js';
import type { Channel } from '../../server/contract/words.js';
import type { HandedText } from '../support/scripted-carrier.js';
import type { FaultRow } from './fault-row.js';
import { ANA, BEN, startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';
import { within } from './patience.js';
import { watchStalls } from './stalls.js';
import type { Stalls } from './stalls.js';
import { unloggedPages } from './under-load.js';

/** How Ben answers: by text, or by a key in a call; in the second case each rung texts and rings together. */
export type AnsweredBy = 'text' | 'key';

/** Where the server dies or freezes: the `nth` time it comes by `point`. */
export interface CrashCase { point: string; how: 'exit' | 'freeze'; nth: number; by?: AnsweredBy }

export interface CrashSettings {
  mongodbUri?: string;
  freezeSeconds?: number;
  /** Leases of the servers; the default of production unless given. */
  leaseSeconds?: number;
}

/** `reached`: the server did come by the point. */
export interface CrashOutcome extends FaultRow { reached: boolean }

const ANA_SECONDS = 2;
/** I2: 15 s when the server is killed, 25 s when it is frozen. */
const LATE_AFTER = { exit: 15, freeze: 25 } as const;
const PHONE_WAITS_MS = 4000;
const CHANNELS: Record<AnsweredBy, Channel[]> = { text: ['sms'], key: ['sms', 'voice'] };
const CRASHED = /crashing at/;
/** What a server does at its start comes by the same points; only from the report on they count. */
const SINCE = 'raise.report.before';

export const nameOf = ({ point, how, nth, by }: CrashCase): string => `${how} at ${point} #${nth}${by === 'key' ? ', with calls' : ''}`;

/** Simulated phones that are really the test's provider: only so may a server be told to crash. */
const ENV = { PHONES: 'simulated', CANARY_SECONDS: '3600' };

/**
 * Counts how often the server comes by each point from the report on.
 * @returns by name: how often before the report, and how often in all
 */
export async function recordPoints({ mongodbUri, by = 'text' }: Pick<CrashSettings, 'mongodbUri'> & { by?: AnsweredBy } = {}): Promise<Map<string, { before: number; all: number }>> {
  const world = await startFaultWorld({ anaSeconds: ANA_SECONDS, channels: CHANNELS[by], ...(mongodbUri === undefined ? {} : { mongodbUri }) });
  try {
    withReceipts(world);
    const server = await world.server({ ...ENV, CRASH_POINT: `none:record:1:${SINCE}` });
    const counted = (): Map<string, number> => {
      const counts = new Map<string, number>();
      for (const [, name] of server.words().matchAll(/passed (\S+)/g)) counts.set(name ?? '', (counts.get(name ?? '') ?? 0) + 1);
      return counts;
    };
    await pause(1000);
    const before = counted();
    await drive(world, () => Promise.resolve(server), by);
    await pause(1500);
    return new Map([...counted()].map(([name, all]) => [name, { before: before.get(name) ?? 0, all }]));
  } finally {
    await world.stop();
  }
}

/** Receipts as a quick network gives them; Ana's phone rings until she is too late, Ben's until he picks up. */
function withReceipts(world: FaultWorld): void {
  world.carrier.outcome = () => 'rings';
  world.carrier.receipts = () => [{ status: 'sent', afterMilliseconds: 20 }, { status: 'delivered', afterMilliseconds: 60 }];
}

/** `sid`: of the text that was answered 2xx; null when a key in a call did it. */
interface Driven { key: string; crisisId: string; ref: string; answeredAt: number; sid: string | null; acknowledged: number }

/** One report from its first try to its answer by text; every step is repeated as a phone and a provider repeat it. */
async function drive(world: FaultWorld, serverNow: () => Promise<ServerProcess>, by: AnsweredBy): Promise<Driven> {
  const key = randomUUID();
  const sid = `SM${randomBytes(16).toString('hex')}`;
  const patiently = async <T extends { status: number }>(act: (server: ServerProcess) => Promise<T>): Promise<T> => {
    for (const giveUpAt = nowMs() + 60_000; nowMs() < giveUpAt;) {
      const server = await serverNow();
      const answer = await within(PHONE_WAITS_MS, act(server).catch(() => null));
      if (answer && answer.status > 0 && answer.status < 500) return answer;
      await pause(100);
    }
    throw new Error('no server answered for a minute');
  };
  const { status, body } = await patiently((server) => world.raise(server, key));
  const driven: Driven = { key, sid, crisisId: body?.crisisId ?? '', ref: body?.ref ?? '', answeredAt: nowMs(), acknowledged: status === 201 ? 1 : 0 };
  await world.asked(ANA, driven.ref, 45);
  await world.asked(BEN, driven.ref, 45);
  if (by === 'key' && await pressedOne(world)) return { ...driven, sid: null };
  await patiently(async () => ({ status: await world.carrier.reply(BEN, `1 ${driven.ref}`, { sid }) }));
  return driven;
}

/** Ben picks up and presses 1. @returns false when our words or his key were lost on the way: then he answers the text */
async function pressedOne({ carrier }: FaultWorld): Promise<boolean> {
  const said = async (act: () => Promise<string>): Promise<boolean> => (await within(PHONE_WAITS_MS, act().catch(() => '')))?.includes('<') === true;
  await until('Ben is rung', () => carrier.callsTo(BEN).length > 0, 45_000).catch(() => undefined);
  const call = carrier.callsTo(BEN).at(-1);
  const heard = call !== undefined && await said(() => carrier.pickUp(call)) && await said(() => carrier.press(call, '1'));
  if (call) await within(PHONE_WAITS_MS, carrier.hangUp(call).catch(() => 0));
  return heard;
}

/**
 * Starts a server that is told to crash, drives one report through, starts another when it crashes, and looks whether every
 * invariant holds at the end. A frozen server is thawed after `freezeSeconds`, when another has long taken over.
 */
export async function driveThroughCrash(one: CrashCase, { mongodbUri, freezeSeconds = 20, leaseSeconds }: CrashSettings = {}): Promise<CrashOutcome> {
  const by = one.by ?? 'text';
  const stalls = watchStalls();
  const world = await startFaultWorld({ anaSeconds: ANA_SECONDS, channels: CHANNELS[by], ...(mongodbUri === undefined ? {} : { mongodbUri }) });
  const env = { ...ENV, ...(leaseSeconds === undefined ? {} : { LEASE_SECONDS: String(leaseSeconds) }) };
  const row: CrashOutcome = { what: nameOf(one), kills: 1, acknowledged: 0, found: 0, paged: 0, late: 0, doubled: 0, latestSeconds: 0, wrong: [], reached: false };
  try {
    withReceipts(world);
    const first = await world.server({ ...env, CRASH_POINT: `${one.point}:${one.how}:${one.nth}:${SINCE}` });
    let current: Promise<ServerProcess> = Promise.resolve(first);
    let thawedAt: number | null = null;
    let watching = true;
    const watch = (async () => {
      while (watching && !CRASHED.test(first.words())) await pause(10);
      if (!watching) return;
      row.reached = true;
      current = world.server(env);
      await current;
      if (one.how === 'exit') return;
      await pause(freezeSeconds * 1000);
      first.signal('SIGCONT');
      thawedAt = nowMs();
    })();
    await pause(1000);
    const driven = await drive(world, () => current, by);
    await until('nothing is left to do', async () => await world.db.collection('jobs').countDocuments({ kind: { $in: ['notify', 'rung', 'text', 'hang-up'] }, state: 'ready' }) === 0, 30_000)
      .catch(() => { row.wrong.push('work is left that nobody does'); });
    if (!row.reached) watching = false;
    await watch;
    // What a thawed server still wants to write or send, it does now.
    if (thawedAt !== null) await pause(4000);
    return { ...row, ...await verdict(world, one, driven, row.wrong, stalls) };
  } catch (error) {
    return { ...row, wrong: [...row.wrong, error instanceof Error ? error.message : 'the test itself failed'] };
  } finally {
    stalls.stop();
    await world.stop();
  }
}

interface Stored { id: string; staffId: string; kind: string; channel: Channel; round: number; rung: number; delivery: { state: string; attempts: { id: string; outcome: string | null }[] } }

/** Every invariant that one report can show. */
async function verdict(world: FaultWorld, { how, by = 'text' }: CrashCase, { key, crisisId, ref, answeredAt, sid, acknowledged }: Driven, before: readonly string[], stalls: Stalls): Promise<Omit<FaultRow, 'what' | 'kills'>> {
  const { db, carrier } = world;
  const wrong = [...before];
  const must = (holds: boolean, words: string): void => { if (!holds) wrong.push(words); };

  const crises = await db.collection('crises').find().toArray();
  const escalation = await db.collection('escalations').findOne({ crisisId });
  must(crises.length === 1, `I9: ${crises.length} crises of one report`);
  const crisis = crises.find((one) => String(one._id) === crisisId && (one['reports'] as { key: string }[])[0]?.key === `wes:${key}`);
  must((crisis?.['owner'] as { staffId: string } | null)?.staffId === 'ben' && crisis?.['state'] === 'ACTIVE', 'I5: Ben answered and does not own it');
  must(escalation?.['state'] === 'answered', 'I5: the escalation goes on after the answer');
  const answers = await db.collection('domain_events').find({ crisisId, kind: 'crisis.acknowledged' }).toArray();
  must(answers.length === 1, `I5: answered ${answers.length} times`);
  must(sid === null || await db.collection('inbound_messages').countDocuments({ _id: sid as never }) === 1, 'I7: the answered text is not stored once');
  must(await db.collection('audit').countDocuments({ object: `crisis:${crisisId}`, action: 'report.received' }) === 1, 'I10: the report has not one audit entry');
  must(await db.collection('jobs').countDocuments({ state: 'dead' }) === 0, 'I6: dead jobs');

  const notifications = (escalation?.['notifications'] ?? []) as Stored[];
  const open = notifications.filter(({ delivery }) => delivery.state === 'waiting' || delivery.state === 'submitting');
  must(open.length === 0, `I6: ${open.length} messages whose fate nobody looks after`);
  for (const [staffId, phone] of [['ana', ANA], ['ben', BEN]] as const) {
    for (const channel of CHANNELS[by]) {
      const pages = notifications.filter((n) => n.staffId === staffId && n.kind === 'page' && n.channel === channel);
      must(pages.length === 1, `I3: ${pages.length} notifications for ${staffId} by ${channel}`);
      const [page] = pages;
      const handed = channel === 'sms' ? world.pages(phone, ref).length : carrier.calls.filter(({ to }) => to === phone).length;
      must(handed <= 3, `I3: ${staffId} was sent ${handed} by ${channel}`);
      must(handed <= 1 || page?.delivery.attempts.slice(0, -1).every(({ outcome }) => outcome === 'unknown') === true, `I3: ${staffId} was sent ${handed} by ${channel} though the outcome was known`);
    }
  }
  must(await unloggedPages(world) === 0, 'I3: a submission that stands in no record');

  const answeredDbAt = answers[0]?.['at'] instanceof Date ? answers[0]['at'].getTime() : 0;
  const after = [...carrier.sent.filter(isPage), ...carrier.calls].filter(({ createdAt }) => createdAt.getTime() > answeredDbAt + 2000);
  must(after.length === 0, `I4: ${after.length} pages more than 2 s after the answer`);

  const [anaPage, benPage] = [world.pages(ANA, ref).find(({ kept }) => kept), world.pages(BEN, ref).find(({ kept }) => kept)];
  const rungDueAt = (escalation?.['startedAt'] instanceof Date ? escalation['startedAt'].getTime() : 0) + ANA_SECONDS * 1000;
  const lateness = [anaPage ? (handedAt(anaPage) - answeredAt) / 1000 : Number.POSITIVE_INFINITY, benPage ? (benPage.createdAt.getTime() - rungDueAt) / 1000 : Number.POSITIVE_INFINITY];
  const late = lateness.filter((seconds) => seconds > LATE_AFTER[how]);
  // What the machine kept from running between the report and its end is no fault of the servers.
  const keptWaiting = stalls.seconds(answeredAt, nowMs());
  const lateByLoad = late.filter((seconds) => seconds - LATE_AFTER[how] <= keptWaiting).length;
  return {
    acknowledged, found: crisis ? 1 : 0, paged: anaPage && benPage ? 1 : 0, late: late.length - lateByLoad, lateByLoad,
    doubled: [ANA, BEN].reduce((sum, phone) => sum + Math.max(world.pages(phone, ref).filter(({ kept }) => kept).length - 1, 0) + Math.max(carrier.callsTo(phone).length - 1, 0), 0), latestSeconds: Math.max(0, ...lateness), wrong,
  };
}

const isPage = ({ body }: HandedText): boolean => body.includes('Reply 1');

/** Points that a report must come by; others may be added freely. */
export const NEEDED_POINTS = [
  'raise.report.before', 'raise.report.after', 'rows.before', 'commit.before', 'commit.after', 'jobs.claim.before', 'jobs.claim.taken', 'jobs.claim.after', 'job.before', 'job.after',
  'jobs.finishAll.before', 'jobs.finishAll.after', 'provider.send.before', 'provider.send.after', 'escalation.putDeliveries.before', 'escalation.putDeliveries.after',
  'webhook.onText.before', 'webhook.onText.after', 'webhook.onStatus.before', 'webhook.onStatus.after',
] as const;

/** Points that only a rung with calls comes by. */
export const CALL_POINTS = ['provider.call.before', 'provider.call.after', 'webhook.onCall.before', 'webhook.onCall.after', 'provider.endCall.before', 'provider.endCall.after'] as const;

/** Every case that a recording names: from the report on, up to `passes` times at each point. */
export const casesOf = (points: ReadonlyMap<string, { before: number; all: number }>, passes: number, by: AnsweredBy = 'text'): CrashCase[] =>
  [...points].flatMap(([point, { before, all }]) => Array.from({ length: Math.max(Math.min(all - before, passes), 0) }, (_, index) => before + index + 1)
    .flatMap((nth) => (['exit', 'freeze'] as const).map((how): CrashCase => ({ point, how, nth, by }))));
