import { Suspense, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useLocation } from 'wouter';
import { isRaising } from './core/idle.js';
import { ErrorBoundary } from './error-boundary.js';
import { lazyPage } from './lazy-page.js';
import { isLocked, lockScreen, onLock, openScreen, wasLeft, watchForIdle } from './screen-lock.js';
import { may, useWho } from './session.js';
import './screen-lock.css';

const LockScreen = lazyPage(() => import('../identity/lock/lock-screen.js'), 'LockScreen');

/** Pages that show nothing of a sign-in: the wall, and what a link opens. */
const NOT_OURS = /^\/(?:a|p|c|r|s|wall|new-password|gallery)(?:\/|$)/;
const RAISING = 'handrail.raising';

/**
 * Covers everything while the screen is locked. The page beneath stays as it is, with what was typed and with its alarms, but nothing
 * of it can be seen, reached by a key or read aloud.
 */
export function ScreenLockDoor() {
  const { session, state } = useWho();
  const [path] = useLocation();
  // A phone that is only enrolled has no sign-in to lock.
  const lockable = session !== null && (session.organization !== undefined || may(session, 'staff:read') || session.lacksFactor === true);
  const locked = useSyncExternalStore(onLock, isLocked);
  const shut = locked || wasLeft();
  const raising = useRaising(path, shut);
  const covered = lockable && shut && !raising && !NOT_OURS.test(path);

  useEffect(() => (lockable ? watchForIdle() : undefined), [lockable]);
  useEffect(() => {
    if (session?.locked) lockScreen();
    if (session === null && state === 'known') openScreen();
  }, [session, state]);
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-covered', covered);
    return () => document.documentElement.removeAttribute('data-covered');
  }, [covered]);

  if (!covered) return null;
  return createPortal(
    <div className="lock-place">
      <ErrorBoundary place={path}>
        <Suspense fallback={null}>
          <LockScreen />
        </Suspense>
      </ErrorBoundary>
    </div>,
    document.body,
  );
}

/** A page that was opened, locked, at the first question of raising goes on to that report, also over a reload; elsewhere that is over. */
function useRaising(path: string, shut: boolean): boolean {
  const [before, setBefore] = useState(() => path === '/raise' || path === kept());
  const now = shut && isRaising(path, before);
  // Raising as ever on an open screen is no way past its lock.
  if (now !== before) setBefore(now);
  useEffect(() => {
    try {
      if (now) sessionStorage.setItem(RAISING, path);
      else sessionStorage.removeItem(RAISING);
    } catch {
      // A forbidden store: after a reload the screen is covered.
    }
  }, [now, path]);
  return now;
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(RAISING);
  } catch {
    return null;
  }
}
