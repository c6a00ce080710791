import { zipTable } from './zip-table.js';

/** The town of a US ZIP code, `60603-1234` too; null when it is not known. */
export function townOfZip(postalCode: string): string | null {
  const zip = /^\s*(\d{5})(?:-?\d{4})?\s*$/.exec(postalCode)?.[1];
  return zip === undefined ? null : zipTable()[zip]?.city ?? null;
}
