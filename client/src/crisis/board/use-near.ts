import { useCallback, useState } from 'react';

/** So far outside of the window a card is drawn whole already, so that scrolling finds it ready. */
const MARGIN = '800px';

let observer: IntersectionObserver | null = null;
const tellings = new WeakMap<Element, (near: boolean) => void>();

/** One observer for all cards. */
function watch(element: Element, tell: (near: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) tellings.get(target)?.(isIntersecting);
    },
    { rootMargin: `${MARGIN} 0px` },
  );
  tellings.set(element, tell);
  observer.observe(element);
  return () => observer?.unobserve(element);
}

/** Whether an element is in view or nearly so; give it `ref`. While `active` is false everything counts as near. */
export function useNear(active: boolean): { near: boolean; ref: ((element: Element | null) => (() => void) | undefined) | undefined } {
  const [near, setNear] = useState(false);
  const ref = useCallback((element: Element | null) => (element ? watch(element, setNear) : undefined), []);
  return active ? { near, ref } : { near: true, ref: undefined };
}
