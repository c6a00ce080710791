import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { serverClock } from '../../live/server-clock.js';

/** When the page is being printed, in milliseconds by the server's clock: while it is laid out on paper, and null otherwise. */
export function usePrinting(): number | null {
  const [printedAt, setPrintedAt] = useState<number | null>(null);
  useEffect(() => {
    // The browser takes the page as it stands right after this event.
    const before = () => flushSync(() => setPrintedAt(serverClock.now()));
    const after = () => setPrintedAt(null);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printedAt;
}
