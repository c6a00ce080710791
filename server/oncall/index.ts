import { alarmsPlan } from './alarm-store.js';
import { calendarLinksPlan } from './calendar-store.js';
import { onCallPlans as rotaPlans } from './store.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';

export { alarmStoreOn } from './alarm-store.js';
export { calendarLinksOn } from './calendar-store.js';
export { mountCalendars } from './calendars.js';
export { onCallAt, idsOf } from './core/on-call-at.js';
export type { Rota } from './core/rota.js';
export { ROTA_JOBS } from './needs.js';
export type { OnCallNeeds } from './needs.js';
export { keepRotas } from './rotas.js';
export type { Rotas } from './rotas.js';
export { onCallRoutes } from './routes.js';
export { rotaStoreOn } from './store.js';
export { onCallUse } from './usecases.js';
export type { OnCallUse } from './usecases.js';

/** The collections of this room. */
export const onCallPlans: readonly CollectionPlan[] = [...rotaPlans, alarmsPlan, calendarLinksPlan];
