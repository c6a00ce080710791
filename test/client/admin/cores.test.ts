import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { readDrill } from '../../../client/src/drill/core/drill-form.js';
import { secondsTyped, timeWords, typedTime } from '../../../client/src/escalation/policies/core/answer-time.js';
import { instantAt, localTimeOf, nextSundayAtTwo } from '../../../client/src/escalation/policies/core/local-instant.js';
import { copied, draftFaults, draftOf, firstLadders, isChanged, laddersOf, placeOf, secondsToAlarm, withLadder, withNewRung, withRungMoved, withoutRung } from '../../../client/src/escalation/policies/core/policy-draft.js';
import { journeyOf, tookWords } from '../../../client/src/messaging/log/core/message-facts.js';
import { aPolicy } from './small-office.js';

const ZONES = ['America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];

describe('a policy while it is changed', () => {
  const draft = draftOf(aPolicy());

  it('comes out as it went in, whatever was moved there and back', () => {
    expect(laddersOf(draft)).toEqual(aPolicy().ladders);
    expect(isChanged(draft, aPolicy())).toBe(false);
    const there = withLadder(draft, 'A', (ladder) => withRungMoved(ladder, 0, 1));
    expect(isChanged(there, aPolicy())).toBe(true);
    expect(isChanged(withLadder(there, 'A', (ladder) => withRungMoved(ladder, 1, -1)), aPolicy())).toBe(false);
  });

  it('no move loses or doubles a rung, or leaves the ladder', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -1, max: 4 }), fc.integer({ min: -2, max: 2 }))), (moves) => {
      const ladder = moves.reduce((now, [place, by]) => withRungMoved(now, place, by), draft.ladders.A);
      expect(ladder.rungs.map(({ key }) => key).toSorted()).toEqual(draft.ladders.A.rungs.map(({ key }) => key).toSorted());
    }));
  });

  it('a copied ladder says the same and is nobody else’s', () => {
    const copy = copied(draft.ladders.A);
    expect(copy.rungs.map(({ ask }) => ask)).toEqual(draft.ladders.A.rungs.map(({ ask }) => ask));
    expect(copy.rungs.some(({ key }) => draft.ladders.A.rungs.some((rung) => rung.key === key))).toBe(false);
  });

  it('says what is missing where it is missing', () => {
    expect(draftFaults(draft)).toEqual([]);
    const added = withLadder(draft, 'B', withNewRung);
    expect(draftFaults(added)).toEqual([{ fault: 'nobody', letter: 'B', rung: 2 }]);
    expect(draftFaults({ ...withLadder(draft, 'C', (ladder) => withoutRung(withoutRung(ladder, 0), 0)), name: ' ' })).toEqual([{ fault: 'name', letter: null, rung: null }, { fault: 'no-rung', letter: 'C', rung: null }]);
    expect(draftFaults(withLadder(draft, 'D', (ladder) => ({ ...ladder, rounds: 21, repeatEverySeconds: Number.NaN })))).toEqual([{ fault: 'rounds', letter: 'D', rung: null }, { fault: 'repeat', letter: 'D', rung: null }]);
  });

  it('a team’s first ladder asks somebody at every urgency', () => {
    expect(draftFaults(draftOf({ name: 'x', ladders: firstLadders() }))).toEqual([]);
    expect(secondsToAlarm(firstLadders().A)).toBe(120);
  });

  it('finds the rung that the server means', () => {
    expect(placeOf('/ladders/B/rungs/1/ask/0')).toEqual({ letter: 'B', rung: 1 });
    expect(placeOf('/ladders/D/rungs')).toEqual({ letter: 'D', rung: null });
    expect(placeOf('/name')).toEqual({ letter: null, rung: null });
  });
});

