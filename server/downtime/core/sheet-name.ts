import { STAFF_LANGUAGES } from '../../contract/identity.js';
import type { StaffLanguage } from '../../contract/identity.js';

/** How many sheets of a team are kept in each language: two days. */
export const SHEETS_KEPT = 48;

const ENDS = /\.(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:\.([a-z]{2}))?\.html$/;

/**
 * The name of a team's sheet of an instant: by name they stand in order of time, and whatever a team's id is, it is no path. Languages
 * besides English stand in it, before the English one of the same instant.
 */
export const sheetName = (teamId: string, at: Date, language: StaffLanguage = 'en'): string =>
  `${encodeURIComponent(teamId)}.${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z${language === 'en' ? '' : `.${language}`}.html`;

/** When this sheet of this team was made, and in which language; null when it is none of theirs. */
export function sheetOfName(teamId: string, name: string): { at: Date; language: StaffLanguage } | null {
  const [ending, stamp, tag = 'en'] = ENDS.exec(name) ?? [];
  const language = STAFF_LANGUAGES.find((one) => one === tag);
  if (ending === undefined || stamp === undefined || language === undefined || name !== `${encodeURIComponent(teamId)}${ending}`) return null;
  const at = new Date(stamp.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'));
  return Number.isNaN(at.getTime()) || sheetName(teamId, at, language) !== name ? null : { at, language };
}

/** A team's sheets in this language among these names, newest first. */
export const sheetsOf = (teamId: string, names: readonly string[], language: StaffLanguage = 'en'): string[] =>
  names.filter((name) => sheetOfName(teamId, name)?.language === language).toSorted().toReversed();
