import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agendaOf } from '../../../../client/src/oncall/core/agenda.js';
import { addDays, daysBetween, instantOn, isDate, localInput, localMoment, mondayOf, nextQuarter } from '../../../../client/src/oncall/core/local-time.js';
import { moved } from '../../../../client/src/oncall/core/moved.js';
import { needsOf, waitingFor } from '../../../../client/src/oncall/core/needs.js';
import { EDITING_ROLES, editableTeams } from '../../../../client/src/oncall/core/rights.js';
import { draftFaults, draftOf, freeLayerId, inputOf, newLayer } from '../../../../client/src/oncall/core/rota-draft.js';
import { shortNames } from '../../../../client/src/oncall/core/short-names.js';
import { cellBeside, inRows, inTiers, isNight, markOf, weekGrids } from '../../../../client/src/oncall/core/week-grid.js';
import { daysWords, endsNextDay, runsOf } from '../../../../client/src/oncall/core/weekly-hours.js';
import { ROLE_INCLUDES } from '../../../../server/identity/core/permissions.js';
import { HANA, NOW, PRIYA, TOMAS, ZONE, aGap, aRota, aSchedule, aSegment, aSwap, aWarning, aWeek, at, theWeek } from '../builders.js';
import { asPriya } from '../small-rota.js';

describe('the week is drawn to real hours', () => {
  const [grid] = weekGrids(theWeek(), NOW);

  it('so the day on which clocks go back is wider than the others', () => {
    const sizes = grid?.days.map(({ size }) => size) ?? [];
    expect(sizes[6]).toBeCloseTo((25 / 169) * 100);
    expect(sizes[0]).toBeCloseTo((24 / 169) * 100);
    expect(grid?.days[6]?.hours).toBe(25);
  });

  it('and the cells of a rota fill the week without gap or overlap', () => {
    for (const { cells } of grid?.lanes ?? []) {
      expect(cells[0]?.start).toBeCloseTo(0);
      cells.forEach(({ start, size }, place) => expect(start + size).toBeCloseTo(cells[place + 1]?.start ?? 100));
    }
  });

  it('with the present instant at its place, and nowhere in another week', () => {
    expect(grid?.nowAt).toBeCloseTo((50.2333 / 169) * 100, 1);
    expect(weekGrids(theWeek(), NOW + 8 * 86_400_000)[0]?.nowAt).toBeNull();
  });

  it('one grid for each time zone, supervisors last', () => {
    const other = aSchedule({ rotaId: 'kyiv', timeZone: 'Europe/Kyiv' });
    expect(weekGrids([...theWeek(), other], NOW).map(({ timeZone, lanes }) => [timeZone, lanes.length])).toEqual([[ZONE, 3], ['Europe/Kyiv', 1]]);
    expect(inTiers([aSchedule({ supervises: true, rotaId: 's' }), aSchedule()]).map(({ rotaId }) => rotaId)).toEqual(['first', 's']);
  });

  it('nothing at all for rotas without days', () => {
    expect(weekGrids([aSchedule({ days: [] })], NOW)).toEqual([]);
  });
});

describe('a cell', () => {
  it('tells first what is gravest', () => {
    const grave = { unreachable: 'no-number', restBeforeHours: 2, why: 'swap', clockChangeMinutes: 60 } as const;
    expect(markOf(aSegment('10-28T08:00', '10-28T20:00', PRIYA, grave))).toBe('unreachable');
    expect(markOf(aSegment('10-28T08:00', '10-28T20:00', PRIYA, { ...grave, unreachable: null }))).toBe('rest');
    expect(markOf(aSegment('10-28T08:00', '10-28T20:00', PRIYA, { why: 'swap', clockChangeMinutes: 60 }))).toBe('swap');
    expect(markOf(aSegment('10-28T08:00', '10-28T20:00', PRIYA, { clockChangeMinutes: 60 }))).toBe('clock');
    expect(markOf(aSegment('10-28T08:00', '10-28T20:00', PRIYA))).toBeNull();
  });

  it('is night when its middle lies in the night, and never when it lasts a day', () => {
    expect(isNight(aSegment('10-28T20:00', '10-29T08:00', PRIYA), ZONE)).toBe(true);
    expect(isNight(aSegment('10-28T08:00', '10-28T20:00', PRIYA), ZONE)).toBe(false);
    expect(isNight(aSegment('10-28T12:00', '10-29T12:00', PRIYA), ZONE)).toBe(false);
  });

  it('leads up and down to the one at the same hour', () => {
    const [grid] = weekGrids(theWeek(), NOW);
    const night = grid?.lanes[0]?.cells[4];
    expect(night && cellBeside(grid?.lanes[2]?.cells ?? [], night)?.segment.staff?.name).toBe('Dr Amara Bello');
    expect(cellBeside([], { start: 0, size: 1 })).toBeUndefined();
  });

  it('stands in a row of its own where it would lie over another', () => {
    fc.assert(fc.property(fc.array(fc.record({ start: fc.integer({ min: 0, max: 90 }), size: fc.integer({ min: 1, max: 40 }) }), { maxLength: 12 }), (cells) => {
      const rows = inRows(cells);
      expect(rows.flat()).toHaveLength(cells.length);
      for (const row of rows) row.forEach((cell, place) => expect(place === 0 || (row[place - 1]?.start ?? 0) + (row[place - 1]?.size ?? 0) <= cell.start).toBe(true));
    }));
  });
});

