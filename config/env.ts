import { createECDH } from 'node:crypto';
import { resolve } from 'node:path';
import Joi from 'joi';

/** Everything the process is told from outside, read once. Times are in seconds. */
export interface Env {
  mongodbUri: string;
  /** Loopback only while phones are simulated, unless said otherwise. */
  host: string;
  port: number;
  publicUrl: string;
  roles: readonly ('web' | 'worker')[];
  phones: 'twilio' | 'simulated';
  seedDemo: boolean;
  /** Whether anybody may read the directory under `/hsds`; by default only beside simulated phones. See `server/hsds`. */
  hsdsPublic: boolean;
  /** Where the hourly downtime sheets are written, outside the database; null: they are not made. See `server/downtime`. */
  downtimeDir: string | null;
  twilio: { accountSid: string; authTokens: readonly string[]; staffServiceSid: string; publicServiceSid: string; baseUrl: string | null; voiceNumber: string | null; textsPerSecond: number | null };
  /** The keys that sign browser push (RFC 8292); null: it is off. */
  vapid: { publicKey: string; privateKey: string; subject: string } | null;
  /** Push services beside the known ones, as origins; see `server/messaging/core/push-endpoint.ts`. */
  pushServices: readonly string[];
  /** Where notices leave by e-mail; null: it is off. */
  mail: { url: string; from: string } | null;
  fieldKeys: readonly { kid: string; secret: Buffer }[];
  logLevel: string;
  leaseSeconds: number;
  sweepSeconds: number;
  transportSeconds: number;
  heartbeatSeconds: number;
  jobsAtOnce: number;
  /** How often each worker sends a canary through the paging path; see `server/health`. */
  canarySeconds: number;
  /** Work or a worker's sign of life that is later than this makes `/health/paging` fail. */
  pagingLateSeconds: number;
  /** For tests of faults only: where this process kills or freezes itself. Never with real phones. */
  crash: { point: string; how: 'exit' | 'freeze' | 'record'; nth: number; since: string | null } | null;
}

const seconds = (fallback: number) => Joi.number().min(0.01).max(3600).default(fallback);

const schema = Joi.object({
  // No URI in the strict sense: a replica set's names several hosts. The driver reads it in full.
  MONGODB_URI: Joi.string().pattern(/^mongodb(\+srv)?:\/\/\S+$/).required(),
  PORT: Joi.number().integer().min(0).max(65535).default(3000),
  HOST: Joi.string().ip({ cidr: 'forbidden' }),
  PUBLIC_URL: Joi.string().uri({ scheme: ['http', 'https'] }).default((all: { PORT: number }) => `http://localhost:${all.PORT}`),
  ROLES: Joi.string().pattern(/^(web|worker)(,(web|worker))*$/).default('web,worker'),
  PHONES: Joi.string().valid('twilio', 'simulated'),
  SEED: Joi.string().valid('demo'),
  HSDS_PUBLIC: Joi.boolean(),
  DOWNTIME_DIR: Joi.string().max(1000),
  TWILIO_ACCOUNT_SID: Joi.string().pattern(/^AC[0-9a-f]{32}$/i),
  TWILIO_AUTH_TOKEN: Joi.string().min(8),
  TWILIO_STAFF_SERVICE_SID: Joi.string().pattern(/^MG[0-9a-f]{32}$/i),
  TWILIO_PUBLIC_SERVICE_SID: Joi.string().pattern(/^MG[0-9a-f]{32}$/i),
  TWILIO_BASE_URL: Joi.string().uri({ scheme: ['http', 'https'] }),
  TWILIO_VOICE_NUMBER: Joi.string().pattern(/^\+[1-9]\d{6,14}$/),
  TWILIO_TEXTS_PER_SECOND: Joi.number().min(0.1).max(1000),
  VAPID_PUBLIC_KEY: Joi.string().pattern(/^[\w-]{87}$/),
  VAPID_PRIVATE_KEY: Joi.string().pattern(/^[\w-]{43}$/),
  VAPID_SUBJECT: Joi.string().pattern(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/),
  PUSH_SERVICES: Joi.string().pattern(/^https?:\/\/[\w.:-]+(,https?:\/\/[\w.:-]+)*$/),
  SMTP_URL: Joi.string().uri({ scheme: ['smtp', 'smtps'] }),
  MAIL_FROM: Joi.string().pattern(/^([^<>\r\n]{0,80}<)?[^\s<>@]+@[^\s<>@]+>?$/),
  FIELD_KEYS: Joi.string().pattern(/^[\w-]+:[A-Za-z0-9+/=]{40,48}(,[\w-]+:[A-Za-z0-9+/=]{40,48})*$/).required(),
  LOG_LEVEL: Joi.string().valid('error', 'warn', 'info', 'silent').default('info'),
  LEASE_SECONDS: seconds(10), SWEEP_SECONDS: seconds(1), TRANSPORT_SECONDS: seconds(8), HEARTBEAT_SECONDS: seconds(5),
  JOBS_AT_ONCE: Joi.number().integer().min(1).max(500).default(160), CANARY_SECONDS: seconds(60), PAGING_LATE_SECONDS: seconds(30),
  CRASH_POINT: Joi.string().pattern(/^[\w.-]+:(exit|freeze|record):[1-9]\d{0,3}(:[\w.-]+)?$/),
}).unknown(true);

/**
 * The settings of this process.
 * @throws Error that names every variable that is missing or wrong, never its value
 */
