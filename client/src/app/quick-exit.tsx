import { useEffect } from 'react';
import { Icon } from '../ui/icon.js';
import { shellWords } from './shell-words.js';
import './frames.css';

/** Where it leads when the network's settings name no other page: one that says nothing about whoever opens it. */
const NEUTRAL = 'https://www.wikipedia.org/';
const LEFT = 'handrail.left';
const PRESSES = 3;
const PRESSED_WITHIN_MS = 3000;

/**
 * Away at once: nothing of the page stays on the screen, its place in the history is taken by the neutral page, and the
 * browser's way back leads there too. What was typed is kept as whenever a page goes away.
 */
export function exitNow(to: string | null = null): void {
  const neutral = to ?? NEUTRAL;
  document.documentElement.hidden = true;
  document.title = '…';
  try {
    sessionStorage.setItem(LEFT, neutral);
  } catch {
    // A forbidden store: the way back then shows an earlier page.
  }
  window.location.replace(neutral);
}

/** Whether this page was left at once and the browser's way back brought it here again; then it leads away again. Asked before anything is drawn. */
export function staysAway(): boolean {
  window.addEventListener('pageshow', ({ persisted }) => {
    // Opened anew since, our pages may be seen again.
    if (persisted && !again()) document.documentElement.hidden = false;
  });
  const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (loaded?.type === 'back_forward') return again();
  try {
    sessionStorage.removeItem(LEFT);
  } catch {
    // As above.
  }
  return false;
}

function again(): boolean {
  try {
    const to = sessionStorage.getItem(LEFT);
    if (to !== null) exitNow(to);
    return to !== null;
  } catch {
    return false;
  }
}

/** A button that leaves at once; Escape pressed three times does the same. `to`: the network's own neutral page. */
export function QuickExit({ to }: { to: string | null }) {
  useEffect(() => {
    let pressed: number[] = [];
    const onKey = ({ key, repeat, timeStamp }: KeyboardEvent) => {
      if (repeat) return;
      pressed = key === 'Escape' ? [...pressed.filter((at) => timeStamp - at < PRESSED_WITHIN_MS), timeStamp] : [];
      if (pressed.length >= PRESSES) exitNow(to);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [to]);
  return (
    <button type="button" className="quick-exit" aria-label={shellWords('exit.label')} title={shellWords('exit.title')} onClick={() => exitNow(to)}>
      <Icon name="sign-out" size={15} />
      <span>{shellWords('exit')}</span>
    </button>
  );
}
