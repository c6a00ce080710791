import { zipTable } from '../directory/index.js';
import type { ZipEntry } from '../directory/index.js';
import type { PersonPlace } from './core/need.js';
import { plainPostcode } from './core/geography.js';

type Located = Omit<PersonPlace, 'postcode'>;

/** Provinces and territories of Canada by the first letter of their postcodes. Source: Canada Post, forward sortation areas. */
const PROVINCES: Readonly<Record<string, string>> = {
  A: 'NL', B: 'NS', C: 'PE', E: 'NB', G: 'QC', H: 'QC', J: 'QC', K: 'ON', L: 'ON', M: 'ON', N: 'ON', P: 'ON', R: 'MB', S: 'SK', T: 'AB', V: 'BC', Y: 'YT',
};
/** X is shared: these are Nunavut, the others the Northwest Territories. */
const NUNAVUT: ReadonlySet<string> = new Set(['X0A', 'X0B', 'X0C']);

/**
 * The middle of a US ZIP code's or a Canadian forward sortation area's ground, with region and country, offline.
 * `20009`, `20009-1234` and `m5v 2t6` are understood. Null when it is no such code, or nobody knows where it lies.
 */
export function locatePostcode(postcode: string): Located | null {
  const plain = plainPostcode(postcode) ?? '';
  const key = /^\d{5}(\d{4})?$/.exec(plain)?.[0].slice(0, 5) ?? /^[A-Z]\d[A-Z](\d[A-Z]\d)?$/.exec(plain)?.[0].slice(0, 3);
  if (key === undefined || !Object.hasOwn(zipTable(), key)) return null;
  const { latitude, longitude, state, country } = zipTable()[key] as ZipEntry;
  const known = Number.isFinite(latitude) && Number.isFinite(longitude) && (latitude !== 0 || longitude !== 0);
  const point = known ? { latitude, longitude } : null;
  return country === 'US' ? { point, region: `US-${state}`, country } : { point, region: `CA-${provinceOf(key)}`, country: 'CA' };
}

const provinceOf = (area: string): string => PROVINCES[area.charAt(0)] ?? (NUNAVUT.has(area) ? 'NU' : 'NT');
