import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { UrgencyLetter } from '../../server/contract/triage.js';
import { accept, ask, backupDue, decline, endBackup, offerBackup, openBackup, openTransfer, returned, settled, withdraw } from '../../server/crisis/core/asks.js';
import { close, reopen } from '../../server/crisis/core/close.js';
import type { AskedPerson, Crisis } from '../../server/crisis/core/crisis.js';
import { acknowledge, askProgress, endSnooze, foundUnowned, locate, ownedBy, ownerlessSeconds, progress, release, snooze } from '../../server/crisis/core/ownership.js';
import type { CrisisEvent } from '../../server/crisis/core/ownership.js';
import type { Escalation } from '../../server/escalation/core/escalation.js';
import { answered, askNextNow, cannot, startEscalation, stopped, whenDue } from '../../server/escalation/core/ladder.js';
import type { Mint, Reach } from '../../server/escalation/core/ladder.js';
import type { Decision } from '../../server/kernel/decision.js';
import { addSeconds, secondsBetween } from '../../server/kernel/durations.js';
import { newDelivery } from '../../server/messaging/core/delivery.js';
import { aCrisis } from '../server/referral/builders.js';

const START = new Date('2026-03-08T06:00:00Z');
const MINUTES = { A: 10, B: 15, C: 60, D: 480 };
const SWEEP_SECONDS = 30;
const PEOPLE = ['ana', 'ben', 'cas', 'sue'] as const;
type Person = (typeof PEOPLE)[number];

const LADDER = { rungs: [['ana'], ['ben', 'sue'], ['ana', 'ben', 'cas', 'sue']].map((ids) => ({ ask: ids.map((staffId) => ({ kind: 'responder' as const, staffId })), channels: ['sms' as const], answerWithinSeconds: 120 })), rounds: 2, repeatEverySeconds: 120 };
const reach: Reach = (asks) => [...new Set(asks.flatMap((one) => (one.kind === 'responder' ? [one.staffId] : [...PEOPLE])))].map((staffId) => ({ staffId, channels: ['sms'] }));

type Command =
  | { do: 'answer' | 'cannot' | 'accept' | 'decline' | 'accept-backup' | 'decline-backup' | 'offer-backup' | 'reopen'; who: Person }
  | { do: 'assign' | 'hand-over'; who: Person; to: Person }
  | { do: 'release' | 'withdraw' | 'backup' | 'end-backup' | 'snooze' | 'close' | 'next' | 'end-shift' | 'locate' | 'lose-escalation' }
  | { do: 'progress'; how: 'with-them' | 'spoke' | 'handed-on' }
  | { do: 'tick'; seconds: number };

/** One crisis with its escalation and its clocks, as the use cases join the pure rules. */
class Small {
  crisis: Crisis;
  e: Escalation | null;
  now = START;
  /** Seconds in which nobody had it, counted from outside. */
  waited = 0;
  /** The owner said so themselves: only then may the clock after the answer rest. */
  atEase = false;
  lostAt: Date | null = null;
  private made = 0;

  constructor(letter: UrgencyLetter) {
    this.crisis = { ...aCrisis({ letter, at: START }), state: 'OPEN', owner: null, ownerlessSince: START, progressBy: null, askedIds: [] };
    this.e = this.asking({ round: 1, rung: 0 });
  }

  private mint: Mint = () => ({ id: `n${++this.made}`, linkHash: `h${this.made}`, delivery: newDelivery() });
  private asked = (staffId: string): AskedPerson => { const { id, linkHash } = this.mint(); return { staffId, linkId: id, linkHash, cannotAt: null }; };
  private asking(from: { round: number; rung: number }): Escalation {
    return startEscalation({ id: `e${++this.made}`, crisisId: this.crisis.id, ref: '4821', teamId: 'north', letter: this.crisis.urgency.letter, raisedById: 'wes', policyId: 'p', policyVersion: 1, ladder: LADDER }, from, reach, this.mint, this.now).state;
  }

