import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCsv, tableOf } from '../../../../server/identity/core/import-table.js';
import { ROTA_START_COLUMNS } from '../../../../server/contract/rota-import.js';
import { exportOf, momentText } from '../../../../server/oncall/core/export-rota.js';
import { exchangeFixed, without } from '../../../../server/oncall/core/fixed-shifts.js';
import { ROTA_COLUMNS, planRota } from '../../../../server/oncall/core/import-plan.js';
import type { KnownPerson, PlannedShift, RotaImportWorld } from '../../../../server/oncall/core/import-plan.js';
import { dateStyleOf } from '../../../../server/oncall/core/import-times.js';
import { idsOf, onCallAt } from '../../../../server/oncall/core/on-call-at.js';
import type { Book, Change } from '../../../../server/oncall/core/rota.js';
import { aBook, aChange, aLayer, leaveOf } from '../builders.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const PEOPLE: KnownPerson[] = [
  ['ana', 'Ana Test', ['north']], ['ben', 'Ben Test', ['north']], ['cas', '=Cas, "C" Test', ['south']], ['two', 'Kim Test', ['south']], ['kim', 'Kim Test', ['north']], ['dup1', 'Lee Test', ['north']], ['dup2', 'Lee Test', ['north']],
].map(([id, name, teamIds]) => ({ id, name, email: `${id as string}@test.example`, phones: id === 'ben' ? ['+12025550102'] : [], teamIds }) as KnownPerson);
const world = (books: readonly Book[] = [aBook({ layers: [] })], differs: Partial<RotaImportWorld> = {}): RotaImportWorld => ({
  now: NOW, timeZone: 'America/New_York', style: dateStyleOf('en-US'), books, away: [], people: PEOPLE,
  teams: [{ id: 'north', name: 'North', mayEdit: true }, { id: 'south', name: 'South', mayEdit: false }], phone: (typed) => (typed.replaceAll(/\D/g, '') === '2025550102' ? '+12025550102' : null), ...differs,
});
const HEAD = 'team,rota,person,starts,ends,beside\n';
const plan = (csv: string, there = world()): PlannedShift[] => {
  const read = readCsv(csv);
  if ('why' in read) throw new Error(read.why);
  return planRota(tableOf(read, { ...ROTA_COLUMNS, starts: ROTA_START_COLUMNS }).rows, there);
};
const [one] = [(line: string, there?: RotaImportWorld): PlannedShift => plan(`${HEAD}${line}\n`, there)[0] as PlannedShift];

/** A book after a plan, as the use case makes it. */
function after(book: Book, rows: readonly PlannedShift[], now = NOW): Book {
  const drafts = rows.flatMap(({ draft, result }) => (draft && (result === 'new' || result === 'changed') ? [{ ...draft, startsAt: draft.startsAt < now ? now : draft.startsAt }] : []));
  const { gone, added } = exchangeFixed(book.changes.filter(({ kind }) => kind === 'fixed'), drafts.filter(({ beside }) => !beside));
  const made = (kind: Change['kind'], staffId: string, startsAt: Date, endsAt: Date): Change => ({ ...aChange(kind, staffId, NOW.toISOString(), NOW.toISOString()), startsAt, endsAt });
  return {
    ...book, changes: [
      ...book.changes.filter((change) => !gone.includes(change)), ...added.map(({ staffId, startsAt, endsAt }) => made('fixed', staffId, startsAt, endsAt)),
      ...drafts.flatMap(({ beside, staffId, startsAt, endsAt }) => (beside && staffId ? [made('extra', staffId, startsAt, endsAt)] : [])),
    ],
  };
}

