export { onCallAt } from './core/on-call-at.js';
export type { Rota } from './core/on-call-at.js';
export { keepRotas } from './rotas.js';
export type { Rotas } from './rotas.js';
export { onCallRoutes, onCallUse } from './routes.js';
export type { OnCallUse } from './routes.js';
export { rotaStoreOn, rotasPlan } from './store.js';
