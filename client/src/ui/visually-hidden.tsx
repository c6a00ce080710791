import type { ReactNode } from 'react';
import './visually-hidden.css';

/** Words for screen readers that the eye gets by other means. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}
