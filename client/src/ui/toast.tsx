import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { Button } from './button.js';
import { useAnnounce } from './live-region.js';
import './toast.css';

export interface Toast {
  title: ReactNode;
  /** The same for somebody who does not see it. */
  spoken: string;
  /** What can still be changed and until when, given the seconds left. */
  detail?: ((secondsLeft: number) => ReactNode) | undefined;
  action?: { label: string; keys?: readonly string[] | undefined; onAct: () => void } | undefined;
  /** How long it stands; the ring shows it. */
  seconds: number;
}

interface Shown extends Toast {
  id: number;
}

export interface Toasts {
  /** Shows it now; answers a function that takes it away again. */
  show: (toast: Toast) => () => void;
  /** Does what the newest one offers, as its key would. */
  actOnNewest: () => void;
}

const ToastsContext = createContext<Toasts | null>(null);

/** Brief words at the bottom edge about what was just done, with a way to undo it while that is possible. Stands in a LiveRegion. */
export function ToastRegion({ children, label }: { children: ReactNode; label: string }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const { polite } = useAnnounce();
  const toasts = useMemo(() => createToasts(setShown, polite), [polite]);
  return (
    <ToastsContext value={toasts}>
      {children}
      <section className="toasts" aria-label={label}>
        {shown.map((toast) => (
          <ToastBar key={toast.id} toast={toast} onGone={() => toasts.remove(toast.id)} />
        ))}
      </section>
    </ToastsContext>
  );
}

/** How a page says what was just done. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (!toasts) throw new Error('useToasts needs a ToastRegion above it');
  return toasts;
}

function createToasts(setShown: (shown: readonly Shown[]) => void, say: (words: string) => void) {
  let lastId = 0;
  let list: readonly Shown[] = [];
  const change = (next: readonly Shown[]) => {
    list = next;
    setShown(next);
  };
  const remove = (id: number) => change(list.filter((toast) => toast.id !== id));
  return {
    show: (toast: Toast) => {
      lastId += 1;
      const id = lastId;
      change([...list, { ...toast, id }]);
      say(toast.spoken);
      return () => remove(id);
    },
    actOnNewest: () => {
      const newest = list.findLast((toast) => toast.action);
      if (!newest) return;
      remove(newest.id);
      newest.action?.onAct();
    },
    remove,
  };
}

function ToastBar({ toast, onGone }: { toast: Toast; onGone: () => void }) {
  const secondsLeft = useSecondsLeft(toast.seconds, onGone);
  return (
    <div className="toast">
      <UndoRing secondsLeft={secondsLeft} seconds={toast.seconds} />
      <div className="toast-words">
        <span>{toast.title}</span>
        {toast.detail && <small>{toast.detail(secondsLeft)}</small>}
      </div>
      {toast.action && (
        <Button
          keys={toast.action.keys}
          onClick={() => {
            onGone();
            toast.action?.onAct();
          }}
        >
          {toast.action.label}
        </Button>
      )}
    </div>
  );
}

function useSecondsLeft(seconds: number, onGone: () => void): number {
  const [left, setLeft] = useState(seconds);
  const goneNow = useEffectEvent(onGone);
  useEffect(() => {
    const timer = setTimeout(() => (left <= 1 ? goneNow() : setLeft(left - 1)), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}

const RING = 2 * Math.PI * 14.5;

function UndoRing({ secondsLeft, seconds }: { secondsLeft: number; seconds: number }) {
  return (
    <svg className="toast-ring" viewBox="0 0 34 34" width="34" height="34" aria-hidden="true" focusable="false">
      <circle cx="17" cy="17" r="14.5" fill="none" stroke="currentColor" strokeOpacity=".3" strokeWidth="3" />
      <circle
        cx="17"
        cy="17"
        r="14.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={RING}
        strokeDashoffset={RING * (1 - secondsLeft / seconds)}
        transform="rotate(-90 17 17)"
      />
      <text x="17" y="21.6" textAnchor="middle" fill="currentColor">
        {secondsLeft}
      </text>
    </svg>
  );
}
