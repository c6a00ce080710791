import type { Organization, Service, TaxonomyTerm } from '../contract/directory.js';
import {
  KINDS_TAXONOMY, isHidden, kindAttributes, kindOfOwnTerm, kindTerms, locationToHsds, organizationToHsds, serviceToHsds, taxonomyToHsds, termToHsds, withoutPlace,
} from '../directory/index.js';
import type { HsdsForm, HsdsObject, TaxonomyStore } from '../directory/index.js';
import { problem } from '../platform/http/problem.js';
import { coverage } from './core/coverage.js';
import type { Near } from './core/coverage.js';
import { hsdsPage } from './core/hsds-page.js';
import type { HsdsPage } from './core/hsds-page.js';
import { publishing } from './core/publish.js';
import type { Publishing, Writing } from './core/publish.js';
import type { HsdsFilter, HsdsStore, PlacedService } from './store.js';

/** What publishing needs of the house. */
export interface HsdsNeeds {
  store: HsdsStore; taxonomies: TaxonomyStore;
  /** The middle of a postcode's ground, offline; null when nobody knows it. */
  locate: (postcode: string) => { latitude: number; longitude: number } | null;
}

/** Which page. */
export interface PageQuery { page: number; perPage: number }
/** Which services, as asked over the API. */
export interface ServicesQuery extends PageQuery { search?: string; termId?: string; taxonomyId?: string; organizationId?: string; modifiedAfter?: Date; full?: boolean; minimal?: boolean }
/** Which services at locations. `proximityMeters` counts only with a postcode. */
export interface PlacesQuery extends Omit<ServicesQuery, 'minimal'> { postcode?: string; proximityMeters?: number }
export interface OrganizationsQuery extends PageQuery { search?: string; full?: boolean; fullService?: boolean }
export interface TermsQuery extends PageQuery { search?: string; taxonomyId?: string; parentId?: string; topOnly?: boolean }

const WRITING: Writing = { service: serviceToHsds, location: locationToHsds, organization: organizationToHsds, kindAttributes, isHidden, withoutPlace };
/** Things that are read together while everything is streamed. */
const TOGETHER = 200;

const stretch = ({ page, perPage }: PageQuery) => ({ skip: (page - 1) * perPage, limit: perPage });

export type HsdsUse = ReturnType<typeof hsdsUse>;

