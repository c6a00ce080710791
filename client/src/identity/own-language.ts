import type { SessionView } from '../../../server/contract/identity.js';
import { getPreferences, setPreferences } from '../app/preferences.js';
import { screenLanguage } from '../app/words.js';

/**
 * On a device where nobody chose a language, whoever signs in reads their own. A choice that was made on this device stays.
 * @returns whether the next page has to be loaded anew to show it
 */
export function takeOwnLanguage({ language }: Pick<SessionView, 'language'>): boolean {
  if (language === undefined || getPreferences().language !== 'system' || language === screenLanguage()) return false;
  setPreferences({ language });
  return true;
}