describe('a line of a table of shifts', () => {
  it('finds the person by address, number or name, those of the team before others', () => {
    for (const [typed, id] of [['ANA@test.example', 'ana'], ['ana  test', 'ana'], ['(202) 555-0102', 'ben'], ['Kim Test', 'kim'], ['\'=Cas, ""C"" Test', 'cas']] as const) {
      expect(one(`North,First,"${typed}",2026-12-01 08:00,20:00,`).draft?.staffId).toBe(id);
    }
  });

  it('is refused with the column and why', () => {
    const why = (line: string, there?: RotaImportWorld): string => { const { result, refusals } = one(line, there); return `${result}: ${refusals.map((refusal) => `${refusal.field} ${refusal.why}`).join('; ')}`; };
    expect(why('North,First,nobody@test.example,2026-12-01 08:00,20:00,')).toBe('refused: person is nobody we know, by e-mail address, name or number');
    expect(why('North,First,Lee Test,2026-12-01 08:00,20:00,')).toBe('refused: person is the name of 2 people. Write the e-mail address');
    expect(why('West,First,Ana Test,2026-12-01 08:00,20:00,')).toBe('refused: team there is no such team whose rotas you keep');
    expect(why('South,First,Ana Test,2026-12-01 08:00,20:00,')).toBe('refused: team there is no such team whose rotas you keep');
    expect(why(',First,Ana Test,2026-12-01 08:00,20:00,')).toBe('refused: team is missing');
    expect(why('North,First,Ana Test,2026-12-01 08:00,2026-12-02 08:01,')).toBe('refused: ends is more than 24 hours after it starts');
    expect(why('North,First,Ana Test,2026-11-21 08:00,20:00,')).toBe('refused: ends is over already');
    expect(why('North,First,Ana Test,2028-12-01 08:00,20:00,')).toBe('refused: starts is more than a year ahead');
    expect(why('North,First,Ana Test,2026-12-01 08:00,2026-11-30 08:00,')).toBe('refused: ends is not after it starts');
    expect(why('North,First,Ana Test,2026-12-01 08:00,20:00,perhaps')).toBe('refused: beside is neither yes nor no');
    expect(why('North,First,Ana Test,2026-12-01 08:00,20:00,', world(undefined, { away: [leaveOf('ana', '2026-12-01T20:00:00Z', '2026-12-02T00:00:00Z')] }))).toBe('refused: person is on leave in this time');
    expect(why('North,,Ana Test,2026-12-01 08:00,20:00,', world([aBook({}), aBook({ id: 'other', name: 'Other' })]))).toBe('refused: rota is missing');
    expect(one(',,,,,x').refusals.map(({ field }) => field)).toEqual(['team', 'person', 'starts']);
  });

  it('may be a whole day on which clocks change, with 25 real hours', () => {
    expect(one('North,First,Ana Test,2026-10-31 12:00,2026-11-01 12:00,', world(undefined, { now: new Date('2026-10-01T00:00:00Z') }))).toMatchObject({ result: 'new', startsAt: '2026-10-31T16:00:00.000Z', endsAt: '2026-11-01T17:00:00.000Z' });
  });

  it('that overlaps an earlier one is refused, on one rota always, for one person on any', () => {
    const rows = plan(`${HEAD}North,First,Ana Test,2026-12-01 08:00,20:00,\nNorth,First,Ben Test,2026-12-01 19:00,23:00,\nNorth,First,Ana Test,2026-12-01 19:00,23:00,yes\nNorth,Second,Ana Test,2026-12-01 10:00,12:00,\nNorth,First,Ben Test,2026-12-01 19:00,23:00,yes\nNorth,First,Ben Test,2026-12-01 20:00,23:00,\n`);
    expect(rows.map(({ result, refusals }) => refusals[0]?.why ?? result)).toEqual([
      'new', 'line 2 says who is on call then. Say “beside” when both are', 'line 2 has the same person on this rota then', 'line 2 has the same person on another rota then', 'new', 'line 6 has the same person on this rota then',
    ]);
  });

  it('changes nothing where the rota says so already, tells of what is put by hand, and replaces what was imported before', () => {
    const turns = aBook({ layers: [aLayer({ staffIds: ['ana'] })] });
    expect(one('North,First,Ana Test,2026-12-01 08:00,20:00,', world([turns])).result).toBe('same');
    const byHand = { ...turns, changes: [aChange('override', 'ben', '2026-12-01T12:00:00Z', '2026-12-01T14:00:00Z')] };
    expect(one('North,First,Ana Test,2026-12-01 08:00,20:00,', world([byHand]))).toMatchObject({ result: 'new', notes: ['Stays as put by hand in this time: Ben Test'] });
    const imported = { ...turns, changes: [aChange('fixed', 'ben', '2026-12-01T12:00:00Z', '2026-12-02T01:00:00Z')] };
    expect(one('North,First,Ana Test,2026-12-01 08:00,12:00,', world([imported]))).toMatchObject({ result: 'changed', changes: [{ field: 'person', from: 'Ben Test', to: 'Ana Test' }] });
    expect(one('North,First,nobody,2026-12-01 08:00,12:00,', world([imported]))).toMatchObject({ result: 'changed', person: '', changes: [{ from: 'Ben Test', to: 'nobody' }] });
    expect(one('North,First,nobody,2026-12-01 08:00,12:00,', world([turns])).result).toBe('same');
    expect(one('North,New one,Ana Test,2026-12-01 08:00,12:00,').draft).toMatchObject({ rotaId: null, rotaName: 'New one' });
  });
});

