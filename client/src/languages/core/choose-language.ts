/** Languages that people can choose, each under its own name, as those who look for it write it. */
export const LANGUAGES = { en: 'English', es: 'Español' } as const;
export type LanguageTag = keyof typeof LANGUAGES;
export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as readonly LanguageTag[];

/**
 * Languages that nobody speaks, to see whether the screens could take another one: `en-XA` is longer than English and has an
 * accent on every letter, `ar-XB` runs from right to left. Only an address asks for them.
 */
export const TRIAL_TAGS = ['en-XA', 'ar-XB'] as const;
export type TrialTag = (typeof TRIAL_TAGS)[number];

export interface ChosenLanguage {
  language: LanguageTag | TrialTag;
  /** BCP 47, for dates, numbers and lists: the reader's own kind of the language where the browser names one. */
  formats: string;
}

/** Where nobody says which Spanish: as it is written where the network is. */
const USUAL_FORMATS: Readonly<Record<LanguageTag, string>> = { en: 'en', es: 'es-US' };

export const isOffered = (tag: unknown): tag is LanguageTag => typeof tag === 'string' && Object.hasOwn(LANGUAGES, tag);
const isTrial = (tag: unknown): tag is TrialTag => TRIAL_TAGS.some((trial) => trial === tag);
const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** A browser on a system without a language names none that dates can be written in (`en-US@posix`). */
function isTagOfIntl(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/**
 * The language of the screens: what the address asks for, else what was chosen on this device, else the first of the browser's
 * that there is, else English.
 * @param asked `lang` of the address @param kept the choice of this device @param browser the browser's, the dearest first
 */
export function chooseLanguage({ asked, kept, browser }: { asked: string | null; kept: LanguageTag | 'system'; browser: readonly string[] }): ChosenLanguage {
  if (isTrial(asked)) return { language: asked, formats: USUAL_FORMATS.en };
  const wanted = [asked === null ? '' : baseOf(asked), kept, ...browser.map(baseOf)].find(isOffered) ?? 'en';
  return { language: wanted, formats: browser.find((tag) => baseOf(tag) === wanted && isTagOfIntl(tag)) ?? USUAL_FORMATS[wanted] };
}
