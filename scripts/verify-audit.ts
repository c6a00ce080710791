import { readEnv } from '../config/env.js';
import { sealerOn } from '../server/audit/index.js';
import { databaseClock } from '../server/platform/clock.js';
import { makeLog } from '../server/platform/log/log.js';
import { connect } from '../server/platform/mongo/connect.js';
import { dataKeysOn } from '../server/platform/mongo/data-keys.js';

/** Walks the audit chain, names the first bad entry and lists what is not sealed yet. Exit code 0 only when nothing is wrong. */
const env = readEnv({ PHONES: 'simulated', ...process.env });
const db = await connect(env.mongodbUri);
const clock = await databaseClock(db, () => undefined);
try {
  const key = await (await dataKeysOn(db, env.fieldKeys)).named('audit');
  const { sealed, firstBad, unsealed } = await sealerOn({ db, clock, log: makeLog('error'), key }).verify();
  process.stdout.write(`${sealed} entries are sealed and as they were written.\n${unsealed.length} entries wait to be sealed.\n`);
  if (firstBad) {
    process.stdout.write(`Entry ${firstBad.seq} (${firstBad.entryId}) is not as it was: ${firstBad.fault}.\n`);
    process.exitCode = 1;
  }
} finally {
  clock.stop();
  await db.close();
}
