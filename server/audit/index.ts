export { auditOn, auditPlan } from './store.js';
export type { Audit, AuditEntry } from './store.js';
