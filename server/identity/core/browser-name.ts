const BROWSERS: readonly (readonly [RegExp, string])[] = [[/\bEdgA?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(?:Firefox|FxiOS)\//, 'Firefox'], [/(?:Chrome|CriOS)\//, 'Chrome'], [/\bSafari\//, 'Safari']];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [[/\bAndroid\b/, 'Android'], [/\biPhone\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b/, 'Mac'], [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux']];

const nameIn = (text: string, names: readonly (readonly [RegExp, string])[]): string | null => names.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** A browser and its system as people call them, such as "Firefox on Windows", so that somebody tells their own sign-ins apart; null when neither is known. */
export function browserName(userAgent: string | undefined): string | null {
  const text = (userAgent ?? '').slice(0, 500);
  const parts = [nameIn(text, BROWSERS), nameIn(text, SYSTEMS)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' on ');
}
