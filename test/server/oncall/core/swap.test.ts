import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accept, changesOf, closesAt, decline, endedAt, stateAt, withdraw } from '../../../../server/oncall/core/swap.js';
import type { Swap } from '../../../../server/oncall/core/swap.js';

const shift = { rotaId: 'first', startsAt: new Date('2026-01-05T13:00:00Z'), endsAt: new Date('2026-01-06T13:00:00Z') };
const inReturn = { rotaId: 'second', startsAt: new Date('2026-01-04T13:00:00Z'), endsAt: new Date('2026-01-05T13:00:00Z') };
const aSwap = (differs: Partial<Swap> = {}): Swap => ({
  id: 's', version: 1, teamId: 'north', kind: 'cover', state: 'asked', askedById: 'ana', askedAt: new Date('2026-01-01T00:00:00Z'), fromId: 'ana', shift, toId: 'ben', toEveryone: false, inReturn: null, decidedAt: null, decidedById: null, order: 0, ...differs,
});
const now = new Date('2026-01-02T00:00:00Z');
const by = (staffId: string, differs: object = {}) => ({ by: staffId, now, onRota: (id: string) => ['ana', 'ben', 'cas'].includes(id), mayEdit: false, holds: true, isAway: false, ...differs });

describe('a request for cover or a swap', () => {
  it('counts only once the other accepts, and then puts them on and, in a swap, the asker on theirs', () => {
    expect(changesOf(aSwap(), 'first')).toEqual([]);
    const taken = accept(aSwap({ kind: 'swap', inReturn }), by('ben'));
    if (!taken.ok) throw new Error(taken.refusal);
    expect(changesOf(taken.state, 'first')).toMatchObject([{ staffId: 'ben', kind: 'swap', startsAt: shift.startsAt }]);
    expect(changesOf(taken.state, 'second')).toMatchObject([{ staffId: 'ana', kind: 'swap', startsAt: inReturn.startsAt }]);
  });

  it('asked of everyone, the first of the rota has it; who asks cannot take it back from themselves', () => {
    const everyone = aSwap({ toId: null, toEveryone: true });
    expect(accept(everyone, by('cas'))).toMatchObject({ ok: true, state: { toId: 'cas', state: 'accepted' } });
    expect(accept(everyone, by('ana'))).toEqual({ ok: false, refusal: 'oncall/swap-not-yours' });
    expect(accept(everyone, by('stranger'))).toEqual({ ok: false, refusal: 'oncall/swap-not-yours' });
    expect(decline(everyone, by('cas'))).toEqual({ ok: false, refusal: 'oncall/swap-not-yours' });
  });

  it('nobody accepts for another, not even who keeps the rota', () => {
    expect(accept(aSwap(), by('rory', { mayEdit: true }))).toEqual({ ok: false, refusal: 'oncall/swap-not-yours' });
  });

  it('is refused when the shift is no longer theirs, or the taker is on leave', () => {
    expect(accept(aSwap(), by('ben', { holds: false }))).toEqual({ ok: false, refusal: 'oncall/not-on-shift' });
    expect(accept(aSwap(), by('ben', { isAway: true }))).toEqual({ ok: false, refusal: 'oncall/on-leave' });
  });

  it('may be declined by who is asked and withdrawn by who asked, whose shift it is, or who keeps the rota', () => {
    expect(decline(aSwap(), by('ben'))).toMatchObject({ ok: true, state: { state: 'declined' } });
    expect(decline(aSwap(), by('cas')).ok).toBe(false);
    expect([withdraw(aSwap(), by('ana')).ok, withdraw(aSwap(), by('rory', { mayEdit: true })).ok, withdraw(aSwap(), by('ben')).ok]).toEqual([true, true, false]);
  });

  it('ends by itself at the exact instant at which the first of its shifts begins', () => {
    const swap = aSwap({ kind: 'swap', inReturn });
    expect(closesAt(swap)).toEqual(inReturn.startsAt);
    expect([stateAt(swap, new Date(inReturn.startsAt.getTime() - 1)), stateAt(swap, inReturn.startsAt)]).toEqual(['asked', 'ended']);
    expect(endedAt(swap, new Date(inReturn.startsAt.getTime() - 1))).toBeNull();
    expect(endedAt(swap, inReturn.startsAt)?.state).toBe('ended');
    expect(accept(swap, by('ben', { now: inReturn.startsAt }))).toEqual({ ok: false, refusal: 'oncall/swap-over' });
  });

  it('once decided stays decided, whatever anybody does', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('accept', 'decline', 'withdraw'), fc.constantFrom('ana', 'ben', 'cas')), { minLength: 1, maxLength: 8 }), (acts) => {
      let swap = aSwap();
      let decisions = 0;
      for (const [act, who] of acts) {
        const decision = act === 'accept' ? accept(swap, by(who)) : act === 'decline' ? decline(swap, by(who)) : withdraw(swap, by(who));
        if (!decision.ok) continue;
        decisions += 1;
        swap = decision.state;
      }
      expect(decisions).toBeLessThanOrEqual(1);
      expect(changesOf(swap, 'first')).toHaveLength(swap.state === 'accepted' ? 1 : 0);
    }));
  });
});