export function readEnv(variables: NodeJS.ProcessEnv): Env {
  const { value, error } = schema.validate(variables, { abortEarly: false, convert: true, errors: { wrap: { label: false } } });
  if (error) throw new Error(`The settings are not right:\n${error.details.map(({ path, type }) => `  ${path.join('.')}: ${type === 'any.required' ? 'is missing' : 'cannot be read'}`).join('\n')}`);
  const phones = phonesOf(value);
  return {
    mongodbUri: value.MONGODB_URI, host: value.HOST ?? (phones === 'simulated' ? '127.0.0.1' : '0.0.0.0'), port: value.PORT, publicUrl: String(value.PUBLIC_URL).replace(/\/+$/, ''),
    roles: [...new Set(String(value.ROLES).split(',') as ('web' | 'worker')[])],
    phones, seedDemo: value.SEED === 'demo', hsdsPublic: value.HSDS_PUBLIC ?? phones === 'simulated', downtimeDir: value.DOWNTIME_DIR === undefined ? null : resolve(value.DOWNTIME_DIR),
    twilio: {
      accountSid: value.TWILIO_ACCOUNT_SID ?? `AC${'0'.repeat(32)}`,
      authTokens: value.TWILIO_AUTH_TOKEN === undefined ? ['simulated-token'] : String(value.TWILIO_AUTH_TOKEN).split(','),
      staffServiceSid: value.TWILIO_STAFF_SERVICE_SID ?? `MG${'1'.repeat(32)}`, publicServiceSid: value.TWILIO_PUBLIC_SERVICE_SID ?? `MG${'2'.repeat(32)}`,
      baseUrl: value.TWILIO_BASE_URL ?? null, voiceNumber: value.TWILIO_VOICE_NUMBER ?? null, textsPerSecond: value.TWILIO_TEXTS_PER_SECOND ?? null,
    },
    vapid: vapidOf(value), pushServices: pushServicesOf(value.PUSH_SERVICES, phones), mail: mailOf(value),
    fieldKeys: keysOf(value.FIELD_KEYS), logLevel: value.LOG_LEVEL,
    leaseSeconds: value.LEASE_SECONDS, sweepSeconds: value.SWEEP_SECONDS, transportSeconds: value.TRANSPORT_SECONDS, heartbeatSeconds: value.HEARTBEAT_SECONDS,
    jobsAtOnce: value.JOBS_AT_ONCE, canarySeconds: value.CANARY_SECONDS, pagingLateSeconds: value.PAGING_LATE_SECONDS, crash: crashOf(value.CRASH_POINT, phones),
  };
}

/** A forgotten variable must not page fake phones: without PHONES there must be an account. */
function phonesOf(value: Record<string, unknown>): Env['phones'] {
  const account = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_STAFF_SERVICE_SID', 'TWILIO_PUBLIC_SERVICE_SID'];
  const missing = account.filter((name) => value[name] === undefined);
  if (value['PHONES'] === 'simulated') return 'simulated';
  if (missing.length > 0) throw new Error(`The settings are not right:\n  ${missing.join(', ')}: is missing. Nobody could be paged. Give the account, or PHONES=simulated to try Handrail without real phones.`);
  return 'twilio';
}

/** Crash points are for tests on simulated phones: wherever people could be paged the start is refused. */
function crashOf(text: string | undefined, phones: Env['phones']): Env['crash'] {
  if (text === undefined) return null;
  if (phones === 'twilio') throw new Error('The settings are not right:\n  CRASH_POINT: is for tests only and never goes with real phones. Remove it.');
  const [point, how, nth, since] = text.split(':') as [string, 'exit' | 'freeze' | 'record', string, string?];
  return { point, how, nth: Number(nth), since: since ?? null };
}

/** All three or none: half a setting would leave people believing that their browser is told. */
function vapidOf({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT }: Record<string, string | undefined>): Env['vapid'] {
  if (VAPID_PUBLIC_KEY === undefined && VAPID_PRIVATE_KEY === undefined && VAPID_SUBJECT === undefined) return null;
  if (VAPID_PUBLIC_KEY === undefined || VAPID_PRIVATE_KEY === undefined || VAPID_SUBJECT === undefined) throw new Error('The settings are not right:\n  VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT: belong together. Give all three, or none to leave browser push off.');
  const curve = createECDH('prime256v1');
  const fits = ((): boolean => {
    try {
      curve.setPrivateKey(VAPID_PRIVATE_KEY, 'base64url');
      return curve.getPublicKey().toString('base64url') === VAPID_PUBLIC_KEY;
    } catch { return false; }
  })();
  if (!fits) throw new Error('The settings are not right:\n  VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY: are no pair of keys');
  return { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY, subject: VAPID_SUBJECT };
}

/** Others than https, and those on this machine, are for tests on simulated phones only. */
function pushServicesOf(text: string | undefined, phones: Env['phones']): readonly string[] {
  const services = text?.split(',').map((one) => new URL(one).origin) ?? [];
  const onThisMachine = (origin: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
  if (services.some((one) => !one.startsWith('https:') && (phones === 'twilio' || !onThisMachine(one)))) throw new Error('The settings are not right:\n  PUSH_SERVICES: each must be https');
  return services;
}

function mailOf({ SMTP_URL, MAIL_FROM }: Record<string, string | undefined>): Env['mail'] {
  if (SMTP_URL === undefined && MAIL_FROM === undefined) return null;
  if (SMTP_URL === undefined || MAIL_FROM === undefined) throw new Error('The settings are not right:\n  SMTP_URL, MAIL_FROM: belong together. Give both, or neither to leave e-mail off.');
  return { url: SMTP_URL, from: MAIL_FROM };
}

function keysOf(text: string): Env['fieldKeys'] {
  return text.split(',').map((part) => {
    const [kid, secret] = part.split(':') as [string, string];
    const bytes = Buffer.from(secret, 'base64');
    if (bytes.length !== 32) throw new Error('The settings are not right:\n  FIELD_KEYS: each key must be 32 bytes in base64');
    return { kid, secret: bytes };
  });
}
