/**
 * A number from the settings, as people wrote it, in E.164; null when it cannot be dialled without knowing more. Ten digits without
 * a country code are North American where the network's language is that of a North American country.
 * @param locale BCP 47, such as `en-US`
 */
export function dialable(number: string, locale: string): string | null {
  const digits = number.replaceAll(/\D/g, '');
  const northAmerican = /-(US|CA)$/i.test(locale);
  const whole = number.trim().startsWith('+') ? digits : northAmerican && digits.length === 10 ? `1${digits}` : northAmerican && digits.length === 11 && digits.startsWith('1') ? digits : '';
  return /^[1-9]\d{6,14}$/.test(whole) ? `+${whole}` : null;
}
