import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FACT_NAMES, MODIFIERS, SHOWS, type FactName, type TriageFacts, type Urgency } from '../../../../server/contract/triage.js';
import { mayLower, setUrgencyByPerson } from '../../../../server/triage/index.js';
import { PROTECTIVE_FACTS } from '../../../../server/triage/core/facts.js';
import { aFilledScreener, aLetter, anInstant, anUnknown, anyKnown, aPrevious, aProfile, judge, resultOf, score, ukMhts } from '../builders.js';

const RUNS = { numRuns: 1000 };
const instantOf = (contactBy: string | null): number => (contactBy === null ? Infinity : Date.parse(contactBy));

/** `b` is at least as urgent as `a`, and due no later. */
function expectNotLess(b: Urgency, a: Urgency): void {
  expect([b.letter, b.letter <= a.letter]).toEqual([b.letter, true]);
  expect(instantOf(b.contactBy)).toBeLessThanOrEqual(instantOf(a.contactBy));
}

describe('whatever is reported', () => {
  it('urgency is never lower than before, and contact never due later', () => {
    fc.assert(fc.property(anyKnown, aPrevious, aProfile, anInstant, fc.constantFrom('new-report' as const, 'more-known' as const), (known, previous, profile, now, occasion) => {
      const urgency = judge({ ...known, previous, profile, now, occasion });
      if (previous) expectNotLess(urgency, previous);
    }), RUNS);
  });

  it('one more risk that is known never lowers urgency', () => {
    const risks = FACT_NAMES.filter((name) => !PROTECTIVE_FACTS.includes(name));
    fc.assert(fc.property(anyKnown, fc.constantFrom(...risks), aProfile, (known, fact, profile) => {
      expectNotLess(judge({ ...known, profile, facts: { ...known.facts, [fact]: 'yes' } }), judge({ ...known, profile }));
    }), RUNS);
  });

  it('unknown is never treated as no: a no that turns out unknown never lowers urgency', () => {
    fc.assert(fc.property(anyKnown, fc.subarray([...FACT_NAMES], { minLength: 1 }), anUnknown, (known, names, unknown) => {
      const nos = allNo(known.facts, names);
      const unknowns = { ...nos, ...Object.fromEntries(names.map((name) => [name, unknown])) };
      expectNotLess(judge({ ...known, facts: unknowns }), judge({ ...known, facts: nos }));
    }), RUNS);
  });

  it('a reassuring fact that turns out unknown never lowers urgency', () => {
    fc.assert(fc.property(anyKnown, fc.constantFrom(...PROTECTIVE_FACTS), anUnknown, (known, fact, unknown) => {
      expectNotLess(judge({ ...known, facts: { ...known.facts, [fact]: unknown } }), judge({ ...known, facts: { ...known.facts, [fact]: 'yes' } }));
    }), RUNS);
  });

  it('a screener item that turns out unknown, after a no, never lowers urgency', () => {
    fc.assert(fc.property(anyKnown, aFilledScreener, anUnknown, fc.nat(), (known, filled, unknown, pick) => {
      const nos = Object.keys(filled.answers).filter((id) => filled.answers[id] === 'no');
      const id = nos[pick % Math.max(nos.length, 1)];
      fc.pre(id !== undefined);
      const before = score(filled);
      const after = score({ ...filled, answers: { ...filled.answers, [id]: unknown } });
      fc.pre(before.ok && after.ok);
      expectNotLess(judge({ ...known, screeners: [after.result] }), judge({ ...known, screeners: [before.result] }));
    }), RUNS);
  });

  it('modifiers never lengthen a clock and never make an emergency', () => {
    fc.assert(fc.property(anyKnown, fc.subarray([...MODIFIERS], { minLength: 1 }), aProfile, (known, modifiers, profile) => {
      const without = judge({ ...known, profile });
      const withThem = judge({ ...known, profile, facts: { ...known.facts, ...Object.fromEntries(modifiers.map((name) => [name, 'yes'])) } });
      expectNotLess(withThem, without);
      expect(withThem.letter === 'A').toBe(without.letter === 'A');
    }), RUNS);
  });

  it('every input has an answer that explains itself', () => {
    fc.assert(fc.property(anyKnown, aPrevious, aProfile, anInstant, (known, previous, profile, now) => {
      const urgency = judge({ ...known, previous, profile, now });
      expect(urgency.shows).toBe(SHOWS[urgency.letter]);
      expect(urgency.rules.some(({ letter }) => letter === urgency.letter)).toBe(true);
      expect(new Set(urgency.rules.map(({ id }) => id)).size).toBeGreaterThan(0);
      if (urgency.callbackForInfoDueInMinutes !== undefined) expect(['F', 'G']).toContain(urgency.letter);
    }), RUNS);
  });

  it('judging again without news changes nothing, now or later', () => {
    fc.assert(fc.property(anyKnown, aPrevious, aProfile, anInstant, anInstant, (known, previous, profile, now, later) => {
      const once = judge({ ...known, previous, profile, now });
      expect(judge({ ...known, previous, profile, now })).toEqual(once);
      expect(judge({ ...known, previous: once, profile, now: later })).toEqual(once);
    }), RUNS);
  });

  it('the order in which screeners come does not matter', () => {
    fc.assert(fc.property(anyKnown, (known) => {
      const there = judge(known);
      const back = judge({ ...known, screeners: [...known.screeners].reverse() });
      expect([back.letter, back.contactBy, back.needsHumanNow]).toEqual([there.letter, there.contactBy, there.needsHumanNow]);
    }));
  });
});

