import { useSyncExternalStore } from 'react';
import { isOffered } from '../languages/core/choose-language.js';
import type { LanguageTag } from '../languages/core/choose-language.js';

export type Theme = 'system' | 'light' | 'dark';

/** What somebody chose for this device. Nothing here is personal or needed by the server. */
export interface Preferences {
  theme: Theme;
  /** Whether alarms may sound here. Off until somebody turned it on, because a browser only allows it after a touch. */
  sound: boolean;
  /** Whether single keys act. */
  keys: boolean;
  /** The language of the screens; `system` is the browser's. It holds from the next loading of the page on. */
  language: LanguageTag | 'system';
}

const PLACE = 'handrail.preferences';
const DEFAULTS: Preferences = { theme: 'system', sound: false, keys: true, language: 'system' };

let preferences = read();
const listeners = new Set<() => void>();

/** Changes some of them, here and in other pages of this device. */
export function setPreferences(change: Partial<Preferences>): void {
  preferences = { ...preferences, ...change };
  try {
    localStorage.setItem(PLACE, JSON.stringify(preferences));
  } catch {
    // A full or forbidden store: they hold for this page alone.
  }
  applyPreferences();
}

/** Puts them on the document, where the style sheets look. */
export function applyPreferences(): void {
  const { dataset } = document.documentElement;
  if (preferences.theme === 'system') delete dataset['theme'];
  else dataset['theme'] = preferences.theme;
  dataset['keys'] = preferences.keys ? 'on' : 'off';
  for (const listener of listeners) listener();
}

/** As they are now. */
export function getPreferences(): Preferences {
  return preferences;
}

/** As they are, and again when they change, also in another page. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', onStorage);
  };
}

function onStorage(event: StorageEvent): void {
  if (event.key !== PLACE) return;
  preferences = read();
  applyPreferences();
}

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...pickKnown(JSON.parse(localStorage.getItem(PLACE) ?? '{}')) };
  } catch {
    return DEFAULTS;
  }
}

/** Only what is still understood: the store may come from an older or newer version. */
function pickKnown(stored: unknown): Partial<Preferences> {
  if (typeof stored !== 'object' || stored === null) return {};
  const known: Partial<Preferences> = {};
  if ('theme' in stored && (stored.theme === 'light' || stored.theme === 'dark')) known.theme = stored.theme;
  if ('sound' in stored && typeof stored.sound === 'boolean') known.sound = stored.sound;
  if ('keys' in stored && typeof stored.keys === 'boolean') known.keys = stored.keys;
  if ('language' in stored && isOffered(stored.language)) known.language = stored.language;
  return known;
}