describe('the agenda', () => {
  const days = agendaOf(theWeek(), NOW);
  const lines = (on: string, rotaId: string) => days.find((day) => day.on === on)?.rotas.find(({ schedule }) => schedule.rotaId === rotaId)?.lines.map(({ segment }) => segment.staff?.name ?? segment.why);

  it('tells a night once, on the day on which it begins', () => {
    expect(lines('2026-10-29', 'first')).toEqual(['Hana Okafor', 'Tomas Brandt']);
    expect(lines('2026-10-30', 'second')).toEqual(['Noor Khalil', 'gap']);
  });

  it('tells on its first day and today also who is on call already', () => {
    expect(lines('2026-10-26', 'first')).toEqual(['Luca Weber', 'Imran Shah', 'Tomas Brandt']);
    expect(lines('2026-10-28', 'first')).toEqual(['Tomas Brandt', 'Hana Okafor', 'Luca Weber']);
  });

  it('repeats a turn of a week on each of its days, and leaves out hours that nobody must cover', () => {
    const long = aSchedule({ segments: [aSegment('10-26T00:00', '11-02T00:00', TOMAS)] });
    expect(agendaOf([long], NOW).every(({ rotas }) => rotas.length === 1)).toBe(true);
    expect(agendaOf([aSchedule({ segments: [aSegment('10-26T00:00', '11-02T00:00', null, { why: 'off', because: null })] })], NOW).every(({ rotas }) => rotas.length === 0)).toBe(true);
  });
});

describe('what needs somebody', () => {
  const warnings = { from: at('10-28T02:14'), until: at('11-11T02:14'), gaps: [aGap()], warnings: [aWarning()] };

  it('stands soonest first, and gaps and warnings only for those who can mend them', () => {
    expect(needsOf(warnings, [aSwap()], ['north']).map(({ kind }) => kind)).toEqual(['warning', 'gap', 'swap']);
    expect(needsOf(warnings, [aSwap()], []).map(({ kind }) => kind)).toEqual(['swap']);
    expect(needsOf(undefined, [], ['north'])).toEqual([]);
  });

  it('is kept apart from what waits for others', () => {
    const waiting = aSwap({ id: 'w', may: { accept: false, decline: false, withdraw: true } });
    expect(waitingFor([aSwap(), waiting, aSwap({ id: 'd', state: 'declined', may: { accept: false, decline: false, withdraw: false } })]).map(({ id }) => id)).toEqual(['w']);
  });
});

describe('who may change a rota', () => {
  it('is told by the same roles as the server', () => {
    const roles = Object.entries(ROLE_INCLUDES).filter(([, includes]) => includes.includes('rota:edit')).map(([role]) => role);
    expect([...EDITING_ROLES].toSorted()).toEqual(roles.toSorted());
  });

  it('counts team by team', () => {
    expect(editableTeams({ ...asPriya('supervisor'), roles: [{ teamId: 'north', role: 'supervisor' }, { teamId: 'south', role: 'clinician' }] })).toEqual(['north']);
    expect(editableTeams(asPriya('clinician'))).toEqual([]);
    expect(editableTeams(null)).toEqual([]);
  });
});

