import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ProblemSlug } from '../../../../server/contract/problems.js';
import type { ProviderAnswer, ProviderView } from '../../../../server/contract/referral.js';
import { call, newIdempotencyKey } from '../../app/api.js';
import { Problem, Unreachable } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { serverClock } from '../../live/server-clock.js';
import { mustLookAgain, screenOf } from './core/provider-screen.js';

/** While an answer is waited for, and once the time for it is over: the page must not ask what nobody asks any more. */
const LOOK_EVERY_MS = 15_000;
const LOOK_OVERDUE_EVERY_MS = 5_000;
/** Each look at a person's name is written down, so an open page must not look all the time. */
const LOOK_LATER_EVERY_MS = 300_000;

type WithoutLink<Answer> = Answer extends unknown ? Omit<Answer, 'token' | 'seenVersion'> : never;

/** An answer as the page gives it; the link and the version it was decided by are added. */
export type Answer = WithoutLink<ProviderAnswer>;

export interface ProviderLink {
  view: ProviderView | undefined;
  /** Why there is nothing to show. */
  error: Error | null;
  /** The last look did not reach the server: what stands here is from before. */
  isOld: boolean;
  /** When what is shown was fetched, in milliseconds by the device's clock. */
  fetchedAt: number;
  /** The page changed under the reader's eyes, or an answer was given to something that had changed. */
  changed: boolean;
  look: () => void;
  /** @throws whatever `call` throws; where the referral had moved on, the page shows that and the answer is `null`. */
  answer: (answer: Answer) => Promise<ProviderView | null>;
  sendCode: () => Promise<ProviderView | null>;
  identify: (code: string) => Promise<ProviderView | null>;
  tellPlaces: (available: number) => Promise<ProviderView | null>;
}

const KEY = 'provider-link';

/** How the page reaches its referral: by the link's secret, or by the account of whoever is signed in. */
export interface ProviderDoor {
  /** Names it among everything that was fetched. */
  key: readonly string[];
  look: (signal?: AbortSignal) => Promise<ProviderView>;
  opened: () => Promise<ProviderView>;
  answer: (answer: Answer & { seenVersion: number }, idempotencyKey: string) => Promise<ProviderView>;
  sendCode: () => Promise<ProviderView>;
  identify: (code: string) => Promise<ProviderView>;
  tellPlaces: (available: number) => Promise<ProviderView>;
}

/** The way of whoever has the link. */
export const linkDoor = (token: string): ProviderDoor => ({
  key: [KEY, token],
  look: (signal) => call('POST /api/v1/provider-link/view', { token }, signal ? { signal } : {}),
  opened: () => call('POST /api/v1/provider-link/opened', { token }),
  answer: (answer, idempotencyKey) => call('POST /api/v1/provider-link/answer', { token, ...answer }, { idempotencyKey }),
  sendCode: () => call('POST /api/v1/provider-link/code', { token }),
  identify: (code) => call('POST /api/v1/provider-link/identity', { token, code }),
  tellPlaces: (available) => call('POST /api/v1/provider-link/capacity', { token, available }),
});

/**
 * A referral as the service that was asked sees it. Looking changes nothing; that a person opened it is told only after their first
 * touch or key, because link scanners open links too.
 */
