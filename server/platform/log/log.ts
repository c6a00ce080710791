import winston from 'winston';

/** The only fields that may stand in a log line: ids, names of things, numbers. Never a person's words, name or number. */
const ALLOWED = [
  'room', 'request', 'method', 'route', 'status', 'ms', 'staff', 'team', 'crisis', 'escalation', 'notification', 'referral',
  'service', 'job', 'kind', 'attempts', 'fault', 'code', 'count', 'port', 'roles', 'late', 'stack', 'channel', 'signal', 'offset',
] as const;
export type LogFields = Partial<Record<(typeof ALLOWED)[number], string | number | undefined>>;

/** `error`: someone must act now. `warn`: heals itself. `info`: state changed. */
export interface Log {
  error(words: string, fields?: LogFields): void;
  warn(words: string, fields?: LogFields): void;
  info(words: string, fields?: LogFields): void;
}

/** Lines of JSON on standard output; fields outside the list are dropped, so that nothing personal can slip in. */
export function makeLog(level: string): Log {
  const allowed = new Set<string>(ALLOWED);
  const only = winston.format((line) => {
    for (const key of Object.keys(line)) if (!allowed.has(key) && !['level', 'message', 'at'].includes(key)) delete line[key];
    return line;
  });
  const logger = winston.createLogger({
    level, silent: level === 'silent',
    format: winston.format.combine(only(), winston.format.timestamp({ alias: 'at' }), winston.format.json()),
    transports: [new winston.transports.Console()],
  });
  return {
    error: (words, fields) => { logger.error(words, fields); },
    warn: (words, fields) => { logger.warn(words, fields); },
    info: (words, fields) => { logger.info(words, fields); },
  };
}

/** What may be said of an unexpected error: its class, its code and where it arose, not its message. */
export const faultOf = (error: unknown): LogFields => error instanceof Error
  ? { fault: error.name, code: 'code' in error ? String(error.code) : undefined, stack: error.stack?.split('\n').filter((line) => line.trim().startsWith('at ')).slice(0, 6).join(' | ') }
  : { fault: typeof error };
