import { describe, expect, it } from '@jest/globals';
import { isRotaTable, rotaTemplate } from '../../../client/src/people/core/rota-table.js';
import { TEMPLATES } from '../../../client/src/people/core/templates.js';
import { readImportTable } from '../../../server/identity/core/import-table.js';
import { dateStyleOf, readStretchOf } from '../../../server/oncall/core/import-times.js';

describe('a table of shifts', () => {
  it('is told from those of staff and teams by its first line', () => {
    expect(['Team;Person;Shift_Start;Shift End\n', '\uFEFF"Team","Who","STARTS"\n', 'start\tend\tuser\n', rotaTemplate('2026-11-22')].map(isRotaTable)).toEqual([true, true, true, true]);
    expect([TEMPLATES.staff, TEMPLATES.teams, '', 'name,email\nstarts,x\n'].map(isRotaTable)).toEqual([false, false, false, false]);
    expect(readImportTable(TEMPLATES.teams)).toMatchObject({ kind: 'teams' });
  });

  it('has a template whose shifts are still to come, also over the end of a year', () => {
    const [, ...lines] = rotaTemplate('2026-12-31').trim().split('\n').map((line) => line.split(','));
    expect(lines.map(([, , , starts = '', ends = '']) => {
      const read = readStretchOf({ 'date': '', starts, 'end date': '', ends }, 'UTC', dateStyleOf('en-US'));
      return 'why' in read ? read : [read.startsAt.toISOString(), read.endsAt.toISOString()];
    })).toEqual([['2027-01-01T08:00:00.000Z', '2027-01-01T20:00:00.000Z'], ...Array.from({ length: 2 }, () => ['2027-01-01T20:00:00.000Z', '2027-01-02T08:00:00.000Z'])]);
  });
});
