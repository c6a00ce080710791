const NORTH_AMERICAN = /^\+1(\d{3})(\d{3})(\d{4})$/;

/** An E.164 number as people here read it: `(202) 555-0142`. Numbers of other countries, and what is no such number, stay as they are. */
export function readableNumber(number: string): string {
  return number.replace(NORTH_AMERICAN, '($1) $2-$3');
}

/**
 * What somebody typed as a number, in E.164; null when it cannot be one. Ten digits without a country code are taken as
 * North American.
 */
export function asE164(typed: string): string | null {
  const digits = typed.replace(/\D/g, '');
  const whole = typed.trim().startsWith('+') ? digits : digits.length === 10 ? `1${digits}` : digits.length === 11 && digits.startsWith('1') ? digits : '';
  return /^[1-9]\d{6,14}$/.test(whole) ? `+${whole}` : null;
}
