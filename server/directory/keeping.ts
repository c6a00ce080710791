import type { Service } from '../contract/directory.js';
import type { ChangeAct } from '../contract/directory-edit.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { ServiceId } from '../kernel/ids.js';
import { newId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { ChangeStore } from './change-store.js';
import { factChanges } from './core/fact-changes.js';
import { factsOf } from './core/facts.js';
import type { DirectoryStore, Stored } from './store.js';
import type { DirectoryActor } from './usecases.js';

/** What keeping a change needs of the house. */
export interface KeepingNeeds { store: DirectoryStore; changes: ChangeStore; events: Events; audit: Audit; clock: Clock }

/** What was done to one entry, by whom and on what ground. `before` is null for a new one. */
export interface Done { before: Stored | null; after: Service; act: ChangeAct; why: string | null; by: DirectoryActor; importId?: string | null; otherId?: ServiceId | null }

export type Keeping = ReturnType<typeof keepingChanges>;

/** Writes a changed service as its next version, with its place in the history, the event for every process and the audit entry. */
export function keepingChanges({ store, changes, events, audit, clock }: KeepingNeeds) {
  return {
    /** @throws `directory/changed` if it was written since `before` was read */
    async keep({ before, after, act, why, by, importId = null, otherId = null }: Done, tx: Tx): Promise<Stored> {
      const at = clock.now();
      const next = before === null ? await store.insert(after, tx) : await store.replace({ service: after, version: before.version }, tx);
      changes.add([{
        id: newId(), serviceId: after.id, version: next.version, at, by: { staffId: by.staffId, name: by.name }, act, why,
        fields: factChanges(before && factsOf(before.service), factsOf(after)), before: before?.service ?? null, importId, otherId,
      }], tx);
      await events.append(tx, [{ at, kind: 'service.changed', teamId: 'network', actorId: by.staffId, data: { service: after.id, version: next.version, what: act } }]);
      await audit.append(tx, [{ at, actorId: by.staffId, role: by.role, action: `service.${act}`, object: `service:${after.id}`, teamId: 'network' }]);
      return next;
    },
  };
}
