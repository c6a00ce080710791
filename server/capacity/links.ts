import { createHash, randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { ServiceId } from '../kernel/ids.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** 128 bits. Source: design.md §9 Links. */
const BYTES = 16;
/** Characters of a token; only such strings are looked up. */
export const CAPACITY_TOKEN_LENGTH = 22;

/** What one link may do: tell the places of one service, or answer for it whether there is room. */
export interface CapacityLink { hash: string; serviceId: ServiceId; contactId: string; asks: 'places' | 'room'; roomAskId: string | null; createdAt: Date; expiresAt: Date; revokedAt: Date | null }

interface Row extends Omit<CapacityLink, 'hash'> { _id: string }

export const capacityLinksPlan: CollectionPlan = {
  name: 'capacity_links',
  indexes: [{ key: { serviceId: 1, createdAt: -1 }, name: 'by_service' }, { key: { expiresAt: 1 }, name: 'forget', expireAfterSeconds: 7 * 24 * 3600 }],
};

const schema = new Schema<Row>({ _id: String, serviceId: String, contactId: String, asks: String, roomAskId: String, createdAt: Date, expiresAt: Date, revokedAt: Date },
  { strict: 'throw', versionKey: false, collection: 'capacity_links', minimize: false });

export const newToken = (): string => randomBytes(BYTES).toString('base64url');
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export type CapacityLinks = ReturnType<typeof capacityLinksOn>;

/** Alone knows `capacity_links`, which holds hashes and no token. */
export function capacityLinksOn(db: Connection, publicUrl: string) {
  const rows = db.model('CapacityLink', schema);
  return {
    url: (token: string): string => `${publicUrl}/c#${token}`,
    add(tx: Tx, { hash, ...link }: CapacityLink): void { tx.insert(rows.collection, [{ _id: hash, ...link }]); },
    /** A link that still works at `now`; null for any other. */
    async findOpen(token: string, now: Date, tx?: Tx): Promise<CapacityLink | null> {
      const row = await rows.findById(hashOf(token), null, tx ? { session: tx.session } : {}).lean<Row>();
      if (!row || row.revokedAt !== null || row.expiresAt <= now) return null;
      const { _id: hash, ...link } = row;
      return { hash, ...link };
    },
    /** Ends the links of a service that ask for its places; a question for room ends with its asking. @returns how many */
    async revoke(tx: Tx, serviceId: ServiceId, now: Date): Promise<number> {
      const hit = await rows.updateMany({ serviceId, asks: 'places', revokedAt: null, expiresAt: trusted({ $gt: now }) }, { $set: { revokedAt: now } }, { session: tx.session });
      return hit.modifiedCount;
    },
  };
}