  private keep(after: Crisis): void { this.crisis = settled(this.crisis, after, this.now).crisis; }
  private take(decision: Decision<Crisis, CrisisEvent>): boolean {
    if (decision.ok) this.keep(decision.state);
    return decision.ok;
  }
  private anew(decision: Decision<Crisis, CrisisEvent>): boolean {
    if (!decision.ok) return false;
    this.e = this.asking(decision.state.resumeFrom ?? { round: 1, rung: 0 });
    this.keep(decision.state);
    return true;
  }
  private put(kind: 'hand-over' | 'shift' | 'assignment' | 'backup', byId: string, to: readonly string[], on = this.crisis): Decision<Crisis, CrisisEvent> {
    return ask(on, { id: `a${++this.made}`, kind, byId, to: to.map(this.asked), words: null }, this.now);
  }
  private answer(who: Person): boolean {
    const decision = acknowledge(this.crisis, who, MINUTES, this.now);
    if (!decision.ok || decision.state === this.crisis) return false;
    const ended = this.e && answered(this.e, who, this.now);
    if (ended?.ok) this.e = ended.state;
    this.atEase = false;
    this.keep(decision.state);
    return true;
  }

  /** @returns whether the rules let it happen */
  act(command: Command): boolean {
    const { crisis, now } = this;
    switch (command.do) {
      case 'answer': return this.answer(command.who);
      case 'cannot': {
        const done = this.e && cannot(this.e, command.who, reach, this.mint, now);
        if (done?.ok) this.e = done.state;
        return done?.ok === true;
      }
      case 'next': {
        const done = this.e && askNextNow(this.e, reach, this.mint, now);
        if (done?.ok) this.e = done.state;
        return done?.ok === true;
      }
      case 'assign': return this.take(this.put('assignment', 'sue', [command.to]));
      case 'hand-over': return this.take(this.put('hand-over', command.who, [command.to]));
      case 'accept': {
        const open = openTransfer(crisis);
        if (open?.kind === 'assignment') return open.to.some(({ staffId }) => staffId === command.who) && this.answer(command.who);
        const done = this.take(accept(crisis, 'hand-over', command.who, MINUTES, now));
        if (done) this.atEase = false;
        return done;
      }
      case 'decline': {
        const shift = openTransfer(crisis)?.kind === 'shift';
        const done = decline(crisis, 'hand-over', command.who, now);
        if (done.ok && shift && !openTransfer(done.state)) return this.anew(release(done.state, 'shift-ended', null, now));
        return this.take(done);
      }
      case 'withdraw': return this.take(withdraw(crisis, now));
      case 'backup': return this.take(this.put('backup', crisis.owner?.staffId ?? 'ana', PEOPLE.filter((id) => id !== crisis.owner?.staffId)));
      case 'accept-backup': return this.take(accept(crisis, 'backup', command.who, MINUTES, now));
      case 'decline-backup': return this.take(decline(crisis, 'backup', command.who, now));
      case 'offer-backup': return this.take(offerBackup(crisis, command.who, now));
      case 'end-backup': return this.take(endBackup(crisis, now));
      case 'snooze': return this.take(snooze(crisis, crisis.owner?.staffId ?? 'sue', 15, now));
      case 'locate': return this.take(locate(crisis, 'UNKNOWN_SEARCHING', now));
      case 'release': return this.anew(release(crisis, 'released', this.e ? { round: Math.min(this.e.round, 2), rung: Math.min(this.e.rung, 2) } : null, now));
      case 'progress': {
        const done = this.take(progress(crisis, command.how, MINUTES, now));
        if (done) this.atEase = command.how !== 'spoke';
        return done;
      }
      case 'close': return this.take(close(crisis, { at: now, byId: 'ana', disposition: 'ENGAGED_ASSISTED', outcome: 'helped', given: [], information: [], obtained: [], note: null }, false));
      case 'reopen': {
        const done = this.take(reopen(crisis, command.who, MINUTES, now));
        if (done) this.atEase = false;
        return done;
      }
      case 'end-shift': {
        if (!crisis.owner || crisis.state !== 'ACTIVE' || openTransfer(crisis)?.kind === 'shift') return false;
        if ('DEFG'.includes(crisis.urgency.letter)) { this.atEase = false; this.keep(ownedBy(crisis, 'sue', MINUTES, now)); return true; }
        const free = withdraw(crisis, now);
        const leads = ['sue', 'cas'].filter((id) => id !== crisis.owner?.staffId);
        return this.take(this.put('shift', crisis.owner.staffId, leads, free.ok ? free.state : crisis));
      }
      case 'lose-escalation': {
        if (crisis.state !== 'OPEN' || this.lostAt) return false;
        const ended = this.e && stopped(this.e, now);
        if (ended?.ok) this.e = ended.state;
        this.lostAt = now;
        return true;
      }
      case 'tick': this.pass(command.seconds); return true;
    }
  }

