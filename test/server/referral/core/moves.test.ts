import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REFERRAL_REASONS, REFERRAL_STATES } from '../../../../server/contract/words.js';
import type { ReferralState } from '../../../../server/contract/words.js';
import { MOVES, NEEDS_REASON, isEnded, isTaken, isWaiting, move, replay } from '../../../../server/referral/core/moves.js';
import type { Command } from '../../../../server/referral/core/moves.js';
import type { Progress, StepBy } from '../../../../server/referral/core/referral.js';
import { NIGHT, aDraft } from '../builders.js';

const staff: StepBy = { kind: 'staff', staffId: 'ana' };
const service: StepBy = { kind: 'service', name: 'Marisol Vega', role: 'Night lead' };
const later = (seconds: number): Date => new Date(NIGHT.getTime() + seconds * 1000);

/** After these commands in turn, all of which must be allowed. */
function after(commands: readonly Command[], start: Progress = aDraft()): Progress {
  return commands.reduce((state, command) => {
    const decision = move(state, command, command.kind === 'send' ? staff : service, NIGHT);
    if (!decision.ok) throw new Error(`${command.kind}: ${decision.refusal}`);
    return decision.state;
  }, start);
}
const refusal = (commands: readonly Command[], command: Command, now = NIGHT): string | null => {
  const decision = move(after(commands), command, service, now);
  return decision.ok ? null : decision.refusal;
};
const states = ({ steps }: Progress): ReferralState[] => steps.map(({ to }) => to);

describe('a referral', () => {
  it('goes from sent to accepted, arrived and served, with every step on record', () => {
    const done = after([{ kind: 'send' }, { kind: 'open' }, { kind: 'accept' }, { kind: 'arrived' }, { kind: 'finish', served: true, outcome: 'helped', reason: null }]);
    expect(states(done)).toEqual(['SENT', 'VIEWED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED_SERVED']);
    expect(done).toMatchObject({ state: 'COMPLETED_SERVED', serviceOutcome: 'helped', answeredBy: { name: 'Marisol Vega', role: 'Night lead' } });
  });

  it('opening it is noted once, answers nothing and stops no clock', () => {
    const opened = after([{ kind: 'send' }, { kind: 'open' }]);
    expect(opened).toMatchObject({ state: 'VIEWED', openedAt: NIGHT, answeredBy: null });
    expect(opened.answerBy).toEqual(aDraft().answerBy);
    const again = move(opened, { kind: 'open' }, service, later(5));
    expect(again.ok && again.state).toBe(opened);
  });

  it('silence ends it at the exact instant at which the time to answer is over, opened or not, and never before', () => {
    for (const commands of [[{ kind: 'send' }], [{ kind: 'send' }, { kind: 'open' }], [{ kind: 'send' }, { kind: 'talk-first' }]] as Command[][]) {
      expect(refusal(commands, { kind: 'expire' }, later(7199))).toBe('referral/move-not-allowed');
      expect(refusal(commands, { kind: 'expire' }, later(7200))).toBeNull();
    }
    expect(refusal([{ kind: 'send' }, { kind: 'accept' }], { kind: 'expire' }, later(9000))).toBe('referral/move-not-allowed');
  });

  it('talking first and proposing a time are no answers: it still waits, and can still be taken back', () => {
    const said = after([{ kind: 'send' }, { kind: 'talk-first' }, { kind: 'propose', proposedAt: later(3600), note: 'after the night shift' }]);
    expect(isWaiting(said)).toBe(true);
    expect(said.steps.map(({ to, said: what }) => [to, what])).toEqual([['SENT', null], ['VIEWED', null], ['VIEWED', 'talk-first'], ['VIEWED', 'proposed']]);
    expect(said.steps.at(-1)?.note).toBe('after the night shift');
    expect(move(said, { kind: 'cancel', reason: 'DUPLICATE' }, staff, NIGHT).ok).toBe(true);
  });

  it('a yes to a proposed time is an appointment', () => {
    expect(states(after([{ kind: 'send' }, { kind: 'propose', proposedAt: later(3600) }, { kind: 'accept' }])).slice(-2)).toEqual(['ACCEPTED', 'SCHEDULED']);
  });

  it('a proposed time in the past is refused', () => {
    expect(refusal([{ kind: 'send' }], { kind: 'propose', proposedAt: NIGHT })).toBe('referral/move-not-allowed');
  });

  it('a no, a hand-back, a taking back and "not served" say nothing without a reason', () => {
    expect(refusal([{ kind: 'send' }, { kind: 'accept' }], { kind: 'finish', served: false, outcome: 'not-helped', reason: null })).toBe('request/malformed');
    for (const state of NEEDS_REASON) expect(['DECLINED', 'HANDED_BACK', 'CANCELLED_BY_SENDER', 'WITHDRAWN_BY_PERSON', 'COMPLETED_NOT_SERVED']).toContain(state);
  });

  it('who did not come and came after all is there', () => {
    expect(states(after([{ kind: 'send' }, { kind: 'accept' }, { kind: 'did-not-come' }, { kind: 'arrived' }])).slice(-4)).toEqual(['SCHEDULED', 'NO_SHOW', 'SCHEDULED', 'IN_PROGRESS']);
  });

  it('a person handed back ends it, with the reason kept', () => {
    expect(after([{ kind: 'send' }, { kind: 'accept' }, { kind: 'arrived' }, { kind: 'hand-back', reason: 'RISK_TOO_HIGH' }])).toMatchObject({ state: 'HANDED_BACK', reason: 'RISK_TOO_HIGH' });
  });

  it('whether it helped is asked only of a referral that was accepted, and may be told when it is over', () => {
    expect(refusal([{ kind: 'send' }], { kind: 'outcome', from: 'person', outcome: 'helped' })).toBe('referral/move-not-allowed');
    expect(after([{ kind: 'send' }, { kind: 'accept' }, { kind: 'finish', served: true, outcome: 'not-known', reason: null }, { kind: 'outcome', from: 'person', outcome: 'helped' }]))
      .toMatchObject({ state: 'COMPLETED_SERVED', serviceOutcome: 'not-known', personOutcome: 'helped' });
  });

  it('nothing follows an end, and every state is named', () => {
    expect(Object.keys(MOVES).sort()).toEqual([...REFERRAL_STATES].sort());
    for (const state of REFERRAL_STATES) expect(Number(isEnded({ state })) + Number(isWaiting({ state })) + Number(isTaken({ state })) + Number(state === 'DRAFT' || state === 'CAPACITY_CHECK')).toBe(1);
  });
});