/** The directory as others read it: HSDS objects, a page at a time or all of them one after the other. */
export function hsdsUse({ store, taxonomies, locate }: HsdsNeeds) {
  function filterOf({ search, termId, taxonomyId, organizationId, modifiedAfter }: Omit<ServicesQuery, keyof PageQuery>): HsdsFilter {
    const kind = termId === undefined ? null : kindOfOwnTerm(termId);
    return {
      ...(search === undefined ? {} : { search }), ...(organizationId === undefined ? {} : { organizationId }), ...(modifiedAfter === undefined ? {} : { modifiedAfter }),
      ...(kind !== null ? { kind } : termId === undefined ? {} : { termId }),
      ...(taxonomyId === undefined ? {} : taxonomyId === KINDS_TAXONOMY.id ? (kind === null ? { anyKind: true } : {}) : { taxonomyId }),
    };
  }

  const organizationsOf = (services: readonly Service[]): Promise<Map<string, Organization>> => store.findOrganizations([...new Set(services.map(({ organizationId }) => organizationId))]);

  /** Ids of those locations that some service there does not want to be known. */
  async function hiddenAt(locationIds: readonly string[]): Promise<Set<string>> {
    if (locationIds.length === 0) return new Set();
    const refuges = await store.refugesAt(locationIds);
    return new Set(refuges.flatMap((service) => service.locations.filter(({ location }) => isHidden(service, location)).map(({ location }) => location.id)));
  }
  const hiddenIn = (services: readonly Service[]): Promise<Set<string>> => hiddenAt([...new Set(services.flatMap(({ locations }) => locations.map(({ location }) => location.id)))]);

  async function writeServices(services: readonly Service[], as: Publishing, full: boolean): Promise<HsdsObject[]> {
    const [by, hidden] = await Promise.all([organizationsOf(services), full ? hiddenIn(services) : new Set<string>()]);
    return services.map((one) => (full ? as.service(one, by.get(one.organizationId) ?? null, hidden) : as.simpleService(one, by.get(one.organizationId) ?? null)));
  }

  async function writePlaces(found: readonly PlacedService[], as: Publishing, full: boolean): Promise<HsdsObject[]> {
    const services = found.map(({ service }) => service);
    const [by, hidden] = await Promise.all([organizationsOf(services), hiddenIn(services)]);
    return found.map(({ service, place }) => as[full ? 'place' : 'simplePlace'](service, place, by.get(service.organizationId) ?? null, hidden));
  }

  /** Whole organizations with their locations, and their services with one-to-one facts or, if wished, whole. */
  async function writeOrganizations(found: readonly Organization[], as: Publishing, fullService: boolean): Promise<HsdsObject[]> {
    const ids = found.map(({ id }) => id);
    const [services, locations] = await Promise.all([store.servicesOf(ids), store.locationsOf(ids)]);
    const hidden = await hiddenAt([...locations.map(({ id }) => id), ...services.flatMap((one) => one.locations.map(({ location }) => location.id))]);
    return found.map((one) => {
      const own = services.filter(({ organizationId }) => organizationId === one.id).map((service) => (fullService ? as.service(service, null, hidden) : as.simpleService(service, null)));
      return { ...as.organization(one, locations.filter(({ organizationId }) => organizationId === one.id), hidden), ...(own.length > 0 ? { services: own } : {}) };
    });
  }

  /** Places within reach of a postcode; everything has to be looked at, so only what is needed is kept. */
  async function* near(filter: HsdsFilter, { postcode, proximityMeters }: { postcode: string; proximityMeters?: number }): AsyncGenerator<PlacedService> {
    const at = locate(postcode);
    const reach: Near = { postcode, at, ...(proximityMeters === undefined ? {} : { meters: proximityMeters }) };
    for await (const service of store.eachService(filter)) for (const place of service.locations) if (coverage(service, place, reach)) yield { service, place };
  }

  /** Those near a postcode, of whom one page is kept. */
  async function nearPage(query: PlacesQuery & { postcode: string }): Promise<{ found: PlacedService[]; total: number }> {
    const { skip, limit } = stretch(query);
    const found: PlacedService[] = [];
    let total = 0;
    for await (const one of near(filterOf(query), query)) if (total++ >= skip && found.length < limit) found.push(one);
    return { found, total };
  }

  const terms = async (query: TermsQuery, skip: number, limit: number): Promise<{ found: TaxonomyTerm[]; total: number }> => {
    // Ours are few, stand before the others and are in no collection.
    const words = (query.search ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '');
    const own = (query.taxonomyId ?? KINDS_TAXONOMY.id) !== KINDS_TAXONOMY.id || query.parentId !== undefined ? []
      : kindTerms().filter(({ name, code }) => words.every((word) => `${name} ${code}`.toLowerCase().includes(word)));
    const { page: _page, perPage: _perPage, ...filter } = query;
    const mine = own.slice(skip, skip + limit);
    const others = await taxonomies.terms(filter, Math.max(0, skip - own.length), Math.max(1, limit - mine.length));
    return { found: [...mine, ...others.found.slice(0, limit - mine.length)], total: own.length + others.total };
  };

  async function* batches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
    let batch: T[] = [];
    for await (const one of all) {
      batch.push(one);
      if (batch.length === TOGETHER) { yield batch; batch = []; }
    }
    if (batch.length > 0) yield batch;
  }

  /** All pages of a listing, one thing after the other. */
  async function* walk(read: (query: PageQuery) => Promise<HsdsPage>): AsyncGenerator<HsdsObject> {
    for (let page = 1; ; page++) {
      const { contents, last_page: last, empty } = await read({ page, perPage: TOGETHER });
      yield* contents;
      if (last || empty) return;
    }
  }

  const as = (form: HsdsForm): Publishing => publishing(WRITING, form);

  const use = {
    async services(query: ServicesQuery, form: HsdsForm): Promise<HsdsPage> {
      const filter = filterOf(query);
      const total = await store.countServices(filter);
      if (query.minimal === true) {
        const marks = await store.marks(filter, stretch(query));
        return hsdsPage(marks.map(({ id, lastModifiedAt }) => ({ id, ...(lastModifiedAt ? { modified_date: lastModifiedAt.toISOString() } : {}) })), total, query);
      }
      return hsdsPage(await writeServices(await store.services(filter, stretch(query)), as(form), query.full === true), total, query);
    },
    async *eachService(query: Omit<ServicesQuery, keyof PageQuery>, form: HsdsForm): AsyncGenerator<HsdsObject> {
      for await (const batch of batches(store.eachService(filterOf(query)))) {
        yield* query.minimal === true
          ? batch.map(({ id, lastModifiedAt }) => ({ id, ...(lastModifiedAt ? { modified_date: lastModifiedAt.toISOString() } : {}) })) : await writeServices(batch, as(form), query.full === true);
      }
    },
    /** @throws `hsds/absent` */
    async service(id: string, form: HsdsForm): Promise<HsdsObject> {
      const service = await store.findService(id);
      if (!service) throw problem('hsds/absent');
      return (await writeServices([service], as(form), true))[0] as HsdsObject;
    },

    async places(query: PlacesQuery, form: HsdsForm): Promise<HsdsPage> {
      const { postcode } = query;
      const { found, total } = postcode !== undefined ? await nearPage({ ...query, postcode })
        : { found: await store.places(filterOf(query), stretch(query)), total: await store.countPlaces(filterOf(query)) };
      return hsdsPage(await writePlaces(found, as(form), query.full === true), total, query);
    },
    async *eachPlace(query: Omit<PlacesQuery, keyof PageQuery>, form: HsdsForm): AsyncGenerator<HsdsObject> {
      async function* everywhere(): AsyncGenerator<PlacedService> {
        for await (const service of store.eachService(filterOf(query))) for (const place of service.locations) yield { service, place };
      }
      const { postcode } = query;
      for await (const batch of batches(postcode === undefined ? everywhere() : near(filterOf(query), { ...query, postcode }))) yield* await writePlaces(batch, as(form), query.full === true);
    },
    /** @throws `hsds/absent` */
    async place(id: string, form: HsdsForm): Promise<HsdsObject> {
      const found = await store.findPlace(id);
      if (!found) throw problem('hsds/absent');
      return (await writePlaces([found], as(form), true))[0] as HsdsObject;
    },

    async organizations(query: OrganizationsQuery, form: HsdsForm): Promise<HsdsPage> {
      const { found, total } = await store.organizations(query, stretch(query));
      const whole = query.full === true || query.fullService === true;
      return hsdsPage(whole ? await writeOrganizations(found, as(form), query.fullService === true) : found.map((one) => as(form).simpleOrganization(one)), total, query);
    },
    eachOrganization: (query: Omit<OrganizationsQuery, keyof PageQuery>, form: HsdsForm): AsyncGenerator<HsdsObject> => walk((page) => use.organizations({ ...query, ...page }, form)),
    /** @throws `hsds/absent` */
    async organization(id: string, fullService: boolean, form: HsdsForm): Promise<HsdsObject> {
      const found = (await store.findOrganizations([id])).get(id);
      if (!found) throw problem('hsds/absent');
      return (await writeOrganizations([found], as(form), fullService))[0] as HsdsObject;
    },

    async taxonomies(query: PageQuery & { search?: string }): Promise<HsdsPage> {
      const own = KINDS_TAXONOMY.name.toLowerCase().includes((query.search ?? '').toLowerCase()) ? [KINDS_TAXONOMY] : [];
      const { skip, limit } = stretch(query);
      const mine = own.slice(skip, skip + limit);
      const { found, total } = await taxonomies.taxonomies(query, Math.max(0, skip - own.length), Math.max(1, limit - mine.length));
      return hsdsPage([...mine, ...found.slice(0, limit - mine.length)].map(taxonomyToHsds), own.length + total, query);
    },
    eachTaxonomy: (query: { search?: string }): AsyncGenerator<HsdsObject> => walk((page) => use.taxonomies({ ...query, ...page })),
    /** @throws `hsds/absent` */
    async taxonomy(id: string): Promise<HsdsObject> {
      const found = id === KINDS_TAXONOMY.id ? KINDS_TAXONOMY : await taxonomies.findTaxonomy(id);
      if (!found) throw problem('hsds/absent');
      return taxonomyToHsds(found);
    },
    async terms(query: TermsQuery): Promise<HsdsPage> {
      const { skip, limit } = stretch(query);
      const { found, total } = await terms(query, skip, limit);
      return hsdsPage(found.map(termToHsds), total, query);
    },
    eachTerm: (query: Omit<TermsQuery, keyof PageQuery>): AsyncGenerator<HsdsObject> => walk((page) => use.terms({ ...query, ...page })),
    /** @throws `hsds/absent` */
    async term(id: string): Promise<HsdsObject> {
      const found = kindTerms().find((one) => one.id === id) ?? await taxonomies.findTerm(id);
      if (!found) throw problem('hsds/absent');
      return termToHsds(found);
    },
  };
  return use;
}
