import type { ComponentProps } from 'react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { FocusFrame } from '../../app/focus-frame.js';
import { QuickExit } from '../../app/quick-exit.js';
import { MAIN_ID } from '../../app/shell-frame.js';
import { useLines } from './lines.js';

/**
 * The frame of every page of raising: the emergency number stands in it as long as this phone ever knew one, and after
 * going from page to page the keyboard stands at its beginning.
 */
export function RaiseFrame(parts: Omit<ComponentProps<typeof FocusFrame>, 'emergencyNumber'>) {
  const { emergencyNumber, quickExitTo } = useLines();
  const [location] = useLocation();
  const landed = useRef<string | null>(null);
  useEffect(() => {
    if (landed.current === location) return;
    landed.current = location;
    // The page came after the address had changed, and what had the focus is gone. A page that was loaded begins at its top.
    if (document.activeElement === document.body && !isFirstPage()) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, [location]);
  return <FocusFrame {...parts} emergencyNumber={emergencyNumber ?? undefined} exit={<QuickExit to={quickExitTo} />} />;
}

let left = false;

/** Whether the address is still the one that the browser loaded. */
function isFirstPage(): boolean {
  const [loaded] = performance.getEntriesByType('navigation');
  left ||= !loaded || new URL(loaded.name).pathname !== window.location.pathname;
  return !left;
}