describe('whatever is done, in whatever order, doubled and late', () => {
  const reason = fc.constantFrom(...REFERRAL_REASONS);
  const outcome = fc.constantFrom('helped', 'not-helped', 'not-known' as const);
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.constantFrom<Command>({ kind: 'send' }, { kind: 'open' }, { kind: 'accept' }, { kind: 'talk-first' }, { kind: 'arrived' }, { kind: 'did-not-come' }, { kind: 'expire' }),
    fc.record({ kind: fc.constantFrom('decline', 'hand-back', 'cancel', 'withdraw'), reason }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('propose'), proposedAt: fc.integer({ min: -10_000, max: 10_000 }).map(later) }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('finish'), served: fc.boolean(), outcome, reason: fc.option(reason) }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('outcome'), from: fc.constantFrom('service', 'person'), outcome }) as fc.Arbitrary<Command>,
  );
  const history = fc.array(fc.record({ command, wait: fc.integer({ min: 0, max: 4000 }), doubled: fc.boolean() }), { maxLength: 25 });

  /** The plain model: which states each command may start from, and where it ends, written down by hand. */
  const waiting = ['SENT', 'VIEWED'];
  const model = (state: string, { answerBy, proposedAt, accepted }: { answerBy: Date; proposedAt: boolean; accepted: boolean }, asked: Command, now: Date): string | null => {
    const from = (...allowed: string[]) => allowed.includes(state);
    switch (asked.kind) {
      case 'send': return state === 'DRAFT' ? 'SENT' : null;
      case 'open': return state === 'SENT' ? 'VIEWED' : state;
      case 'accept': return from(...waiting) ? (proposedAt ? 'SCHEDULED' : 'ACCEPTED') : null;
      case 'decline': return from(...waiting) ? 'DECLINED' : null;
      case 'expire': return from(...waiting) && now >= answerBy ? 'EXPIRED' : null;
      case 'talk-first': return from(...waiting) ? 'VIEWED' : null;
      case 'propose': return asked.proposedAt <= now ? null : from(...waiting) ? 'VIEWED' : from('ACCEPTED', 'SCHEDULED', 'NO_SHOW') ? 'SCHEDULED' : null;
      case 'arrived': return from('ACCEPTED', 'SCHEDULED', 'NO_SHOW') ? 'IN_PROGRESS' : null;
      case 'did-not-come': return from('ACCEPTED', 'SCHEDULED') ? 'NO_SHOW' : null;
      case 'hand-back': return from('ACCEPTED', 'SCHEDULED', 'IN_PROGRESS') ? 'HANDED_BACK' : null;
      case 'cancel': return from('DRAFT', ...waiting, 'ACCEPTED', 'SCHEDULED', 'IN_PROGRESS') ? 'CANCELLED_BY_SENDER' : null;
      case 'withdraw': return from(...waiting, 'ACCEPTED', 'SCHEDULED', 'NO_SHOW', 'IN_PROGRESS') ? 'WITHDRAWN_BY_PERSON' : null;
      case 'finish': return asked.served ? (from('ACCEPTED', 'SCHEDULED', 'IN_PROGRESS') ? 'COMPLETED_SERVED' : null)
        : from('ACCEPTED', 'SCHEDULED', 'NO_SHOW', 'IN_PROGRESS') && asked.reason !== null ? 'COMPLETED_NOT_SERVED' : null;
      case 'outcome': return accepted ? state : null;
    }
  };

  it('a referral does exactly what the plain model says, its steps replay to its state, and no move is illegal', () => {
    fc.assert(fc.property(history, (acts) => {
      let state = aDraft();
      let now = NIGHT;
      for (const { command: asked, wait, doubled } of acts) {
        now = new Date(now.getTime() + wait * 1000);
        for (let n = 0; n < (doubled ? 2 : 1); n++) {
          const expected = model(state.state, { answerBy: state.answerBy as Date, proposedAt: state.proposedAt !== null, accepted: states(state).includes('ACCEPTED') }, asked, now);
          const decision = move(state, asked, service, now);
          expect([asked.kind, state.state, decision.ok ? decision.state.state : null]).toEqual([asked.kind, state.state, expected]);
          if (!decision.ok) continue;
          expect(decision.state.steps.slice(0, state.steps.length)).toEqual(state.steps);
          if (isEnded(state) && asked.kind !== 'outcome') expect(decision.state).toBe(state);
          state = decision.state;
        }
      }
      expect(replay(state.steps)).toBe(state.state);
    }), { numRuns: 1000 });
  });

  it('a list of steps that leaves something out does not replay', () => {
    const { steps } = after([{ kind: 'send' }, { kind: 'open' }, { kind: 'accept' }]);
    expect(() => replay(steps.filter(({ to }) => to !== 'SENT'))).toThrow();
    expect(() => replay(steps.map((step, index) => (index === 1 ? { ...step, to: 'COMPLETED_SERVED' } : step)))).toThrow();
  });
});
