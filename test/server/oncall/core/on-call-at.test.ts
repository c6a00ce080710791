import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idsOf, onCallAt, piecesOf } from '../../../../server/oncall/core/on-call-at.js';
import type { Book, WeeklyHours } from '../../../../server/oncall/core/rota.js';
import { gapsIn, scheduleOf, segmentAt } from '../../../../server/oncall/core/schedule.js';
import { aBook, aChange, aLayer, leaveOf } from '../builders.js';

const at = (text: string): Date => new Date(text);
const who = (book: Book, text: string): string | null => onCallAt(book, at(text)).staffId;

/** Monday 5 January 2026, 08:00 in New York, is 13:00 UTC. */
describe('who is on call', () => {
  it('people take turns in order, and a turn is over at its exact end', () => {
    const book = aBook();
    expect([who(book, '2026-01-01T13:00:00Z'), who(book, '2026-01-02T12:59:59.999Z'), who(book, '2026-01-02T13:00:00Z'), who(book, '2026-01-03T13:00:00Z')]).toEqual(['ana', 'ana', 'ben', 'ana']);
  });

  it('turns of twelve hours and of two weeks are taken as they are written', () => {
    const halves = aBook({ layers: [aLayer({ turn: { unit: 'hours', count: 12 } })] });
    expect([who(halves, '2026-01-01T13:00:00Z'), who(halves, '2026-01-02T00:59:59Z'), who(halves, '2026-01-02T01:00:00Z')]).toEqual(['ana', 'ana', 'ben']);
    const fortnights = aBook({ layers: [aLayer({ turn: { unit: 'weeks', count: 2 } })] });
    expect([who(fortnights, '2026-01-15T12:59:59Z'), who(fortnights, '2026-01-15T13:00:00Z')]).toEqual(['ana', 'ben']);
  });

  it('a later layer takes over in its hours and gives back at their end', () => {
    const nights = aLayer({ id: 'nights', staffIds: ['cas'], hours: [{ days: [1, 2, 3, 4, 5], from: '18:00', until: '08:00' }] });
    const book = aBook({ layers: [aLayer({ staffIds: ['ana'] }), nights] });
    expect([who(book, '2026-01-05T22:59:59Z'), who(book, '2026-01-05T23:00:00Z'), who(book, '2026-01-06T12:59:59Z'), who(book, '2026-01-06T13:00:00Z')]).toEqual(['ana', 'cas', 'cas', 'ana']);
    expect([who(book, '2026-01-10T12:59:59Z'), who(book, '2026-01-10T23:30:00Z')]).toEqual(['cas', 'ana']);
  });

  it('weekends are whole days, from Saturday’s midnight to Monday’s', () => {
    const weekend = aLayer({ id: 'weekend', staffIds: ['cas'], hours: [{ days: [6, 7], from: '00:00', until: '00:00' }] });
    const book = aBook({ layers: [aLayer({ staffIds: ['ana'] }), weekend] });
    expect([who(book, '2026-01-10T04:59:59Z'), who(book, '2026-01-10T05:00:00Z'), who(book, '2026-01-11T05:00:00Z'), who(book, '2026-01-12T04:59:59Z'), who(book, '2026-01-12T05:00:00Z')]).toEqual(['ana', 'cas', 'cas', 'cas', 'ana']);
  });

  it('an override replaces, the later of two wins, and the answer says whom', () => {
    const book = aBook({ changes: [aChange('override', 'cas', '2026-01-01T14:00:00Z', '2026-01-01T20:00:00Z'), aChange('override', 'dee', '2026-01-01T18:00:00Z', '2026-01-01T19:00:00Z')] });
    expect([who(book, '2026-01-01T13:59:59Z'), who(book, '2026-01-01T14:00:00Z'), who(book, '2026-01-01T18:00:00Z'), who(book, '2026-01-01T19:00:00Z'), who(book, '2026-01-01T20:00:00Z')]).toEqual(['ana', 'cas', 'dee', 'cas', 'ana']);
    expect(onCallAt(book, at('2026-01-01T15:00:00Z'))).toMatchObject({ why: 'override', insteadOf: 'ana' });
  });

  it('an extra stands beside; where nobody is on call, the extra holds the shift', () => {
    const extra = aChange('extra', 'cas', '2026-01-01T14:00:00Z', '2026-01-01T20:00:00Z');
    expect(idsOf(onCallAt(aBook({ changes: [extra] }), at('2026-01-01T15:00:00Z')))).toEqual(['ana', 'cas']);
    const onLeave = aBook({ layers: [aLayer({ staffIds: ['ana'] })], away: [leaveOf('ana', '2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z')], changes: [extra] });
    expect(onCallAt(onLeave, at('2026-01-01T15:00:00Z'))).toMatchObject({ staffId: 'cas', why: 'extra' });
    expect(onCallAt(onLeave, at('2026-01-01T20:00:00Z'))).toMatchObject({ staffId: null, why: 'gap', because: 'leave', away: ['ana'] });
  });

  it('leave makes a gap in the only layer, and lets the layer below through', () => {
    const away = [leaveOf('cas', '2026-01-01T00:00:00Z', '2026-01-09T00:00:00Z')];
    const upper = aLayer({ id: 'upper', staffIds: ['cas'] });
    expect(onCallAt(aBook({ layers: [upper], away }), at('2026-01-02T00:00:00Z'))).toMatchObject({ staffId: null, why: 'gap', because: 'leave' });
    expect(onCallAt(aBook({ layers: [aLayer({ staffIds: ['ana'] }), upper], away }), at('2026-01-02T00:00:00Z'))).toMatchObject({ staffId: 'ana', why: 'layer', layerId: 'main', away: ['cas'] });
  });

  it('whoever was put on and then goes on leave leaves a gap: who they replaced arranged to be away', () => {
    const book = aBook({ changes: [aChange('cover', 'cas', '2026-01-01T14:00:00Z', '2026-01-01T20:00:00Z')], away: [leaveOf('cas', '2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z')] });
    expect(onCallAt(book, at('2026-01-01T15:00:00Z'))).toMatchObject({ staffId: null, why: 'gap', because: 'leave', away: ['cas'] });
  });

  it('hours that nobody must cover are no gap; hours that somebody must are', () => {
    const nights: WeeklyHours[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', until: '08:00' }];
    const layers = [aLayer({ hours: nights })];
    expect(onCallAt(aBook({ layers, mustCover: nights }), at('2026-01-05T18:00:00Z'))).toMatchObject({ staffId: null, why: 'off' });
    expect(onCallAt(aBook({ layers }), at('2026-01-05T18:00:00Z'))).toMatchObject({ staffId: null, why: 'gap', because: 'no-layer' });
    expect(onCallAt(aBook(), at('2026-01-01T12:59:59Z'))).toMatchObject({ staffId: null, why: 'gap', because: 'not-begun' });
  });

  it('somebody else’s cover in the middle leaves two pieces of a turn, and gaps that meet are one', () => {
    const { segments } = scheduleOf(aBook({ changes: [aChange('cover', 'cas', '2026-01-01T15:00:00Z', '2026-01-01T17:00:00Z')] }), at('2026-01-01T13:00:00Z'), at('2026-01-02T13:00:00Z'));
    expect(segments.map(({ staffId, why }) => [staffId, why])).toEqual([['ana', 'layer'], ['cas', 'cover'], ['ana', 'layer']]);
    const away = [leaveOf('ana', '2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z'), leaveOf('ben', '2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z')];
    expect(gapsIn(scheduleOf(aBook({ away }), at('2026-01-01T13:00:00Z'), at('2026-01-08T13:00:00Z')).segments)).toEqual([{ startsAt: at('2026-01-01T13:00:00Z'), endsAt: at('2026-01-05T00:00:00Z'), because: 'leave', away: ['ana', 'ben'] }]);
  });

  it('the end of an answer is found however far it is, and is none when it never comes', () => {
    expect(segmentAt(aBook({ layers: [aLayer({ turn: { unit: 'weeks', count: 4 } })] }), at('2026-01-02T00:00:00Z')).endsAt).toEqual(at('2026-01-29T13:00:00Z'));
    expect(segmentAt(aBook({ layers: [] }), at('2026-01-02T00:00:00Z')).endsAt).toBeNull();
  });
});

const ZONES = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Asia/Kathmandu', 'America/Sao_Paulo', 'UTC'];
const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4'];
const START = Date.parse('2026-01-03T00:00:00Z');
const instant = fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }).map((minutes) => new Date(START + minutes * 60_000));
const clockTime = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const someHours = fc.array(fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: clockTime, until: clockTime }), { maxLength: 2 });
const someLayer = (id: string) => fc.record({
  id: fc.constant(id), name: fc.constant(id), staffIds: fc.array(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 4 }),
  turn: fc.oneof(fc.record({ unit: fc.constant('hours' as const), count: fc.integer({ min: 1, max: 30 }) }), fc.record({ unit: fc.constant('days' as const), count: fc.integer({ min: 1, max: 9 }) }), fc.record({ unit: fc.constant('weeks' as const), count: fc.integer({ min: 1, max: 3 }) })),
  startsOn: fc.constantFrom('2026-01-01', '2026-02-28', '2027-03-13'), handOverAt: clockTime, hours: someHours,
});
const stretch = fc.tuple(instant, fc.integer({ min: 1, max: 5000 })).map(([startsAt, minutes]) => ({ startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) }));
const someBook = fc.record({
  timeZone: fc.constantFrom(...ZONES), layers: fc.tuple(someLayer('a'), someLayer('b')).chain((both) => fc.subarray([...both], { minLength: 1 })), mustCover: someHours,
  changes: fc.array(fc.tuple(stretch, fc.constantFrom<'override' | 'extra' | 'swap' | 'cover'>('override', 'extra', 'swap', 'cover'), fc.constantFrom(...PEOPLE)), { maxLength: 5 }),
  away: fc.array(fc.tuple(stretch, fc.constantFrom(...PEOPLE)), { maxLength: 4 }),
}).map(({ changes, away, ...rota }) => aBook({
  ...rota, changes: changes.map(([{ startsAt, endsAt }, kind, staffId], index) => ({ id: `c${index}`, kind, staffId, startsAt, endsAt, madeAt: new Date(index), order: index })), away: away.map(([one, staffId]) => ({ ...one, staffId })),
}));
/** Instants near something that happens, where faults would be. */
const nearEdge = (book: Book, somewhere: Date, which: number): Date => {
  const edges = [...book.changes, ...book.away].flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  return edges.length === 0 ? somewhere : new Date((edges[which % edges.length] as Date).getTime() + (which % 3) - 1);
};

