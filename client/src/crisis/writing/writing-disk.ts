import { openDB } from 'idb';
import type { DBSchema } from 'idb';
import { newKey, seal, unseal } from '../raise/seal.js';
import type { Sealed } from '../raise/seal.js';

interface Row extends Sealed {
  id: string;
  ownerId: string;
  /** In milliseconds by the device's own clock. */
  keptAt: number;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  written: { key: string; value: Row; indexes: { owner: string } };
}

/** Where what was written and not sent outlives the page: sealed with a key of its writer that nobody can read out of this device. */
export interface WritingDisk {
  /** What this person wrote at `place`; null when nothing is there, it is older than a day, or its key is gone. */
  read: (ownerId: string, place: string) => Promise<unknown>;
  write: (ownerId: string, place: string, what: unknown) => Promise<void>;
  /** Takes it off the device, and the key with the last of this person's. */
  forget: (ownerId: string, place: string) => Promise<void>;
}

/** What was not sent within a day was for another moment, and is no reason to keep a person's words. */
const STAYS_MS = 24 * 3_600_000;

const idOf = (ownerId: string, place: string): string => `${ownerId} ${place}`;

/** Opens it. @throws where the browser has none, as in some private windows */
export async function openWritingDisk(): Promise<WritingDisk> {
  const db = await openDB<Schema>('handrail-writing', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('keys');
      fresh.createObjectStore('written', { keyPath: 'id' }).createIndex('owner', 'ownerId');
    },
    blocking: (_before, _after, event) => (event.target as IDBDatabase).close(),
  });

  async function drop(which: (row: Row) => boolean): Promise<void> {
    const tx = db.transaction(['written', 'keys'], 'readwrite');
    const written = tx.objectStore('written');
    const rows = await written.getAll();
    const gone = rows.filter(which);
    const stay = new Set(rows.filter((row) => !which(row)).map(({ ownerId }) => ownerId));
    await Promise.all([...gone.map(({ id }) => written.delete(id)), ...gone.filter(({ ownerId }) => !stay.has(ownerId)).map(({ ownerId }) => tx.objectStore('keys').delete(ownerId))]);
    await tx.done;
  }

  return {
    read: (ownerId, place) =>
      alone(ownerId, async () => {
        await drop(({ keptAt }) => Date.now() - keptAt > STAYS_MS);
        const id = idOf(ownerId, place);
        const [row, key] = await Promise.all([db.get('written', id), db.get('keys', ownerId)]);
        // Sealed with a key that is gone nobody can read it.
        return row && key ? unseal(key, id, row).catch(() => null) : null;
      }),
    write: (ownerId, place, what) =>
      alone(ownerId, async () => {
        let key = await db.get('keys', ownerId);
        if (!key) {
          key = await newKey();
          await db.put('keys', key, ownerId);
        }
        const id = idOf(ownerId, place);
        await db.put('written', { id, ownerId, keptAt: Date.now(), ...(await seal(key, id, what)) });
      }),
    forget: (ownerId, place) => alone(ownerId, () => drop(({ id }) => id === idOf(ownerId, place))),
  };
}

/** Runs `act` while no other page of this device changes what this person wrote: a key must not go while something is sealed with it. */
async function alone<Result>(ownerId: string, act: () => Promise<Result>): Promise<Result> {
  if (!navigator.locks) return act();
  return navigator.locks.request(`handrail-writing-${ownerId}`, act);
}
