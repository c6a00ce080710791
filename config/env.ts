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
  twilio: { accountSid: string; authTokens: readonly string[]; staffServiceSid: string; publicServiceSid: string; baseUrl: string | null };
  fieldKeys: readonly { kid: string; secret: Buffer }[];
  logLevel: string;
  leaseSeconds: number;
  sweepSeconds: number;
  transportSeconds: number;
  heartbeatSeconds: number;
  jobsAtOnce: number;
}

const seconds = (fallback: number) => Joi.number().min(0.01).max(3600).default(fallback);

const schema = Joi.object({
  MONGODB_URI: Joi.string().uri({ scheme: ['mongodb', 'mongodb+srv'] }).required(),
  PORT: Joi.number().integer().min(0).max(65535).default(3000),
  HOST: Joi.string().ip({ cidr: 'forbidden' }),
  PUBLIC_URL: Joi.string().uri({ scheme: ['http', 'https'] }).default((all: { PORT: number }) => `http://localhost:${all.PORT}`),
  ROLES: Joi.string().pattern(/^(web|worker)(,(web|worker))*$/).default('web,worker'),
  PHONES: Joi.string().valid('twilio', 'simulated'),
  SEED: Joi.string().valid('demo'),
  TWILIO_ACCOUNT_SID: Joi.string().pattern(/^AC[0-9a-f]{32}$/i),
  TWILIO_AUTH_TOKEN: Joi.string().min(8),
  TWILIO_STAFF_SERVICE_SID: Joi.string().pattern(/^MG[0-9a-f]{32}$/i),
  TWILIO_PUBLIC_SERVICE_SID: Joi.string().pattern(/^MG[0-9a-f]{32}$/i),
  TWILIO_BASE_URL: Joi.string().uri({ scheme: ['http', 'https'] }),
  FIELD_KEYS: Joi.string().pattern(/^[\w-]+:[A-Za-z0-9+/=]{40,48}(,[\w-]+:[A-Za-z0-9+/=]{40,48})*$/).required(),
  LOG_LEVEL: Joi.string().valid('error', 'warn', 'info', 'silent').default('info'),
  LEASE_SECONDS: seconds(10), SWEEP_SECONDS: seconds(1), TRANSPORT_SECONDS: seconds(8), HEARTBEAT_SECONDS: seconds(5),
  JOBS_AT_ONCE: Joi.number().integer().min(1).max(500).default(48),
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
    phones, seedDemo: value.SEED === 'demo',
    twilio: {
      accountSid: value.TWILIO_ACCOUNT_SID ?? `AC${'0'.repeat(32)}`,
      authTokens: value.TWILIO_AUTH_TOKEN === undefined ? ['simulated-token'] : String(value.TWILIO_AUTH_TOKEN).split(','),
      staffServiceSid: value.TWILIO_STAFF_SERVICE_SID ?? `MG${'1'.repeat(32)}`, publicServiceSid: value.TWILIO_PUBLIC_SERVICE_SID ?? `MG${'2'.repeat(32)}`,
      baseUrl: value.TWILIO_BASE_URL ?? null,
    },
    fieldKeys: keysOf(value.FIELD_KEYS), logLevel: value.LOG_LEVEL,
    leaseSeconds: value.LEASE_SECONDS, sweepSeconds: value.SWEEP_SECONDS, transportSeconds: value.TRANSPORT_SECONDS, heartbeatSeconds: value.HEARTBEAT_SECONDS,
    jobsAtOnce: value.JOBS_AT_ONCE,
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

function keysOf(text: string): Env['fieldKeys'] {
  return text.split(',').map((part) => {
    const [kid, secret] = part.split(':') as [string, string];
    const bytes = Buffer.from(secret, 'base64');
    if (bytes.length !== 32) throw new Error('The settings are not right:\n  FIELD_KEYS: each key must be 32 bytes in base64');
    return { kid, secret: bytes };
  });
}
