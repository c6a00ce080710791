import type { ServiceArea } from '../../contract/directory.js';
import { isInside, plainPostcode } from './geography.js';
import type { PersonPlace } from './need.js';
import type { Verdict } from './verdict.js';

/** Whether one area holds the person. Its list of postcodes decides where there is one, because shapes are often rough. */
export function inArea({ polygons, handrail: { postalCodes } }: ServiceArea, { postcode, point }: PersonPlace): Verdict {
  const codes = postalCodes === null ? [] : plainCodes(postalCodes);
  if (codes.length > 0 && postcode !== null) return inCodes(codes, postcode);
  if (polygons !== null && polygons.length > 0 && point !== null) return isInside(polygons, point) ? 'pass' : 'fail';
  return 'unknown';
}

const plainLists = new WeakMap<readonly string[], readonly string[]>();

/** Codes as postcodes are compared, worked out once for each list. */
export function plainCodes(codes: readonly string[]): readonly string[] {
  let plain = plainLists.get(codes);
  if (!plain) {
    plain = [...new Set(codes.map(plainPostcode).filter((code) => code !== null))];
    plainLists.set(codes, plain);
  }
  return plain;
}

/** A code covers every postcode that begins with it. A postcode shorter than the code may or may not lie in it. */
function inCodes(codes: readonly string[], postcode: string): Verdict {
  if (codes.some((code) => postcode.startsWith(code))) return 'pass';
  return codes.some((code) => code.startsWith(postcode)) ? 'unknown' : 'fail';
}

/** Whether somebody without a place of their own may work where the person is: `US` covers `US-DC`. */
export function inVirtualArea(covered: readonly string[], { country, region }: PersonPlace): Verdict {
  if (country === null) return 'unknown';
  if (covered.includes(country) || (region !== null && covered.includes(region))) return 'pass';
  return region === null && covered.some((part) => part.startsWith(`${country}-`)) ? 'unknown' : 'fail';
}

/** Inside one is inside; outside of all of them is outside; else not known. Nothing told is not known, and not everywhere. */
export function together(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('pass')) return 'pass';
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'fail') ? 'fail' : 'unknown';
}
