export { CANARY_JOB, canaryWith } from './canary.js';
export type { Canary } from './canary.js';
export { canaryMissedAfter } from './core/paging-verdict.js';
export { pagingHealth } from './paging.js';
export type { Paging } from './paging.js';
export { deadJobRoutes } from './routes.js';
export { signStoreOn, signsPlan } from './store.js';
