/** Names of languages and their codes, without a list of our own: the runtime carries Unicode's. */

const named = new Map<string, Intl.DisplayNames>();

const standard = new Map<string, string | null>();
/** More different codes than there are languages: whoever writes nonsense shall not fill the memory. */
const MOST_REMEMBERED = 10_000;

/** The shortest standard code: `spa` and `ES` are both `es`, `cmn` is `zh`. Null when it is no language code. */
export function findLanguageCode(code: string): string | null {
  let found = standard.get(code);
  if (found === undefined) {
    found = readLanguageCode(code);
    if (standard.size < MOST_REMEMBERED) standard.set(code, found);
  }
  return found;
}

function readLanguageCode(code: string): string | null {
  try {
    return new Intl.Locale(code.trim().replaceAll('_', '-')).language;
  } catch {
    return null;
  }
}

/** A language as people call it, in the language of `locale`. An unknown code stays as it is. */
export function languageName(code: string, locale: string): string {
  let names = named.get(locale);
  if (!names) {
    names = new Intl.DisplayNames(locale, { type: 'language' });
    named.set(locale, names);
  }
  return names.of(code) ?? code;
}

const byName = new Map<string, ReadonlyMap<string, string>>();

/** The code of what somebody wrote for a language: a code, or its name in the language of `locale`. Null when neither. */
export function findLanguage(written: string, locale: string): string | null {
  const plain = written.trim().toLocaleLowerCase(locale);
  const fromName = codesByName(locale).get(plain);
  if (fromName !== undefined) return fromName;
  const code = /^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(plain) ? findLanguageCode(plain) : null;
  return code !== null && languageName(code, locale) !== code ? code : null;
}

/** All two-letter codes that have a name. */
function codesByName(locale: string): ReadonlyMap<string, string> {
  let codes = byName.get(locale);
  if (!codes) {
    const found = new Map<string, string>();
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    for (const first of letters) {
      for (const second of letters) {
        const code = findLanguageCode(first + second) ?? first + second;
        const name = languageName(code, locale);
        if (name !== code) found.set(name.toLocaleLowerCase(locale), code);
      }
    }
    codes = found;
    byName.set(locale, codes);
  }
  return codes;
}
