export { wallCardOf } from './core/wall-card.js';
export { wallRoutes } from './routes.js';
export { recogniseScreens } from './screen.js';
export { wallKeyStoreOn, wallKeysPlan } from './store.js';
export { wallUse } from './usecases.js';
