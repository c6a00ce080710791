import { expect, it } from '@jest/globals';
import { historyCsv } from '../../../../server/capacity/core/history-csv.js';

const line = { at: new Date('2026-10-28T06:08:00Z'), unit: 'Bed', available: 2, maximum: null, before: null, by: null, method: 'acceptance' as const, why: 'acceptance' as const };

it('a history is a table with times in ISO 8601 and empty cells where nothing was told', () => {
  expect(historyCsv([line])).toBe('\uFEFFat,unit,available,maximum,before,by,method,why\r\n2026-10-28T06:08:00.000Z,"Bed",2,,,,acceptance,acceptance\r\n');
});

it('what somebody typed as a name is never a formula, and keeps its quotes', () => {
  for (const bad of ['=1+1', '+1', '-1', '@x', ' =1', '\t=1', '\r=1']) expect(historyCsv([{ ...line, by: bad }])).toContain(`,"'${bad}",`);
  expect(historyCsv([{ ...line, by: 'A "B", lead' }])).toContain(',"A ""B"", lead",');
});
