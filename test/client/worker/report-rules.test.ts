import { describe, expect, it } from '@jest/globals';
import type { AskedView, LadderView, RungView } from '../../../server/contract/escalation.js';
import { mustAsk, timesAskedAgain } from '../../../client/src/crisis/report/core/emergency-ask.js';
import { nextAsking, saidOfStep } from '../../../client/src/crisis/report/core/ladder-rows.js';
import { AT, aReport } from './builders.js';

const iso = (seconds: number) => new Date(AT + seconds * 1000).toISOString();
const asked = (said: AskedView['said'], name = 'Tomas'): AskedView => ({ staffId: name, name, initials: 'T', channels: [{ channel: 'sms', state: 'sent', at: null }], said, at: null });
const rung = (index: number, state: RungView['state'], from: number, people = 1): RungView =>
  ({ index, state, startsAt: iso(from), endsAt: iso(from + 120), asked: Array.from({ length: people }, (_, place) => asked('sent', `${index}-${place}`)) });
const ladder = (more: Partial<LadderView> = {}): LadderView =>
  ({ escalationId: 'e', state: 'running', round: 1, rounds: 2, rung: 0, nextAt: iso(120), alarm: false, rungs: [rung(0, 'now', 0), rung(1, 'next', 120, 2)], ...more });

describe('whether anyone has called the emergency number', () => {
  it('is asked for an emergency until somebody answered, and for nothing else', () => {
    expect(mustAsk(aReport())).toBe(true);
    expect(mustAsk(aReport({ emergencyCall: { answer: 'not-needed', byName: 'Dana', at: iso(5) } }))).toBe(false);
    expect(mustAsk(aReport({ urgency: { ...aReport().urgency, letter: 'B' } }))).toBe(false);
    expect(mustAsk(aReport({ state: 'CLOSED' }))).toBe(false);
  });

  it('comes back at 60 s and every minute after that', () => {
    const at = (seconds: number) => timesAskedAgain(iso(60), AT + seconds * 1000);
    expect([at(59), at(60), at(119), at(120), at(300)]).toEqual([0, 1, 1, 2, 5]);
    expect(timesAskedAgain(null, AT)).toBe(0);
  });
});

describe('who is asked next', () => {
  it('says how many and how far the wait has gone', () => {
    expect(nextAsking(ladder(), AT + 30_000)).toEqual({ at: AT + 120_000, share: 0.25, kind: 'next-step', more: 2 });
  });

  it('says that all of them are asked again, or everyone, when the ladder is at its end', () => {
    const last = [rung(0, 'done', -120), rung(1, 'now', 0)];
    expect(nextAsking(ladder({ rungs: last }), AT)?.kind).toBe('next-round');
    expect(nextAsking(ladder({ rungs: last, round: 2 }), AT)?.kind).toBe('everyone-again');
    expect(nextAsking(ladder({ alarm: true }), AT)?.kind).toBe('everyone-again');
  });

  it('says nothing once asking has ended', () => {
    expect(nextAsking(ladder({ state: 'answered' }), AT)).toBeNull();
    expect(nextAsking(ladder({ nextAt: null }), AT)).toBeNull();
  });

  it('stays between nothing and all of the wait, also when the clock is past it', () => {
    expect(nextAsking(ladder(), AT + 500_000)?.share).toBe(1);
    expect(nextAsking(ladder(), AT - 500_000)?.share).toBe(0);
  });
});

describe('what is known of a step', () => {
  it('never says more than the best of its people, and "cannot" only when nobody is left', () => {
    expect(saidOfStep([asked('sent'), asked('seen')])).toBe('seen');
    expect(saidOfStep([asked('cannot'), asked('waiting')])).toBe('waiting');
    expect(saidOfStep([asked('cannot'), asked('not-reached')])).toBe('cannot');
    expect(saidOfStep([asked('not-reached')])).toBe('not-reached');
  });
});
