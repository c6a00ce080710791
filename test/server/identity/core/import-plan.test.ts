import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planStaff, planTeams } from '../../../../server/identity/core/import-plan.js';
import type { ImportChecks, ImportWorld, KnownStaff } from '../../../../server/identity/core/import-plan.js';
import { readImportTable } from '../../../../server/identity/core/import-table.js';

const checks: ImportChecks = { isEmail: (typed) => /^\S+@\S+\.\S+$/.test(typed), phone: (typed) => (/^\+?[\d ()-]{10,}$/.test(typed) ? `+${typed.replaceAll(/\D/g, '')}` : null) };
const ADA: KnownStaff = { id: 'ada', name: 'Ada Test', email: 'ada@test.example', active: true, numbers: [], roles: [{ teamId: 'north', role: 'administrator' }] };
const WORLD: ImportWorld = { staff: [ADA], teams: [{ id: 'north', name: 'North', receivedBy: 'north' }, { id: 'south', name: 'South', receivedBy: 'south' }] };
const HEAD = 'name,email,mobile,landline,team,roles\n';

const staffTable = (csv: string) => {
  const table = readImportTable(csv);
  if ('why' in table || table.kind !== 'staff') throw new Error('no staff');
  return table;
};
const plan = (csv: string, world = WORLD) => planStaff(staffTable(csv), world, checks);

describe('a table of staff', () => {
  it('is read with commas, semicolons or tabs, a byte order mark, any order and case of columns, and names what nobody knows', () => {
    for (const delimiter of [',', ';', '\t']) {
      const csv = `\uFEFFE-Mail${delimiter}Shoe size${delimiter}FULL NAME${delimiter}Team_Name${delimiter}Role\r\nbo@test.example${delimiter}44${delimiter}"Bo ${delimiter} Test"${delimiter}north${delimiter}clinician\r\n`;
      const table = staffTable(csv);
      expect(table.rows).toEqual([{ line: 2, cells: { 'name': `Bo ${delimiter} Test`, 'e-mail': 'bo@test.example', 'mobile': '', 'landline': '', 'team': 'north', 'roles': 'clinician' } }]);
      expect(table.unknownColumns).toEqual(['shoe size']);
    }
  });

  it('says why it cannot be read at all', () => {
    expect(readImportTable('')).toEqual({ why: 'It is empty.' });
    expect(readImportTable('colour,size\nred,4\n')).toMatchObject({ why: expect.stringContaining('no column “email”') });
    expect(readImportTable('email,name\n"a@b.c,Bo\n')).toEqual({ why: 'A quotation mark is not closed.' });
  });

  it('refuses a line with every field that is wrong and why, and takes the others', () => {
    const rows = plan(`${HEAD}Bo Test,bo@test.example,(202) 555-0150,,North,"clinician, rota manager"\n,nobody,12,,West,wizard\n`);
    expect(rows[0]).toMatchObject({ result: 'new', draft: { roles: [{ teamId: 'north', role: 'clinician' }, { teamId: 'north', role: 'rota-manager' }], add: [{ number: '+2025550150', kind: 'text-and-call' }] } });
    expect(rows[1]?.refusals.map(({ field }) => field)).toEqual(['e-mail', 'name', 'team', 'roles', 'mobile']);
  });

  it('adds a number and takes none away, and sets roles in the named team only', () => {
    const world: ImportWorld = { ...WORLD, staff: [ADA, { id: 'bo', name: 'Bo Test', email: 'BO@test.example', active: true, numbers: [{ number: '+2025550150', kind: 'text-and-call', verifiedAt: new Date(0) }], roles: [{ teamId: 'south', role: 'supervisor' }, { teamId: 'north', role: 'clinician' }] }] };
    const [row] = plan(`${HEAD}Bo Test,bo@test.example,202 555 0151,,North,supervisor\n`, world);
    expect(row).toMatchObject({
      result: 'changed', draft: { id: 'bo', add: [{ number: '+2025550151' }], roles: [{ teamId: 'south', role: 'supervisor' }, { teamId: 'north', role: 'supervisor' }] },
      changes: [{ field: 'mobile', from: '', to: '+2025550151' }, { field: 'roles', from: 'North: clinician', to: 'North: supervisor' }],
    });
  });

  it('refuses a number that is somebody else’s, in the network or in the same table', () => {
    const rows = plan(`${HEAD}Bo,bo@test.example,2025550150,,North,clinician\nCy,cy@test.example,2025550150,,North,clinician\n`);
    expect(rows.map(({ result }) => result)).toEqual(['new', 'refused']);
    expect(rows[1]?.refusals).toEqual([{ field: 'mobile', why: 'belongs to somebody else already' }]);
  });

  it('never leaves the network without an administrator', () => {
    expect(plan(`${HEAD}Ada Test,ada@test.example,,,North,auditor\n`)[0]?.refusals).toEqual([{ field: 'roles', why: 'would leave nobody who administers' }]);
  });

  it('takes a cell that looks like a formula as the text that it is', () => {
    expect(plan(`${HEAD}"=HYPERLINK(""http://x"")",eve@test.example,,,North,clinician\n`)[0]).toMatchObject({ result: 'new', name: '=HYPERLINK("http://x")', draft: { name: '=HYPERLINK("http://x")' } });
  });

  it('finds nothing to do in what was just taken', () => {
    const person = fc.record({ at: fc.integer({ min: 0, max: 9 }), team: fc.constantFrom('North', 'South'), roles: fc.subarray(['clinician', 'supervisor', 'peer worker'], { minLength: 1 }), phone: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }) });
    fc.assert(fc.property(fc.array(person, { maxLength: 12 }), (people) => {
      const csv = HEAD + people.map(({ at, team, roles, phone }) => `Person ${at},p${at}@test.example,${phone === null ? '' : `202555010${phone}`},,${team},"${roles.join(', ')}"`).join('\n');
      let staff = WORLD.staff;
      for (const { draft, result } of plan(csv)) {
        if (!draft || (result !== 'new' && result !== 'changed')) continue;
        const before = staff.find(({ email }) => email === draft.email);
        const after: KnownStaff = { id: before?.id ?? draft.email, name: draft.name, email: draft.email, active: true, roles: draft.roles, numbers: [...before?.numbers ?? [], ...draft.add.map((one) => ({ ...one, verifiedAt: null }))] };
        staff = before ? staff.map((one) => (one === before ? after : one)) : [...staff, after];
      }
      expect(plan(csv, { ...WORLD, staff }).filter(({ result }) => result === 'new' || result === 'changed')).toEqual([]);
    }));
  });
});

describe('a table of teams', () => {
  const planned = (csv: string) => {
    const table = readImportTable(csv);
    if ('why' in table || table.kind !== 'teams') throw new Error('no teams');
    return planTeams(table, WORLD);
  };

  it('makes teams that answer for each other, whatever their order', () => {
    expect(planned('team,received by\nOutreach,Night\nNight,\nNorth,\nNorth,South\nEast,Nowhere\n').map(({ result, refusals }) => [result, refusals.map(({ field }) => field)]))
      .toEqual([['new', []], ['new', []], ['same', []], ['refused', ['row']], ['refused', ['received by']]]);
  });
});
