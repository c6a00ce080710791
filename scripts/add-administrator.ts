import { createInterface } from 'node:readline/promises';
import { readEnv } from '../config/env.js';
import { auditOn, auditPlan } from '../server/audit/index.js';
import { identityPlans, identityStoreOn, identityUse, keepPeople } from '../server/identity/index.js';
import { databaseClock } from '../server/platform/clock.js';
import { eventsOn, eventsPlan } from '../server/platform/events.js';
import { Problem } from '../server/platform/http/problem.js';
import { connect } from '../server/platform/mongo/connect.js';
import { dataKeysOn, dataKeysPlan } from '../server/platform/mongo/data-keys.js';
import { migrate } from '../server/platform/mongo/migrate.js';
import { transactOn } from '../server/platform/mongo/transact.js';

/**
 * The first step of a network of one's own: one team with its settings and one administrator, who adds everybody else.
 * Asks on the terminal; the password is read there and nowhere else. Safe to run again for a further administrator.
 */
async function main(): Promise<void> {
  const env = readEnv({ PHONES: 'simulated', ...process.env });
  const db = await connect(env.mongodbUri);
  const clock = await databaseClock(db, () => undefined);
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  try {
    await migrate(db, [dataKeysPlan, eventsPlan, auditPlan, ...identityPlans]);
    const store = await identityStoreOn(db, await dataKeysOn(db, env.fieldKeys));
    const people = await keepPeople({ store, clock });
    const use = identityUse({ store, people, events: eventsOn(db), audit: auditOn(db), transact: transactOn(db), clock });
    if (people.network().version === 0) {
      const name = await ask.question('Name of your service: ');
      await use.saveTeam({ id: 'main', name, receivedBy: 'main' });
      await use.saveNetwork({
        seenVersion: 0, name, org: (await ask.question('Short name for texts, at most 12 capitals: ')).toUpperCase().slice(0, 12),
        emergencyNumber: await ask.question('Emergency number where you are: '), crisisLine: await ask.question('Crisis line people can ring: '), dutyPhone: await ask.question('Number of your on-call phone: '),
        timeZone: await ask.question('Time zone, such as Europe/London: '), locale: 'en', triageProfile: 'uk-mhts', progressWithinMinutes: { A: 10, B: 15, C: 60, D: 480 },
      }, null);
    }
    const name = await ask.question('Administrator’s name: ');
    const email = await ask.question('E-mail address: ');
    const password = await ask.question('Password, at least 15 characters: ');
    await use.addStaff({ name, email, password, roles: [{ teamId: people.teams()[0]?.id ?? 'main', role: 'administrator' }] }, null);
    process.stdout.write('Done. Sign in and add your staff.\n');
  } catch (error) {
    process.stderr.write(`${error instanceof Problem ? error.toBody().title : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    ask.close();
    clock.stop();
    await db.close();
  }
}

await main();
