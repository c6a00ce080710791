import { randomBytes } from 'node:crypto';
import { nowMs, pause } from '../../bench/figures.js';
import { refIn } from '../../bench/house/network.js';
import type { HandedCall } from '../../support/scripted-calls.js';
import type { Act, HandedText, Receipt } from '../../support/scripted-carrier.js';
import { within } from '../patience.js';
import { chanceOf } from './random.js';
import type { SoakWorld } from './soak-world.js';

/** One text from a phone, repeated by the provider until it was taken. `taken`: our 2xx, which means durable (I7). */
export interface SentReply { sid: string; from: string; body: string; taken: boolean }
/** A receipt that we answered 2xx. */
export interface KnownReceipt { attemptId: string; status: string }
/** What the provider did with one submission, by the id in its callback. */
export interface Submission { attemptId: string; subject: string; channel: 'sms' | 'voice'; to: string; at: number; wallAt: number; kept: boolean; act: string }

const REPEAT_REPLY_MS = 1000;
const REPLY_FOR_MS = 90_000;
const PROVIDER_WAITS_MS = 15_000;
/** As our calls ask for. */
const RINGS_MS = 25_000;

export type Phones = ReturnType<typeof soakPhones>;

/**
 * Every phone and the provider between, with a will of their own: answers, refusals, silence, voicemail; receipts doubled, reordered,
 * missing; texts taken and never answered for, lost, refused. `calm()`: from now on everything works and everybody answers.
 */
