import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { leaveWords } from './leave-words.js';

/**
 * While `dirty`: a link of ours asks before it leaves, and closing the tab asks in the browser's own way. Going back in the
 * browser's history cannot be held up. @param words what becomes of what was typed
 */
export function LeaveGuard({ dirty, words }: { dirty: boolean; words: string }) {
  const [, go] = useLocation();
  const [wanted, setWanted] = useState<string | null>(null);

  useEffect(() => {
    if (!dirty) return undefined;
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      if (!link || link.target === '_blank' || link.origin !== location.origin || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(link.pathname + link.search);
    };
    const onClose = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('beforeunload', onClose);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('beforeunload', onClose);
    };
  }, [dirty]);

  return (
    <Dialog
      open={wanted !== null}
      title={leaveWords('title')}
      closeLabel={leaveWords('close')}
      onClose={() => setWanted(null)}
      actions={
        <>
          <Button variant="primary" onClick={() => setWanted(null)}>
            {leaveWords('stay')}
          </Button>
          <Button onClick={() => wanted !== null && go(wanted)}>{leaveWords('go')}</Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  );
}
