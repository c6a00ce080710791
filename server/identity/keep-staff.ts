import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import type { People } from './people.js';
import type { IdentityStore, SessionRow, Staff } from './store.js';
import type { AuditAction } from '../contract/audit-actions.js';

export interface KeepingNeeds { store: IdentityStore; people: People; events: Events; audit: Audit; transact: Transact; clock: Clock }

/** Who acts; null for set-up. */
export type By = Pick<Actor, 'staffId' | 'role'> | null;

export type StaffKeeper = ReturnType<typeof staffKeeper>;

/** How staff are changed: read, decided and written in one transaction, with its audit entry and the news of it. */
export function staffKeeper({ store, people, events, audit, transact, clock }: KeepingNeeds) {
  /** Says in the caller's transaction that somebody was changed, and by whom. */
  async function witness(tx: Tx, id: StaffId, action: AuditAction, by: By): Promise<void> {
    const at = clock.now();
    await events.append(tx, [{ at, kind: 'staff.changed', teamId: 'network', actorId: by?.staffId ?? null, data: { staff: id } }]);
    await audit.append(tx, [{ at, actorId: by?.staffId ?? null, role: by?.role ?? 'set-up', action, object: `staff:${id}`, teamId: 'network' }]);
  }

  /** The same of a team. */
  async function witnessTeam(tx: Tx, id: TeamId, action: AuditAction, by: By): Promise<void> {
    const at = clock.now();
    await events.append(tx, [{ at, kind: 'team.changed', teamId: id, actorId: by?.staffId ?? null, data: {} }]);
    await audit.append(tx, [{ at, actorId: by?.staffId ?? null, role: by?.role ?? 'set-up', action, object: `team:${id}`, teamId: id }]);
  }

  /** Ends these sign-ins everywhere, sockets too. */
  async function endSessions(tx: Tx, rows: readonly SessionRow[], by: By): Promise<void> {
    const at = clock.now();
    for (const { _id } of rows) await store.endSession(_id, tx);
    await events.append(tx, rows.map(({ _id: session }) => ({ at, kind: 'session.ended', teamId: 'network', actorId: by?.staffId ?? null, data: { session } })));
    tx.afterCommit(() => { for (const { _id } of rows) people.forgetSession(_id); });
  }

  /** The same of a rule of the whole network. */
  async function witnessRules(tx: Tx, action: AuditAction, by: By): Promise<void> {
    const at = clock.now();
    await events.append(tx, [{ at, kind: 'network.changed', teamId: 'network', actorId: by?.staffId ?? null, data: {} }]);
    await audit.append(tx, [{ at, actorId: by?.staffId ?? null, role: by?.role ?? 'set-up', action, object: 'network', teamId: 'network' }]);
  }

  return {
    witness, witnessTeam, witnessRules, endSessions,

    /** Runs `work` and has its news known here before it resolves. @throws `identity/e-mail-in-use`, `identity/phone-in-use` */
    async inOne<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      try {
        const result = await transact(work);
        await people.refresh();
        return result;
      } catch (error) {
        const index = duplicateOf(error);
        if (index === 'one_per_email') throw problem('identity/e-mail-in-use');
        if (index === 'one_per_phone') throw problem('identity/phone-in-use');
        throw error;
      }
    },

    /** Changes one member of staff. @throws `identity/absent`, `identity/changed` when `seenVersion` is not the version any more, and what `change` throws */
    edit(id: StaffId, action: AuditAction, by: By, change: (before: Staff, tx: Tx) => Promise<Staff> | Staff, seenVersion?: number): Promise<Staff> {
      return this.inOne(async (tx) => {
        const before = await store.findStaff(id, tx);
        if (!before) throw problem('identity/absent');
        if (seenVersion !== undefined && before.version !== seenVersion) throw problem('identity/changed');
        const after: Staff = { ...await change(before, tx), version: before.version + 1 };
        await store.saveStaff(after, tx);
        await witness(tx, id, action, by);
        return after;
      });
    },
  };
}
