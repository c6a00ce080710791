import { useEffect } from 'react';

interface Title {
  page: string;
  owner: string;
}

/** What the address says, and what the page itself says, which counts for as long as it stands. */
let route: Title | null = null;
let own: Title | null = null;
let waiting = 0;

function write(): void {
  const { page, owner } = own ?? route ?? { page: '', owner: '' };
  document.title = [waiting > 0 ? `(${waiting}!) ${page}` : page, owner].filter(Boolean).join(', ');
}

/** Names the browser's tab after the address: the page, then whose it is. */
export function useRouteTitle(page: string, owner: string): void {
  useEffect(() => {
    route = { page, owner };
    write();
  }, [page, owner]);
}

/** Names the browser's tab after what the page shows ("4821 Urgent"), whenever that is known; gone with the page. */
export function usePageTitle(page: string, owner: string): void {
  useEffect(() => {
    const title = { page, owner };
    own = title;
    write();
    return () => {
      if (own !== title) return;
      own = null;
      write();
    };
  }, [page, owner]);
}

/** Shows in the tab how many wait for somebody: "(2!) Board". Gone with the page. */
export function useWaitingInTitle(count: number): void {
  useEffect(() => {
    waiting = count;
    write();
    return () => {
      waiting = 0;
      write();
    };
  }, [count]);
}
