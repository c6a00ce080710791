import { call } from './api.js';
import { IDLE_MS, isIdle } from './core/idle.js';

/** Shared by all tabs of a browser, which have one sign-in. */
const TOUCHED = 'handrail.touched';
const LOCKED = 'handrail.locked';
/** How often the last touch is written down, and how often it is looked whether it is long ago. */
const WRITE_EVERY_MS = 15_000;
const LOOK_EVERY_MS = 15_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

const listeners = new Set<() => void>();
/** Where the browser keeps nothing, this tab knows by itself. */
const own = new Map<string, string>();
let writtenAt = 0;
/** Whether the server knows that this screen is locked. */
let told = false;

/** Whether the screens of this sign-in are locked. */
export const isLocked = (): boolean => read(LOCKED) !== null;

export function onLock(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Covers every tab and tells the server, at once or when there is a line again. */
export function lockScreen(): void {
  if (!isLocked()) {
    write(LOCKED, '1');
    told = false;
    changed();
  }
  if (told) return;
  told = true;
  call('POST /api/v1/session/lock').catch(() => {
    told = false;
  });
}

/** Nobody is locked out any more: somebody said who they are, or the sign-in is over. */
export function openScreen(): void {
  write(LOCKED, null);
  write(TOUCHED, null);
  told = false;
  changed();
}

/**
 * Watches for 30 minutes without a touch or key, in any tab, by the device's own clock: also over the time that the device slept or
 * the browser was closed. @returns ends it
 */
export function watchForIdle(): () => void {
  const look = () => {
    const now = Date.now();
    const touchedAt = Number(read(TOUCHED) ?? now);
    if (read(TOUCHED) === null || touchedAt > now) note(now);
    else if (isLocked() || isIdle(touchedAt, now)) lockScreen();
  };
  const onTouch = () => {
    const now = Date.now();
    // The first touch after a long sleep comes before the next look.
    if (!isLocked() && isIdle(Number(read(TOUCHED) ?? now), now)) lockScreen();
    else if (!isLocked() && (now < writtenAt || now - writtenAt >= WRITE_EVERY_MS)) note(now);
  };
  const onStorage = ({ key }: StorageEvent) => {
    if (key === LOCKED || key === null) changed();
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  for (const touch of TOUCHES) window.addEventListener(touch, onTouch, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', look);
  window.addEventListener('storage', onStorage);
  return () => {
    clearInterval(timer);
    for (const touch of TOUCHES) window.removeEventListener(touch, onTouch, { capture: true });
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('online', look);
    window.removeEventListener('storage', onStorage);
  };
}

/** Whether it is so long ago that somebody touched this browser that its first drawing is covered already. */
export function wasLeft(): boolean {
  const touched = read(TOUCHED);
  return isLocked() || (touched !== null && Date.now() - Number(touched) >= IDLE_MS);
}

function note(now: number): void {
  writtenAt = now;
  write(TOUCHED, String(now));
}

function changed(): void {
  for (const listener of listeners) listener();
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? own.get(key) ?? null;
  } catch {
    return own.get(key) ?? null;
  }
}

function write(key: string, value: string | null): void {
  if (value === null) own.delete(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value !== null) own.set(key, value);
  }
}
