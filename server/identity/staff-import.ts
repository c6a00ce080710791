import { createHash } from 'node:crypto';
import Joi from 'joi';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import type { ImportApplyInput, ImportDoneView, ImportPreviewView } from '../contract/identity.js';
import { newId } from '../kernel/ids.js';
import type { TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Tx } from '../platform/mongo/transact.js';
import { planStaff, planTeams } from './core/import-plan.js';
import type { ImportChecks, ImportWorld, PlannedRow, StaffDraft, TeamDraft } from './core/import-plan.js';
import { readImportTable } from './core/import-table.js';
import { AS_THE_LADDER } from './core/own-channels.js';
import type { StaffKeeper } from './keep-staff.js';
import type { People } from './people.js';
import { sameName } from './staff-admin.js';
import type { IdentityStore, Staff, StaffToKeep, Team } from './store.js';
import { initialsOf } from './usecases.js';

export interface StaffImportNeeds { store: IdentityStore; people: People; keeper: StaffKeeper; isDutyPhone: (number: string) => boolean }

export type StaffImport = ReturnType<typeof staffImport>;

type Plan = { kind: 'staff'; rows: PlannedRow<StaffDraft>[]; unknownColumns: string[] } | { kind: 'teams'; rows: PlannedRow<TeamDraft>[]; unknownColumns: string[] };

const emailRule = Joi.string().email({ tlds: false }).max(254).required();

/** Staff and teams out of a table: first shown, then taken in one transaction exactly as shown. */
export function staffImport({ store, people, keeper, isDutyPhone }: StaffImportNeeds) {
  const checks = (): ImportChecks => {
    const country = (/-([A-Z]{2})$/.exec(people.network().locale)?.[1] ?? 'US') as CountryCode;
    return {
      isEmail: (typed) => emailRule.validate(typed).error === undefined,
      phone(typed) {
        const parsed = parsePhoneNumberFromString(typed, country);
        return parsed?.isPossible() && !isDutyPhone(parsed.number) ? parsed.number : null;
      },
    };
  };

  const worldNow = async (tx?: Tx): Promise<ImportWorld & { staff: Staff[] }> => ({ staff: (await store.allStaff(tx)).filter(({ outside }) => !outside), teams: await store.allTeams(tx) });

  function planOf(csv: string, world: ImportWorld): Plan {
    const table = readImportTable(csv);
    if ('why' in table) throw problem('identity/import-unreadable', { detail: table.why });
    const { unknownColumns } = table;
    return table.kind === 'staff' ? { kind: 'staff', unknownColumns, rows: planStaff(table, world, checks()) } : { kind: 'teams', unknownColumns, rows: planTeams(table, world) };
  }

  function viewOf({ kind, rows, unknownColumns }: Plan): ImportPreviewView {
    const shown = rows.map(({ draft: _draft, ...row }) => row);
    const count = (result: PlannedRow<unknown>['result']): number => rows.filter((row) => row.result === result).length;
    return {
      kind, rows: shown, unknownColumns, digest: createHash('sha256').update(JSON.stringify([kind, rows])).digest('base64url'),
      counts: { new: count('new'), changed: count('changed'), same: count('same'), refused: count('refused') },
    };
  }

  async function takeTeams(tx: Tx, rows: readonly PlannedRow<TeamDraft>[], teams: readonly Team[], by: Actor): Promise<void> {
    const wanted = rows.flatMap(({ draft, result }) => (draft && (result === 'new' || result === 'changed') ? [{ ...draft, id: draft.id ?? newId<TeamId>(), isNew: draft.id === null }] : []));
    const idOf = (name: string): TeamId | undefined => wanted.find((one) => sameName(one.name, name))?.id ?? teams.find((one) => sameName(one.name, name))?.id;
    for (const { id, name, receivedBy, isNew } of wanted) {
      const before = teams.find((one) => one.id === id);
      await store.saveTeam({ id, name, receivedBy: (receivedBy === null ? before?.receivedBy : idOf(receivedBy)) ?? id }, tx);
      await keeper.witnessTeam(tx, id, isNew ? 'team.imported' : 'team.changed-by-import', by);
    }
  }

  async function takeStaff(tx: Tx, rows: readonly PlannedRow<StaffDraft>[], staff: readonly Staff[], by: Actor): Promise<void> {
    await store.oneAtATime(tx);
    const kept = new Map<string, StaffToKeep>(staff.map((one) => [one.email.toLocaleLowerCase('en'), one]));
    for (const { draft, result } of rows) {
      if (!draft || (result !== 'new' && result !== 'changed')) continue;
      const at = draft.email.toLocaleLowerCase('en');
      const before = kept.get(at);
      const base: StaffToKeep = before ?? {
        id: store.newStaffId(), name: '', initials: '', email: draft.email, phone: null, numbers: [], choices: AS_THE_LADDER, quiet: null, roles: [], passwordHash: '', active: true, version: 0,
      };
      const after: StaffToKeep = {
        ...base, name: draft.name, initials: initialsOf(draft.name), roles: draft.roles, version: (base.version ?? 1) + 1,
        numbers: [...base.numbers ?? [], ...draft.add.map((one) => ({ id: newId(), ...one, verifiedAt: null, verifiedBy: null }))],
      };
      kept.set(at, after);
      await store.saveStaff(after, tx);
      await keeper.witness(tx, after.id, before ? 'staff.changed-by-import' : 'staff.imported', by);
    }
  }

  return {
    /** What this table would do. Writes nothing. @throws `identity/import-unreadable` */
    preview: async (csv: string): Promise<ImportPreviewView> => viewOf(planOf(csv, await worldNow())),

    /**
     * Does exactly what the preview of this name showed; lines that were refused stay out. Done twice it changes nothing.
     * @throws `identity/import-changed` when the table would do something else by now, `identity/import-unreadable`
     */
    apply: ({ csv, digest }: ImportApplyInput, by: Actor): Promise<ImportDoneView> => keeper.inOne(async (tx) => {
      const world = await worldNow(tx);
      const plan = planOf(csv, world);
      const { counts, digest: now } = viewOf(plan);
      if (counts.new + counts.changed === 0) return { added: 0, changed: 0, same: counts.same };
      if (now !== digest) throw problem('identity/import-changed');
      if (plan.kind === 'teams') await takeTeams(tx, plan.rows, world.teams as Team[], by);
      else await takeStaff(tx, plan.rows, world.staff, by);
      return { added: counts.new, changed: counts.changed, same: counts.same };
    }),
  };
}