describe('fixed shifts', () => {
  it('stand above the layers and below what is done by hand; on leave the layer below covers', () => {
    const at = new Date('2026-12-01T15:00:00Z');
    const fixed = aChange('fixed', 'cas', '2026-12-01T12:00:00Z', '2026-12-02T00:00:00Z');
    const book = aBook({ layers: [aLayer({ staffIds: ['ana'] })], changes: [fixed] });
    expect(onCallAt(book, at)).toMatchObject({ staffId: 'cas', why: 'layer', insteadOf: null, changeId: null });
    expect(onCallAt({ ...book, changes: [aChange('override', 'ben', '2026-12-01T12:00:00Z', '2026-12-02T00:00:00Z'), { ...fixed, order: 99 }] }, at)).toMatchObject({ staffId: 'ben', why: 'override', insteadOf: 'cas' });
    expect(onCallAt({ ...book, away: [leaveOf('cas', '2026-12-01T00:00:00Z', '2026-12-03T00:00:00Z')] }, at)).toMatchObject({ staffId: 'ana', away: ['cas'] });
    expect(onCallAt(aBook({ layers: [], changes: [fixed], away: [leaveOf('cas', '2026-12-01T00:00:00Z', '2026-12-03T00:00:00Z')] }), at)).toMatchObject({ staffId: null, why: 'gap', because: 'leave' });
  });

  it('never overlap, whatever is exchanged, and each instant is the newest one’s or as it was', () => {
    const hour = (n: number): Date => new Date(NOW.getTime() + n * 3_600_000);
    const apart = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 4 }), long: fc.integer({ min: 1, max: 6 }), who: fc.constantFrom('ana', 'ben', 'cas') }), { maxLength: 8 }).map((list) => {
      let at = 0;
      return list.map(({ gap, long, who }) => { const from = at + gap; at = from + long; return { startsAt: hour(from), endsAt: hour(at), staffId: who }; });
    });
    fc.assert(fc.property(apart, apart, fc.boolean(), (before, wanted, clears) => {
      const asked = wanted.map((shift, at) => ({ ...shift, staffId: clears && at === 0 ? null : shift.staffId }));
      const fixed = before.map(({ staffId, startsAt, endsAt }) => aChange('fixed', staffId, startsAt.toISOString(), endsAt.toISOString()));
      const { gone, added } = exchangeFixed(fixed, asked);
      const now = [...fixed.filter((change) => !gone.includes(change)), ...added];
      const whoAt = (list: readonly { startsAt: Date; endsAt: Date; staffId: string | null }[], at: Date): (string | null)[] => list.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt).map(({ staffId }) => staffId);
      for (let n = 0; n < 90; n++) {
        const newest = whoAt(asked, hour(n));
        expect(whoAt(now, hour(n))).toEqual(newest.length > 0 ? newest.filter((who) => who !== null) : whoAt(before, hour(n)));
      }
      expect(without({ startsAt: hour(0), endsAt: hour(90) }, now).every(({ startsAt, endsAt }) => startsAt < endsAt)).toBe(true);
    }), { numRuns: 60 });
  });
});