export function soakPhones(world: SoakWorld, seed: number) {
  const { carrier } = world;
  const chance = chanceOf(seed, 'phones');
  const replies: SentReply[] = [];
  const receipts: KnownReceipt[] = [];
  const submissions: Submission[] = [];
  const closing = new Map<string, string>();
  let calm = false;
  /** Share of submissions that go wrong at the provider; more in an episode. */
  let faults = 0.03;

  const about = (address: string): { attemptId: string; subject: string } => {
    const asked = new URL(address).searchParams;
    return { attemptId: asked.get('attempt') ?? '', subject: asked.get('subject') ?? '' };
  };
  const nameOf = (act: Act): string => (typeof act === 'object' ? String(act.refuse) : act);

  function fate(channel: 'sms' | 'voice'): Act {
    if (calm || !chance.happens(faults)) return 'accept';
    const kind = chance.weighed({ hang: 2, 'accept-then-hang': 2, 'accept-then-break': 2, 'accept-then-fault': 2, 'callback-first': 2, fast: 2, repair: 2, fault: 2, never: channel === 'sms' ? 0.5 : 0 });
    switch (kind) {
      case 'fast': return { refuse: 429, code: 20429, retryAfterSeconds: 1 };
      case 'repair': return { refuse: 503 };
      case 'fault': return { refuse: 500 };
      case 'never': return { refuse: 400, code: 21211 };
      case 'hang': case 'accept-then-hang': case 'accept-then-break': case 'accept-then-fault': case 'callback-first': return kind;
    }
  }

  const note = (channel: 'sms' | 'voice', { to, at, createdAt }: HandedText | HandedCall, address: string, act: Act): Act => {
    submissions.push({ ...about(address), channel, to, at: at + nowMs() - performance.now(), wallAt: createdAt.getTime(), kept: typeof act !== 'object' && act !== 'hang', act: nameOf(act) });
    return act;
  };
  carrier.script = (text) => note('sms', text, text.statusCallback, fate('sms'));
  carrier.callScript = (call) => {
    const act = note('voice', call, call.statusCallback, fate('voice'));
    if (typeof act !== 'object' && act !== 'hang') void ring(call);
    return act;
  };
  carrier.outcome = () => 'rings';

  carrier.receipts = (): Receipt[] => {
    const [sent, delivered]: Receipt[] = [{ status: 'sent', afterMilliseconds: chance.between(20, 600) }, { status: 'delivered', afterMilliseconds: chance.between(50, 2500) }];
    if (!sent || !delivered) return [];
    if (calm) return [sent, delivered];
    switch (chance.weighed({ both: 76, doubled: 5, reordered: 5, missing: 5, undelivered: 3, slow: 6 })) {
      case 'both': return [sent, delivered];
      case 'doubled': return [sent, sent, delivered, delivered];
      case 'reordered': return [delivered, sent];
      case 'missing': return [];
      case 'undelivered': return [sent, { status: 'undelivered', errorCode: 30003, afterMilliseconds: chance.between(100, 2000) }];
      case 'slow': return [sent, { ...delivered, afterMilliseconds: chance.between(5000, 40_000) }];
    }
  };
  const receipt = carrier.receipt.bind(carrier);
  carrier.receipt = async (text, status, errorCode) => {
    const answer = await receipt(text, status, errorCode);
    if (answer >= 200 && answer < 300) receipts.push({ attemptId: about(text.statusCallback).attemptId, status });
    return answer;
  };

  /** Repeats a text until it is taken, as the provider does; sometimes once more after that. */
  async function reply(from: string, body: string): Promise<void> {
    const one: SentReply = { sid: `SM${randomBytes(16).toString('hex')}`, from, body, taken: false };
    replies.push(one);
    const post = async (): Promise<boolean> => {
      const status = await within(PROVIDER_WAITS_MS, carrier.reply(from, body, { sid: one.sid }).catch(() => 0));
      return status !== null && status >= 200 && status < 300;
    };
    for (const giveUpAt = nowMs() + REPLY_FOR_MS; nowMs() < giveUpAt && !one.taken;) {
      one.taken = await post();
      if (!one.taken) await pause(REPEAT_REPLY_MS);
    }
    if (one.taken && chance.happens(0.1)) { await pause(chance.between(0, 3000)); await post(); }
  }

  async function later(seconds: number, act: () => Promise<unknown>): Promise<void> {
    await pause(seconds * 1000);
    await act().catch(() => undefined);
  }

  carrier.onText((text) => {
    const { to, body } = text;
    const ref = refIn(text);
    // The script has decided by now whether this phone ever shows it.
    if (!text.kept || ref === '') return;
    if (body.includes('Reply 1')) void paged(to, ref);
    else if (body.includes('is yours')) void took(to, ref);
    else if (body.includes('WITH THEM YET')) { if (calm || chance.happens(0.6)) void later(chance.between(5, 60), () => reply(to, `4 ${ref}`)); }
  });

  async function paged(to: string, ref: string): Promise<void> {
    if (calm) { await later(chance.between(0.3, 2), () => reply(to, `1 ${ref}`)); return; }
    switch (chance.weighed({ answers: 40, slowly: 10, cannot: 12, bare: 2, words: 2, silent: 34 })) {
      case 'answers': await later(chance.wait(6), () => reply(to, `1 ${ref}`)); return;
      case 'slowly': await later(chance.between(15, 50), () => reply(to, `${ref} 1`)); return;
      case 'cannot': await later(chance.wait(5), () => reply(to, `2 ${ref}`)); return;
      case 'bare': await later(chance.wait(5), () => reply(to, '1')); return;
      case 'words': await later(chance.wait(5), () => reply(to, 'one minute please')); return;
      case 'silent':
    }
  }

  /** Most owners say that they are with them; a silent one loses it to the clock (I5). Some bring it to an end. */
  async function took(to: string, ref: string): Promise<void> {
    if (calm) { await later(chance.between(0.5, 3), () => reply(to, `4 ${ref}`)); return; }
    if (!chance.happens(0.85)) return;
    await later(chance.between(3, 60), () => reply(to, `4 ${ref}`));
    if (chance.happens(0.8)) await later(chance.between(5, 60), () => close(world.ownerOf.get(to) ?? '', ref));
  }

  async function close(staffId: string, ref: string): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const server = chance.oneOf(world.standing());
      if (server) {
        const client = world.clientOf(server);
        const cookie = world.cookieOf(staffId);
        const found = await within(PROVIDER_WAITS_MS, client.get<{ crises: { id: string; version: number }[] }>(`/api/v1/crises?ref=${ref}`, cookie).catch(() => null));
        const crisis = found?.body?.crises?.[0];
        if (found?.status === 200 && !crisis) return;
        if (crisis) {
          closing.set(crisis.id, staffId);
          const ended = await within(PROVIDER_WAITS_MS, client.post(`/api/v1/crises/${crisis.id}/closure`, { seenVersion: crisis.version, disposition: 'ENGAGED_ASSISTED', outcome: 'helped' }, cookie).catch(() => null));
          if (ended && ended.status < 500 && ended.status !== 409) return;
        }
      }
      await pause(1000);
    }
  }

  async function ring(call: HandedCall): Promise<void> {
    await pause(chance.between(1500, 12_000));
    if (call.status !== 'ringing' && call.status !== 'queued') return;
    const what = calm ? 'press-1' : chance.weighed({ 'press-1': 18, 'press-2': 5, machine: 10, busy: 5, unheard: 4, 'no-answer': 58 });
    try {
      switch (what) {
        case 'press-1': case 'press-2':
          await carrier.pickUp(call);
          await carrier.press(call, what === 'press-1' ? '1' : '2');
          await carrier.hangUp(call);
          return;
        case 'machine': await carrier.pickUp(call, 'machine_start'); await carrier.hangUp(call); return;
        case 'busy': await carrier.hangUp(call, 'busy'); return;
        case 'unheard': await carrier.callback(call, 'in-progress'); await carrier.hangUp(call); return;
        case 'no-answer':
          await pause(RINGS_MS - 10_000);
          if (call.status === 'ringing') await carrier.hangUp(call, 'no-answer');
      }
    } catch { /* Our webhook was not there: the caller hears the fallback, and the text still stands. */ }
  }

  return {
    replies, receipts, submissions, closing,
    /** For a while, so many of 1 go wrong at the provider. */
    async episode(share: number, seconds: number): Promise<void> { faults = share; await pause(seconds * 1000); faults = 0.03; },
    calm(): void { calm = true; },
  };
}
