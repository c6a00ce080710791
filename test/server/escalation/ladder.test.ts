import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Ask, Ladder } from '../../../server/contract/escalation.js';
import type { UrgencyLetter } from '../../../server/contract/triage.js';
import type { Escalation } from '../../../server/escalation/core/escalation.js';
import { findHoles } from '../../../server/escalation/core/find-holes.js';
import { answered, askNextNow, cannot, nextIfNobodyIsLeft, startEscalation, stopped, whenDue } from '../../../server/escalation/core/ladder.js';
import type { Mint, Reach } from '../../../server/escalation/core/ladder.js';
import { ladderView } from '../../../server/escalation/core/ladder-view.js';
import { callNow, channelsOf, inAnotherWay, mayNeedAnotherWay, whereNothingWasHeard } from '../../../server/escalation/core/other-ways.js';
import { addSeconds } from '../../../server/kernel/durations.js';
import { newDelivery } from '../../../server/messaging/core/delivery.js';

const START = new Date('2026-03-08T06:00:00Z');
let made = 0;
const mint: Mint = () => ({ id: `n${++made}`, linkHash: `h${made}`, delivery: newDelivery() });
const who = (ask: Ask): string[] => ask.kind === 'responder' ? [ask.staffId] : ask.kind === 'rota' ? [`rota-${ask.rotaId}`] : ask.kind === 'supervisor' ? ['sue'] : ['ana', 'ben', 'cas'];
const reaching = (out: ReadonlySet<string>): Reach => (asks) => [...new Set(asks.flatMap(who))].filter((id) => !out.has(id)).map((staffId) => ({ staffId, channels: ['sms'] }));
const all = reaching(new Set());

const ladderOf = (rungs: Ask[][], { seconds = 100, rounds = 1 } = {}): Ladder => ({ rungs: rungs.map((ask) => ({ ask, channels: ['sms'], answerWithinSeconds: seconds })), rounds, repeatEverySeconds: seconds });
const three = ladderOf([[{ kind: 'responder', staffId: 'ana' }], [{ kind: 'responder', staffId: 'ben' }, { kind: 'supervisor' }], [{ kind: 'everyone' }]]);
const begin = (ladder: Ladder = three, reach: Reach = all, letter: UrgencyLetter = 'A'): Escalation =>
  startEscalation({ id: 'e', crisisId: 'c', ref: '4821', teamId: 't', letter, raisedById: 'wes', policyId: 'p', policyVersion: 1, ladder }, { round: 1, rung: 0 }, reach, mint, START).state;
const due = (e: Escalation, seconds: number, reach: Reach = all): Escalation => {
  const decision = whenDue(e, reach, mint, addSeconds(START, seconds));
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.state;
};
const askedOn = (e: Escalation, rung: number): string[] => e.asked.filter((asked) => asked.rung === rung).map(({ staffId }) => staffId);

