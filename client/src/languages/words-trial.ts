/** The languages for trying in a file of their own: fetched only where an address asks for one. */
export { longWords, mirroredWords } from './core/trial-words.js';
