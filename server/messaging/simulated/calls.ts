import type { PhoneCallInput } from '../../contract/phones.js';
import type { Cancel, Clock } from '../../kernel/clock.js';
import { faultOf } from '../../platform/log/log.js';
import type { Log } from '../../platform/log/log.js';
import { eventOf, isLive, newCall, speakingSeconds } from './carried-call.js';
import type { CarriedCall, NewCall } from './carried-call.js';
import { postAgainAt } from './handset.js';
import type { Handset } from './handset.js';
import type { Keeper } from './keeper.js';
import { readTwiml } from './read-twiml.js';
import type { Verb } from './read-twiml.js';
import type { Post } from './webhook-post.js';

/** Calls kept on each phone; older ones are forgotten. */
const KEPT_CALLS = 50;
/** Voicemail picks up after so long, before a call gives up. */
const VOICEMAIL_SECONDS = 5;
/** More turns than this in one call, and somebody has written a loop. */
const MOST_TURNS = 40;

export interface CallsNeeds { keeper: Keeper; post: Post; clock: Clock; log: Log; phoneOf: (number: string) => Handset; held: readonly CarriedCall[]; airSeconds: number }

export type CarriedCalls = ReturnType<typeof openCalls>;

/**
 * The calls of the simulated carrier: rings handsets, asks the app what to say when one is picked up, speaks it, hears keys, and
 * tells every state in order. One call at a time on each phone; a second one finds it busy. A restart cuts calls off.
 */
