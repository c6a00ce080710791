import { ROTA_START_COLUMNS } from '../../../../server/contract/rota-import.js';

/** Whether a table is of shifts: its first line names a column that says when they start. */
export function isRotaTable(csv: string): boolean {
  const head = csv.replace(/^\uFEFF/, '').trimStart().split(/\r?\n|\r/, 1)[0] ?? '';
  return head.split(/[,;\t]/).some((name) => ROTA_START_COLUMNS.includes(name.replaceAll('"', '').trim().toLowerCase().replaceAll(/[_\s]+/g, ' ')));
}

/** A table of shifts to begin with, from the day after `today` (YYYY-MM-DD). The people in it are invented. */
export function rotaTemplate(today: string): string {
  const day = (after: number): string => new Date(Date.parse(`${today}T12:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10);
  return [
    'team,rota,person,starts,ends,beside', `Northside,First on call,ana@example.org,${day(1)} 08:00,20:00,`, `Northside,First on call,Bo Example,${day(1)} 20:00,${day(2)} 08:00,`,
    `Northside,First on call,(202) 555-0150,${day(1)} 20:00,${day(2)} 08:00,yes`, '',
  ].join('\n');
}
