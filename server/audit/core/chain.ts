import { createHash } from 'node:crypto';

/** One link: it covers an entry and everything before it. `_id` counts from 1 without a gap. */
export interface Seal { _id: number; entryId: string; prevHash: string; hash: string }

/** The start of the chain. */
export const FIRST_HASH = '0'.repeat(64);

/** JSON with sorted keys, so that the same entry always reads the same. */
export function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const hashOf = (seq: number, prevHash: string, entry: object): string => createHash('sha256').update(`${seq}\n${prevHash}\n${canonical(entry)}`).digest('hex');

/** The links for entries in the order in which they are given, after the last known one. */
export function sealsFor(last: Pick<Seal, '_id' | 'hash'> | null, entries: readonly { _id: string }[]): Seal[] {
  let seq = last?._id ?? 0;
  let prevHash = last?.hash ?? FIRST_HASH;
  return entries.map((entry) => {
    seq += 1;
    const seal = { _id: seq, entryId: entry._id, prevHash, hash: hashOf(seq, prevHash, entry) };
    prevHash = seal.hash;
    return seal;
  });
}

/** What is wrong with a seal, or null: a gap, another order, a changed or missing entry. */
export function faultOf(seal: Seal, before: Pick<Seal, '_id' | 'hash'> | null, entry: { _id: string } | null): 'gap' | 'reordered' | 'deleted' | 'changed' | null {
  if (seal._id !== (before?._id ?? 0) + 1) return 'gap';
  if (seal.prevHash !== (before?.hash ?? FIRST_HASH)) return 'reordered';
  if (!entry) return 'deleted';
  return hashOf(seal._id, seal.prevHash, entry) === seal.hash ? null : 'changed';
}
