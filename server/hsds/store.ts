import type { HelpKind, Location, Organization, Service, ServiceLocation } from '../contract/directory.js';
import { HELP_KINDS } from '../contract/directory.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';

/** Indexes on the directory's collections that only publishing needs. */
export const hsdsPlans: readonly CollectionPlan[] = [
  { name: 'services', indexes: [
    { key: { 'service.organizationId': 1 }, name: 'hsds_by_organization' },
    { key: { 'service.locations.id': 1 }, name: 'hsds_by_place' },
    { key: { 'service.attributes.term.id': 1 }, name: 'hsds_by_term', sparse: true },
    { key: { 'service.attributes.term.taxonomyId': 1 }, name: 'hsds_by_taxonomy', sparse: true },
    {
      key: { 'service.name': 'text', 'service.alternateName': 'text', 'service.organizationName': 'text', 'service.description': 'text', 'service.eligibilityDescription': 'text' },
      // Words as they stand, in whatever language; no field of ours says which.
      name: 'hsds_by_text', default_language: 'none', language_override: 'textLanguage',
    },
  ] },
];

/** Which services are asked for. */
export interface HsdsFilter {
  /** Words that must all occur in name, organization, description or eligibility. */
  search?: string;
  termId?: string;
  /** Filled when `termId` or `taxonomyId` is one of our own. */
  kind?: HelpKind; anyKind?: boolean;
  taxonomyId?: string;
  organizationId?: string;
  modifiedAfter?: Date;
}

/** A service at one of its places. */
export interface PlacedService { service: Service; place: ServiceLocation }

interface ServiceRow { _id: string; name: string; kinds: string[]; service: Service }
interface OrganizationRow { _id: string; name: string; organization: Organization }
interface LocationRow { _id: string; organizationId: string | null; location: Location }
interface Stretch { skip: number; limit: number }

/** Rows that are in memory at a time while everything is read. */
const BATCH = 200;

export type HsdsStore = ReturnType<typeof hsdsStoreOn>;

/** Reads the directory for publishing; the directory's own store alone writes it. */
export function hsdsStoreOn(db: Connection) {
  const database = db.getClient().db(db.name);
  const services = database.collection<ServiceRow>('services');
  const organizations = database.collection<OrganizationRow>('organizations');
  const locations = database.collection<LocationRow>('locations');
  const byName = { name: 1, _id: 1 } as const;

  /** An entry that never told when it changed is among the changed ones: whoever copies the directory must not miss it. */
  const filterOf = ({ search, termId, kind, anyKind, taxonomyId, organizationId, modifiedAfter }: HsdsFilter) => ({
    ...(search === undefined ? {} : { $text: { $search: quoted(search) } }),
    ...(termId === undefined ? {} : { 'service.attributes.term.id': termId }), ...(taxonomyId === undefined ? {} : { 'service.attributes.term.taxonomyId': taxonomyId }),
    ...(kind === undefined ? {} : { kinds: kind }), ...(anyKind === true ? { kinds: { $in: [...HELP_KINDS] } } : {}),
    ...(organizationId === undefined ? {} : { 'service.organizationId': organizationId }),
    ...(modifiedAfter === undefined ? {} : { $or: [{ 'service.lastModifiedAt': { $gte: modifiedAfter } }, { 'service.lastModifiedAt': null }] }),
  });
  const placed = (filter: HsdsFilter) => [{ $match: filterOf(filter) }, { $sort: byName }, { $unwind: { path: '$service.locations', includeArrayIndex: 'at' } }];

  return {
    countServices: (filter: HsdsFilter): Promise<number> => services.countDocuments(filterOf(filter)),
    async services(filter: HsdsFilter, { skip, limit }: Stretch): Promise<Service[]> {
      return (await services.find(filterOf(filter)).sort(byName).allowDiskUse().skip(skip).limit(limit).toArray()).map(({ service }) => service);
    },
    /** Ids and when they changed, nothing else. */
    async marks(filter: HsdsFilter, { skip, limit }: Stretch): Promise<{ id: string; lastModifiedAt: Date | null }[]> {
      const rows = await services.find(filterOf(filter), { projection: { 'service.lastModifiedAt': 1 } }).sort(byName).allowDiskUse().skip(skip).limit(limit).toArray();
      return rows.map(({ _id, service }) => ({ id: _id, lastModifiedAt: service.lastModifiedAt ?? null }));
    },
    async *eachService(filter: HsdsFilter): AsyncGenerator<Service> {
      for await (const { service } of services.find(filterOf(filter), { batchSize: BATCH }).sort(byName).allowDiskUse()) yield service;
    },
    findService: async (id: string): Promise<Service | null> => (await services.findOne({ _id: id }))?.service ?? null,
    servicesOf: async (organizationIds: readonly string[]): Promise<Service[]> =>
      (await services.find({ 'service.organizationId': { $in: [...organizationIds] } }).sort(byName).toArray()).map(({ service }) => service),
    /** Every service that makes one of these locations a refuge, or may. */
    refugesAt: async (locationIds: readonly string[]): Promise<Service[]> =>
      (await services.find({ kinds: 'domestic-abuse', 'service.locations.location.id': { $in: [...locationIds] } }).toArray()).map(({ service }) => service),

    async countPlaces(filter: HsdsFilter): Promise<number> {
      const [row] = await services.aggregate<{ total: number }>([{ $match: filterOf(filter) }, { $group: { _id: null, total: { $sum: { $size: '$service.locations' } } } }]).toArray();
      return row?.total ?? 0;
    },
    async places(filter: HsdsFilter, { skip, limit }: Stretch): Promise<PlacedService[]> {
      const rows = await services.aggregate<{ _id: string; at: number }>([...placed(filter), { $skip: skip }, { $limit: limit }, { $project: { at: { $toInt: '$at' } } }], { allowDiskUse: true }).toArray();
      const whole = new Map((await services.find({ _id: { $in: [...new Set(rows.map(({ _id }) => _id))] } }).toArray()).map((row) => [row._id, row.service]));
      return rows.flatMap(({ _id, at }) => {
        const service = whole.get(_id);
        const place = service?.locations[at];
        return service && place ? [{ service, place }] : [];
      });
    },
    async findPlace(id: string): Promise<PlacedService | null> {
      const service = (await services.findOne({ 'service.locations.id': id }))?.service;
      const place = service?.locations.find((one) => one.id === id);
      return service && place ? { service, place } : null;
    },

    async organizations({ search }: { search?: string }, { skip, limit }: Stretch): Promise<{ found: Organization[]; total: number }> {
      const filter = search === undefined ? {} : { name: { $regex: literally(search), $options: 'i' } };
      const [rows, total] = await Promise.all([organizations.find(filter).sort(byName).skip(skip).limit(limit).toArray(), organizations.countDocuments(filter)]);
      return { found: rows.map(({ organization }) => organization), total };
    },
    findOrganizations: async (ids: readonly string[]): Promise<Map<string, Organization>> =>
      new Map((await organizations.find({ _id: { $in: [...ids] } }).toArray()).map((row) => [row._id, row.organization])),
    locationsOf: async (organizationIds: readonly string[]): Promise<Location[]> =>
      (await locations.find({ organizationId: { $in: [...organizationIds] } }).sort({ _id: 1 }).toArray()).map(({ location }) => location),
  };
}

/** Each word as a phrase of its own, so that all must occur and nothing in them is an operator. */
const quoted = (search: string): string => search.replaceAll(/["\\-]/g, ' ').split(/\s+/).filter((word) => word !== '').map((word) => `"${word}"`).join(' ');

/** A text as a pattern that means just itself. */
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