export function useProviderLink(door: ProviderDoor): ProviderLink {
  const queryKey = door.key;
  const { data: view, error, dataUpdatedAt, isRefetchError, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const fresh = heard(await door.look(signal));
      return newer(queries.getQueryData(queryKey), fresh);
    },
    refetchInterval: ({ state: { data } }) => (data ? pauseFor(data) : false),
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
    staleTime: 0,
  });
  const { changed, setChanged, seen, see } = useChanged(view);
  const adopt = (next: ProviderView): ProviderView => {
    see(next);
    queries.setQueryData(queryKey, heard(next));
    return next;
  };
  const opened = useOpened(door, view, adopt);
  const online = useOnline();
  const last = useRef({ said: '', key: '' });
  const keyOf = (content: object): string => {
    const said = JSON.stringify(content);
    if (said !== last.current.said) last.current = { said, key: newIdempotencyKey() };
    return last.current.key;
  };

  const act = async (ask: () => Promise<ProviderView>, again = true): Promise<ProviderView | null> => {
    await opened();
    const before = seen();
    try {
      const next = adopt(await ask());
      setChanged(false);
      return next;
    } catch (failure) {
      if (!(failure instanceof Problem) || !MOVED_ON.has(failure.slug)) throw failure;
      const now = adopt(await door.look());
      if (failure.slug === 'link/wrong-code') throw failure;
      const mayRepeat = again && failure.slug === 'referral/changed' && before !== undefined && !mustLookAgain(before, now);
      if (mayRepeat) return act(ask, false);
      setChanged(true);
      return null;
    }
  };

  return {
    view,
    error: view ? null : error,
    isOld: !online || (isRefetchError && error instanceof Unreachable),
    fetchedAt: dataUpdatedAt,
    changed,
    look: () => void refetch(),
    answer: (answer) => act(() => {
      const said = { seenVersion: seen()?.version ?? 1, ...answer };
      // Told again after a lost answer it is the same, and done once.
      return door.answer(said, keyOf(said));
    }),
    sendCode: () => act(door.sendCode),
    identify: (code) => act(() => door.identify(code)),
    tellPlaces: (available) => act(() => door.tellPlaces(available)),
  };
}

/** What the device says of its network. It is often wrong when it says yes, and never when it says no. */
function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}

function heard(view: ProviderView): ProviderView {
  serverClock.heard(view.serverTime);
  return view;
}

/** A look that was under way while an answer was given may arrive after it. */
function newer(known: ProviderView | undefined, fresh: ProviderView): ProviderView {
  return known && known.version > fresh.version ? known : fresh;
}

function pauseFor(view: ProviderView): number {
  if (screenOf(view) !== 'ask') return LOOK_LATER_EVERY_MS;
  const overdue = view.answerBy !== null && serverClock.now() >= Date.parse(view.answerBy);
  return overdue ? LOOK_OVERDUE_EVERY_MS : LOOK_EVERY_MS;
}

/** The referral is not where the reader saw it; a wrong code is counted on it too. */
const MOVED_ON: ReadonlySet<ProblemSlug> = new Set<ProblemSlug>(['referral/changed', 'link/finished', 'referral/move-not-allowed', 'link/wrong-code']);

/** What the reader has before their eyes, and whether it changed in a way that matters to their answer. */
function useChanged(view: ProviderView | undefined) {
  const [changed, setChanged] = useState(false);
  const seen = useRef(view);
  useEffect(() => {
    if (!view || seen.current === view) return;
    if (seen.current && mustLookAgain(seen.current, view)) setChanged(true);
    seen.current = view;
  }, [view]);
  return {
    changed,
    setChanged,
    seen: () => seen.current,
    see: (next: ProviderView) => {
      seen.current = next;
    },
  };
}

/** Tells once that a person is here, at their first touch or key. An answer waits for it, so that they do not cross. */
function useOpened(door: ProviderDoor, view: ProviderView | undefined, adopt: (view: ProviderView) => ProviderView) {
  const opening = useRef<Promise<void>>(Promise.resolve());
  const adoptNow = useRef(adopt);
  useEffect(() => {
    adoptNow.current = adopt;
  });
  const isNew = view?.state === 'SENT' && !view.finished;
  useEffect(() => {
    if (!isNew) return undefined;
    const told = new AbortController();
    const tell = (event: Event) => {
      if (!event.isTrusted) return;
      told.abort();
      opening.current = door.opened().then(
        (view) => void adoptNow.current(view),
        // It only notes that somebody looked; the answer itself comes by its own way.
        () => undefined,
      );
    };
    window.addEventListener('pointerdown', tell, { signal: told.signal, capture: true });
    window.addEventListener('keydown', tell, { signal: told.signal, capture: true });
    return () => told.abort();
  }, [isNew, door]);
  return () => opening.current;
}
