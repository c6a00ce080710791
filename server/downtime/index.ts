export type { DowntimeNeeds } from './needs.js';
export { downtimeRoutes, mountDowntimeSheets } from './routes.js';
export { downtimePlan, downtimeStoreOn } from './store.js';
export { DOWNTIME_JOB, downtimeUse } from './usecases.js';
export type { DowntimeUse } from './usecases.js';
