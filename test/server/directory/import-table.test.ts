import { describe, expect, it } from '@jest/globals';
import { importTable } from '../../../server/directory/import-table.js';

describe('the table after an import', () => {
  it('names few reasons word for word and many once, with their rows', () => {
    const many = Array.from({ length: 7 }, (_, n) => ({ row: n + 1, field: 'number', why: `"no phone ${n}" says that there is no number`, result: 'refused' as const }));
    expect(importTable([
      { file: 'phones.csv', rows: 10, taken: 3, repaired: 0, refused: 7, reasons: many },
      { file: 'services.csv', rows: 2, taken: 1, repaired: 0, refused: 1, reasons: [{ row: 2, field: 'name', why: 'placeholder row: "Example Service Name"', result: 'refused' }] },
      { file: 'notes.csv', rows: 4, taken: 0, repaired: 0, refused: 4, reasons: [{ row: null, field: null, why: 'no part of Handrail uses this file', result: 'refused' }] },
    ])).toBe([
      '  file          rows  taken  repaired  refused', '  phones.csv      10      3         0        7',
      '         7 × refused: number, "…" says that there is no number (row 1, 2, 3, 4, 5, …)', '  services.csv     2      1         0        1',
      '         1 × refused: name, placeholder row: "Example Service Name" (row 2)', '  notes.csv        4      0         0        4', '         1 × refused: no part of Handrail uses this file',
    ].join('\n'));
  });
});
