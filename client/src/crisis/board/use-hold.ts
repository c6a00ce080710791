import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * For so long after the last move or key somebody is taken to be pointing here. After that the column may move again: a
 * pointer left lying must not keep a new emergency out of sight.
 */
const HOLD_MS = 8000;

export interface Hold {
  /** By what somebody points here now; null when nobody does. */
  held: 'pointer' | 'keys' | null;
  /** Lets go now. */
  release: () => void;
  /** For the element that must keep still. */
  handlers: {
    onPointerMove: () => void;
    onPointerDown: () => void;
    onPointerLeave: () => void;
    onFocus: () => void;
    onKeyDown: () => void;
  };
}

/** Whether somebody is pointing at something, by pointer or keyboard, so that it must not move under them. */
export function useHold(): Hold {
  const [held, setHeld] = useState<Hold['held']>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = useCallback((by: Hold['held']) => {
    clearTimeout(timer.current);
    if (by !== null) timer.current = setTimeout(() => setHeld(null), HOLD_MS);
    setHeld(by);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  const release = useCallback(() => hold(null), [hold]);
  const byPointer = () => hold('pointer');
  // A touch or click brings the focus with it: then it is the pointer that points.
  const byKeys = () => held !== 'pointer' && hold('keys');
  return { held, release, handlers: { onPointerMove: byPointer, onPointerDown: byPointer, onPointerLeave: release, onFocus: byKeys, onKeyDown: byKeys } };
}
