import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OWN_DELAYS } from '../../../../server/contract/identity.js';
import type { ChannelChoices, OwnWay } from '../../../../server/contract/identity.js';
import { URGENCY_LETTERS } from '../../../../server/contract/triage.js';
import { AS_THE_LADDER, channelsFor, choiceFaults, choicesWithout, groupOf, neverWaits, quietUntil, unreachableWhy, usableWays } from '../../../../server/identity/core/own-channels.js';
import type { StaffNumber } from '../../../../server/identity/core/own-channels.js';

const IDS = ['mobile', 'second', 'desk'] as const;
const aNumber = (id: string, more: Partial<StaffNumber> = {}): StaffNumber => ({ id, number: `+1202555010${IDS.indexOf(id as 'mobile')}`, kind: 'text-and-call', verifiedAt: new Date(0), verifiedBy: 'code', ...more });
const numbers = fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 3 }).chain((ids) => fc.tuple(...ids.map((id) => fc.record({ kind: fc.constantFrom('text-and-call' as const, 'call-only' as const), checked: fc.boolean() })
  .map(({ kind, checked }) => aNumber(id, { kind, verifiedAt: checked ? new Date(0) : null, verifiedBy: checked ? 'code' : null }))))) as fc.Arbitrary<StaffNumber[]>;
const way: fc.Arbitrary<OwnWay> = fc.record({ channel: fc.constantFrom('sms' as const, 'voice' as const), numberId: fc.constantFrom(...IDS, 'gone'), afterSeconds: fc.constantFrom(...OWN_DELAYS) });
const choice = fc.option(fc.array(way, { maxLength: 6 }), { nil: null });
const choices: fc.Arbitrary<ChannelChoices> = fc.record({ emergency: choice, urgent: choice, soon: choice });
const letter = fc.constantFrom(...URGENCY_LETTERS);
const optedOut = fc.subarray(IDS.map((_, place) => `+1202555010${place}`)).map((out) => (number: string) => out.includes(number));
const someone = fc.record({ numbers, choices, quiet: fc.constant(null) });

