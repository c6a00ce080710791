export { reportingRoutes } from './routes.js';
export type { DeliveryHealthNeeds } from './delivery-health.js';
export type { MessageLogNeeds } from './message-log.js';