  /** The next instant at which a clock must act, or null. */
  private nextDue(): Date | null {
    const { crisis, e } = this;
    const dues = [
      e?.state === 'running' ? e.nextAt : null, crisis.state === 'ACTIVE' ? (crisis.graceUntil ?? crisis.progressBy) : null, openTransfer(crisis)?.until ?? null, openBackup(crisis)?.until ?? null,
      crisis.snooze?.until ?? null, this.lostAt && addSeconds(this.lostAt, SWEEP_SECONDS),
    ].filter((at): at is Date => at !== null);
    return dues.length === 0 ? null : new Date(Math.min(...dues.map((at) => at.getTime())));
  }

  private pass(seconds: number): void {
    const until = addSeconds(this.now, seconds);
    for (let rounds = 0; rounds < 10_000; rounds++) {
      const due = this.nextDue();
      const to = due && due <= until ? (due > this.now ? due : this.now) : until;
      if (!this.crisis.owner && this.crisis.state === 'OPEN') this.waited += secondsBetween(this.now, to);
      this.now = to;
      if (!due || due > until) return;
      this.clocks();
    }
    throw new Error('the clocks never rest');
  }

  /** What the jobs do that are due now, each from what is true by then. */
  private clocks(): void {
    const { now } = this;
    if (this.e?.state === 'running' && this.e.nextAt && now >= this.e.nextAt) {
      const next = whenDue(this.e, reach, this.mint, now);
      if (next.ok) this.e = next.state;
    }
    const { crisis } = this;
    if (crisis.state === 'ACTIVE' && crisis.graceUntil && now >= crisis.graceUntil) this.anew(release(crisis, 'no-progress', null, now));
    else if (crisis.state === 'ACTIVE' && !crisis.graceUntil && crisis.progressBy && now >= crisis.progressBy) this.take(askProgress(crisis, MINUTES, now));
    const open = openTransfer(this.crisis);
    if (open?.until && now >= open.until) {
      const done = returned(this.crisis, open.id, now);
      if (open.kind === 'shift' && done.ok) this.anew(release(done.state, 'shift-ended', null, now));
      else this.take(done);
    }
    const backup = openBackup(this.crisis);
    if (backup?.until && now >= backup.until) this.take(backupDue(this.crisis, backup.id, PEOPLE.map(this.asked), now));
    if (this.crisis.snooze && now >= this.crisis.snooze.until) this.take(endSnooze(this.crisis));
    if (this.lostAt && now >= addSeconds(this.lostAt, SWEEP_SECONDS)) {
      if (this.crisis.state === 'OPEN' && this.e?.state !== 'running') {
        const again = foundUnowned(this.crisis, this.lostAt, now);
        this.e = this.asking({ round: 1, rung: 0 });
        this.keep(again);
      }
      this.lostAt = null;
    }
  }
}

