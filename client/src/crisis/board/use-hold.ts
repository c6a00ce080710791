import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * For so long after the last move or key somebody is taken to be pointing here. After that the column may move again: a
 * pointer left lying must not keep a new emergency out of sight.
 */
const HOLD_MS = 8000;

export interface Hold {
  held: boolean;
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
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(false);
  }, []);
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), HOLD_MS);
    setHeld(true);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { held, release, handlers: { onPointerMove: hold, onPointerDown: hold, onPointerLeave: release, onFocus: hold, onKeyDown: hold } };
}
