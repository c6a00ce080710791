export type { KnownOfCrisis } from './core/derive-need.js';
export type { MatchingPolicy } from './core/matching-policy.js';
export { makeServiceIndex } from './core/service-index.js';
export { directoryRules } from './directory-rules.js';
export { locatePostcode } from './geocode.js';
export { matchingRoutes } from './routes.js';
export { keepMatching } from './usecases.js';
export type { Matching } from './usecases.js';
