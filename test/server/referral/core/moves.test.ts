import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REFERRAL_REASONS, REFERRAL_STATES } from '../../../../server/contract/words.js';
import type { ReferralState } from '../../../../server/contract/words.js';
import { MOVES, NEEDS_REASON, holdsNeed, isEnded, isTaken, isWaiting, mayMove, move, noShowsOf, owesAWord, replay, waitsForConfirmation } from '../../../../server/referral/core/moves.js';
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
    expect([...NEEDS_REASON].sort()).toEqual(['CANCELLED_BY_SENDER', 'COMPLETED_NOT_SERVED', 'DECLINED', 'ENTERED_IN_ERROR', 'HANDED_BACK', 'NEEDS_CLIENT_ACTION', 'NO_SHOW', 'REDIRECTED', 'WAITLISTED', 'WITHDRAWN_BY_PERSON']);
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
    for (const state of REFERRAL_STATES) expect(Number(isEnded({ state })) + Number(isWaiting({ state })) + Number(isTaken({ state })) + Number(state === 'DRAFT' || state === 'CAPACITY_CHECK' || state === 'WAITLISTED')).toBe(1);
  });
});

/** Copied from domain.md §7.2 and written down again by hand: what the table of the code must say. */
const TABLE = `
DRAFT: CAPACITY_CHECK SENT CANCELLED_BY_SENDER
CAPACITY_CHECK: SENT DRAFT
SENT: VIEWED ACCEPTED DECLINED NEEDS_CLIENT_ACTION WAITLISTED EXPIRED WITHDRAWN_BY_PERSON CANCELLED_BY_SENDER REDIRECTED
VIEWED: ACCEPTED DECLINED NEEDS_CLIENT_ACTION WAITLISTED EXPIRED WITHDRAWN_BY_PERSON CANCELLED_BY_SENDER REDIRECTED
NEEDS_CLIENT_ACTION: ACCEPTED DECLINED WITHDRAWN_BY_PERSON EXPIRED
ACCEPTED: SCHEDULED IN_PROGRESS WAITLISTED COMPLETED_SERVED COMPLETED_NOT_SERVED REDIRECTED WITHDRAWN_BY_PERSON CANCELLED_BY_SENDER HANDED_BACK
WAITLISTED: SCHEDULED IN_PROGRESS DECLINED REDIRECTED WITHDRAWN_BY_PERSON EXPIRED CANCELLED_BY_SENDER
SCHEDULED: IN_PROGRESS NO_SHOW COMPLETED_SERVED WITHDRAWN_BY_PERSON CANCELLED_BY_SENDER HANDED_BACK
NO_SHOW: SCHEDULED COMPLETED_NOT_SERVED WITHDRAWN_BY_PERSON
IN_PROGRESS: COMPLETED_SERVED COMPLETED_NOT_SERVED REDIRECTED WITHDRAWN_BY_PERSON HANDED_BACK CANCELLED_BY_SENDER`;
const ALLOWED = new Map(TABLE.trim().split('\n').map((line) => [line.split(':')[0] ?? '', (line.split(': ')[1] ?? '').split(' ')]));

it('every pair of states is allowed or refused as the table says; only a record by mistake may follow everything that was sent', () => {
  for (const from of REFERRAL_STATES) {
    for (const to of REFERRAL_STATES) {
      const allowed = to === 'ENTERED_IN_ERROR' ? from !== 'DRAFT' && from !== 'ENTERED_IN_ERROR' : ALLOWED.get(from)?.includes(to) ?? false;
      expect(`${from} to ${to}: ${mayMove(from, to)}`).toBe(`${from} to ${to}: ${allowed}`);
    }
  }
});

