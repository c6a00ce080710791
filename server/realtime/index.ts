export { boardRoutes } from './board.js';
export { projectorOf } from './projector.js';
export { socketsOn } from './sockets.js';
export type { Live } from './sockets.js';
