import { Schema } from 'mongoose';
import type { WordingKey, WordingSentence } from '../contract/wording.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** One version of one wording. Versions count from 1; 0 are the words it came with. */
export interface WordingVersion { key: WordingKey; version: number; sentences: WordingSentence[]; at: Date; byId: string; putBack: number | null }

interface Row extends WordingVersion { _id: string }

export const wordingsPlan: CollectionPlan = { name: 'wordings', indexes: [{ key: { key: 1, version: -1 }, name: 'by_key' }] };

const schema = new Schema<Row>({
  _id: String, key: String, version: Number, sentences: [{ _id: false, words: String, goes: Number }], at: Date, byId: String, putBack: Number,
}, { strict: 'throw', versionKey: false, collection: 'wordings' });

const versionOf = ({ _id, ...version }: Row): WordingVersion => version;

export type WordingStore = ReturnType<typeof wordingsOn>;

/** Alone knows `wordings`, to which versions are only ever added. The words are nobody's own, so they are not sealed. */
export function wordingsOn(db: Connection) {
  const rows = db.model('Wording', schema);
  return {
    /** The newest version of each wording that was ever changed. */
    async newest(): Promise<WordingVersion[]> {
      const all = await rows.find().sort({ key: 1, version: -1 }).lean<Row[]>();
      return all.filter(({ key }, index) => all[index - 1]?.key !== key).map(versionOf);
    },
    /** Every version of one, the newest first. */
    async ofKey(key: WordingKey): Promise<WordingVersion[]> {
      return (await rows.find({ key }).sort({ version: -1 }).lean<Row[]>()).map(versionOf);
    },
    /** Adds a version. The transaction fails with a duplicate when somebody added the same one meanwhile. */
    add(tx: Tx, version: WordingVersion): void {
      tx.insert(rows.collection, [{ _id: `${version.key}:${version.version}`, ...version }]);
    },
  };
}
