import type { AuditLine } from '../../contract/audit.js';

/** Where a page ended: the instant and id of its last entry. */
export interface Place { at: Date; id: string }

/** A page's end as the caller keeps it. */
export const cursorOf = ({ at, id }: Place): string => Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** What `cursorOf` made; null when it is anything else. */
export function placeOf(cursor: string): Place | null {
  const [, at = '', id = ''] = /^(\S+) ([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const instant = new Date(at);
  return id === '' || Number.isNaN(instant.getTime()) || instant.toISOString() !== at ? null : { at: instant, id };
}

/** One cell of a table: quoted where needed, and never a formula to a program that opens it. Source: OWASP "CSV Injection". */
export function cell(value: string): string {
  const safe = /^[\s]*[=+\-@]/.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = ['at', 'place in chain', 'who', 'who id', 'role', 'action', 'object', 'object name', 'team', 'reason', 'entry'] as const;

/** Entries as a table: UTF-8, instants as ISO 8601 in UTC, lines ended as RFC 4180 says. */
export function csvOf(lines: readonly AuditLine[]): string {
  const rows = lines.map(({ at, seal, actor, role, action, object, objectName, team, reason, id }) =>
    [at, seal === null ? '' : String(seal), actor?.name ?? 'Handrail', actor?.id ?? '', role, action, object, objectName ?? '', team ?? '', reason ?? '', id]);
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n').concat('\r\n');
}
