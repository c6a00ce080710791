import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayLower, setUrgencyByPerson, type Known, type Lowering } from '../../../../server/triage/index.js';
import type { Urgency, UrgencyLetter } from '../../../../server/contract/triage.js';
import { aLetter, anyKnown, judge, minutesAfter, NOON, ukMhts } from '../builders.js';

const LATER = new Date('2026-03-01T15:30:00.000Z');
const supervisor = { id: 'sam', isSupervisor: true };
const lowering = (change: Partial<Lowering>): Lowering => ({ from: 'C', to: 'D', reason: 'Spoke with them', by: 'ana', secondPerson: null, ...change });

describe('lowering', () => {
  it('needs a reason, and blanks are none', () => {
    expect(mayLower(lowering({}))).toEqual({ ok: true });
    expect(mayLower(lowering({ reason: ' \n' }))).toEqual({ ok: false, refusal: 'triage/lowering-needs-a-reason' });
  });

  it('needs a person', () => {
    expect(mayLower(lowering({ by: null }))).toEqual({ ok: false, refusal: 'triage/lowering-needs-a-person' });
  });

  it.each(['A', 'B'] as const)('from %s needs a supervisor who is somebody else', (from) => {
    const refusal = { ok: false, refusal: 'triage/lowering-needs-a-supervisor' };
    expect(mayLower(lowering({ from }))).toEqual(refusal);
    expect(mayLower(lowering({ from, secondPerson: { id: 'ben', isSupervisor: false } }))).toEqual(refusal);
    expect(mayLower(lowering({ from, by: 'sam', secondPerson: supervisor }))).toEqual(refusal);
    expect(mayLower(lowering({ from, secondPerson: supervisor }))).toEqual({ ok: true });
  });

  it('from A to B needs the supervisor as well', () => {
    expect(mayLower(lowering({ from: 'A', to: 'B' })).ok).toBe(false);
  });

  it('is not what raising or keeping does: those need nothing', () => {
    fc.assert(fc.property(aLetter, aLetter, (from, to) => {
      fc.pre(to <= from);
      expect(mayLower(lowering({ from, to, reason: '', by: null }))).toEqual({ ok: true });
    }));
  });
});

describe('a letter set by a person', () => {
  const set = (current: Urgency, to: UrgencyLetter, known: Known): Urgency => setUrgencyByPerson({ current, to, by: 'ana', known, profile: ukMhts, now: LATER });
  const known: Known = { choice: 'life-at-risk', facts: { takenOverdoseOrPoison: 'yes', alone: 'yes' }, screeners: [] };
  const lowered = set(judge(known), 'D', known);

  it('shows who set it, from what, and gets its own full clock', () => {
    expect(lowered).toMatchObject({
      letter: 'D', shows: 'Soon', floorFrom: 'person', rulesGive: 'A', since: LATER.toISOString(), contactBy: minutesAfter(LATER, 4320),
      byPerson: { from: 'A', to: 'D', by: 'ana', at: LATER.toISOString() },
    });
    expect(lowered.rules.map(({ id }) => id)).toEqual(['set-by-person']);
  });

  it('is not undone by what was known then', () => {
    expect(judge({ ...known, previous: lowered, occasion: 'more-known' })).toEqual({ ...lowered, rulesGive: 'D', needsHumanNow: false });
  });

  it('rises again by anything new', () => {
    const more = (facts: Known['facts']) => judge({ ...known, facts: { ...known.facts, ...facts }, previous: lowered, occasion: 'more-known' });
    expect(more({ suicidalThoughts: 'yes' }).letter).toBe('C');
    expect(more({ weaponInHand: 'yes' }).letter).toBe('A');
    expect(more({ intoxicated: 'yes' })).toMatchObject({ letter: 'C', raisedBy: ['intoxicated'] });
  });

  it('rises by a new report that says the same again: that is news', () => {
    expect(judge({ choice: 'life-at-risk', previous: lowered, occasion: 'new-report' }).letter).toBe('A');
    expect(judge({ choice: 'life-at-risk', previous: lowered }).letter).toBe('A');
  });

  it('may be raised too, without a later clock, and keeps its clock when only confirmed', () => {
    const c = judge({ choice: 'struggling' });
    const struggling: Known = { choice: 'struggling', facts: {}, screeners: [] };
    expect(set(c, 'B', struggling)).toMatchObject({ letter: 'B', contactBy: minutesAfter(LATER, 240) });
    expect(set(c, 'C', struggling)).toMatchObject({ letter: 'C', since: NOON.toISOString(), contactBy: c.contactBy });
    expect(judge({ ...struggling, previous: set(c, 'A', struggling), occasion: 'more-known' })).toMatchObject({ letter: 'A', floorFrom: 'person' });
  });

  it('raised by a person late in its clock, is not due later than before', () => {
    const struggling: Known = { choice: 'struggling', facts: {}, screeners: [] };
    const c = judge({ choice: 'struggling' });
    const nearlyOver = new Date(NOON.getTime() + 1430 * 60_000);
    expect(setUrgencyByPerson({ current: c, to: 'B', by: 'ana', known: struggling, profile: ukMhts, now: nearlyOver }).contactBy).toBe(c.contactBy);
  });

  it('down to G still rings back when something hints at risk', () => {
    expect(set(judge(known), 'G', known)).toMatchObject({ callbackForInfoDueInMinutes: 60, contactBy: null });
  });

  it('stays for any crisis as long as nothing new is known', () => {
    fc.assert(fc.property(anyKnown, aLetter, (all, to) => {
      const byPerson = set(judge(all), to, all);
      const again = judge({ ...all, previous: byPerson, occasion: 'more-known' });
      expect(again.letter).toBe(to);
      expect(again.contactBy).toBe(byPerson.contactBy);
    }));
  });
});
