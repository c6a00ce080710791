import { LANGUAGES, LANGUAGE_TAGS } from '../languages/core/choose-language.js';
import type { LanguageTag } from '../languages/core/choose-language.js';
import { Button } from '../ui/button.js';
import { setPreferences } from './preferences.js';
import { shellWords } from './shell-words.js';
import { screenLanguage } from './words.js';

/** Keeps the choice on this device and shows this page in it. Where something unsaved stands, the browser asks first. */
export function chooseScreenLanguage(language: LanguageTag | 'system'): void {
  setPreferences({ language });
  const here = new URL(location.href);
  if (here.searchParams.has('lang')) {
    // The address would go on asking for the other one.
    here.searchParams.delete('lang');
    history.replaceState(history.state, '', here);
  }
  location.reload();
}

/** Shows this page in it and leaves no trace: the address alone says so. */
function showOnceIn(language: LanguageTag): void {
  const here = new URL(location.href);
  here.searchParams.set('lang', language);
  history.replaceState(history.state, '', here);
  location.reload();
}

/**
 * The other languages, each under its own name, for pages that are opened without a session.
 * @param kept false on a page that leaves nothing on the device
 */
export function LanguageChoice({ kept = true }: { kept?: boolean | undefined }) {
  const now = screenLanguage();
  return (
    <div className="language-choice" role="group" aria-label={shellWords('language')}>
      {LANGUAGE_TAGS.filter((tag) => tag !== now).map((tag) => (
        <Button key={tag} variant="quiet" lang={tag} onClick={() => (kept ? chooseScreenLanguage(tag) : showOnceIn(tag))}>
          {LANGUAGES[tag]}
        </Button>
      ))}
    </div>
  );
}
