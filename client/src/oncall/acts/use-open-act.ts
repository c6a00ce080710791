import { useEffect, useRef, useState } from 'react';
import type { Act, OnAct } from './act.js';

/** Which dialog is open. The dialogs take turns; after the last one the keyboard is back where it was before the first. */
export function useOpenAct(): { act: Act | null; open: OnAct; close: () => void } {
  const [act, setAct] = useState<Act | null>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (act !== null) return;
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    opener.current = null;
  }, [act]);
  return {
    act,
    open: (next) => {
      if (act === null) opener.current = document.activeElement;
      setAct(next);
    },
    close: () => setAct(null),
  };
}
