import { setImmediate } from 'node:timers/promises';
import { Schema, mongo } from 'mongoose';
import type { Location, Organization, Service, ServiceQuery } from '../contract/directory.js';
import type { ServiceId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import { changesPlan } from './change-store.js';
import { importPlans } from './import-store.js';
import { mergePlans } from './merge-store.js';
import { problemsPlan } from './problem-store.js';
import { isBedService } from './core/free-places.js';
import { wordsOf } from './core/search-words.js';

/** Collections and indexes of the directory. */
export const directoryPlans: readonly CollectionPlan[] = [
  { name: 'services', indexes: [
    { key: { name: 1, _id: 1 }, name: 'by_name' }, { key: { words: 1 }, name: 'by_word' }, { key: { kinds: 1, name: 1 }, name: 'by_kind' },
    { key: { toReview: 1, name: 1 }, name: 'to_review', partialFilterExpression: { toReview: true } },
    { key: { hasBeds: 1 }, name: 'with_beds', partialFilterExpression: { hasBeds: true } },
    { key: { 'service.capacities.id': 1 }, name: 'with_capacity', partialFilterExpression: { 'service.capacities.id': { $exists: true } } },
    { key: { 'service.handrail.intake.address': 1 }, name: 'by_intake_address', partialFilterExpression: { 'service.handrail.intake.address': { $exists: true } } },
  ] },
  { name: 'organizations', indexes: [{ key: { name: 1 }, name: 'by_name' }] },
  { name: 'locations', indexes: [{ key: { organizationId: 1 }, name: 'by_organization' }] },
  changesPlan, problemsPlan, ...importPlans, ...mergePlans,
];

/** A service as it lies in the database, with the version that a considered change must name. */
export interface Stored { service: Service; version: number }
/** An organization, and whether it only stands in for one that nobody told us. */
export interface StoredOrganization { organization: Organization; standsIn: boolean }

/**
 * What another room wants kept beside each service, so that it need not read them whole at a start: small plain JSON, made at each write.
 * `version` goes up whenever the same service would give something else.
 */
export interface DigestMaker<D> { version: number; of: (service: Service) => D; write: (digest: D) => string; read: (written: string) => D }

/** A service with its digest; `open` reads it anew from what the database sent, each time. */
export interface DigestedService<D> { id: ServiceId; name: string; digest: D; open: () => Service }

interface ServiceRow { _id: string; version: number; name: string; words: string[]; kinds: string[]; status: string; toReview: boolean; hasBeds: boolean; digest?: string; service: Service }
interface OrganizationRow { _id: string; name: string; standsIn: boolean; organization: Organization }
interface LocationRow { _id: string; organizationId: string | null; location: Location }

const serviceSchema = new Schema<ServiceRow>({
  _id: String, version: Number, name: String, words: [String], kinds: [String], status: String, toReview: Boolean, hasBeds: Boolean, digest: String, service: Object,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'services' });
const organizationSchema = new Schema<OrganizationRow>({ _id: String, name: String, standsIn: Boolean, organization: Object },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'organizations' });
const locationSchema = new Schema<LocationRow>({ _id: String, organizationId: String, location: Object },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'locations' });

const bareRowOf = ({ service, version }: Stored): ServiceRow => ({
  _id: service.id, version, name: service.name, words: wordsOf(`${service.name} ${service.alternateName ?? ''} ${service.organizationName}`), kinds: service.handrail.kinds,
  status: service.status, toReview: service.handrail.review !== null, hasBeds: isBedService(service), service,
});
const storedOf = ({ service, version }: ServiceRow): Stored => ({ service, version });
const inTx = (tx?: Tx) => (tx ? { session: tx.session } : {});

const BSON_STRING = 2;
const BSON_OBJECT = 3;

/** Reads only the texts at the top of a row: a hundred thousand rows whole would take many times as long. */
function digestedOf<D>(raw: Uint8Array, { version, of, read }: DigestMaker<D>): DigestedService<D> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const texts: Record<string, string> = {};
  let serviceAt = 0;
  for (const [type, nameAt, nameLength, offset] of mongo.BSON.onDemand.parseToElements(raw)) {
    const field = bytes.toString('latin1', nameAt, nameAt + nameLength);
    if (type === BSON_STRING) texts[field] = bytes.toString('utf8', offset + 4, offset + 3 + bytes.readInt32LE(offset));
    if (type === BSON_OBJECT && field === 'service') serviceAt = offset;
  }
  const open = (): Service => mongo.BSON.deserialize(raw.subarray(serviceAt, serviceAt + bytes.readInt32LE(serviceAt)), { promoteBuffers: true }) as Service;
  const { _id: id = '', name = '', digest = '' } = texts;
  return { id, name, digest: digest.startsWith(`${version} `) ? read(digest.slice(digest.indexOf(' ') + 1)) : of(open()), open };
}

