import type { ServiceView } from '../contract/directory.js';
import type { CheckMeans, ServiceCheckInput, StaleQuery, StaleServiceView } from '../contract/directory-edit.js';
import type { ServiceId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { entryState } from './core/freshness.js';
import { firstDayOf, phonesOf, staleReasons, withChecks } from './core/staleness.js';
import type { EditingNeeds, EditingUse } from './editing.js';
import type { Stored } from './store.js';
import type { DirectoryActor } from './usecases.js';

/** What the queue of old entries needs. */
export interface CheckingNeeds extends EditingNeeds {
  editing: EditingUse;
  /** How often each service was referred to in the last year. */
  referralsOf: () => Promise<ReadonlyMap<ServiceId, number>>;
}

export type CheckingUse = ReturnType<typeof checkingUse>;

const BY: Readonly<Record<CheckMeans, string>> = { phone: 'by phone with', website: 'on the website of', visit: 'on a visit with', 'e-mail': 'by e-mail with' };

/** The queue of entries that nobody has checked for long, and recording a check. */
export function checkingUse({ store, keeping, transact, clock, editing, referralsOf }: CheckingNeeds) {
  const viewOf = ({ service, version }: Stored, referrals: number): StaleServiceView => ({
    id: service.id, version, name: service.name, organizationName: service.organizationName, referrals, reasons: staleReasons(service, clock.now()), entry: entryState(service.assuredOn, clock.now()),
    phones: phonesOf(service).map(({ id, number, extension, description, handrail: { checked } }) => ({ id, number, extension, description, checked: checked && { ...checked, at: checked.at.toISOString() } })),
    people: service.contacts.flatMap(({ name }) => (name === null ? [] : [name])),
  });
  return {
    /** Running services that need a check, those that people are sent to most first, then the longest unchecked. */
    async queue({ reason, skip = 0, limit = 50 }: StaleQuery): Promise<{ services: StaleServiceView[]; total: number }> {
      const now = clock.now();
      const counts = await referralsOf();
      const first = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([id]) => id);
      const { found, total } = await store.due({
        first, skip, limit, never: reason === undefined || reason === 'never-checked', phones: reason === undefined || reason === 'phone-not-checked',
        before: reason === 'never-checked' || reason === 'phone-not-checked' ? null : firstDayOf(reason === 'stale' ? 'stale' : 'unverified', now),
      });
      return { services: found.map((one) => viewOf(one, counts.get(one.service.id) ?? 0)), total };
    },
    /**
     * Records that the entry was checked today, and which of its numbers were rung for it.
     * @throws `directory/absent`, `directory/changed`, `request/malformed` for a number that is not of this service
     */
    async check(id: ServiceId, { seenVersion, means, with: whom, phoneIds }: ServiceCheckInput, by: DirectoryActor): Promise<ServiceView> {
      return editing.view(await transact(async (tx) => {
        const stored = await editing.get(id, tx);
        if (stored.version !== seenVersion) throw problem('directory/changed');
        const known = new Set(phonesOf(stored.service).map((phone) => phone.id));
        const strange = phoneIds.findIndex((one) => !known.has(one));
        if (strange >= 0) throw problem('request/malformed', { errors: [{ pointer: `/phoneIds/${strange}`, detail: 'is no number of this service' }] });
        const how = `${BY[means]} ${whom}`;
        const checked = withChecks(stored.service, phoneIds, { by: by.name, at: clock.now(), how });
        const after = { ...checked, assuredOn: editing.today() };
        await editing.keepPlaces(stored.service, after, how, by, tx);
        return keeping.keep({ before: stored, after, act: 'checked', why: how, by }, tx);
      }));
    },
  };
}