describe('local time', () => {
  it('finds the Monday of any date, and whole weeks from there', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
      const date = addDays('2000-01-01', day);
      const monday = mondayOf(date);
      expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(daysBetween(monday, date)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(monday, date)).toBeLessThan(7);
    }));
  });

  it('reads the clock of a zone', () => {
    expect(localMoment(NOW, ZONE)).toEqual(['2026-10-28', '02:14']);
    expect(localInput(NOW, 'UTC')).toBe('2026-10-28T06:14');
  });

  it('takes an hour that comes twice the first time, and one that is skipped later', () => {
    const [back] = aWeek('2026-11-01', 1);
    expect(back && new Date(instantOn(back, '01:00', ZONE)).toISOString()).toBe('2026-11-01T05:00:00.000Z');
    const forward = { startsAt: '2026-03-08T05:00:00.000Z', endsAt: '2026-03-09T04:00:00.000Z' };
    expect(localMoment(instantOn(forward, '02:00', ZONE), ZONE)).toEqual(['2026-03-08', '03:00']);
  });

  it('knows what a date is', () => {
    expect(['2026-02-28', '2026-02-30', '', '2026-2-3', 'x'].map(isDate)).toEqual([true, false, false, false, false]);
  });

  it('begins at the next quarter of an hour', () => {
    expect(new Date(nextQuarter(NOW)).toISOString()).toBe('2026-10-28T06:15:00.000Z');
  });
});

describe('words', () => {
  it('shorten a name as far as it stays one person’s', () => {
    const short = shortNames(['Noor Khalil', 'Hana Okafor', 'Hana Ito', 'Dr Amara Bello', 'Imran Shah', 'Imran Said']);
    expect([...short.values()]).toEqual(['Noor', 'Hana O.', 'Hana I.', 'Dr Amara', 'Imran Shah', 'Imran Said']);
  });

  it('tell days of the week in runs', () => {
    expect(runsOf([7, 1, 2, 3, 6])).toEqual([[1, 3], [6, 7]]);
    expect(daysWords([1, 2, 3, 4, 5], 'en-US')).toBe('Mon–Fri');
    expect(daysWords([1, 3], 'en-US')).toBe('Mon, Wed');
  });

  it('know whether hours end on the next day', () => {
    expect([endsNextDay({ from: '18:00', until: '08:00' }), endsNextDay({ from: '08:00', until: '18:00' }), endsNextDay({ from: '00:00', until: '00:00' })]).toEqual([true, false, false]);
  });
});

describe('a rota that is being changed', () => {
  it('goes out as it came in when nothing was touched', () => {
    const rota = aRota({ longestHours: 24, dutyPhone: '+12025550161', mustCover: [{ days: [6, 7], from: '00:00', until: '00:00' }] });
    const { id: _id, version, upcoming: _upcoming, ...rest } = rota;
    expect(inputOf(draftOf(rota), version)).toEqual({ ...rest, seenVersion: version });
  });

  it('says everything that is missing, each at its field', () => {
    const draft = { ...draftOf(aRota()), name: ' ', longestHours: 'x', mustCover: [{ days: [], from: '18:00', until: '' }], layers: [{ ...newLayer('a', '', 'x'), turn: { unit: 'weeks' as const, count: '13' }, handOverAt: '' }] };
    expect(draftFaults(draft).map(({ pointer }) => pointer)).toEqual([
      '/name', '/layers/0/name', '/layers/0/staffIds', '/layers/0/turn/count', '/layers/0/startsOn', '/layers/0/handOverAt', '/mustCover/0/days', '/mustCover/0/from', '/longestHours',
    ]);
    expect(draftFaults({ ...draft, layers: [] }).map(({ kind }) => kind)).toContain('layers');
    expect(draftFaults(draftOf(aRota()))).toEqual([]);
  });

  it('gives a new layer an id that none has', () => {
    expect(freeLayerId([{ id: 'layer-2' }])).toBe('layer-3');
    expect(freeLayerId([])).toBe('layer-1');
  });

  it('keeps everybody when the order changes', () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 8 }), fc.integer({ min: -1, max: 8 }), fc.integer({ min: -2, max: 2 }), (list, place, by) => {
      expect([...moved(list, place, by)].toSorted()).toEqual(list.toSorted());
    }));
    expect(moved([PRIYA, HANA], 0, 1)).toEqual([HANA, PRIYA]);
  });
});