describe('holds', () => {
  const listed: Command = { kind: 'wait-list', waitDays: 9, until: later(9 * 86_400) };

  it('a waiting list is no yes: it has its own end, and stands in nobody’s way', () => {
    const waits = after([{ kind: 'send' }, listed]);
    expect(waits).toMatchObject({ state: 'WAITLISTED', waitDays: 9, answerBy: later(9 * 86_400) });
    expect([isTaken(waits), isWaiting(waits), owesAWord(waits), holdsNeed(waits)]).toEqual([false, false, true, false]);
    expect(waits.steps.at(-1)?.reason).toBe('AT_CAPACITY');
    expect(move(waits, { kind: 'expire' }, service, later(9 * 86_400 - 1)).ok).toBe(false);
    expect(move(waits, { kind: 'expire' }, service, later(9 * 86_400)).ok).toBe(true);
    expect(holdsNeed(after([{ kind: 'send' }, listed, { kind: 'arrived' }]))).toBe(false);
  });

  it('what the person must do first needs words and a reason, and gives them until they should have been met', () => {
    const held = after([{ kind: 'send' }, { kind: 'needs-person', reason: 'MISSING_DOCUMENTS', note: 'Bring any photo ID', until: later(86_400) }]);
    expect(held).toMatchObject({ state: 'NEEDS_CLIENT_ACTION', answerBy: later(86_400), reason: 'MISSING_DOCUMENTS' });
    expect(after([{ kind: 'send' }, { kind: 'needs-person', reason: 'MISSING_DOCUMENTS', note: 'x', until: NIGHT }]).answerBy).toEqual(aDraft().answerBy);
    expect(move(held, { kind: 'cancel', reason: 'DUPLICATE' }, staff, NIGHT).ok).toBe(false);
    expect(move(held, { kind: 'accept' }, service, NIGHT)).toMatchObject({ ok: true, state: { state: 'ACCEPTED', reason: null } });
  });

  it('each time the person did not come counts', () => {
    expect(noShowsOf(after([{ kind: 'send' }, { kind: 'accept' }, { kind: 'did-not-come' }, { kind: 'propose', proposedAt: later(60) }, { kind: 'did-not-come' }]))).toBe(2);
  });

  it('a time that suits is said once for each proposal', () => {
    const agreed = [{ kind: 'send' }, { kind: 'propose', proposedAt: later(3600) }, { kind: 'agree-time' }] as Command[];
    expect(after(agreed).agreedAt).toEqual(NIGHT);
    expect(refusal(agreed, { kind: 'agree-time' })).toBe('referral/move-not-allowed');
    expect(after([...agreed, { kind: 'propose', proposedAt: later(7200) }]).agreedAt).toBeNull();
  });

  it('what was taken back waits for the word of a service that knew of it, once, and for no other', () => {
    const sent = after([{ kind: 'send' }, { kind: 'accept' }]);
    const back = (confirmBy: Date | null) => move(sent, { kind: 'cancel', reason: 'DUPLICATE', confirmBy }, staff, NIGHT);
    const [known, unknown] = [back(later(900)), back(null)];
    if (!known.ok || !unknown.ok) throw new Error('refused');
    expect([waitsForConfirmation(known.state), waitsForConfirmation(unknown.state)]).toEqual([true, false]);
    const confirmed = move(known.state, { kind: 'confirm' }, service, later(5));
    expect(confirmed).toMatchObject({ ok: true, state: { state: 'CANCELLED_BY_SENDER', confirmedAt: later(5) } });
    if (confirmed.ok) expect(move(confirmed.state, { kind: 'confirm' }, service, later(6)).ok).toBe(false);
    expect(move(unknown.state, { kind: 'confirm' }, service, later(5)).ok).toBe(false);
  });

  it('a warm hand-off needs the person and the service on one line, not in the future, and names who took them', () => {
    const line = ['person', 'service', 'owner'] as const;
    const commands: Command[] = [{ kind: 'send' }, { kind: 'accept' }];
    expect(after([...commands, { kind: 'warm-hand-off', onTheLine: line, introducedAt: NIGHT }])).toMatchObject({ state: 'IN_PROGRESS', warm: { takenBy: { name: 'Marisol Vega' }, introducedAt: NIGHT } });
    expect(refusal(commands, { kind: 'warm-hand-off', onTheLine: ['service', 'owner'], introducedAt: NIGHT })).toBe('referral/move-not-allowed');
    expect(refusal(commands, { kind: 'warm-hand-off', onTheLine: line, introducedAt: later(1) })).toBe('referral/move-not-allowed');
    expect(refusal([{ kind: 'send' }], { kind: 'warm-hand-off', onTheLine: line, introducedAt: NIGHT })).toBe('referral/move-not-allowed');
  });
});

/** The tiny model: where it stands, and the few facts on which a command depends. */
interface Model { state: string; now: number; by: number; proposed: number | null; agreed: boolean; taken: boolean; confirm: boolean }
interface Real { referral: Progress }

