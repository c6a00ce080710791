import { Schema } from 'mongoose';
import type { Location, Organization } from '../contract/directory.js';
import { problem } from '../platform/http/problem.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Tally } from './importing.js';

/** Imports, what they did to organizations and locations, and files that wait for their import; those are forgotten after a day. */
export const importPlans: readonly CollectionPlan[] = [
  { name: 'directory_imports', indexes: [{ key: { at: -1 }, name: 'by_time' }] },
  { name: 'directory_import_parts', indexes: [{ key: { importId: 1, _id: 1 }, name: 'by_import' }] },
  { name: 'directory_uploads', indexes: [{ key: { uploadId: 1, name: 1 }, name: 'one_per_name', unique: true }, { key: { at: 1 }, name: 'forget', expireAfterSeconds: 24 * 3600 }] },
];

/** Why an entry stayed as it is when its import was undone. */
export type KeptWhy = 'changed-since' | 'referred';
export interface Undone { at: Date; by: string; restored: number; removed: number; kept: { id: string; name: string; why: KeptWhy }[] }

/** One import that was written. */
export interface DirectoryImport {
  id: string;
  at: Date;
  by: { staffId: string | null; name: string };
  source: string;
  format: string;
  files: string[];
  services: Tally; organizations: Tally; locations: Tally;
  rows: number; repaired: number; refused: number;
  undone: Undone | null;
}

/** What an import did to an organization or a location: what was before, null when it was new, and a digest of what it wrote. */
export interface ImportPart { importId: string; entryId: string; before: { kind: 'organization'; standsIn: boolean; was: Organization | null } | { kind: 'location'; was: Location | null }; wrote: string }

/** A file that was sent and waits for its import. */
export interface Upload { uploadId: string; byId: string; name: string; at: Date; content: Buffer }

const importSchema = new Schema<Omit<DirectoryImport, 'id'> & { _id: string }>({
  _id: String, at: Date, by: Object, source: String, format: String, files: [String], services: Object, organizations: Object, locations: Object, rows: Number, repaired: Number, refused: Number, undone: Object,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'directory_imports' });
const LISTED = 100;

export type ImportStore = ReturnType<typeof importStoreOn>;

/** Alone knows the collections of imports. */
export function importStoreOn(db: Connection) {
  const rows = db.model('DirectoryImport', importSchema);
  const parts = db.collection('directory_import_parts');
  const uploads = db.collection('directory_uploads');
  const importOf = ({ _id, ...row }: Omit<DirectoryImport, 'id'> & { _id: string }): DirectoryImport => ({ id: _id, ...row });
  return {
    add({ id, ...row }: DirectoryImport, tx: Tx): void { tx.insert(rows.collection as never, [{ _id: id, ...row }]); },
    addParts(list: readonly ImportPart[], tx: Tx): void { if (list.length > 0) tx.insert(parts as never, list.map((one) => ({ ...one }))); },
    async find(id: string, tx?: Tx): Promise<DirectoryImport | null> {
      const row = await rows.collection.findOne({ _id: id as never }, tx ? { session: tx.session } : {});
      return row ? importOf(row as never) : null;
    },
    /** Newest first. */
    async list(): Promise<DirectoryImport[]> { return (await rows.collection.find().sort({ at: -1, _id: 1 }).limit(LISTED).toArray()).map((row) => importOf(row as never)); },
    /** @throws `directory/import-undone` when it was undone before */
    async setUndone(id: string, undone: Undone, tx: Tx): Promise<void> {
      const hit = await rows.collection.updateOne({ _id: id as never, undone: null }, { $set: { undone } } as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('directory/import-undone');
    },
    async partsOf(importId: string, tx: Tx): Promise<ImportPart[]> { return (await parts.find({ importId }, { session: tx.session }).toArray()).map(({ _id, ...one }) => one as unknown as ImportPart); },

    /** Keeps a file under its name; the same name again replaces it. */
    async putUpload(upload: Upload): Promise<void> {
      await uploads.replaceOne({ uploadId: upload.uploadId, name: upload.name }, { ...upload }, { upsert: true });
    },
    /** Names and sizes of what one member of staff sent under this id. */
    async uploadSizes(uploadId: string, byId: string): Promise<{ name: string; bytes: number }[]> {
      return uploads.aggregate<{ name: string; bytes: number }>([{ $match: { uploadId, byId } }, { $sort: { name: 1 } }, { $project: { _id: 0, name: 1, bytes: { $binarySize: '$content' } } }]).toArray();
    },
    async uploadsOf(uploadId: string, byId: string): Promise<{ name: string; content: Uint8Array }[]> {
      const found = await uploads.find({ uploadId, byId }).sort({ name: 1 }).toArray();
      return found.map((row) => ({ name: String(row['name']), content: new Uint8Array((row['content'] as { buffer: Uint8Array }).buffer) }));
    },
    async dropUpload(uploadId: string): Promise<void> { await uploads.deleteMany({ uploadId }); },
  };
}
