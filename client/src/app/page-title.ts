import { useEffect } from 'react';

let title = '';
let waiting = 0;
let owner = '';

function write(): void {
  document.title = [waiting > 0 ? `(${waiting}!) ${title}` : title, owner].filter(Boolean).join(', ');
}

/** Names the browser's tab: the page, then whose it is. */
export function usePageTitle(pageTitle: string, network: string): void {
  useEffect(() => {
    title = pageTitle;
    owner = network;
    write();
  }, [pageTitle, network]);
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
