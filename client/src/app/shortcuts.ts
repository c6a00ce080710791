import { useEffect, useEffectEvent } from 'react';
import { getPreferences } from './preferences.js';

/** What each key does, by the key's name as the browser gives it: `a`, `Enter`, `/`, `?`, `mod+k` for Ctrl or ⌘. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Keys that act on this page. Single keys rest while somebody types, while a dialog or menu is open, and when they were
 * turned off; `mod+` keys always work. Enter and Space on a link or button stay that control's own.
 */
export function useShortcuts(shortcuts: Shortcuts, active = true): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const key = nameOf(event);
    const act = shortcuts[key];
    if (!act) return;
    if (!key.startsWith('mod+') && !mayActOnSingleKey(event)) return;
    event.preventDefault();
    act(event);
  });
  useEffect(() => {
    if (!active) return undefined;
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [active]);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

const TYPING = 'input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])';
const OWN_ENTER = 'a[href], button, summary, input, [role=menuitem], [role=tab]';

function mayActOnSingleKey(event: KeyboardEvent): boolean {
  if (!getPreferences().keys) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPING)) return false;
  if (target?.closest('[role=menu]') || document.querySelector('dialog:modal')) return false;
  return !((event.key === 'Enter' || event.key === ' ') && target?.closest(OWN_ENTER));
}