describe('Invariant 2: urgency never falls without a human event carrying a reason', () => {
  it('over any history of reports, screeners and attempts to lower', () => {
    const step = fc.record({
      known: anyKnown, at: anInstant, to: aLetter, profile: aProfile,
      reason: fc.constantFrom('', '  ', 'Spoke with them'), by: fc.constantFrom(null, 'ana'),
      second: fc.constantFrom(null, { id: 'ana', isSupervisor: true }, { id: 'ben', isSupervisor: false }, { id: 'sam', isSupervisor: true }),
      lower: fc.boolean(), occasion: fc.constantFrom('new-report' as const, 'more-known' as const),
    });
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      let urgency = judge({ choice: 'serious' });
      for (const { known, at, to, profile, reason, by, second, lower, occasion } of steps) {
        const before = urgency;
        const allowed = lower && mayLower({ from: urgency.letter, to, reason, by, secondPerson: second }).ok && by !== null;
        urgency = allowed
          ? setUrgencyByPerson({ current: urgency, to, by, known, profile, now: at })
          : judge({ ...known, previous: urgency, profile, now: at, occasion });
        if (urgency.letter > before.letter) {
          expect(allowed && reason.trim() !== '').toBe(true);
          if (before.letter <= 'B') expect(second).toEqual({ id: 'sam', isSupervisor: true });
        }
      }
    }), { numRuns: 300 });
  });
});

describe('Invariant 13: lowering a screener answer later does not lower urgency by itself', () => {
  it('from HIGH to NONE', () => {
    const high = judge({ screeners: [resultOf('cssrs-screener', { q2: 'yes', q4: 'yes' })] });
    const none = judge({ screeners: [resultOf('cssrs-screener', { q1: 'no', q2: 'no', q6Lifetime: 'no' })], previous: high });
    expect(none).toMatchObject({ letter: 'B', floorFrom: 'previous', contactBy: high.contactBy, rulesGive: 'G' });
  });

  it('for any screener and any answer', () => {
    fc.assert(fc.property(anyKnown, aFilledScreener, aFilledScreener, (known, first, second) => {
      const before = score(first);
      const after = score(second);
      fc.pre(before.ok && after.ok);
      const urgency = judge({ ...known, screeners: [before.result], profile: ukMhts });
      expectNotLess(judge({ ...known, screeners: [after.result], previous: urgency, occasion: 'more-known' }), urgency);
    }), RUNS);
  });
});

const allNo = (facts: TriageFacts, names: readonly FactName[]): TriageFacts => ({ ...facts, ...Object.fromEntries(names.map((name) => [name, 'no'])) });
