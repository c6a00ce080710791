import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.js';
import { filterWords } from './filter-words.js';
import { useNarrow } from './use-narrow.js';

/**
 * What narrows a list. On a phone it is folded behind one button that says how many are used, so that the list comes first; the
 * button takes the focus when it folds. On a desk it stands open.
 */
export function FilterFold({ used, unfolded, onFold, children }: {
  /** How many of them narrow what is shown now. */
  used: number;
  unfolded: boolean;
  onFold: (unfolded: boolean) => void;
  children: ReactNode;
}) {
  const id = useId();
  const narrow = useNarrow();
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(unfolded);
  useEffect(() => {
    if (was.current && !unfolded) button.current?.focus({ preventScroll: true });
    was.current = unfolded;
  }, [unfolded]);
  return (
    <>
      {narrow && (
        <Button ref={button} block icon="filter" aria-expanded={unfolded} aria-controls={id} onClick={() => onFold(!unfolded)}>
          {used > 0 ? filterWords('filters.used', { count: used }) : filterWords('filters')}
        </Button>
      )}
      <div id={id} hidden={narrow && !unfolded}>
        {children}
      </div>
    </>
  );
}