describe('times as people say them', () => {
  it('two minutes are two minutes, and nothing is dropped', () => {
    expect([120, 90, 14_400, 129_600, 59, 3660].map(timeWords)).toEqual(['2 min', '1 min 30 s', '4 h', '1 d 12 h', '59 s', '1 h 1 min']);
  });

  it('what is typed comes back as it was meant', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 604_800 }), (seconds) => {
      const { amount, unit } = typedTime(seconds);
      expect(secondsTyped(amount, unit)).toBe(seconds);
    }));
    for (const wrong of ['', 'x', '0', '-2']) expect(secondsTyped(wrong, 'min')).toBeNaN();
    expect(secondsTyped('1,5', 'min')).toBe(90);
  });

  it('a wall-clock time means the instant that rotas mean, on the nights of a clock change too', () => {
    const moments = fc.record({ zone: fc.constantFrom(...ZONES), day: fc.integer({ min: 0, max: 730 }), minute: fc.integer({ min: 0, max: 1439 }) });
    fc.assert(fc.property(moments, ({ zone, day, minute }) => {
      const plain = Temporal.PlainDateTime.from('2026-01-01T00:00').add({ days: day, minutes: minute });
      expect(instantAt(plain.toString().slice(0, 16), zone)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
    }));
    expect(instantAt('2026-03-08T02:30', 'America/New_York')).toBe(Date.parse('2026-03-08T07:30:00Z'));
    expect(instantAt('2026-11-01T01:30', 'America/New_York')).toBe(Date.parse('2026-11-01T05:30:00Z'));
    expect(instantAt('', 'UTC')).toBeNaN();
  });

  it('next Sunday at two is always ahead, a Sunday, and at two', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.parse('2026-01-01T00:00Z'), max: Date.parse('2028-01-01T00:00Z') }), (zone, now) => {
      const local = nextSundayAtTwo(now, zone);
      expect(local.endsWith('T02:00')).toBe(true);
      expect(Temporal.PlainDate.from(local.slice(0, 10)).dayOfWeek).toBe(7);
      expect(instantAt(local, zone) - now).toBeGreaterThan(0);
      expect(instantAt(local, zone) - now).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000);
    }));
    expect(localTimeOf(Date.parse('2026-11-29T07:00:00Z'), 'America/New_York')).toBe('2026-11-29T02:00');
  });
});

describe('what became of a message', () => {
  const at = (seconds: number) => new Date(Date.parse('2026-10-28T06:00:00Z') + seconds * 1000).toISOString();
  const none = { queuedAt: at(0), sentAt: null, deliveredAt: null, failedAt: null };

  it('is told as far as it is known and no further: sent is not delivered', () => {
    expect(journeyOf({ ...none, state: 'sent', sentAt: at(1) }).map(({ name, state }) => [name, state])).toEqual([['queued', 'done'], ['sent', 'done'], ['delivered', 'todo']]);
    expect(journeyOf({ ...none, state: 'delivered', sentAt: at(1), deliveredAt: at(4) }).at(-1)).toMatchObject({ name: 'delivered', state: 'done', afterSeconds: 4 });
    expect(journeyOf({ ...none, state: 'failed', failedAt: at(2) }).map(({ name, state }) => [name, state])).toEqual([['queued', 'done'], ['failed', 'failed']]);
    expect(journeyOf({ ...none, state: 'stopped' }).map(({ name }) => name)).toEqual(['queued', 'stopped']);
  });

  it('how long it took is short enough to read', () => {
    expect([0.66, 12.4, 300, 9000].map(tookWords)).toEqual(['0.7 s', '12 s', '5 min', '3 h']);
  });
});

describe('a drill as it is typed', () => {
  it('is read, or says what is wrong', () => {
    expect(readDrill({ kind: 'some', likelihood: '70', minutes: '2,5', seed: '7' })).toEqual({ answers: { kind: 'some', likelihood: 0.7, afterMinutes: 2.5 }, seed: 7, faults: [] });
    expect(readDrill({ kind: 'nobody', likelihood: '', minutes: '', seed: '7' })).toEqual({ answers: { kind: 'nobody' }, seed: 7, faults: [] });
    expect(readDrill({ kind: 'some', likelihood: '101', minutes: '0', seed: '1.5' }).faults).toEqual(['likelihood', 'after', 'seed']);
  });
});
