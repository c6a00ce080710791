export { mountHsds } from './routes.js';
export type { HsdsMount } from './routes.js';
export { hsdsPlans, hsdsStoreOn } from './store.js';
export { hsdsUse } from './usecases.js';
export type { HsdsNeeds, HsdsUse } from './usecases.js';
