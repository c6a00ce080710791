import fc from 'fast-check';
import { ACCESS_CODES, HELP_KINDS, TRAITS } from '../../../server/contract/directory.js';
import type { Service } from '../../../server/contract/directory.js';
import { GENDERS } from '../../../server/contract/matching.js';
import { URGENCY_LETTERS } from '../../../server/contract/triage.js';
import { ANY_AGE } from '../../../server/matching/core/need.js';
import type { Need } from '../../../server/matching/core/need.js';
import { locatePostcode } from '../../../server/matching/geocode.js';
import { aNeed } from './a-need.js';
import { NOW } from './a-service.js';

const told = fc.constantFrom(true, false, null);
const ZIPS = ['20009', '20005', '10001', '60601', '90012', '82001', '33130', '02108', '99950', '200', '00000'];

/** Where somebody is: a postcode with or without a point, a point alone, or nothing. */
const place = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ZIPS).map((postcode) => ({ point: null, region: null, country: null, ...locatePostcode(postcode), postcode })) },
  { weight: 1, arbitrary: fc.constantFrom(...ZIPS).map((postcode) => ({ postcode, point: null, region: null, country: null })) },
  { weight: 1, arbitrary: fc.constant({ postcode: null, point: { latitude: 38.92, longitude: -77.03 }, region: null, country: null }) },
  { weight: 1, arbitrary: fc.constant({ postcode: null, point: null, region: null, country: null }) },
);

/** Any need at all, about services of which some may be known, blocked or have declined. */
export const anyNeed = (services: readonly Service[]): fc.Arbitrary<Need> => {
  const ids = fc.array(fc.constantFrom(...services.map(({ id }) => id)), { maxLength: 3 });
  return fc.record({
    letter: fc.constantFrom(...URGENCY_LETTERS),
    kinds: fc.uniqueArray(fc.constantFrom(...HELP_KINDS), { minLength: 1, maxLength: 6 }),
    age: fc.oneof(fc.integer({ min: 0, max: 100 }).map((years) => ({ from: years, to: years })), fc.constantFrom(ANY_AGE, { from: 0, to: 17 }, { from: 18, to: 130 })),
    language: fc.constantFrom(null, 'en', 'es', 'vi', 'so', 'xh'), speaksDefaultLanguage: told,
    access: fc.option(fc.uniqueArray(fc.constantFrom(...ACCESS_CODES), { maxLength: 2 })), otherAccess: fc.constantFrom([], [], [], ['a fridge for insulin']),
    place, farthestMiles: fc.option(fc.double({ min: 0.5, max: 40, noNaN: true })),
    dueAt: fc.option(fc.integer({ min: -120, max: 4 * 7 * 24 * 60 }).map((minutes) => new Date(NOW.getTime() + minutes * 60_000))),
    gender: fc.constantFrom(...GENDERS),
    circumstances: fc.record({ pregnantOrNewParent: told, intoxicated: told, recentViolence: told, medicallyStable: told, veteran: told, bringsPets: told, bringsDependants: told }),
    wishes: fc.uniqueArray(fc.constantFrom(...TRAITS), { maxLength: 3 }), meantFor: fc.uniqueArray(fc.constantFrom('youth', 'older-adult', 'perinatal'), { maxLength: 2 }),
    blockedServiceIds: ids.map((list) => new Set(list)), knownServiceIds: ids.map((list) => new Set(list)),
    declines: ids.map((list) => list.map((serviceId, n) => ({ serviceId, at: new Date(NOW.getTime() - n * 20 * 86_400_000 - 3_600_000), reason: n === 0 ? 'AT_CAPACITY' as const : 'RISK_TOO_HIGH' as const }))),
    most: fc.constantFrom(1, 3, 5, 50),
  }).map((parts) => aNeed(parts as Partial<Need>));
};
