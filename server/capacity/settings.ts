import { Schema } from 'mongoose';
import type { CapacitySettingsView } from '../contract/capacity.js';
import type { ServiceId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';

/** Whether a service is reminded, and when it was last asked for its number. */
export interface CapacitySettings extends CapacitySettingsView { lastAskedAt: Date | null }

interface Row { _id: string; remind: boolean; byNight: boolean; version: number; lastAskedAt: Date | null }

export const capacitySettingsPlan: CollectionPlan = { name: 'capacity_settings', indexes: [] };

const schema = new Schema<Row>({ _id: String, remind: Boolean, byNight: Boolean, version: Number, lastAskedAt: Date }, { strict: 'throw', versionKey: false, collection: 'capacity_settings', minimize: false });

/** What holds for a service that nobody set anything for: it is not reminded. */
export const UNSET: CapacitySettings = { remind: false, byNight: false, version: 0, lastAskedAt: null };

export type CapacitySettingsStore = ReturnType<typeof capacitySettingsOn>;

/** Alone knows `capacity_settings`. */
export function capacitySettingsOn(db: Connection) {
  const rows = db.model('CapacitySettings', schema);
  const settingsOf = ({ _id, ...settings }: Row): CapacitySettings => settings;
  return {
    async find(id: ServiceId, tx?: Tx): Promise<CapacitySettings> {
      const row = await rows.findById(id, null, tx ? { session: tx.session } : {}).lean<Row>();
      return row ? settingsOf(row) : UNSET;
    },
    async findMany(ids: readonly ServiceId[]): Promise<ReadonlyMap<string, CapacitySettings>> {
      const found = await rows.find({ _id: trusted({ $in: [...ids] }) }).lean<Row[]>();
      return new Map(found.map((row) => [row._id, settingsOf(row)]));
    },
    /** @throws `capacity/settings-changed` if somebody saved since `seenVersion` */
    async save(tx: Tx, id: ServiceId, { remind, byNight, seenVersion }: { remind: boolean; byNight: boolean; seenVersion: number }): Promise<void> {
      try {
        const hit = await rows.updateOne({ _id: id, version: seenVersion }, { $set: { remind, byNight }, $inc: { version: 1 }, $setOnInsert: { lastAskedAt: null } },
          { session: tx.session, upsert: seenVersion === 0 });
        if (hit.matchedCount === 0 && hit.upsertedCount === 0) throw problem('capacity/settings-changed');
      } catch (error) {
        if (duplicateOf(error) !== null) throw problem('capacity/settings-changed');
        throw error;
      }
    },
    /** Notes that a service is asked now, unless it was asked after `notSince`: two who press together ask once. @returns false when it was */
    async claimAsk(tx: Tx, id: ServiceId, now: Date, notSince: Date): Promise<boolean> {
      const row = await rows.findById(id, null, { session: tx.session }).lean<Row>();
      if (row?.lastAskedAt && row.lastAskedAt > notSince) return false;
      await rows.updateOne({ _id: id }, { $set: { lastAskedAt: now }, $setOnInsert: { remind: false, byNight: false, version: 0 } }, { session: tx.session, upsert: true });
      return true;
    },
  };
}
