import { readEnv } from '../config/env.js';
import { compose } from './compose.js';
import { seedDemo } from './demo/seed-demo.js';
import { simulatedAccount, simulatedPhoneRoutes, startCarrier, textsOf } from './messaging/index.js';
import type { ProviderAccount } from './messaging/index.js';
import { databaseClock } from './platform/clock.js';
import { armCrash } from './platform/crash.js';
import { faultOf, makeLog } from './platform/log/log.js';
import { connect } from './platform/mongo/connect.js';
import { shortenTransactions } from './platform/mongo/short-transactions.js';
import { serveWeb } from './web.js';

/** Starts the roles of this process and stops them in order. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = makeLog(env.logLevel);
  if (env.crash) armCrash(env.crash);
  const db = await connect(env.mongodbUri);
  const clock = await databaseClock(db, (offset) => { log.error('this machine’s clock is far from the database’s; have it set', { room: 'clock', offset }); });
  if (!await shortenTransactions(db)) log.warn('the database does not let us shorten abandoned transactions; start its members with transactionLifetimeLimitSeconds=6', { room: 'main' });
  const stops: (() => Promise<void> | void)[] = [async () => { clock.stop(); await db.close(); }];

  const simulatesHere = env.phones === 'simulated' && env.twilio.baseUrl === null;
  const account: ProviderAccount = simulatesHere ? simulatedAccount() : { ...env.twilio, authTokens: env.twilio.authTokens as [string, ...string[]] };
  let say = () => textsOf({ org: 'HANDRAIL', dutyPhone: '', emergencyNumber: '', crisisLine: '', timeZone: 'UTC' });
  const carrier = simulatesHere ? await startCarrier({ db, clock, log, account, publicUrl: env.publicUrl, appUrl: () => `http://127.0.0.1:${env.port}`, say: () => say() }) : null;
  if (carrier) stops.unshift(() => carrier.stop());

  const handrail = await compose({ db, env, clock, log, account, providerBaseUrl: carrier?.baseUrl ?? env.twilio.baseUrl });
  say = handrail.texts;
  await handrail.feed.start();
  stops.unshift(() => handrail.feed.stop(), () => { handrail.sender.close(); handrail.notices.close(); });
  if (env.roles.includes('worker')) {
    handrail.worker.start();
    handrail.sealer.start();
    handrail.canary.start();
    stops.unshift(() => handrail.worker.stop(), () => handrail.canary.stop(), () => { handrail.sealer.stop(); });
  }
  const phones = carrier ? simulatedPhoneRoutes({ exchange: carrier.exchange, clock, holderOf: (number) => handrail.holderOf(number) }) : [];
  const web = await serveWeb(handrail, env.port, phones);
  stops.unshift(() => web.stop());
  const signIns = env.seedDemo ? await seedDemo(handrail) : null;
  for (const { phone } of handrail.people.all()) if (phone !== null) carrier?.exchange.phoneOf(phone);

  log.info('ready', { room: 'main', port: env.port, roles: env.roles.join(',') });
  if (signIns !== null) process.stdout.write(signIns);
  process.send?.({ ready: true });

  let stopping: Promise<void> | null = null;
  const stop = (signal: string): void => {
    stopping ??= (async () => {
      log.info('stopping', { room: 'main', signal });
      for (const act of stops) await Promise.resolve(act()).catch((error: unknown) => { log.warn('a part did not stop cleanly', { room: 'main', ...faultOf(error) }); });
      process.exit(0);
    })();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { stop(signal); });
  process.on('disconnect', () => { stop('disconnect'); });
}

process.on('unhandledRejection', (reason) => { makeLog('error').error('a promise failed unseen', { room: 'main', ...faultOf(reason) }); });

main().catch((error: unknown) => {
  const known = error instanceof Error && error.message.startsWith('The ');
  process.stderr.write(`${known ? error.message : 'Handrail could not start.'}\n${known || !(error instanceof Error) ? '' : `${error.stack ?? error.message}\n`}`);
  process.exit(1);
});
