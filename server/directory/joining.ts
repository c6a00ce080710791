import type { Service, ServiceView } from '../contract/directory.js';
import type { DuplicateSide, DuplicatesView, MergeInput, MergeSideView, MergeView } from '../contract/directory-edit.js';
import type { ServiceId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Tx } from '../platform/mongo/transact.js';
import { likenessOf } from './likeness.js';
import { putBack, serviceChanges } from './core/fact-changes.js';
import { factsOf, mainAddress } from './core/facts.js';
import { entryState } from './core/freshness.js';
import { mergeServices } from './core/merge-services.js';
import type { CheckingNeeds } from './checking.js';
import type { MergeStore } from './merge-store.js';
import type { Stored } from './store.js';
import type { DirectoryActor } from './usecases.js';

export interface JoiningNeeds extends CheckingNeeds { merges: MergeStore }
export type JoiningUse = ReturnType<typeof joiningUse>;

/** So many pairs are shown. */
const SHOWN = 100;

/** Entries that may be one, joining them, and taking a joining back. */
export function joiningUse({ store, changes, keeping, transact, clock, editing, merges, referralsOf }: JoiningNeeds) {
  const likeness = likenessOf({ store, changes, merges, clock });
  const side = ({ id, name, organizationName, status, assuredOn, locations, phones }: Service): DuplicateSide => {
    const address = locations.map(({ location }) => mainAddress(location.addresses)).find((one) => one !== null) ?? null;
    return { id, name, organizationName, status, entry: entryState(assuredOn, clock.now()), place: address && [address.address1, address.city].filter(Boolean).join(', '), phone: phones[0]?.number ?? null };
  };
  const mergeSide = ({ service, version }: Stored, referrals: number): MergeSideView =>
    ({ id: service.id, version, name: service.name, facts: factsOf(service), entry: entryState(service.assuredOn, clock.now()), referrals });

  async function both(id: ServiceId, goesId: ServiceId, tx?: Tx): Promise<[Stored, Stored]> {
    const [stays, goes] = [await editing.get(id, tx), await editing.get(goesId, tx)];
    if (id === goesId) throw problem('request/malformed', { errors: [{ pointer: '/goesId', detail: 'is the same entry' }] });
    if ((await merges.among([id, goesId], tx)).size > 0) throw problem('directory/merged');
    return [stays, goes];
  }

  /** The state of a service before the version that a joining made; null when somebody changed it since. */
  async function beforeOf(now: Stored, madeVersion: number): Promise<Service | null> {
    const [latest] = await changes.of(now.service.id, { limit: 1 });
    return latest?.version === madeVersion && latest.before !== null ? putBack(latest.before, now.service) : null;
  }

  return {
    /** Pairs that may be one, the likest first, without those that were joined, closed for good or kept apart. Never waits for a whole directory to be looked through. */
    async duplicates(): Promise<DuplicatesView> {
      const { pairs, asOf, looking } = await likeness.now();
      const shown = pairs.slice(0, SHOWN);
      const known = new Map((await store.findMany([...new Set(shown.flatMap(({ one, other }) => [one, other]))])).map(({ service }) => [service.id, service]));
      return {
        total: pairs.length, asOf: asOf?.toISOString() ?? null, looking,
        pairs: shown.flatMap(({ one, other, grounds, likeness }) => {
          const [a, b] = [known.get(one), known.get(other)];
          return a && b ? [{ one: side(a), other: side(b), grounds, likeness }] : [];
        }),
      };
    },
    keepApart: async (a: ServiceId, b: ServiceId, by: DirectoryActor): Promise<void> => merges.keepApart(a, b, by.name, clock.now()),
    /** Two entries side by side. @throws `directory/absent`, `directory/merged` */
    async compare(id: ServiceId, goesId: ServiceId): Promise<MergeView> {
      const [stays, goes] = await both(id, goesId);
      const counts = await referralsOf();
      return { stays: mergeSide(stays, counts.get(id) ?? 0), goes: mergeSide(goes, counts.get(goesId) ?? 0), differs: serviceChanges(stays.service, goes.service).map(({ field }) => field) };
    },
    /**
     * Joins one entry into another. The one that goes stays readable under its id, says where it went, and is never offered again.
     * @throws `directory/absent`, `directory/merged`, `directory/changed` when either was written since it was looked at
     */
    async join(id: ServiceId, { goesId, seenVersion, goesSeenVersion, fromOther, why }: MergeInput, by: DirectoryActor): Promise<ServiceView> {
      return editing.view(await transact(async (tx) => {
        const [stays, goes] = await both(id, goesId, tx);
        if (stays.version !== seenVersion || goes.version !== goesSeenVersion) throw problem('directory/changed');
        const into = await keeping.keep({ before: stays, after: { ...mergeServices(stays.service, goes.service, fromOther), lastModifiedAt: clock.now() }, act: 'merged', why, by, otherId: goesId }, tx);
        const from = await keeping.keep({ before: goes, after: { ...goes.service, status: 'defunct' }, act: 'merged-into', why, by, otherId: id }, tx);
        await merges.add({ fromId: goesId, intoId: id, at: clock.now(), by: by.name, fromVersion: from.version, intoVersion: into.version }, tx);
        return into;
      }));
    },
    /**
     * Takes a joining back: the entry that went is as it was; the other too, unless somebody changed it since, which then stays.
     * @throws `directory/absent`, `directory/not-merged`, `directory/merge-changed` when the one that went was changed since
     */
    async takeBack(goesId: ServiceId, why: string, by: DirectoryActor): Promise<{ service: ServiceView; otherStays: boolean }> {
      return transact(async (tx) => {
        const goes = await editing.get(goesId, tx);
        const merge = await merges.find(goesId, tx);
        if (!merge) throw problem('directory/not-merged');
        const before = await beforeOf(goes, merge.fromVersion);
        if (!before) throw problem('directory/merge-changed');
        const into = await store.find(merge.intoId, tx);
        const intoBefore = into && await beforeOf(into, merge.intoVersion);
        const kept = await keeping.keep({ before: goes, after: before, act: 'merge-undone', why, by, otherId: merge.intoId }, tx);
        if (into && intoBefore) await keeping.keep({ before: into, after: intoBefore, act: 'merge-undone', why, by, otherId: goesId }, tx);
        await merges.remove(goesId, tx);
        return { service: editing.view(kept), otherStays: !intoBefore };
      });
    },
  };
}
