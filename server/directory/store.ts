import { Schema } from 'mongoose';
import type { Location, Organization, Service, ServiceQuery } from '../contract/directory.js';
import type { ServiceId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import { isBedService } from './core/free-places.js';
import { wordsOf } from './core/search-words.js';

/** Collections and indexes of the directory. */
export const directoryPlans: readonly CollectionPlan[] = [
  { name: 'services', indexes: [
    { key: { name: 1, _id: 1 }, name: 'by_name' }, { key: { words: 1 }, name: 'by_word' }, { key: { kinds: 1, name: 1 }, name: 'by_kind' },
    { key: { toReview: 1, name: 1 }, name: 'to_review', partialFilterExpression: { toReview: true } },
    { key: { hasBeds: 1 }, name: 'with_beds', partialFilterExpression: { hasBeds: true } },
  ] },
  { name: 'organizations', indexes: [{ key: { name: 1 }, name: 'by_name' }] },
  { name: 'locations', indexes: [{ key: { organizationId: 1 }, name: 'by_organization' }] },
];

/** A service as it lies in the database, with the version that a considered change must name. */
export interface Stored { service: Service; version: number }
/** An organization, and whether it only stands in for one that nobody told us. */
export interface StoredOrganization { organization: Organization; standsIn: boolean }

interface ServiceRow { _id: string; version: number; name: string; words: string[]; kinds: string[]; status: string; toReview: boolean; hasBeds: boolean; service: Service }
interface OrganizationRow { _id: string; name: string; standsIn: boolean; organization: Organization }
interface LocationRow { _id: string; organizationId: string | null; location: Location }

const serviceSchema = new Schema<ServiceRow>({
  _id: String, version: Number, name: String, words: [String], kinds: [String], status: String, toReview: Boolean, hasBeds: Boolean, service: Object,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'services' });
const organizationSchema = new Schema<OrganizationRow>({ _id: String, name: String, standsIn: Boolean, organization: Object },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'organizations' });
const locationSchema = new Schema<LocationRow>({ _id: String, organizationId: String, location: Object },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'locations' });

const rowOf = ({ service, version }: Stored): ServiceRow => ({
  _id: service.id, version, name: service.name, words: wordsOf(`${service.name} ${service.alternateName ?? ''} ${service.organizationName}`), kinds: service.handrail.kinds,
  status: service.status, toReview: service.handrail.review !== null, hasBeds: isBedService(service), service,
});
const storedOf = ({ service, version }: ServiceRow): Stored => ({ service, version });
const inTx = (tx?: Tx) => (tx ? { session: tx.session } : {});

export type DirectoryStore = ReturnType<typeof directoryStoreOn>;

/** Alone knows the collections `services`, `organizations` and `locations`. */
export function directoryStoreOn(db: Connection) {
  const services = db.model('Service', serviceSchema);
  const organizations = db.model('Organization', organizationSchema);
  const locations = db.model('Location', locationSchema);

  const filterOf = ({ q, kind, status, review }: ServiceQuery) => ({
    ...(kind === undefined ? {} : { kinds: kind }), ...(status === undefined ? {} : { status }), ...(review === true ? { toReview: true } : {}),
    // letters and digits only, so that nothing in it can be a pattern
    ...(q === undefined || wordsOf(q).length === 0 ? {} : { $and: trusted(wordsOf(q).map((word) => ({ words: trusted({ $regex: `^${word}` }) }))) }),
  });

  return {
    async find(id: ServiceId, tx?: Tx): Promise<Stored | null> {
      const row = await services.findById(id, null, inTx(tx)).lean<ServiceRow>();
      return row ? storedOf(row) : null;
    },
    async findMany(ids: readonly ServiceId[], tx?: Tx): Promise<Stored[]> {
      return (await services.find({ _id: trusted({ $in: [...ids] }) }, null, inTx(tx)).lean<ServiceRow[]>()).map(storedOf);
    },
    /** A page by name, and how many there are in all. An unknown `after` gives the first page. */
    async list({ after, limit = 50, ...query }: ServiceQuery): Promise<{ found: Stored[]; total: number }> {
      const filter = filterOf(query);
      const last = after === undefined ? null : await services.findById(after, { name: 1 }).lean<Pick<ServiceRow, '_id' | 'name'>>();
      const beyond = last ? { $or: trusted([{ name: trusted({ $gt: last.name }) }, { name: last.name, _id: trusted({ $gt: last._id }) }]) } : {};
      const [rows, total] = await Promise.all([
        services.find({ ...filter, ...beyond }).sort({ name: 1, _id: 1 }).limit(limit).lean<ServiceRow[]>(), services.countDocuments(filter),
      ]);
      return { found: rows.map(storedOf), total };
    },
    /** Every service, a few hundred in memory at a time; for those who build an index of their own. */
    async *each(): AsyncGenerator<Stored> {
      for await (const row of services.collection.find({}, { batchSize: 500 })) yield storedOf(row as unknown as ServiceRow);
    },
    /** Services that count beds, for the board. */
    async withBeds(): Promise<Service[]> {
      return (await services.find({ hasBeds: true, status: 'active' }).lean<ServiceRow[]>()).map(({ service }) => service);
    },
    /** Writes the next version. @throws `directory/changed` if it was written since `version` was read */
    async replace({ service, version }: Stored, tx: Tx): Promise<Stored> {
      const next = { service, version: version + 1 };
      const hit = await services.collection.replaceOne({ _id: service.id, version } as never, rowOf(next) as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('directory/changed');
      return next;
    },
    /** Writes services as they are given, new or known. For imports, which read them in the same transaction. */
    async put(list: readonly Stored[], tx: Tx): Promise<void> {
      if (list.length > 0) await services.collection.bulkWrite(list.map((one) => ({ replaceOne: { filter: { _id: one.service.id as never }, replacement: rowOf(one), upsert: true } })) as never, { session: tx.session });
    },

    async findOrganizations(ids: readonly string[], tx?: Tx): Promise<StoredOrganization[]> {
      return (await organizations.find({ _id: trusted({ $in: [...ids] }) }, null, inTx(tx)).lean<OrganizationRow[]>()).map(({ organization, standsIn }) => ({ organization, standsIn }));
    },
    async putOrganizations(list: readonly StoredOrganization[], tx: Tx): Promise<void> {
      if (list.length === 0) return;
      await organizations.collection.bulkWrite(list.map(({ organization, standsIn }) => ({
        replaceOne: { filter: { _id: organization.id as never }, replacement: { name: organization.name, standsIn, organization }, upsert: true },
      })) as never, { session: tx.session });
    },
    async findLocations(ids: readonly string[], tx?: Tx): Promise<Location[]> {
      return (await locations.find({ _id: trusted({ $in: [...ids] }) }, null, inTx(tx)).lean<LocationRow[]>()).map(({ location }) => location);
    },
    async putLocations(list: readonly Location[], tx: Tx): Promise<void> {
      if (list.length === 0) return;
      await locations.collection.bulkWrite(list.map((location) => ({
        replaceOne: { filter: { _id: location.id as never }, replacement: { organizationId: location.organizationId, location }, upsert: true },
      })) as never, { session: tx.session });
    },
    async counts(): Promise<{ services: number; organizations: number; locations: number }> {
      const [s, o, l] = await Promise.all([services.countDocuments(), organizations.countDocuments(), locations.countDocuments()]);
      return { services: s, organizations: o, locations: l };
    },
  };
}
