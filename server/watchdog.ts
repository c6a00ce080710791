import Joi from 'joi';
import { makeSender, toGsm7 } from './messaging/index.js';
import type { ProviderAccount } from './messaging/index.js';
import { makeLog } from './platform/log/log.js';

interface Settings { url: string; to: string[]; org: string; account: ProviderAccount; baseUrl: string | undefined; everySeconds: number; patienceSeconds: number; repeatSeconds: number; logLevel: string }

const seconds = (fallback: number) => Joi.number().min(0.1).max(3600).default(fallback);
const schema = Joi.object({
  WATCHDOG_URL: Joi.string().uri({ scheme: ['http', 'https'] }).required(), WATCHDOG_TO: Joi.string().pattern(/^\+\d{7,15}(,\+\d{7,15})*$/).required(), WATCHDOG_ORG: Joi.string().max(12).default('HANDRAIL'),
  TWILIO_ACCOUNT_SID: Joi.string().required(), TWILIO_AUTH_TOKEN: Joi.string().required(), TWILIO_STAFF_SERVICE_SID: Joi.string().required(), TWILIO_BASE_URL: Joi.string().uri(),
  WATCHDOG_EVERY_SECONDS: seconds(10), WATCHDOG_PATIENCE_SECONDS: seconds(20), WATCHDOG_REPEAT_SECONDS: seconds(600), LOG_LEVEL: Joi.string().default('info'),
}).unknown(true);

/** @throws Error that names every variable that is missing or wrong, never its value */
function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const { value, error } = schema.validate(variables, { abortEarly: false });
  if (error) throw new Error(`The watchdog's settings are not right:\n${error.details.map(({ path }) => `  ${path.join('.')}`).join('\n')}`);
  const tokens = String(value.TWILIO_AUTH_TOKEN).split(',') as [string, ...string[]];
  return {
    url: `${String(value.WATCHDOG_URL).replace(/\/+$/, '')}/health/paging`, to: String(value.WATCHDOG_TO).split(','), org: value.WATCHDOG_ORG, baseUrl: value.TWILIO_BASE_URL, logLevel: value.LOG_LEVEL,
    everySeconds: value.WATCHDOG_EVERY_SECONDS, patienceSeconds: value.WATCHDOG_PATIENCE_SECONDS, repeatSeconds: value.WATCHDOG_REPEAT_SECONDS,
    account: { accountSid: value.TWILIO_ACCOUNT_SID, authTokens: tokens, staffServiceSid: value.TWILIO_STAFF_SERVICE_SID, publicServiceSid: value.TWILIO_STAFF_SERVICE_SID },
  };
}

/** Source: reliability.md §1 I11 and the sum in server/health/README.md. */
const ANSWERS_WITHIN_MS = 5000;

/** True when paging works: the server answers in time, and says so. */
async function isWell(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return ok;
  } catch {
    return false;
  }
}

/**
 * Asks `/health/paging` from outside, with credentials of its own and no database. When paging has not been well for 20
 * seconds it texts the operators and the duty phone, and again every ten minutes until it is. Source: reliability.md §4;
 * I11 wants people to know within 90 s.
 */
async function watch({ url, to, org, account, baseUrl, everySeconds, patienceSeconds, repeatSeconds, logLevel }: Settings): Promise<void> {
  const log = makeLog(logLevel);
  const sender = makeSender({ account, publicUrl: url, baseUrl });
  let illSince: number | null = null;
  let toldAt: number | null = null;
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { stopping = true; });

  const tell = async (body: string): Promise<void> => {
    for (const number of to) {
      const outcome = await sender.send({ to: number, body: toGsm7(body), sender: 'staff', attemptId: 'watchdog', subject: { kind: 'message', id: 'watchdog' }, validitySeconds: repeatSeconds });
      if (outcome.kind !== 'accepted') log.error('the watchdog could not text an operator', { room: 'watchdog', kind: outcome.kind });
    }
  };

  log.info('watching', { room: 'watchdog' });
  while (!stopping) {
    const now = performance.now() / 1000;
    if (await isWell(url)) {
      if (toldAt !== null) await tell(`${org}: Paging works again.`);
      illSince = null;
      toldAt = null;
    } else {
      illSince ??= now;
      if (now - illSince >= patienceSeconds && (toldAt === null || now - toldAt >= repeatSeconds)) {
        log.error('paging does not work', { room: 'watchdog', late: Math.round(now - illSince) });
        await tell(`${org}: PAGING DOES NOT WORK since ${Math.round((now - illSince) / 60) || 'under 1'} min. Use the phone list. Have the server looked at now.`);
        toldAt = now;
      }
    }
    await new Promise((resolve) => { setTimeout(resolve, everySeconds * 1000); });
  }
  sender.close();
}

watch(readSettings(process.env)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the watchdog stopped'}\n`);
  process.exit(1);
});
