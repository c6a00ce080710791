export { headsPlan, sealerOn, sealsPlan } from './sealer.js';
export type { Sealer, Verdict } from './sealer.js';
export { auditRoutes } from './routes.js';
export { auditOn, auditPlan } from './store.js';
export type { Audit, AuditEntry } from './store.js';
