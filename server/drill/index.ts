export { drillRoutes } from './routes.js';
export { parseNight } from './run-drill.js';
export type { DrillNeeds, DrillNight } from './run-drill.js';
