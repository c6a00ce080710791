import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Where downloads are kept between runs: `HANDRAIL_CACHE`, else `.cache`. */
export const cacheDir = () => resolve(root, process.env.HANDRAIL_CACHE || '.cache');

/** Where the embedded database keeps everything that must survive: `DATA_DIR`, else `data`. */
export const dataDir = () => resolve(root, process.env.DATA_DIR || 'data');
