import type { Location, Service, ServiceView } from '../contract/directory.js';
import type { ServiceChangeInput, ServiceChangeView, ServiceEditInput, ServiceFactsView } from '../contract/directory-edit.js';
import type { ServiceId } from '../kernel/ids.js';
import { newId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import { dateOf } from './core/calendar-day.js';
import { putBack } from './core/fact-changes.js';
import { factFaults } from './core/fact-faults.js';
import { factsOf } from './core/facts.js';
import { newOrganization, newService } from './core/import/import-draft.js';
import { localDay } from './core/local-time.js';
import { same } from './core/same.js';
import { serviceView } from './core/service-view.js';
import type { Editing } from './core/with-facts.js';
import { withFacts } from './core/with-facts.js';
import type { ServiceChange } from './change-store.js';
import type { Keeping, KeepingNeeds } from './keeping.js';
import type { Stored } from './store.js';
import type { DirectoryActor } from './usecases.js';

/** What changing entries needs of the house. */
export interface EditingNeeds extends KeepingNeeds {
  transact: Transact; keeping: Keeping; networkZone: () => string;
  /** ISO 3166-1, for numbers that name no country. */
  country: () => string;
}

export type EditingUse = ReturnType<typeof editingUse>;

/** Changing entries by hand, their history, and putting an earlier state back. */
export function editingUse(needs: EditingNeeds) {
  const { store, changes, keeping, transact, clock, networkZone, country } = needs;
  const view = ({ service, version }: Stored): ServiceView => serviceView(service, version, clock.now(), networkZone());
  const today = (): string => dateOf(localDay(clock.now().getTime(), networkZone()));
  const editing = (by: DirectoryActor): Editing => ({ by: by.name, at: clock.now(), newId, country: country() });

  async function get(id: ServiceId, tx?: Tx): Promise<Stored> {
    const stored = await store.find(id, tx);
    if (!stored) throw problem('directory/absent');
    return stored;
  }

  /** A service under the organization of this name, which is made when there is none. */
  async function underOrganization(service: Service, name: string, tx: Tx): Promise<Service> {
    if (name === service.organizationName && service.organizationId !== '') return service;
    const known = await store.organizationNamed(name, tx);
    const organization = known ?? newOrganization(newId(), name);
    if (!known) await store.putOrganizations([{ organization, standsIn: false }], tx);
    return { ...service, organizationId: organization.id, organizationName: organization.name };
  }

  /** Writes the places of a service; one that changed changes for every other service there too, each with its own entry in the history. */
  async function keepPlaces(before: Service | null, after: Service, why: string, by: DirectoryActor, tx: Tx): Promise<void> {
    const known = new Map((before?.locations ?? []).map(({ location }) => [location.id, location]));
    const changed = after.locations.map(({ location }) => location).filter((location) => !same(known.get(location.id), location));
    await store.putLocations(changed, tx);
    const shared = changed.filter(({ id }) => known.has(id));
    if (shared.length === 0) return;
    const others = (await store.atLocations(shared.map(({ id }) => id), tx)).filter(({ service }) => service.id !== after.id);
    for (const other of others) await keeping.keep({ before: other, after: atPlaces(other.service, shared), act: 'edited', why, by }, tx);
  }

  async function checkFacts(input: ServiceChangeInput, before: Service | null): Promise<void> {
    const faults = factFaults(input.facts, before && factsOf(before), country());
    if (faults.length > 0) throw problem('request/malformed', { errors: faults.map(({ pointer, detail }) => ({ pointer: `/facts${pointer}`, detail })) });
  }

  const assured = (service: Service, checkedAll: boolean): Service => (checkedAll ? { ...service, assuredOn: today(), handrail: { ...service.handrail, review: null } } : service);

  /** Whether other services use a place, so that one service must not turn it back by itself. */
  async function withSharedAsNow(earlier: Service, tx: Tx): Promise<Service> {
    const ids = earlier.locations.map(({ location }) => location.id);
    const others = (await store.atLocations(ids, tx)).filter(({ service }) => service.id !== earlier.id);
    const shared = new Set(others.flatMap(({ service }) => service.locations.map(({ location }) => location.id)));
    return atPlaces(earlier, (await store.findLocations(ids, tx)).filter(({ id }) => shared.has(id)));
  }

  async function viewOf(list: readonly ServiceChange[]): Promise<ServiceChangeView[]> {
    const others = new Map((await store.findMany([...new Set(list.flatMap(({ otherId }) => (otherId === null ? [] : [otherId])))])).map(({ service }) => [service.id, service.name]));
    return list.map(({ id, version, at, by, act, why, fields, before, otherId }) => ({
      id, version, at: at.toISOString(), by: by.name, act, why, fields, other: otherId === null ? null : { id: otherId, name: others.get(otherId) ?? '' }, canPutBack: before !== null,
    }));
  }

  return {
    get, view, today, keepPlaces, withSharedAsNow,
    /** @throws `directory/absent` */
    async facts(id: ServiceId): Promise<ServiceFactsView> {
      const { service, version } = await get(id);
      const [latest] = await changes.of(id, { limit: 1 });
      const phones = [...service.phones, ...service.contacts.flatMap((one) => one.phones), ...service.locations.flatMap((place) => [...place.phones, ...place.location.phones])];
      const onWire = <T extends { at: Date }>(one: T) => ({ ...one, at: one.at.toISOString() });
      return {
        serviceId: id, version, facts: factsOf(service), lastChange: latest ? { by: latest.by.name, at: latest.at.toISOString() } : null,
        checks: Object.fromEntries(phones.flatMap((phone) => (phone.handrail.checked ? [[phone.id, onWire(phone.handrail.checked)]] : []))),
        verified: Object.fromEntries(service.handrail.intake.flatMap((one) => (one.verified ? [[one.id, onWire(one.verified)]] : []))),
      };
    },
    /**
     * Changes an entry. A change that says the same as before writes nothing.
     * @throws `directory/absent`, `directory/changed`, `request/malformed` naming every field that cannot be right
     */
    async edit(id: ServiceId, { seenVersion, ...input }: ServiceEditInput, by: DirectoryActor): Promise<ServiceView> {
      return view(await transact(async (tx) => {
        const stored = await get(id, tx);
        if (stored.version !== seenVersion) throw problem('directory/changed');
        await checkFacts(input, stored.service);
        const named = await underOrganization(stored.service, input.facts.organizationName, tx);
        const after = assured(withFacts(named, input.facts, editing(by)), input.checkedAll);
        if (same(after, stored.service)) return stored;
        await keepPlaces(stored.service, after, input.why, by, tx);
        return keeping.keep({ before: stored, after: { ...after, lastModifiedAt: clock.now() }, act: 'edited', why: input.why, by }, tx);
      }));
    },
    /** @throws `request/malformed` naming every field that cannot be right */
    async create(id: ServiceId, input: ServiceChangeInput, by: DirectoryActor, claim: (tx: Tx) => Promise<void> = async () => undefined): Promise<ServiceView> {
      await checkFacts(input, null);
      return view(await transact(async (tx) => {
        await claim(tx);
        const blank = await underOrganization(newService(id, '', input.facts.name), input.facts.organizationName, tx);
        const after = { ...assured(withFacts(blank, input.facts, editing(by)), input.checkedAll), lastModifiedAt: clock.now() };
        await keepPlaces(null, after, input.why, by, tx);
        return keeping.keep({ before: null, after, act: 'created', why: input.why, by }, tx);
      }));
    },
    organizationsLike: async (q: string): Promise<{ id: string; name: string }[]> => (await store.organizationsLike(q, 20)).map(({ id, name }) => ({ id, name })),
    /** Changes of a service, newest first, a page at a time. @throws `directory/absent` */
    async history(id: ServiceId, before?: number): Promise<{ changes: ServiceChangeView[]; more: boolean }> {
      await get(id);
      const found = await changes.of(id, { limit: PAGE + 1, ...(before === undefined ? {} : { before }) });
      return { changes: await viewOf(found.slice(0, PAGE)), more: found.length > PAGE };
    },
    /**
     * Makes the state before a change the present one, as a change of its own. Places that other services share stay as they are.
     * @throws `directory/absent`, `directory/change-absent`, `directory/changed`, `directory/nothing-to-put-back`
     */
    async putBack(id: ServiceId, changeId: string, { seenVersion, why }: { seenVersion: number; why: string }, by: DirectoryActor): Promise<ServiceView> {
      return view(await transact(async (tx) => {
        const stored = await get(id, tx);
        const change = await changes.find(changeId, tx);
        if (!change || change.serviceId !== id || change.before === null) throw problem('directory/change-absent');
        if (stored.version !== seenVersion) throw problem('directory/changed');
        const after = await withSharedAsNow(putBack(change.before, stored.service), tx);
        if (same({ ...after, lastModifiedAt: null }, { ...stored.service, lastModifiedAt: null })) throw problem('directory/nothing-to-put-back');
        await keepPlaces(stored.service, after, why, by, tx);
        return keeping.keep({ before: stored, after: { ...after, lastModifiedAt: clock.now() }, act: 'put-back', why, by }, tx);
      }));
    },
  };
}

/** So many changes at once. */
const PAGE = 30;

/** A service with these places as given. */
function atPlaces(service: Service, places: readonly Location[]): Service {
  const by = new Map(places.map((location) => [location.id, location]));
  return { ...service, locations: service.locations.map((place) => ({ ...place, location: by.get(place.location.id) ?? place.location })) };
}