export function openCalls({ keeper, post, clock, log, phoneOf, held, airSeconds }: CallsNeeds) {
  const calls = new Map(held.map((call) => [call.sid, call]));
  const timers = new Map<string, Cancel>();
  const telling = new Set<string>();
  const retries = new Map<string, Cancel>();
  const running = new Set<Promise<void>>();
  /** Grows with every turn of a call, so that what an earlier turn still wanted to say is dropped. */
  const turns = new Map<string, number>();
  let open = true;

  const ofPhone = (number: string): CarriedCall[] => [...calls.values()].filter((call) => call.number === number);
  const liveOn = (number: string): CarriedCall | undefined => ofPhone(number).find(isLive);
  const track = (work: Promise<void>): void => {
    const tracked: Promise<void> = work.catch((error: unknown) => { log.warn('a simulated call went wrong', { room: 'messaging', ...faultOf(error) }); }).finally(() => { running.delete(tracked); });
    running.add(tracked);
  };

  function after(call: CarriedCall, seconds: number, act: () => void): void {
    timers.get(call.sid)?.cancel();
    timers.set(call.sid, clock.after(Math.max(seconds * 1000, 1), () => { timers.delete(call.sid); if (open) act(); }));
  }

  function become(call: CarriedCall, status: CarriedCall['status'] | 'initiated'): void {
    const now = clock.now();
    if (status !== 'initiated') { call.status = status; call.statusAt = now; }
    if (!isLive(call)) { timers.get(call.sid)?.cancel(); call.awaitsKey = false; nextTurn(call); }
    if (call.callback !== null && call.events.includes(eventOf(status)) && !phoneOf(call.number).behaviour.noReceipts) call.tells.push({ status, at: now, dueAt: now, tries: 0 });
    keeper.call(call);
    tellNext(call);
  }

  /** Posts what is due, one after the other, so that the app hears it in order. */
  function tellNext(call: CarriedCall): void {
    const [tell] = call.tells;
    if (!open || !tell || telling.has(call.sid) || retries.has(call.sid)) return;
    const wait = tell.dueAt.getTime() - clock.now().getTime();
    if (wait > 0) {
      retries.set(call.sid, clock.after(wait, () => { retries.delete(call.sid); tellNext(call); }));
      return;
    }
    telling.add(call.sid);
    track((async () => {
      const status = await post.callStatus(call, tell.status).catch(() => 503);
      tell.tries += 1;
      const at = status >= 500 ? postAgainAt(tell.tries, tell.at, clock.now()) : null;
      if (status >= 400 && status < 500) log.warn('the app refused a callback of the simulated carrier', { room: 'messaging', status });
      if (at) tell.dueAt = at;
      else call.tells.shift();
      keeper.call(call);
      telling.delete(call.sid);
      tellNext(call);
    })());
  }

  function ring(call: CarriedCall): void {
    const { calls: habit } = phoneOf(call.number).behaviour;
    if (habit === 'busy' || ofPhone(call.number).some((other) => other !== call && isLive(other))) { become(call, 'busy'); return; }
    if (habit === 'fail') { become(call, 'failed'); return; }
    become(call, 'ringing');
    if (habit === 'voicemail' && VOICEMAIL_SECONDS < call.ringSeconds) after(call, VOICEMAIL_SECONDS, () => { pickUp(call, 'machine_start'); });
    else after(call, call.ringSeconds, () => { become(call, 'no-answer'); });
  }

  function pickUp(call: CarriedCall, by: 'human' | 'machine_start'): void {
    timers.get(call.sid)?.cancel();
    call.answeredBy = by;
    become(call, 'in-progress');
    track(ask(call, call.url, {}));
  }

  function nextTurn(call: CarriedCall): number {
    const turn = (turns.get(call.sid) ?? 0) + 1;
    turns.set(call.sid, turn);
    return turn;
  }

  /** Asks the app what to say, then says it. When it has no answer, the fallback is asked; then the call ends. */
  async function ask(call: CarriedCall, address: string, more: Record<string, string>): Promise<void> {
    const turn = nextTurn(call);
    call.awaitsKey = false;
    const first = await wordsFrom(call, address, more);
    const verbs = first ?? (call.fallbackUrl === null ? null : await wordsFrom(call, call.fallbackUrl, { ErrorCode: '11200', ErrorUrl: address }));
    if (turns.get(call.sid) !== turn || call.status !== 'in-progress') return;
    if (!verbs || turn > MOST_TURNS) say(call, 'An application error has occurred. Goodbye.', 'en');
    play(call, turn, verbs ?? []);
  }

  async function wordsFrom(call: CarriedCall, address: string, more: Record<string, string>): Promise<Verb[] | null> {
    try {
      const { status, body } = await post.voice(call, address, more);
      if (status === 200) return readTwiml(body);
      log.warn('the app did not say what to say in a simulated call', { room: 'messaging', status });
    } catch (error) {
      log.info('the app did not answer a simulated call', { room: 'messaging', fault: faultOf(error).fault });
    }
    return null;
  }

  function say(call: CarriedCall, words: string, language: string | null): void {
    call.said.push(words);
    call.language = language;
    keeper.call(call);
  }

  /** Does one verb after the other, until another turn begins. At the end the call ends. */
  function play(call: CarriedCall, turn: number, verbs: readonly Verb[]): void {
    if (!open || turns.get(call.sid) !== turn || call.status !== 'in-progress') return;
    const [verb, ...rest] = verbs;
    const on = (seconds: number, then: readonly Verb[]): void => { after(call, seconds, () => { play(call, turn, then); }); };
    switch (verb?.verb) {
      case undefined: case 'hangup': become(call, 'completed'); return;
      case 'say': say(call, verb.words, verb.language); on(speakingSeconds(verb.words), rest); return;
      case 'pause': on(verb.seconds, rest); return;
      case 'redirect': track(ask(call, addressIn(call, verb.to), {})); return;
      case 'dial':
        call.connectedTo = verb.number;
        keeper.call(call);
        on(verb.seconds, rest);
        return;
      case 'gather': {
        call.awaitsKey = true;
        gathers.set(call.sid, verb.action === null ? call.url : addressIn(call, verb.action));
        const spoken = verb.says.filter((one) => one.verb === 'say');
        for (const { words, language } of spoken) say(call, words, language);
        on(spoken.reduce((sum, { words }) => sum + speakingSeconds(words), verb.seconds), rest);
      }
    }
  }

  /** Where a key that is pressed now goes to. */
  const gathers = new Map<string, string>();
  const addressIn = (call: CarriedCall, to: string): string => new URL(to, call.url).href;

  function press(call: CarriedCall, key: string): void {
    call.pressed += key;
    keeper.call(call);
    const to = gathers.get(call.sid);
    if (!call.awaitsKey || to === undefined) return;
    timers.get(call.sid)?.cancel();
    track(ask(call, to, { Digits: key, msg: 'Gather End' }));
  }

  for (const call of calls.values()) {
    if (isLive(call)) become(call, call.status === 'in-progress' ? 'completed' : 'failed');
    else tellNext(call);
  }

  return {
    calls: (): CarriedCall[] => [...calls.values()],
    ofPhone,
    find: (sid: string): CarriedCall | null => calls.get(sid) ?? null,

    /** A call from the app to a phone. */
    hand(wanted: NewCall): CarriedCall {
      phoneOf(wanted.number);
      const call = newCall(wanted, clock.now());
      calls.set(call.sid, call);
      for (const { sid } of ofPhone(wanted.number).slice(0, -KEPT_CALLS).filter((one) => !isLive(one) && one.tells.length === 0)) { calls.delete(sid); keeper.forget(sid); }
      become(call, 'initiated');
      after(call, airSeconds, () => { ring(call); });
      return call;
    },

    /** The app ends a call. `canceled` ends what nobody has picked up, `completed` any. @returns false when there is nothing to end */
    end(call: CarriedCall, how: 'canceled' | 'completed'): boolean {
      if (!isLive(call) || (how === 'canceled' && call.status === 'in-progress')) return false;
      become(call, call.status === 'in-progress' ? 'completed' : 'canceled');
      return true;
    },

    /** What somebody does with the phone in their hand. What no longer makes sense changes nothing: the call ended a moment ago. */
    act({ number, act, key }: PhoneCallInput): void {
      const call = liveOn(number);
      if (!call) return;
      const rings = call.status === 'ringing';
      const talks = call.status === 'in-progress' && call.answeredBy === 'human';
      if (act === 'answer' && rings) pickUp(call, 'human');
      else if (act === 'decline' && rings) become(call, 'busy');
      else if (act === 'voicemail' && rings) pickUp(call, 'machine_start');
      else if (act === 'hang-up' && talks) become(call, 'completed');
      else if (act === 'press' && talks && key !== undefined) press(call, key);
    },

    /** Resolves when nothing that is due is left to do. */
    async quiet(): Promise<void> { while (running.size > 0) await Promise.all(running); },

    async close(): Promise<void> {
      open = false;
      for (const timer of [...timers.values(), ...retries.values()]) timer.cancel();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
