const CODE = /^[a-z]{2,3}$/i;

/** A language by its ISO code in the reader's own words; anything else is somebody's words already and stays. */
export function languageName(language: string, readerTag: string): string {
  if (!CODE.test(language)) return language;
  try {
    return new Intl.DisplayNames(readerTag, { type: 'language' }).of(language.toLowerCase()) ?? language;
  } catch {
    return language;
  }
}