const waiting = ['SENT', 'VIEWED', 'NEEDS_CLIENT_ACTION'];
const TAKEN = ['ACCEPTED', 'SCHEDULED', 'IN_PROGRESS', 'NO_SHOW'];
const HOUR = 3600;

/** Which states each command may start from, and where it ends, written down by hand. Null: it is refused. */
function modelled(model: Model, asked: Command): string | null {
  const { state } = model;
  const from = (...allowed: string[]): boolean => allowed.includes(state);
  const at = (date: Date): number => (date.getTime() - NIGHT.getTime()) / 1000;
  switch (asked.kind) {
    case 'send': return state === 'DRAFT' ? 'SENT' : null;
    case 'open': return state === 'SENT' ? 'VIEWED' : state;
    case 'accept': return from(...waiting) ? (model.proposed === null ? 'ACCEPTED' : 'SCHEDULED') : null;
    case 'decline': return from(...waiting, 'WAITLISTED') ? 'DECLINED' : null;
    case 'needs-person': return from('SENT', 'VIEWED') ? 'NEEDS_CLIENT_ACTION' : null;
    case 'wait-list': return from('SENT', 'VIEWED', 'ACCEPTED') ? 'WAITLISTED' : null;
    case 'redirect': return from('SENT', 'VIEWED', 'ACCEPTED', 'WAITLISTED', 'IN_PROGRESS') ? 'REDIRECTED' : null;
    case 'expire': return from(...waiting, 'WAITLISTED') && model.now >= model.by ? 'EXPIRED' : null;
    case 'unreached': return from(...waiting) ? 'EXPIRED' : null;
    case 'talk-first': return from(...waiting) ? (state === 'SENT' ? 'VIEWED' : state) : null;
    case 'propose': return at(asked.proposedAt) <= model.now ? null : from(...waiting) ? (state === 'SENT' ? 'VIEWED' : state) : from('ACCEPTED', 'WAITLISTED', 'SCHEDULED', 'NO_SHOW') ? 'SCHEDULED' : null;
    case 'agree-time': return from(...waiting) && model.proposed !== null && model.proposed > model.now && !model.agreed ? state : null;
    case 'arrived': return from('ACCEPTED', 'WAITLISTED', 'SCHEDULED', 'NO_SHOW') ? 'IN_PROGRESS' : null;
    case 'did-not-come': return from('ACCEPTED', 'SCHEDULED') ? 'NO_SHOW' : null;
    case 'warm-hand-off': return from('ACCEPTED', 'SCHEDULED') && asked.onTheLine.includes('person') && at(asked.introducedAt) <= model.now ? 'IN_PROGRESS' : null;
    case 'hand-back': return from('ACCEPTED', 'SCHEDULED', 'IN_PROGRESS') ? 'HANDED_BACK' : null;
    case 'cancel': return from('DRAFT', 'SENT', 'VIEWED', 'ACCEPTED', 'WAITLISTED', 'SCHEDULED', 'IN_PROGRESS') ? 'CANCELLED_BY_SENDER' : null;
    case 'withdraw': return from(...waiting, 'WAITLISTED', ...TAKEN) ? 'WITHDRAWN_BY_PERSON' : null;
    case 'enter-in-error': return from('DRAFT', 'ENTERED_IN_ERROR') ? null : 'ENTERED_IN_ERROR';
    case 'confirm': return model.confirm ? state : null;
    case 'finish': return asked.served ? (from('ACCEPTED', 'SCHEDULED', 'IN_PROGRESS') ? 'COMPLETED_SERVED' : null) : from(...TAKEN) && asked.reason !== null ? 'COMPLETED_NOT_SERVED' : null;
    case 'outcome': return model.taken ? state : null;
  }
}

