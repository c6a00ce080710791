import { Suspense, lazy, useEffect, useState } from 'react';
import type { NavEntry } from '../shell-frame.js';
import { useShortcuts } from '../shortcuts.js';

/** Fetched when it is first wanted. */
const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.js')).CommandPalette }));

let show: (() => void) | null = null;

/** Opens the palette, for buttons and menus. */
export function openPalette(): void {
  show?.();
}

/** Ctrl or ⌘ with K: everything that can be done or opened from here, by its name. It works with single keys turned off too. */
export function PaletteDoor({ pages }: { pages: readonly Pick<NavEntry, 'href' | 'label'>[] }) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const toggle = () => {
    if (!open && document.querySelector('dialog:modal')) return;
    setWanted(true);
    setOpen(!open);
  };
  useShortcuts({ 'mod+k': toggle });
  useEffect(() => {
    show = () => {
      setWanted(true);
      setOpen(true);
    };
    return () => {
      show = null;
    };
  }, []);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <CommandPalette open={open} pages={pages} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