describe('whatever the layers, overrides and leave', () => {
  it('there is exactly one answer at every instant: one person, or nobody with the reason', () => {
    fc.assert(fc.property(someBook, instant, fc.nat(30), (book, somewhere, which) => {
      for (const now of [somewhere, nearEdge(book, somewhere, which)]) {
        const answer = onCallAt(book, now);
        expect(answer.staffId === null).toBe(answer.why === 'gap' || answer.why === 'off');
        expect(answer.because !== null).toBe(answer.why === 'gap');
        const ids = idsOf(answer);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(book.away.some(({ staffId, startsAt, endsAt }) => staffId === id && startsAt <= now && now < endsAt)).toBe(false);
      }
    }), { numRuns: 400 });
  });

  it('a schedule meets without gap or overlap, and says at every instant what the answer is', () => {
    fc.assert(fc.property(someBook, instant, fc.integer({ min: 1, max: 9 * 1440 }), fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 3, maxLength: 6 }), (book, from, minutes, parts) => {
      const until = new Date(from.getTime() + minutes * 60_000);
      const { segments, extras } = scheduleOf(book, from, until);
      expect(segments[0]?.startsAt).toEqual(from);
      expect(segments.at(-1)?.endsAt).toEqual(until);
      for (const [index, segment] of segments.entries()) {
        expect(segment.startsAt < segment.endsAt).toBe(true);
        if (index > 0) expect(segment.startsAt).toEqual(segments[index - 1]?.endsAt);
      }
      const instants = [...parts.map((part) => new Date(from.getTime() + Math.floor((minutes * 60_000 * part) / 1000))), ...segments.flatMap(({ startsAt, endsAt }) => [startsAt, new Date(endsAt.getTime() - 1)])];
      for (const now of instants) {
        const answer = onCallAt(book, now);
        const segment = segments.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
        expect([segment?.staffId, segment?.why, segment?.changeId]).toEqual([answer.staffId, answer.why, answer.changeId]);
        const beside = extras.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt).map(({ changeId }) => changeId ?? '').sort((a, b) => a.localeCompare(b));
        expect(beside).toEqual(answer.extras.map(({ changeId }) => changeId).sort((a, b) => a.localeCompare(b)));
      }
    }), { numRuns: 150 });
  });

  it('pieces cover a stretch once, so that whoever is asked is found without looking twice', () => {
    fc.assert(fc.property(someBook, instant, (book, from) => {
      const until = new Date(from.getTime() + 26 * 3_600_000);
      const pieces = piecesOf(book, from, until);
      const total = pieces.reduce((sum, { startsAt, endsAt }) => sum + endsAt.getTime() - startsAt.getTime(), 0);
      expect(total).toBe(until.getTime() - from.getTime());
    }), { numRuns: 100 });
  });
});