describe('asking in turn', () => {
  it('asks nobody before a rung is over, and the next at its exact instant', () => {
    const e = begin();
    expect(due(e, 99.999)).toBe(e);
    expect(askedOn(due(e, 100), 1)).toEqual(['ben', 'sue']);
  });

  it('passes over a rung on which nobody can be reached, without waiting', () => {
    const e = begin(three, reaching(new Set(['ana'])));
    expect(e.rung).toBe(1);
    expect(e.asked.map(({ at }) => at)).toEqual([START, START]);
  });

  it('alarms at once when nobody at all can be reached, and looks again at each interval', () => {
    const nobody: Reach = () => [];
    const e = begin(three, nobody);
    expect(e).toMatchObject({ state: 'running', alarmAt: START, nextAt: addSeconds(START, 100), notifications: [] });
    expect(askedOn(due(e, 100), 3)).toEqual(['ana', 'ben', 'sue', 'cas']);
  });

  it('resumes at the rung reached before', () => {
    const { state } = startEscalation({ id: 'e', crisisId: 'c', ref: '1', teamId: 't', letter: 'B', raisedById: null, policyId: 'p', policyVersion: 1, ladder: three }, { round: 1, rung: 1 }, all, mint, START);
    expect(state.rung).toBe(1);
  });

  it('woken late by two rungs, an emergency asks both together, and the last has its full answer time', () => {
    const e = due(begin(), 250);
    expect(e.rung).toBe(2);
    expect(e.nextAt).toEqual(addSeconds(START, 350));
    expect(askedOn(e, 1)).toEqual(['ben', 'sue']);
  });

  it('woken late, a less urgent one asks the next only', () => {
    const e = due(begin(three, all, 'C'), 250);
    expect(e.rung).toBe(1);
    expect(e.nextAt).toEqual(addSeconds(START, 350));
  });

  it('the last “cannot” moves on at once; one of two waits for the other', () => {
    const first = cannot(begin(), 'ana', all, mint, addSeconds(START, 5));
    if (!first.ok) throw new Error('refused');
    expect(first.state.rung).toBe(1);
    const second = cannot(first.state, 'ben', all, mint, addSeconds(START, 6));
    if (!second.ok) throw new Error('refused');
    expect(second.state.rung).toBe(1);
    const third = cannot(second.state, 'sue', all, mint, addSeconds(START, 7));
    expect(third.ok && third.state.rung).toBe(2);
  });

  it('nobody who was not asked can refuse', () => {
    expect(cannot(begin(), 'zoe', all, mint, START)).toEqual({ ok: false, refusal: 'crisis/not-asked' });
  });

  it('a failed message on the only channel of everyone on a rung moves on at once', () => {
    const e = begin();
    const failed = { ...e, notifications: e.notifications.map((n) => ({ ...n, delivery: { ...n.delivery, state: 'failed' as const, failedAt: START } })) };
    expect(nextIfNobodyIsLeft(failed, all, mint, addSeconds(START, 1)).state.rung).toBe(1);
  });
});

/** Everybody has a text and a call; those in `out` opted out of texts. */
const withCalls = (out: ReadonlySet<string> = new Set()): Reach => (asks) => [...new Set(asks.flatMap(who))].map((staffId) => ({ staffId, channels: channelsOf({ phone: '+12025550101', optedOut: out.has(staffId) }) }));
const textAndCall: Ladder = { ...three, rungs: three.rungs.map((rung) => ({ ...rung, channels: ['sms', 'voice'] })) };
const channelsTo = (e: Escalation, staffId: string): string[] => e.notifications.filter((n) => n.kind === 'page' && n.staffId === staffId).map(({ channel }) => channel);
const withState = (e: Escalation, channel: string, state: Escalation['notifications'][number]['delivery']['state']): Escalation =>
  ({ ...e, notifications: e.notifications.map((n) => (n.channel === channel ? { ...n, delivery: { ...n.delivery, state } } : n)) });

