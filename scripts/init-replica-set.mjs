import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

const { MongoClient } = mongoose.mongo;
const PATIENCE_MS = 120_000;
/** Source: reliability.md §3. Writes resume about 3 s after a primary died, instead of 10 to 12. */
const ELECTION_MS = 2000;

/**
 * Makes the replica set of `MONGO_MEMBERS` and the application's user, when they are not there yet.
 * Run once at each start of compose.yaml; safe to run again. The user, password and database are those
 * of `MONGODB_URI`, so that they are written down in one place only.
 */
async function main({ MONGO_MEMBERS, MONGO_INITDB_ROOT_USERNAME, MONGO_INITDB_ROOT_PASSWORD, MONGODB_URI }) {
  const missing = Object.entries({ MONGO_MEMBERS, MONGO_INITDB_ROOT_USERNAME, MONGO_INITDB_ROOT_PASSWORD, MONGODB_URI }).filter(([, value]) => !value);
  if (missing.length > 0) throw new Error(`Not set: ${missing.map(([name]) => name).join(', ')}.`);
  const hosts = MONGO_MEMBERS.split(',');
  const options = { auth: { username: MONGO_INITDB_ROOT_USERNAME, password: MONGO_INITDB_ROOT_PASSWORD }, authSource: 'admin', serverSelectionTimeoutMS: 2000 };
  const { credentials, dbName, replicaSet } = new MongoClient(MONGODB_URI).options;
  const set = replicaSet ?? 'rs0';

  await patiently(() => withClient(`mongodb://${hosts[0]}/?directConnection=true`, options, async (admin) => {
    await admin.command({ replSetGetConfig: 1 }).catch(async (error) => {
      if (error.codeName !== 'NotYetInitialized') throw error;
      await admin.command({ replSetInitiate: { _id: set, members: hosts.map((host, _id) => ({ _id, host })), settings: { electionTimeoutMillis: ELECTION_MS } } });
      console.log(`Made the replica set ${set} of ${hosts.join(', ')}.`);
    });
  }));
  if (!credentials?.username) {
    console.log('MONGODB_URI names no user, so none is made.');
    return;
  }
  await patiently(() => withClient(`mongodb://${MONGO_MEMBERS}/?replicaSet=${set}`, options, async (admin, client) => {
    const home = client.db(credentials.source);
    const { users } = await home.command({ usersInfo: credentials.username });
    const does = users.length > 0 ? 'updateUser' : 'createUser';
    await home.command({ [does]: credentials.username, pwd: credentials.password, roles: [{ role: 'readWrite', db: dbName }], writeConcern: { w: 'majority' } });
    console.log(`The user ${credentials.username} may read and write ${dbName}.`);
  }));
}

async function withClient(uri, options, work) {
  const client = new MongoClient(uri, options);
  try {
    return await work(client.db('admin'), client);
  } finally {
    await client.close();
  }
}

/** Members come up one after another, and an election takes its time: what fails is tried again for two minutes. */
async function patiently(work) {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      console.log(`Not yet: ${error.message}`);
      await sleep(1000);
    }
  }
}

await main(process.env).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
