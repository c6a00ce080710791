/** Languages by ISO 639-1 or 639-3 code, with the names under which directories list them. */
const NAMES: Readonly<Record<string, string>> = {
  aii: 'Assyrian', am: 'Amharic', ar: 'Arabic', ase: 'American Sign Language|ASL|Sign Language', bfi: 'British Sign Language|BSL', bn: 'Bengali',
  bs: 'Bosnian', cmn: 'Mandarin|Chinese (Mandarin)|Mandarin Chinese', de: 'German', el: 'Greek', en: 'English', es: 'Spanish|Español', fa: 'Farsi|Persian|Dari',
  fil: 'Filipino', fr: 'French|Français', gu: 'Gujarati', he: 'Hebrew', hi: 'Hindi', hmn: 'Hmong', ht: 'Haitian Creole|Kreyòl', hy: 'Armenian', it: 'Italian',
  ja: 'Japanese', km: 'Khmer|Cambodian', ko: 'Korean', lo: 'Lao|Laotian', ml: 'Malayalam', my: 'Burmese', nan: 'Taiwanese|Hokkien', ne: 'Nepali', om: 'Oromo',
  pa: 'Punjabi|Panjabi', pl: 'Polish', ps: 'Pashto', pt: 'Portuguese', ro: 'Romanian', ru: 'Russian', sk: 'Slovak', sm: 'Samoan', so: 'Somali', sq: 'Albanian',
  sr: 'Serbian', sw: 'Swahili', ta: 'Tamil', te: 'Telugu', th: 'Thai', ti: 'Tigrinya', tl: 'Tagalog', to: 'Tongan', tr: 'Turkish', uk: 'Ukrainian', ur: 'Urdu',
  vi: 'Vietnamese', wo: 'Wolof', yi: 'Yiddish', yo: 'Yoruba', yue: 'Cantonese|Chinese (Cantonese)', zh: 'Chinese',
};

const CODE_OF = new Map(Object.entries(NAMES).flatMap(([code, names]) => names.split('|').map((name) => [name.toLowerCase(), code] as const)));

/** The code of a language as a directory names it; null when it is not one we know. */
export const languageCodeOf = (name: string): string | null => CODE_OF.get(name.trim().toLowerCase()) ?? null;

/** The English name of a code; the code itself when we have none. */
export const languageNameOf = (code: string): string => NAMES[code]?.split('|')[0] ?? code;

/**
 * A written language code as ISO 639-1, else 639-3, in lower case: `EN-us` and `eng` become `en`. Null when it has no such shape.
 */
export function cleanLanguageCode(text: string): string | null {
  const code = text.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  return /^[a-z]{2,3}$/.test(code) ? SHORT[code] ?? code : null;
}

const SHORT: Readonly<Record<string, string>> = {
  amh: 'am', ara: 'ar', ben: 'bn', deu: 'de', eng: 'en', fas: 'fa', fra: 'fr', fre: 'fr', ger: 'de', guj: 'gu', hat: 'ht', heb: 'he', hin: 'hi', hye: 'hy', ita: 'it', jpn: 'ja',
  khm: 'km', kor: 'ko', lao: 'lo', mya: 'my', nep: 'ne', orm: 'om', pan: 'pa', pol: 'pl', por: 'pt', pus: 'ps', ron: 'ro', rus: 'ru', som: 'so', spa: 'es', sqi: 'sq', swa: 'sw',
  tam: 'ta', tel: 'te', tgl: 'tl', tha: 'th', tir: 'ti', tur: 'tr', ukr: 'uk', urd: 'ur', vie: 'vi', yor: 'yo', zho: 'zh',
};