describe('text and call', () => {
  it('a rung with both makes one of each, and is not over while one of them may still arrive', () => {
    const e = begin(textAndCall, withCalls());
    expect(channelsTo(e, 'ana')).toEqual(['sms', 'voice']);
    expect(nextIfNobodyIsLeft(withState(e, 'sms', 'failed'), withCalls(), mint, START).state.rung).toBe(0);
    expect(nextIfNobodyIsLeft(withState(e, 'voice', 'failed'), withCalls(), mint, START).state.rung).toBe(0);
    expect(nextIfNobodyIsLeft(withState(withState(e, 'sms', 'failed'), 'voice', 'failed'), withCalls(), mint, START).state.rung).toBe(1);
  });

  it('an answer stops what waits, and the calls that ring; what a person has at the ear goes on', () => {
    const e = begin(textAndCall, withCalls());
    const states = (state: Escalation['notifications'][number]['delivery']['state']): string[] => {
      const decision = answered(withState(e, 'voice', state), 'ana', START);
      return decision.ok ? decision.state.notifications.map(({ delivery }) => delivery.state) : [];
    };
    expect(states('waiting')).toEqual(['stopped', 'stopped']);
    expect(states('sent')).toEqual(['stopped', 'stopped']);
    expect(states('delivered')).toEqual(['stopped', 'delivered']);
    expect(states('submitting')).toEqual(['stopped', 'submitting']);
  });

  it('whoever opted out of texts is rung, also on a rung that only texts; nobody is passed over who has a phone', () => {
    const e = begin(three, withCalls(new Set(['ana'])));
    expect(channelsTo(e, 'ana')).toEqual(['voice']);
    expect(channelsOf({ phone: null, optedOut: false })).toEqual([]);
  });

  it('a failed text brings the call, once; there is no third way, none after a no, none after an answer', () => {
    const e = begin(three, withCalls());
    const [page] = e.notifications;
    if (!page) throw new Error('nobody was asked');
    const rung = inAnotherWay(e, page, 'failed', withCalls(), mint);
    expect(channelsTo(rung.state, 'ana')).toEqual(['sms', 'voice']);
    expect(rung.events).toEqual([{ kind: 'responder.another-way', data: { escalationId: 'e', staffId: 'ana', channel: 'voice', why: 'failed' } }]);
    expect(inAnotherWay(rung.state, page, 'failed', withCalls(), mint).state).toBe(rung.state);
    const no = cannot(begin(textAndCall, withCalls()), 'ana', withCalls(), mint, START);
    if (!no.ok) throw new Error(no.refusal);
    expect(inAnotherWay(no.state, page, 'failed', withCalls(), mint).state).toBe(no.state);
    const over = stopped(e, START);
    if (!over.ok) throw new Error(over.refusal);
    expect(inAnotherWay(over.state, page, 'failed', withCalls(), mint).events).toEqual([]);
    expect(inAnotherWay(e, page, 'failed', all, mint).state).toBe(e);
  });

  it('a minute without a receipt brings the call to those only whose text nobody has heard of', () => {
    const e = due(begin(three, withCalls()), 100, withCalls());
    const quiet = whereNothingWasHeard(e, ({ staffId }) => staffId === 'ben', withCalls(), mint).state;
    expect([channelsTo(quiet, 'ben'), channelsTo(quiet, 'sue'), channelsTo(quiet, 'ana')]).toEqual([['sms', 'voice'], ['sms'], ['sms']]);
    expect(mayNeedAnotherWay(e)).toBe(true);
    expect(mayNeedAnotherWay(begin(textAndCall, withCalls()))).toBe(false);
  });

  it('“call me” rings whoever was asked, not twice at a time, and again after a call that failed', () => {
    const e = begin(three, withCalls());
    const ring = (before: Escalation, staffId = 'ana'): Escalation => {
      const decision = callNow(before, staffId, withCalls(), mint);
      if (!decision.ok) throw new Error(decision.refusal);
      return decision.state;
    };
    const once = ring(e);
    expect(channelsTo(once, 'ana')).toEqual(['sms', 'voice']);
    expect(ring(once)).toBe(once);
    expect(channelsTo(ring(withState(once, 'voice', 'failed')), 'ana')).toEqual(['sms', 'voice', 'voice']);
    expect(callNow(e, 'zoe', withCalls(), mint)).toEqual({ ok: false, refusal: 'crisis/not-asked' });
    const shown = ladderView(withState(ring(withState(once, 'voice', 'failed')), 'sms', 'delivered'), { person: (id) => ({ name: id, initials: '' }), whoAt: () => [] });
    expect(shown.rungs[0]?.asked[0]?.channels.map(({ channel }) => channel)).toEqual(['sms', 'voice']);
  });
});

