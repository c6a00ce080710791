import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/button.js';
import { Keys } from '../ui/kbd.js';
import { Dialog } from '../ui/dialog.js';
import { FactList } from '../ui/fact-list.js';
import { setPreferences, usePreferences } from './preferences.js';
import { shellWords } from './shell-words.js';
import { useShortcuts } from './shortcuts.js';

/** One thing that a key does on this page. */
export interface PageKey {
  /** The key as the browser names it: `j`, `Enter`, `?`, `mod+k`. */
  key: string;
  /** The caps as drawn; several in a row are pressed one after another. Default: the key itself. */
  caps?: readonly string[] | undefined;
  words: string;
  act: (event: KeyboardEvent) => void;
  /** Left out of the line at the bottom of the page, where only the most used ones fit. */
  rare?: boolean | undefined;
}

let current: readonly PageKey[] = [];
const listeners = new Set<() => void>();

function setCurrent(keys: readonly PageKey[]): void {
  current = keys;
  for (const listener of listeners) listener();
}

/**
 * The keys of this page: they act, stand at the bottom of the page and in the list under `?`. Each needs a button too,
 * because shortcuts can be turned off.
 */
export function usePageKeys(keys: readonly PageKey[], active = true): void {
  useShortcuts(Object.fromEntries(keys.map(({ key, act }) => [key, act])), active);
  const shown = keys.map(({ key, words }) => `${key} ${words}`).join('\n');
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!active) return undefined;
    // Whoever acts on one later does what it does then.
    setCurrent(keys.map((key, place) => ({ ...key, act: (event) => latest.current[place]?.act(event) })));
    return () => setCurrent([]);
    // Only what is shown counts here: acts are taken fresh by the shortcuts themselves.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown, active]);
}

/** The keys of the page that is open. */
export function useCurrentPageKeys(): readonly PageKey[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => current,
  );
}

/** The caps of a key as drawn. */
export function capsOf({ key, caps }: Pick<PageKey, 'key' | 'caps'>): readonly string[] {
  return caps ?? [key.length === 1 ? key.toUpperCase() : key];
}

let showHelp: (() => void) | null = null;

/** Opens the list of all keys, for buttons: with single keys turned off `?` opens nothing. */
export function openKeyHelp(): void {
  showHelp?.();
}

/** The list of all keys, under `?`. */
export function KeyHelp({ everywhere }: { everywhere: readonly PageKey[] }) {
  const [open, setOpen] = useState(false);
  const here = useCurrentPageKeys();
  const { keys } = usePreferences();
  useShortcuts({ '?': () => setOpen(true) });
  useEffect(() => {
    showHelp = () => setOpen(true);
    return () => {
      showHelp = null;
    };
  }, []);
  return (
    <Dialog open={open} title={shellWords('keys.title')} closeLabel={shellWords('close')} onClose={() => setOpen(false)}>
      <div className="stack">
        {!keys && <p>{shellWords('keys.off')}</p>}
        <div>
          <Button icon="keys" onClick={() => setPreferences({ keys: !keys })}>
            {shellWords(keys ? 'keys.turn-off' : 'keys.turn-on')}
          </Button>
        </div>
        {here.length > 0 && <KeyList heading={shellWords('keys.here')} keys={here} />}
        <KeyList heading={shellWords('keys.anywhere')} keys={everywhere} />
      </div>
    </Dialog>
  );
}

/** Whether another line names this key with its own: "J K move". */
const isNamedBeside = (key: PageKey, keys: readonly PageKey[]): boolean => keys.some((other) => other !== key && other.words === key.words && other.caps?.includes(capsOf(key)[0] ?? ''));

function KeyList({ heading, keys }: { heading: string; keys: readonly PageKey[] }) {
  return (
    <section className="stack">
      <h3>{heading}</h3>
      <FactList layout="beside" facts={keys.filter((key) => !isNamedBeside(key, keys)).map((key) => ({ name: <Keys keys={capsOf(key)} />, value: key.words }))} />
    </section>
  );
}
