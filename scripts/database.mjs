import { dataDir } from './places.mjs';
import { startMongod } from './mongod.mjs';

/** The database's name on an embedded mongod. */
const NAME = 'handrail';

/** Whether this deployment brings no database, so that one is run here. */
export const isEmbedded = () => !process.env.MONGODB_URI;

/**
 * The database to use: the given `MONGODB_URI`, else a mongod of our own on the data folder.
 * @returns `{ uri, mongod }`; `mongod` is null for a given database, which the server itself examines
 * @throws a plain sentence when there is none to be had
 */
export async function openDatabase({ port, onStep } = {}) {
  if (!isEmbedded()) return { uri: process.env.MONGODB_URI, mongod: null };
  const mongod = await startMongod({ dir: dataDir(), port, onStep });
  return { uri: withDatabase(mongod.uri), mongod };
}

const withDatabase = (uri) => uri.replace('/?', `/${NAME}?`);