const FOR_LIKENESS = {
  'service.id': 1, 'service.name': 1, 'service.organizationId': 1, 'service.url': 1, 'service.email': 1, 'service.status': 1, 'service.phones.e164': 1, 'service.phones.type': 1,
  'service.locations.phones.e164': 1, 'service.locations.phones.type': 1, 'service.locations.location.phones.e164': 1, 'service.locations.location.phones.type': 1, 'service.locations.location.addresses': 1,
} as const;

/** No organization of any directory read so far has more services than a few hundred. */
const MOST_OF_ONE = 2000;

export type DirectoryStore = ReturnType<typeof directoryStoreOn>;

/** Alone knows the collections `services`, `organizations` and `locations`. */
export function directoryStoreOn<D = never>(db: Connection, digest: DigestMaker<D> | null = null) {
  const services = db.model('Service', serviceSchema);
  const organizations = db.model('Organization', organizationSchema);
  const locations = db.model('Location', locationSchema);

  const rowOf = (stored: Stored): ServiceRow => ({ ...bareRowOf(stored), ...(digest ? { digest: `${digest.version} ${digest.write(digest.of(stored.service))}` } : {}) });
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
    /** Every service, a few hundred in memory at a time. */
    async *each(): AsyncGenerator<Stored> {
      for await (const row of services.collection.find({}, { batchSize: 500 })) yield storedOf(row as unknown as ServiceRow);
    },
    /** Every service with only what tells whether two are one, a few thousand in memory at a time; the rest of it is not there. */
    async *eachForLikeness(): AsyncGenerator<Service> {
      for await (const row of services.collection.find({}, { batchSize: 1000, projection: FOR_LIKENESS })) {
        const { service } = row as unknown as Pick<ServiceRow, 'service'>;
        yield { ...service, phones: service.phones ?? [], locations: (service.locations ?? []).map((place) => ({ ...place, phones: place.phones ?? [], location: { ...place.location, phones: place.location?.phones ?? [], addresses: place.location?.addresses ?? [] } })) };
      }
    },
    /** Every service with its digest, in parts. One that lies there without, or with another version's, has it made now. */
    async *digested(): AsyncGenerator<DigestedService<D>[]> {
      if (!digest) return;
      const rows = services.collection.find({}, { raw: true, batchSize: 2000 });
      let next = rows.hasNext();
      while (await next) {
        const raws = rows.readBufferedDocuments() as unknown as Uint8Array[];
        // the database reads on while this part is taken in
        next = rows.hasNext();
        next.catch(() => undefined);
        await setImmediate();
        yield raws.map((raw) => digestedOf(raw, digest));
      }
    },
    /** Services that count beds, for the board. */
    async withBeds(): Promise<Service[]> {
      return (await services.find({ hasBeds: true, status: 'active' }).lean<ServiceRow[]>()).map(({ service }) => service);
    },
    /** Running services that tell free places, or only this one of them. */
    async withCapacity(id?: ServiceId): Promise<Stored[]> {
      const found = services.collection.find({ 'service.capacities.id': { $exists: true }, status: 'active', ...(id === undefined ? {} : { _id: id as never }) });
      return (await found.toArray()).map((row) => storedOf(row as unknown as ServiceRow));
    },
    /** Services that have this address among their intake contacts, checked or not. */
    async byIntakeAddress(address: string, tx?: Tx): Promise<Stored[]> {
      const found = services.collection.find({ 'service.handrail.intake.address': address }, inTx(tx)).sort({ name: 1, _id: 1 }).limit(50);
      return (await found.toArray()).map((row) => storedOf(row as unknown as ServiceRow));
    },
    /** Every service of an organization, by name; the entries that were joined into others too. On the index of `hsdsPlans`. */
    async ofOrganization(organizationId: string): Promise<Stored[]> {
      const found = services.collection.find({ 'service.organizationId': organizationId }).sort({ name: 1, _id: 1 }).limit(MOST_OF_ONE);
      return (await found.toArray()).map((row) => storedOf(row as unknown as ServiceRow));
    },
    /** Writes the next version. @throws `directory/changed` if it was written since `version` was read */
    async replace({ service, version }: Stored, tx: Tx): Promise<Stored> {
      const next = { service, version: version + 1 };
      const hit = await services.collection.replaceOne({ _id: service.id, version } as never, rowOf(next) as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('directory/changed');
      return next;
    },
    /** Writes a new service as version 1. @throws the driver's duplicate error when its id is taken */
    async insert(service: Service, tx: Tx): Promise<Stored> {
      const stored = { service, version: 1 };
      await services.collection.insertOne(rowOf(stored) as never, { session: tx.session });
      return stored;
    },
    /** Takes services out, as an undone import does with what it brought. */
    async remove(ids: readonly ServiceId[], tx: Tx): Promise<void> {
      await services.collection.deleteMany({ _id: { $in: [...ids] } } as never, { session: tx.session });
    },
    /** Every service at one of these locations. */
    async atLocations(ids: readonly string[], tx?: Tx): Promise<Stored[]> {
      const rows = await services.collection.find({ 'service.locations.location.id': { $in: [...ids] } } as never, inTx(tx)).toArray();
      return (rows as unknown as ServiceRow[]).map(storedOf);
    },
    /** Writes services as they are given, new or known. For imports, which read them in the same transaction. */
    async put(list: readonly Stored[], tx: Tx): Promise<void> {
      if (list.length > 0) await services.collection.bulkWrite(list.map((one) => ({ replaceOne: { filter: { _id: one.service.id as never }, replacement: rowOf(one), upsert: true } })) as never, { session: tx.session });
    },

    async findOrganizations(ids: readonly string[], tx?: Tx): Promise<StoredOrganization[]> {
      return (await organizations.find({ _id: trusted({ $in: [...ids] }) }, null, inTx(tx)).lean<OrganizationRow[]>()).map(({ organization, standsIn }) => ({ organization, standsIn }));
    },
    /**
     * Running services that a check is due for: never checked, last checked before `day` (`YYYY-MM-DD`), or with a number that nobody
     * checked. Those in `first` come first, in its order, then the longest unchecked.
     */
    async due({ before, never, phones, first, skip, limit }: { before: string | null; never: boolean; phones: boolean; first: readonly ServiceId[]; skip: number; limit: number }): Promise<{ found: Stored[]; total: number }> {
      const reasons = [
        ...(never ? [{ 'service.assuredOn': null }] : []), ...(before === null ? [] : [{ 'service.assuredOn': { $lt: before, $ne: null } }]),
        ...(phones ? [{ 'service.phones': { $elemMatch: { 'handrail.checked': null } } }] : []),
      ];
      const filter = { status: 'active', $or: reasons };
      const rank = new Map(first.map((id, n) => [id, n]));
      const used = (await services.collection.find({ ...filter, _id: { $in: [...first] } } as never).toArray() as unknown as ServiceRow[]).toSorted((a, b) => (rank.get(a._id) ?? 0) - (rank.get(b._id) ?? 0));
      const wanted = limit - used.slice(skip, skip + limit).length;
      const [rest, total] = await Promise.all([
        wanted === 0 ? [] : services.collection.find({ ...filter, _id: { $nin: [...first] } } as never).sort({ 'service.assuredOn': 1, _id: 1 }).skip(Math.max(0, skip - used.length)).limit(wanted).toArray(),
        services.collection.countDocuments(filter),
      ]);
      return { found: [...used.slice(skip, skip + limit), ...rest as unknown as ServiceRow[]].map(storedOf), total };
    },
    /** Organizations by the beginnings of the words in their names, by name. */
    async organizationsLike(q: string, limit: number): Promise<Organization[]> {
      const words = wordsOf(q);
      // letters and digits only, so that nothing in it can be a pattern
      const filter = words.length === 0 ? {} : { $and: trusted(words.map((word) => ({ name: trusted({ $regex: `(?:^|[^\\p{L}\\p{N}])${word}`, $options: 'i' }) }))) };
      return (await organizations.find(filter).sort({ name: 1 }).limit(limit).lean<OrganizationRow[]>()).map(({ organization }) => organization);
    },
    /** The organization of exactly this name. */
    async organizationNamed(name: string, tx?: Tx): Promise<Organization | null> {
      return (await organizations.findOne({ name }, null, inTx(tx)).sort({ standsIn: 1, _id: 1 }).lean<OrganizationRow>())?.organization ?? null;
    },
    /** Which of these organizations and locations some service still stands under or at. */
    async usedAmong(ids: readonly string[], tx?: Tx): Promise<Set<string>> {
      const found = await services.collection.find({ $or: [{ 'service.organizationId': { $in: [...ids] } }, { 'service.locations.location.id': { $in: [...ids] } }] } as never, { ...inTx(tx), projection: { 'service.organizationId': 1, 'service.locations.location.id': 1 } }).toArray();
      return new Set((found as unknown as { service: { organizationId: string; locations?: { location: { id: string } }[] } }[]).flatMap(({ service }) => [service.organizationId, ...(service.locations ?? []).map(({ location }) => location.id)]));
    },
    async removeOrganizations(ids: readonly string[], tx: Tx): Promise<void> { await organizations.collection.deleteMany({ _id: { $in: [...ids] } } as never, { session: tx.session }); },
    async removeLocations(ids: readonly string[], tx: Tx): Promise<void> { await locations.collection.deleteMany({ _id: { $in: [...ids] } } as never, { session: tx.session }); },
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
    /** Another text whenever services came or went; from the collection's own count, which costs nothing. */
    async mark(): Promise<string> { return String(await services.estimatedDocumentCount()); },
    async counts(): Promise<{ services: number; organizations: number; locations: number }> {
      const [s, o, l] = await Promise.all([services.countDocuments(), organizations.countDocuments(), locations.countDocuments()]);
      return { services: s, organizations: o, locations: l };
    },
  };
}
