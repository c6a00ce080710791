import { openDB } from 'idb';
import type { DBSchema } from 'idb';
import { restoreDraft } from './core/draft.js';
import type { Draft } from './core/draft.js';
import { asBytes, asText } from './core/one-time-pad.js';
import { isWaiting } from './core/sending.js';
import { newKey, seal, unseal } from './seal.js';
import type { Sealed } from './seal.js';

interface Row extends Sealed {
  id: string;
  ownerId: string;
  /** A report that was sent off and has not arrived. Readable without a key, so that whoever holds the phone is told. */
  waiting: boolean;
}

interface PadRow extends Sealed {
  id: string;
  ownerId: string;
  /** In milliseconds by the device's own clock: pads that nobody fetched are thrown away some time. */
  madeAt: number;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  drafts: { key: string; value: Row; indexes: { owner: string } };
  pads: { key: string; value: PadRow };
}

/** Random bytes, known to this page and, sealed, to the device. */
export interface Pad {
  id: string;
  bytes: Uint8Array;
}

/** Where drafts outlive the page. Each person's are sealed with a key of their own on this device. */
export interface DraftDisk {
  /** Everything of this person that can be opened. */
  load: (ownerId: string) => Promise<Draft[]>;
  /** The draft as it is on the device, after `change`; absent ones are given `fallback` first. */
  change: (ownerId: string, fallback: Draft, change: (draft: Draft) => Draft) => Promise<Draft>;
  read: (ownerId: string, id: string) => Promise<Draft | null>;
  /** Forgets these, and the key with the last of them. */
  forget: (ownerId: string, ids: readonly string[]) => Promise<void>;
  newPad: (ownerId: string) => Promise<Pad>;
  /** The bytes of this pad; null for one that is gone, is somebody else's, or was sealed with a key that is gone. */
  readPad: (ownerId: string, id: string) => Promise<Uint8Array | null>;
  dropPad: (id: string) => Promise<void>;
  /** Reports of anybody that wait here to be sent; `notOf` leaves out one person's. */
  countWaiting: (notOf?: string) => Promise<number>;
}

const NAME = 'handrail';
/** Covers every draft of ordinary length. */
const PAD_BYTES = 32_768;
const PADS_STAY_MS = 24 * 3_600_000;

/** Opens the store of this device. @throws where the browser has none, as in some private windows */
export async function openDraftDisk(): Promise<DraftDisk> {
  const db = await openDB<Schema>(NAME, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('keys');
      fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('owner', 'ownerId');
      fresh.createObjectStore('pads', { keyPath: 'id' });
    },
    // A newer page wants to change the store: this one lets go of it.
    blocking: (_before, _after, event) => (event.target as IDBDatabase).close(),
  });

  /** Only while nobody else of this device changes this person's drafts, or a key could go while something is sealed with it. */
  const makeKey = async (ownerId: string): Promise<CryptoKey> => {
    const fresh = await newKey();
    await db.put('keys', fresh, ownerId);
    return fresh;
  };

  const open = async (key: CryptoKey, row: Row): Promise<Draft | null> => {
    try {
      return restoreDraft(await unseal(key, placeOf(row.ownerId, row.id), row));
    } catch {
      // Sealed with a key that is gone: nobody can read it, and it must not keep others from being read.
      return null;
    }
  };

  const find = async (ownerId: string, id: string): Promise<{ draft: Draft | null; key: CryptoKey | undefined }> => {
    const [row, key] = await Promise.all([db.get('drafts', id), db.get('keys', ownerId)]);
    return { draft: row?.ownerId === ownerId && key ? await open(key, row) : null, key };
  };

  const write = async (ownerId: string, key: CryptoKey, draft: Draft): Promise<void> => {
    const sealed = await seal(key, placeOf(ownerId, draft.id), draft);
    const tx = db.transaction('drafts', 'readwrite');
    void tx.store.put({ id: draft.id, ownerId, waiting: isWaiting(draft), ...sealed });
    // Told to commit, it is written even when the page goes away in the next moment.
    tx.commit();
    await tx.done;
  };

  const dropOldPads = async (): Promise<void> => {
    const tx = db.transaction('pads', 'readwrite');
    const rows = await tx.store.getAll();
    await Promise.all(rows.filter(({ madeAt }) => Date.now() - madeAt > PADS_STAY_MS).map(({ id }) => tx.store.delete(id)));
    await tx.done;
  };

  return {
    newPad: (ownerId) =>
      alone(ownerId, async () => {
        await dropOldPads();
        const pad = { id: crypto.randomUUID(), bytes: crypto.getRandomValues(new Uint8Array(PAD_BYTES)) };
        const key = (await db.get('keys', ownerId)) ?? (await makeKey(ownerId));
        await db.put('pads', { id: pad.id, ownerId, madeAt: Date.now(), ...(await seal(key, padPlaceOf(ownerId, pad.id), asText(pad.bytes))) });
        return pad;
      }),
    async readPad(ownerId, id) {
      const [row, key] = await Promise.all([db.get('pads', id), db.get('keys', ownerId)]);
      if (!row || !key || row.ownerId !== ownerId) return null;
      return unseal(key, padPlaceOf(ownerId, id), row).then((bytes) => asBytes(String(bytes)), () => null);
    },
    dropPad: (id) => db.delete('pads', id),
    read: async (ownerId, id) => (await find(ownerId, id)).draft,
    async load(ownerId) {
      const [rows, key] = await Promise.all([db.getAllFromIndex('drafts', 'owner', ownerId), db.get('keys', ownerId)]);
      return key ? (await Promise.all(rows.map((row) => open(key, row)))).filter((draft) => draft !== null) : [];
    },
    change: (ownerId, fallback, change) =>
      alone(ownerId, async () => {
        const known = await find(ownerId, fallback.id);
        const draft = change(known.draft ?? fallback);
        await write(ownerId, known.key ?? (await makeKey(ownerId)), draft);
        return draft;
      }),
    forget: (ownerId, ids) =>
      alone(ownerId, async () => {
        const tx = db.transaction(['drafts', 'keys'], 'readwrite');
        const drafts = tx.objectStore('drafts');
        await Promise.all(ids.map((id) => drafts.delete(id)));
        if ((await drafts.index('owner').count(ownerId)) === 0) await tx.objectStore('keys').delete(ownerId);
        await tx.done;
      }),
    countWaiting: async (notOf) => (await db.getAll('drafts')).filter(({ waiting, ownerId }) => waiting && ownerId !== notOf).length,
  };
}

const placeOf = (ownerId: string, id: string): string => `draft:${ownerId}:${id}`;

const padPlaceOf = (ownerId: string, id: string): string => `pad:${ownerId}:${id}`;

/** Runs `act` while no other page of this device changes this person's drafts. Without locks only this page's own order holds. */
async function alone<Result>(ownerId: string, act: () => Promise<Result>): Promise<Result> {
  if (!navigator.locks) return act();
  return navigator.locks.request(`handrail-drafts-${ownerId}`, act);
}
