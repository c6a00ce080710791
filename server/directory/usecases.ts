import type { Capacity, CapacityMethod, Service, ServiceCapacityInput, ServiceQuery, ServiceView } from '../contract/directory.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { ServiceId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import type { Problem } from '../platform/http/problem.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { FreshMinutes } from './core/freshness.js';
import type { Telling } from './core/tell-capacity.js';
import { tellCapacity } from './core/tell-capacity.js';
import { serviceView } from './core/service-view.js';
import type { Keeping } from './keeping.js';
import type { MergeStore } from './merge-store.js';
import type { DirectoryStore, Stored } from './store.js';

/** What the directory needs of the house. */
export interface DirectoryNeeds {
  store: DirectoryStore; events: Events; audit: Audit; transact: Transact; clock: Clock;
  /** The network's zone, for hours that name none. */
  networkZone: () => string;
  /** Keeps checks of intake contacts in the history of the entry. */
  keeping: Keeping;
  /** Which entries were joined into others. */
  merges?: Pick<MergeStore, 'find'>;
  /** For how long told places are fresh, by kind. */
  freshMinutes?: FreshMinutes;
  /** What follows from each telling of free places, in its own transaction; from the capacity room. */
  onCapacityTold?: (tx: Tx, told: CapacityTelling, serviceVersion: number) => Promise<void>;
}

/** One telling of free places. `about` is the referral that brought it, if one did. */
export interface CapacityTelling { service: Service; before: Capacity | null; after: Capacity; by: DirectoryActor; method: CapacityMethod; about: string | null; at: Date }

/** Who does something here: staff, or a service by its link. */
export interface DirectoryActor {
  staffId: string | null; name: string; role: string;
  /** Who it is in full, where the directory itself should only show what they are; kept sealed. */
  fullName?: string;
}

export type DirectoryUse = ReturnType<typeof directoryUse>;

/** Reading the directory, and the two things that change it from day to day: free places and checked intake contacts. */
export function directoryUse({ store, events, audit, transact, clock, networkZone, keeping, merges, freshMinutes, onCapacityTold }: DirectoryNeeds) {
  const view = ({ service, version }: Stored): ServiceView => serviceView(service, version, clock.now(), networkZone(), freshMinutes);

  async function get(id: ServiceId, tx?: Tx): Promise<Stored> {
    const stored = await store.find(id, tx);
    if (!stored) throw problem('directory/absent');
    return stored;
  }

  /** Where an entry went, through every joining since; null when it was never joined. */
  async function mergedInto(id: ServiceId): Promise<{ id: ServiceId; name: string } | null> {
    const seen = new Set<ServiceId>([id]);
    let last: ServiceId | null = null;
    for (let next = (await merges?.find(id))?.intoId; next !== undefined && !seen.has(next); next = (await merges?.find(next))?.intoId) { seen.add(next); last = next; }
    const into = last === null ? null : await store.find(last);
    return into && { id: into.service.id, name: into.service.name };
  }

  async function keep(stored: Stored, service: Service, what: 'capacity-told', actor: DirectoryActor, tx: Tx): Promise<Stored> {
    const next = await store.replace({ service, version: stored.version }, tx);
    const at = clock.now();
    await events.append(tx, [{ at, kind: 'service.changed', teamId: 'network', actorId: actor.staffId, data: { service: service.id, version: next.version, what } }]);
    await audit.append(tx, [{ at, actorId: actor.staffId, role: actor.role, action: `service.${what}`, object: `service:${service.id}`, teamId: 'network' }]);
    return next;
  }

  /**
   * Free places as told now, in the caller's transaction, so that a referral's acceptance and the place it takes commit together.
   * @param about the referral that brought it, if one did
   * @throws `directory/absent`, `capacity/changed`, `request/malformed` for a number above the maximum or a telling that could mean several capacities
   */
  async function tellCapacityIn(tx: Tx, id: ServiceId, input: ServiceCapacityInput, actor: DirectoryActor, method: Telling['method'], about: string | null = null): Promise<Stored> {
    const stored = await get(id, tx);
    const at = clock.now();
    const decision = tellCapacity(stored.service, input, { by: actor.name, method, at });
    if (!decision.ok) throw malformed(decision.refusal);
    const kept = await keep(stored, decision.state, 'capacity-told', actor, tx);
    for (const { before, after } of decision.events) await onCapacityTold?.(tx, { service: kept.service, before, after, by: actor, method, about, at }, kept.version);
    return kept;
  }

  return {
    /** A service as stored, for other rooms; null when there is none. */
    find: async (id: ServiceId, tx?: Tx): Promise<Stored | null> => store.find(id, tx),
    get, tellCapacityIn,
    /** @throws `directory/absent` */
    async show(id: ServiceId): Promise<ServiceView> {
      const shown = view(await get(id));
      const into = shown.status === 'defunct' ? await mergedInto(id) : null;
      return into ? { ...shown, mergedInto: into } : shown;
    },
    async list(query: ServiceQuery): Promise<{ services: ServiceView[]; total: number }> {
      const { found, total } = await store.list(query);
      return { services: found.map(view), total };
    },
    /** @throws `directory/absent`, `request/malformed` */
    async tellCapacity(id: ServiceId, input: ServiceCapacityInput, actor: DirectoryActor): Promise<ServiceView> {
      return view(await transact((tx) => tellCapacityIn(tx, id, input, actor, input.method ?? 'screen')));
    },
    /**
     * Records that somebody here checked an intake contact, so that referrals may go to it.
     * @throws `directory/absent`, `directory/intake-contact-absent`, `directory/changed`
     */
    async verifyIntake(id: ServiceId, contactId: string, { seenVersion, how }: { seenVersion: number; how: string }, actor: DirectoryActor): Promise<ServiceView> {
      return view(await transact(async (tx) => {
        const stored = await get(id, tx);
        const { handrail } = stored.service;
        if (!handrail.intake.some((contact) => contact.id === contactId)) throw problem('directory/intake-contact-absent');
        if (stored.version !== seenVersion) throw problem('directory/changed');
        const verified = { by: actor.name, at: clock.now(), how };
        const intake = handrail.intake.map((contact) => (contact.id === contactId ? { ...contact, verified } : contact));
        return keeping.keep({ before: stored, after: { ...stored.service, handrail: { ...handrail, intake } }, act: 'intake-verified', why: how, by: actor }, tx);
      }));
    },
  };
}

const malformed = (refusal: string): Problem => {
  if (refusal === 'capacity-changed') return problem('capacity/changed');
  return refusal === 'more-than-maximum'
    ? problem('request/malformed', { errors: [{ pointer: '/available', detail: 'is more than the maximum' }] })
    : problem('request/malformed', { errors: [{ pointer: '/capacityId', detail: 'say which capacity is meant' }] });
};
