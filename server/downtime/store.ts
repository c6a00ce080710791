import { Schema } from 'mongoose';
import type { DowntimeFailure } from '../contract/downtime.js';
import type { TeamId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';

export const downtimePlan: CollectionPlan = { name: 'downtime_sheets', indexes: [] };

interface Row { _id: TeamId; failedAt: Date | null; why: DowntimeFailure | null }

const schema = new Schema<Row>({ _id: String, failedAt: Date, why: String }, { strict: 'throw', versionKey: false, collection: 'downtime_sheets' });

export type DowntimeStore = ReturnType<typeof downtimeStoreOn>;

/** Alone knows the collection `downtime_sheets`: for each team whether its last sheet failed. The sheets themselves are never here. */
export function downtimeStoreOn(db: Connection) {
  const rows = db.model('DowntimeSheet', schema);
  return {
    async note(teamId: TeamId, failure: { at: Date; why: DowntimeFailure } | null): Promise<void> {
      await rows.updateOne({ _id: teamId }, { $set: { failedAt: failure?.at ?? null, why: failure?.why ?? null } }, { upsert: true });
    },
    async failures(): Promise<Map<TeamId, { at: Date; why: DowntimeFailure }>> {
      return new Map((await rows.find().lean<Row[]>()).flatMap(({ _id, failedAt, why }) => (failedAt && why ? [[_id, { at: failedAt, why }]] : [])));
    },
  };
}