const who = fc.constantFrom(...PEOPLE);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('answer' as const, 'accept' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cannot' as const, 'decline' as const, 'accept-backup' as const, 'decline-backup' as const, 'offer-backup' as const, 'reopen' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('assign' as const, 'hand-over' as const), who, to: who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('release' as const, 'withdraw' as const, 'backup' as const, 'end-backup' as const, 'snooze' as const, 'close' as const, 'next' as const, 'end-shift' as const, 'locate' as const, 'lose-escalation' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('progress' as const), how: fc.constantFrom('with-them' as const, 'spoke' as const, 'handed-on' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tick' as const), seconds: fc.integer({ min: 1, max: 2400 }) }) },
);
const letter = fc.constantFrom<UrgencyLetter>('A', 'B', 'C', 'D');
const GIVES_OWNER = new Set(['answer', 'accept', 'reopen', 'end-shift']);

describe('whatever people and clocks do, in any order', () => {
  it('every open crisis has an owner or a running escalation, at most one owner, and no clock stops by itself', () => {
    fc.assert(fc.property(letter, fc.array(command, { minLength: 5, maxLength: 40 }), (first, commands) => {
      const small = new Small(first);
      for (const one of commands) {
        const before = small.crisis;
        small.act(one);
        const { crisis, e, now } = small;
        const open = crisis.state === 'OPEN' || crisis.state === 'ACTIVE';
        if (open && !small.lostAt) expect([crisis.state, crisis.owner !== null || e?.state === 'running']).toEqual([crisis.state, true]);
        expect(crisis.state === 'ACTIVE').toBe(crisis.owner !== null && open);
        if (crisis.owner !== null && open) expect(e?.state).not.toBe('running');
        if (crisis.owner && crisis.owner.staffId !== before.owner?.staffId) expect(GIVES_OWNER.has(one.do)).toBe(true);
        if (before.owner && before.state === 'ACTIVE' && crisis.owner && crisis.owner.staffId !== before.owner.staffId && one.do !== 'end-shift') {
          expect([one.do, openTransfer(before)?.to.some(({ staffId, cannotAt }) => staffId === crisis.owner?.staffId && cannotAt === null)]).toEqual(['accept', true]);
        }
        if (e?.state === 'running') expect(e.nextAt && e.nextAt > now).toBe(true);
        if (crisis.state === 'ACTIVE' && !small.atEase) expect([crisis.progressBy !== null, (crisis.graceUntil ?? crisis.progressBy ?? START) > now]).toEqual([true, true]);
        for (const { state, until } of crisis.asks) expect(state === 'asked' ? until !== null && until > now && open : until === null).toBe(true);
        expect(crisis.asks.filter(({ state, kind }) => state === 'asked' && kind !== 'backup').length).toBeLessThanOrEqual(1);
        expect(crisis.backup === null || crisis.backup.staffId !== crisis.owner?.staffId).toBe(true);
        if (crisis.snooze) expect([crisis.owner !== null, crisis.urgency.letter === 'A', crisis.snooze.until > now]).toEqual([true, false, true]);
      }
    }), { numRuns: 1500 });
  });

  it('minutes without an owner are exactly those in which nobody had it', () => {
    fc.assert(fc.property(letter, fc.array(command, { minLength: 5, maxLength: 40 }), (first, commands) => {
      const small = new Small(first);
      for (const one of commands) {
        small.act(one);
        expect(ownerlessSeconds(small.crisis, small.now)).toBeCloseTo(small.waited, 3);
      }
    }), { numRuns: 1000 });
  });

  it('a yes or a no after an ask ended changes nothing', () => {
    fc.assert(fc.property(letter, fc.array(command, { minLength: 5, maxLength: 30 }), who, (first, commands, person) => {
      const small = new Small(first);
      for (const one of commands) small.act(one);
      const { crisis } = small;
      const waits = openTransfer(crisis)?.to.some(({ staffId, cannotAt }) => staffId === person && cannotAt === null) === true;
      if (waits) return;
      for (const late of [accept(crisis, 'hand-over', person, MINUTES, small.now), decline(crisis, 'hand-over', person, small.now)]) expect(late).toEqual({ ok: false, refusal: 'crisis/hand-over-ended' });
    }), { numRuns: 1000 });
  });
});