/** One thing done to the model and to the referral, perhaps twice and perhaps late; both must say the same. */
class Doing implements fc.Command<Model, Real> {
  readonly asked: Command;
  readonly wait: number;
  constructor(asked: Command, wait: number) { this.asked = asked; this.wait = wait; }
  check(): boolean { return true; }
  run(model: Model, real: Real): void {
    model.now += this.wait;
    const now = later(model.now);
    const before = real.referral;
    const expected = modelled(model, this.asked);
    const decision = move(before, this.asked, service, now);
    expect([this.asked.kind, model.state, decision.ok ? decision.state.state : null]).toEqual([this.asked.kind, model.state, expected]);
    if (!decision.ok || expected === null) return;
    real.referral = decision.state;
    expect(real.referral.steps.slice(0, before.steps.length)).toEqual(before.steps);
    expect(replay(real.referral.steps)).toBe(real.referral.state);
    for (const { to, said, reason } of real.referral.steps.slice(before.steps.length)) expect(said !== null || !NEEDS_REASON.includes(to) || reason !== null || this.asked.kind === 'finish').toBe(true);
    model.state = expected;
    model.taken ||= TAKEN.includes(expected);
    const { asked } = this;
    if (asked.kind === 'propose') { model.proposed = (asked.proposedAt.getTime() - NIGHT.getTime()) / 1000; model.agreed = false; }
    if (asked.kind === 'agree-time') model.agreed = true;
    if (asked.kind === 'wait-list') model.by = ((asked.until ?? NIGHT).getTime() - NIGHT.getTime()) / 1000;
    if (asked.kind === 'needs-person') model.by = Math.max(model.by, ((asked.until ?? NIGHT).getTime() - NIGHT.getTime()) / 1000);
    if (asked.kind === 'cancel' || asked.kind === 'withdraw' || asked.kind === 'enter-in-error' || asked.kind === 'redirect') model.confirm = asked.confirmBy !== null && asked.confirmBy !== undefined;
    if (asked.kind === 'confirm') model.confirm = false;
    expect([isTaken(real.referral), waitsForConfirmation(real.referral)]).toEqual([TAKEN.includes(expected), model.confirm]);
    if (isEnded(real.referral)) expect(MOVES[real.referral.state]).toEqual([]);
  }
  toString(): string { return `${JSON.stringify(this.asked)} after ${this.wait} s`; }
}

describe('whatever is done, in whatever order, doubled and late', () => {
  const reason = fc.constantFrom(...REFERRAL_REASONS);
  const outcome = fc.constantFrom('helped', 'not-helped', 'not-known' as const);
  const at = fc.integer({ min: -2 * HOUR, max: 40 * HOUR }).map(later);
  const confirmBy = fc.option(at);
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.constantFrom<Command>({ kind: 'send' }, { kind: 'open' }, { kind: 'accept' }, { kind: 'talk-first' }, { kind: 'arrived' }, { kind: 'did-not-come' }, { kind: 'expire' }, { kind: 'unreached' }, { kind: 'agree-time' }, { kind: 'confirm' }),
    fc.record({ kind: fc.constantFrom('decline', 'hand-back'), reason }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constantFrom('cancel', 'withdraw', 'enter-in-error'), reason, confirmBy }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('needs-person'), reason, note: fc.constant('Bring papers'), until: at }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('wait-list'), waitDays: fc.option(fc.integer({ min: 1, max: 60 })), until: at }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('redirect'), reason, suggests: fc.constant(null), confirmBy }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('propose'), proposedAt: at }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('warm-hand-off'), onTheLine: fc.constantFrom(['person', 'service'], ['service', 'owner']), introducedAt: at }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('finish'), served: fc.boolean(), outcome, reason: fc.option(reason) }) as fc.Arbitrary<Command>,
    fc.record({ kind: fc.constant('outcome'), from: fc.constantFrom('service', 'person'), outcome }) as fc.Arbitrary<Command>,
  );
  const doings = fc.tuple(command, fc.integer({ min: 0, max: 4000 }), fc.boolean()).map(([asked, wait, doubled]) => (doubled ? [new Doing(asked, wait), new Doing(asked, 0)] : [new Doing(asked, wait)]));

  it('a referral does exactly what the tiny model says, its steps replay to its state, and no move is illegal', () => {
    fc.assert(fc.property(fc.array(doings, { maxLength: 20 }), (all) => {
      const model: Model = { state: 'DRAFT', now: 0, by: 2 * HOUR, proposed: null, agreed: false, taken: false, confirm: false };
      fc.modelRun(() => ({ model, real: { referral: aDraft() } }), [new Doing({ kind: 'send' }, 0), ...all.flat()]);
    }), { numRuns: 500 });
  });

  it('a list of steps that leaves something out does not replay', () => {
    const { steps } = after([{ kind: 'send' }, { kind: 'open' }, { kind: 'accept' }]);
    expect(() => replay(steps.filter(({ to }) => to !== 'SENT'))).toThrow();
    expect(() => replay(steps.map((step, index) => (index === 1 ? { ...step, to: 'COMPLETED_SERVED' } : step)))).toThrow();
  });
});