describe('how somebody is told', () => {
  it('whoever has a checked number is told by something at once, whatever they chose', () => {
    fc.assert(fc.property(someone, letter, optedOut, (person, urgency, out) => {
      const ways = channelsFor(person, urgency, out);
      expect(ways.some(({ afterSeconds }) => afterSeconds === 0)).toBe(usableWays(person.numbers, out).length > 0);
    }));
  });

  it('for A and B a text goes at once wherever a text can', () => {
    fc.assert(fc.property(someone, fc.constantFrom('A' as const, 'B' as const), optedOut, (person, urgency, out) => {
      const canText = usableWays(person.numbers, out).some(({ channel }) => channel === 'sms');
      expect(channelsFor(person, urgency, out).some(({ channel, afterSeconds }) => channel === 'sms' && afterSeconds === 0)).toBe(canText);
    }));
  });

  it('nothing goes to a number that is not checked, no text to one that takes none or turned them off, nothing twice', () => {
    fc.assert(fc.property(someone, letter, optedOut, (person, urgency, out) => {
      const ways = channelsFor(person, urgency, out);
      for (const { channel, numberId, number } of ways) {
        const known = person.numbers.find(({ id }) => id === numberId);
        expect(known?.verifiedAt).toBeInstanceOf(Date);
        expect(known?.number).toBe(number);
        if (channel === 'sms') expect([known?.kind, out(number)]).toEqual(['text-and-call', false]);
      }
      expect(new Set(ways.map(({ channel, numberId }) => `${channel} ${numberId}`)).size).toBe(ways.length);
      expect(ways.map(({ afterSeconds }) => afterSeconds)).toEqual(ways.map(({ afterSeconds }) => afterSeconds).toSorted((a, b) => a - b));
    }));
  });

  it('choices that are let in are kept to the letter outside A and B, as long as their numbers work', () => {
    const all = IDS.map((id) => aNumber(id));
    const ways = fc.uniqueArray(way.filter(({ numberId }) => numberId !== 'gone'), { minLength: 1, maxLength: 6, selector: ({ channel, numberId }) => `${channel} ${numberId}` })
      .map((some) => some.map((one, place) => (place === 0 ? { ...one, afterSeconds: 0 } : one)));
    fc.assert(fc.property(ways, fc.constantFrom('C' as const, 'D' as const, 'G' as const), (wanted, urgency) => {
      const kept = { ...AS_THE_LADDER, [groupOf(urgency)]: wanted };
      expect(choiceFaults(kept, all)).toEqual([]);
      expect(channelsFor({ numbers: all, choices: kept, quiet: null }, urgency, () => false).map(({ channel, numberId, afterSeconds }) => ({ channel, numberId, afterSeconds })))
        .toEqual([...wanted].sort((a, b) => a.afterSeconds - b.afterSeconds));
    }));
  });

  it('says of an impossible choice what is wrong with it and where', () => {
    const all = [aNumber('mobile'), aNumber('desk', { kind: 'call-only' })];
    const faults = (emergency: OwnWay[]) => choiceFaults({ ...AS_THE_LADDER, emergency }, all);
    expect(faults([{ channel: 'voice', numberId: 'mobile', afterSeconds: 0 }])).toEqual([{ pointer: '/choices/emergency', detail: 'a text at once is always sent' }]);
    expect(faults([])).toEqual([{ pointer: '/choices/emergency', detail: 'name 1 to 6 ways' }]);
    expect(faults([{ channel: 'sms', numberId: 'mobile', afterSeconds: 0 }, { channel: 'sms', numberId: 'desk', afterSeconds: 60 }])).toEqual([{ pointer: '/choices/emergency/1', detail: 'this number takes calls only' }]);
    expect(faults([{ channel: 'sms', numberId: 'mobile', afterSeconds: 0 }, { channel: 'sms', numberId: 'mobile', afterSeconds: 60 }])).toEqual([{ pointer: '/choices/emergency/1', detail: 'this is named twice' }]);
  });

  it('a number that goes takes its choices along, and what is left asks for something at once or nothing at all', () => {
    fc.assert(fc.property(choices, fc.constantFrom(...IDS), (all, gone) => {
      for (const left of Object.values(choicesWithout(all, gone))) {
        expect(left?.some(({ numberId }) => numberId === gone) ?? false).toBe(false);
        expect(left === null || left.some(({ afterSeconds }) => afterSeconds === 0)).toBe(true);
      }
    }));
  });

  it('says why nobody is reached: left, no number, not checked, turned off', () => {
    const why = (held: StaffNumber[], out = false, active = true) => unreachableWhy({ active, numbers: held }, () => out);
    expect([why([aNumber('mobile')], false, false), why([]), why([aNumber('mobile', { verifiedAt: null })]), why([aNumber('mobile')], true), why([aNumber('mobile')])])
      .toEqual(['left', 'no-number', 'not-verified', 'opted-out', null]);
    expect(unreachableWhy(null, () => false)).toBe('left');
  });
});

describe('quiet hours', () => {
  const NIGHT = { from: '22:00', until: '07:00', timeZone: 'America/New_York' };
  const anInstant = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true });
  const clock = (at: Date, timeZone: string) => new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

  it('never hold A or B back', () => {
    fc.assert(fc.property(anInstant, fc.constantFrom('A' as const, 'B' as const), (at, urgency) => {
      expect(neverWaits(urgency)).toBe(true);
      expect(quietUntil(NIGHT, urgency, at)).toBeNull();
    }));
  });

  it('end within a day, when the clock shows their end, also on nights on which clocks change', () => {
    const zone = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30')).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
    fc.assert(fc.property(anInstant, zone, time, time, (at, timeZone, from, until) => {
      fc.pre(from !== until);
      const end = quietUntil({ from, until, timeZone }, 'C', at);
      if (end === null) return;
      expect(end.getTime()).toBeGreaterThan(at.getTime());
      expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(25.5 * 3_600_000);
      // A wall-clock time that the change skips cannot be shown.
      if (!['01:30', '02:00', '02:30', '01:00', '03:00'].includes(until)) expect(clock(end, timeZone)).toBe(until);
    }), { numRuns: 500 });
  });

  it('begin at their first minute and are over at their end', () => {
    const at = (iso: string) => quietUntil(NIGHT, 'D', new Date(iso))?.toISOString() ?? null;
    expect(at('2026-11-24T02:59:59Z')).toBeNull();
    expect(at('2026-11-24T03:00:00Z')).toBe('2026-11-24T12:00:00.000Z');
    expect(at('2026-11-24T11:59:59Z')).toBe('2026-11-24T12:00:00.000Z');
    expect(at('2026-11-24T12:00:00Z')).toBeNull();
    expect(at('2026-11-01T04:30:00Z')).toBe('2026-11-01T12:00:00.000Z');
  });
});
