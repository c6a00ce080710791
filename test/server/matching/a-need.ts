import matchingPolicy from '../../../config/policies/matching.json' with { type: 'json' };
import type { Service } from '../../../server/contract/directory.js';
import type { MatchAnswer } from '../../../server/contract/matching.js';
import { capacityState, entryState, FRESH_MINUTES } from '../../../server/directory/core/freshness.js';
import { hoursOf, intakeOpenAt, openAt } from '../../../server/directory/core/opening-hours.js';
import type { DirectoryRules, MatchContext, MatchNetwork } from '../../../server/matching/core/match-context.js';
import type { MatchingPolicy } from '../../../server/matching/core/matching-policy.js';
import { ANY_AGE } from '../../../server/matching/core/need.js';
import type { Need } from '../../../server/matching/core/need.js';
import { rankServices } from '../../../server/matching/core/rank-services.js';
import { directoryRules } from '../../../server/matching/directory-rules.js';
import { DC, NOW } from './a-service.js';

export const policy = matchingPolicy as MatchingPolicy;
export const directory: DirectoryRules = directoryRules({ hoursOf, openAt, intakeOpenAt, capacityState, entryState, FRESH_MINUTES }, DC);
export const network: MatchNetwork = { locale: 'en-US', timeZone: DC, defaultLanguage: 'en', distanceUnit: 'mi', emergencyNumber: '911', crisisLine: '988' };

/** Somebody at Logan Circle in Washington DC who needs a crisis house today; whatever is not said is not known. */
export const aNeed = (more: Partial<Need> = {}): Need => ({
  letter: 'C', kinds: ['crisis-house'], age: ANY_AGE, language: null, speaksDefaultLanguage: null, access: null, otherAccess: [],
  place: { postcode: '20005', point: { latitude: 38.9067, longitude: -77.0312 }, region: 'US-DC', country: 'US' }, farthestMiles: null,
  dueAt: new Date(NOW.getTime() + 8 * 3_600_000), gender: 'not-known',
  circumstances: { pregnantOrNewParent: null, intoxicated: null, recentViolence: null, medicallyStable: null, veteran: null, bringsPets: null, bringsDependants: null },
  wishes: [], meantFor: [], blockedServiceIds: new Set(), knownServiceIds: new Set(), declines: [], most: 5, told: [], ...more,
});

export const aContext = (more: Partial<MatchContext> = {}): MatchContext => ({ asOf: NOW, policy, network, directory, histories: new Map(), ...more });

/** The plain ranking of these services for this need. */
export const rank = (services: readonly Service[], need: Partial<Need> = {}, context: Partial<MatchContext> = {}): MatchAnswer =>
  rankServices({ services, need: aNeed(need), context: aContext(context) });