type Step = { do: 'pass'; seconds: number } | { do: 'cannot'; who: string } | { do: 'next' } | { do: 'fail'; index: number } | { do: 'answer'; who: string } | { do: 'stop' };
const people = ['ana', 'ben', 'cas', 'sue', 'rota-x'];
const ask: fc.Arbitrary<Ask> = fc.oneof(fc.constantFrom(...people.slice(0, 4)).map((staffId): Ask => ({ kind: 'responder', staffId })), fc.constant<Ask>({ kind: 'rota', rotaId: 'x' }), fc.constant<Ask>({ kind: 'everyone' }), fc.constant<Ask>({ kind: 'supervisor' }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 0, max: 400 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cannot' as const), who: fc.constantFrom(...people) }) },
  fc.record({ do: fc.constant('next' as const) }), fc.record({ do: fc.constant('fail' as const), index: fc.nat(20) }),
  fc.record({ do: fc.constant('answer' as const), who: fc.constantFrom(...people) }), fc.record({ do: fc.constant('stop' as const) }),
);

describe('whatever happens', () => {
  it('I6: it is never silent, never skips a reachable rung, never asks after an answer, and never ends by itself', () => {
    fc.assert(fc.property(
      fc.array(fc.array(ask, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3 }), fc.constantFrom<UrgencyLetter>('A', 'B', 'C', 'D'),
      fc.uniqueArray(fc.constantFrom(...people)), fc.array(step, { maxLength: 40 }),
      (asks, rounds, letter, out, steps) => {
        const ladder = ladderOf(asks, { rounds });
        const reach = reaching(new Set(out));
        let now = START;
        let e = begin(ladder, reach, letter);
        for (const one of steps) {
          const before = e;
          const decision = one.do === 'pass' ? whenDue(e, reach, mint, (now = addSeconds(now, one.seconds))) : one.do === 'cannot' ? cannot(e, one.who, reach, mint, now)
            : one.do === 'next' ? askNextNow(e, reach, mint, now) : one.do === 'answer' ? answered(e, one.who, now) : one.do === 'stop' ? stopped(e, now)
              : { ok: true as const, state: nextIfNobodyIsLeft({ ...e, notifications: e.notifications.map((n, i) => (i === one.index ? { ...n, delivery: { ...n.delivery, state: 'failed' as const } } : n)) }, reach, mint, now).state, events: [] };
          if (decision.ok) e = decision.state;
          if (before.state !== 'running') { expect(e.asked).toEqual(before.asked); continue; }
          if (one.do !== 'answer' && one.do !== 'stop') expect(e.state).toBe('running');
          if (e.state === 'running') {
            expect(e.nextAt).not.toBeNull();
            if (one.do === 'pass') expect(e.nextAt && e.nextAt > now).toBe(true);
            expect(e.asked.length).toBeGreaterThanOrEqual(before.asked.length);
          } else {
            expect(e.notifications.filter(({ kind, delivery }) => kind === 'page' && delivery.state === 'waiting')).toEqual([]);
          }
          const keys = e.notifications.filter(({ kind }) => kind === 'page').map(({ round, rung, staffId, channel }) => `${round}/${rung}/${staffId}/${channel}`);
          expect(new Set(keys).size).toBe(keys.length);
        }
        const reached = new Set(e.asked.filter((a) => a.round === 1).map(({ rung }) => rung));
        const furthest = Math.max(-1, ...[...reached].filter((rung) => rung < ladder.rungs.length));
        for (let rung = 0; rung < furthest; rung++) {
          const people_ = reach(ladder.rungs[rung]?.ask ?? []);
          if (people_.length > 0) expect(reached.has(rung)).toBe(true);
        }
      }), { numRuns: 1000 });
  });
});

describe('a policy with a hole', () => {
  const reachability = { hasRota: (id: string) => id === 'first', hasResponder: (id: string) => id === 'ana' };
  const full = ladderOf([[{ kind: 'rota', rotaId: 'first' }]]);
  it('is told where the hole is', () => {
    const nobody = ladderOf([[{ kind: 'rota', rotaId: 'gone' }]]);
    const voiceOnly: Ladder = { ...full, rungs: [{ ask: [{ kind: 'everyone' }], channels: ['voice'], answerWithinSeconds: 60 }] };
    expect(findHoles({ A: nobody, B: voiceOnly, C: { ...full, rungs: [] }, D: full }, reachability).map(({ pointer }) => pointer)).toEqual(['/ladders/A/rungs/0/ask/0', '/ladders/B/rungs/0/channels', '/ladders/C/rungs']);
  });
  it('is none when every rung can ask somebody by text', () => {
    expect(findHoles({ A: full, B: full, C: full, D: full }, reachability)).toEqual([]);
  });
});