describe('out and in again', () => {
  /** A zone, a moment, and how many half hours later its clocks change. */
  const nights = fc.constantFrom(
    { timeZone: 'America/New_York', now: new Date('2026-10-30T07:13:21Z'), change: 94 }, { timeZone: 'America/New_York', now: new Date('2026-03-07T03:00:00Z'), change: 56 },
    { timeZone: 'Europe/London', now: new Date('2026-10-24T23:30:00Z'), change: 3 }, { timeZone: 'Australia/Lord_Howe', now: new Date('2026-04-03T00:00:00Z'), change: 78 },
    { timeZone: 'Asia/Kathmandu', now: new Date('2026-11-22T12:00:00Z'), change: 50 }, { timeZone: 'UTC', now: new Date('2026-11-22T12:00:00Z'), change: 20 },
  );
  const layers = fc.array(fc.record({ unit: fc.constantFrom('hours', 'days', 'weeks'), count: fc.integer({ min: 1, max: 12 }), handOverAt: fc.constantFrom('08:00', '01:30', '02:30', '20:15', '00:00'), nights: fc.boolean(), who: fc.uniqueArray(fc.constantFrom('ana', 'ben', 'cas', 'kim', 'dup1'), { minLength: 1 }) }), { maxLength: 2 });
  const changes = fc.array(fc.record({ kind: fc.constantFrom('override', 'extra', 'fixed'), who: fc.constantFrom('ana', 'ben', 'cas', 'dup2'), from: fc.integer({ min: -40, max: 200 }), near: fc.constantFrom(-3, -2, -1, 0, 1, 2, 3, null), long: fc.integer({ min: 1, max: 30 }), seconds: fc.constantFrom(0, 0, 17) }), { maxLength: 6 });

  it('a time that comes twice is written so that it is not taken for the other', () => {
    expect(['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-11-01T07:30:00Z', '2026-11-01T07:30:17Z'].map((at) => momentText(new Date(at), 'America/New_York'))).toEqual(['2026-11-01 01:30', '2026-11-01T06:30:00.000Z', '2026-11-01 02:30', '2026-11-01T07:30:17.000Z']);
  });

  it('a rota says the same at every instant, and its own table changes nothing in it', () => {
    fc.assert(fc.property(nights, layers, changes, ({ timeZone, now, change }, someLayers, someChanges) => {
      const minute = (n: number): string => new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 + n * 1_800_000).toISOString();
      let fixedUntil = Number.NEGATIVE_INFINITY;
      const book = aBook({
        timeZone, name: '=First; of "all"', layers: someLayers.map(({ unit, count, handOverAt, nights, who }, at) => aLayer({ id: `l${at}`, turn: { unit, count }, handOverAt, staffIds: who, hours: nights ? [{ days: [1, 3, 6, 7], from: '21:30', until: '06:45' }] : [] })),
        changes: someChanges.flatMap(({ kind, who, from: anywhere, near, long, seconds }) => {
          const from = near === null ? anywhere : change + near;
          if (kind === 'fixed' && from < fixedUntil) return [];
          if (kind === 'fixed') fixedUntil = from + long;
          return [aChange(kind, who, new Date(Date.parse(minute(from)) + (kind === 'fixed' ? 0 : seconds * 1000)).toISOString(), minute(from + long))];
        }),
      });
      const until = new Date(now.getTime() + 6 * 24 * 3_600_000);
      const csv = exportOf([book], now, until, { teamName: () => 'North', nameOf: (id) => `${id}@test.example` });
      expect(plan(csv, world([book], { now })).filter(({ result }) => result !== 'same')).toEqual([]);
      const empty: Book = { ...book, rota: { ...book.rota, layers: [] }, changes: [] };
      const rows = plan(csv, world([empty], { now }));
      expect(rows.filter(({ result }) => result !== 'new')).toEqual([]);
      const again = after(empty, rows, now);
      expect(plan(csv, world([again], { now })).filter(({ result }) => result !== 'same')).toEqual([]);
      const edges = [book, again].flatMap((some) => some.changes.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])).concat(Array.from({ length: 24 * 6 }, (_, n) => new Date(now.getTime() + n * 3_600_000)));
      for (const at of edges.filter((edge) => edge >= now && edge < until)) {
        const [first, ...beside] = idsOf(onCallAt(book, at));
        const [same, ...sameBeside] = idsOf(onCallAt(again, at));
        expect([at, same, sameBeside.sort()]).toEqual([at, first, beside.sort()]);
      }
    }), { numRuns: 60 });
  }, 60_000);
});
