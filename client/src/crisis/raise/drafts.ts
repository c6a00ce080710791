import { useSyncExternalStore } from 'react';
import type { Draft } from './core/draft.js';
import { laterOf, mayForget } from './core/keeping.js';
import { openDraftDisk } from './draft-disk.js';
import type { DraftDisk } from './draft-disk.js';
import { createRescue } from './draft-rescue.js';

export interface Drafts {
  /** Whose they are; null before anybody is known. */
  ownerId: string | null;
  list: readonly Draft[];
  /** Whether the device was asked; before that the list may lack some. */
  opened: boolean;
  /** Whether they outlive this page. False where the browser keeps nothing: then the page must stay open. */
  kept: boolean;
}

type Change = (draft: Draft) => Draft;

/** How the disk is called from other pages of this device when a draft changed. */
interface Ring { ownerId: string; id: string }

/**
 * The drafts of one person in this page: changed at once, written to the device right after, and read again when another
 * page of this device changed them.
 */
function createDrafts() {
  let shown: Drafts = { ownerId: null, list: [], opened: false, kept: true };
  let disk: Promise<DraftDisk | null> | null = null;
  const waiting = new Map<string, readonly Change[]>();
  /** A draft that the device has never seen, as it was before the waiting changes. */
  const unwritten = new Map<string, Draft>();
  const writing = new Map<string, Promise<void>>();
  /** Changed here and not yet on the device. */
  const unsaved = new Set<string>();
  const watchers = new Set<() => void>();
  const bell = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('handrail-drafts');

  const show = (next: Partial<Drafts>) => {
    shown = { ...shown, ...next };
    for (const watcher of watchers) watcher();
  };
  const put = (draft: Draft) => show({ list: [...shown.list.filter(({ id }) => id !== draft.id), draft] });
  const find = (id: string) => shown.list.find((draft) => draft.id === id || draft.report?.id === id) ?? null;
  const diskNow = () => (disk ??= openDraftDisk().catch(() => {
    show({ kept: false });
    return null;
  }));

  const rescue = createRescue(diskNow);

  /** Changes not yet written are laid over what the disk says. */
  const overlaid = (draft: Draft): Draft => (waiting.get(draft.id) ?? []).reduce((now, change) => change(now), draft);

  const write = async (ownerId: string, id: string): Promise<void> => {
    const device = await diskNow();
    const changes = waiting.get(id) ?? [];
    const begun = unwritten.get(id) ?? find(id);
    if (!begun || changes.length === 0) return;
    waiting.delete(id);
    if (!device) return;
    try {
      const written = await device.change(ownerId, begun, (draft) => changes.reduce((now, change) => change(now), draft));
      unwritten.delete(id);
      if (!waiting.has(id)) unsaved.delete(id);
      if (shown.ownerId === ownerId) put(overlaid(written));
      bell?.postMessage({ ownerId, id } satisfies Ring);
      if (!shown.kept) show({ kept: true });
    } catch {
      // A full, closed or forbidden store. All of it holds in this page, the page says so, and the next change tries again.
      waiting.set(id, [...changes, ...(waiting.get(id) ?? [])]);
      disk = null;
      show({ kept: false });
    }
  };

  const writeSoon = (ownerId: string, id: string): Promise<void> => {
    const next = (writing.get(id) ?? Promise.resolve()).then(() => write(ownerId, id));
    writing.set(id, next);
    return next;
  };

  const load = async (ownerId: string, now: number) => {
    const device = await diskNow();
    const stored = await device?.load(ownerId).catch(() => []);
    if (shown.ownerId !== ownerId) return;
    const old = (stored ?? []).filter((draft) => mayForget(draft, now)).map(({ id }) => id);
    const begunHere = new Set(shown.list.map(({ id }) => id));
    const list = (stored ?? []).filter(({ id }) => !old.includes(id) && !begunHere.has(id));
    show({ list: [...list, ...shown.list], opened: true });
    if (old.length > 0) await device?.forget(ownerId, old).catch(() => undefined);
    await rescue.prepare(ownerId).catch(() => undefined);
    await rescue.recover(ownerId, takeBack(ownerId)).catch(() => undefined);
  };

  /** Lays what a page left over what the device has. @returns whether it is on the device now */
  const takeBack = (ownerId: string) => async (left: Draft): Promise<boolean> => {
    if (shown.ownerId !== ownerId) return false;
    await change(left.id, (written) => laterOf(written, left), () => left);
    return !unsaved.has(left.id);
  };

  const change = (id: string, make: Change, begin?: () => Draft): Promise<void> => {
    const { ownerId } = shown;
    const known = find(id);
    const before = known ?? begin?.();
    if (ownerId === null || !before) return Promise.resolve();
    const act: Change = (draft) => {
      const made = make(draft);
      return { ...made, changes: made.changes + 1 };
    };
    if (!known) unwritten.set(before.id, before);
    waiting.set(before.id, [...(waiting.get(before.id) ?? []), act]);
    unsaved.add(before.id);
    put(act(before));
    return writeSoon(ownerId, before.id);
  };

  window.addEventListener('pagehide', () => rescue.keep(shown.list.filter(({ id }) => unsaved.has(id))));
  // Taken out of the drawer again, the page still has everything, and needs a new pad.
  window.addEventListener('pageshow', ({ persisted }) => persisted && shown.ownerId !== null && void rescue.prepare(shown.ownerId).catch(() => undefined));

  bell?.addEventListener('message', ({ data }: MessageEvent<Ring>) => {
    if (data.ownerId !== shown.ownerId) return;
    void diskNow()
      .then((device) => device?.read(data.ownerId, data.id))
      .then((draft) => draft && data.ownerId === shown.ownerId && put(overlaid(draft)))
      .catch(() => undefined);
  });

  return {
    now: (): Drafts => shown,

    /** Shows this person's drafts from now on; `now` in milliseconds says which are old enough to forget. */
    openFor(ownerId: string, now: number): void {
      if (shown.ownerId === ownerId) return;
      show({ ownerId, list: [], opened: false });
      void load(ownerId, now);
    },

    find,

    /** Changes a draft, or begins it: here at once, on the device before the promise ends. */
    change,

    /** Takes a draft off this device. */
    async forget(id: string): Promise<void> {
      const { ownerId } = shown;
      show({ list: shown.list.filter((draft) => draft.id !== id) });
      if (ownerId !== null) await (await diskNow())?.forget(ownerId, [id]).catch(() => undefined);
    },

    /** How many reports of anybody wait on this device; of anybody else, when one person is named. */
    async countWaiting(notOf?: string): Promise<number> {
      return (await (await diskNow())?.countWaiting(notOf).catch(() => 0)) ?? 0;
    },

    subscribe(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

export const drafts = createDrafts();

/** The drafts of whoever raises here, as they are now. */
export function useDrafts(): Drafts {
  return useSyncExternalStore(drafts.subscribe, drafts.now);
}
