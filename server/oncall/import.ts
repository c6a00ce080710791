import { createHash } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import { ROTA_START_COLUMNS } from '../contract/rota-import.js';
import type { RotaExportQuery, RotaExportView, RotaImportDoneView, RotaImportPreviewView } from '../contract/rota-import.js';
import { readCsv, tableOf } from '../identity/index.js';
import { newId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Announcing } from './announce.js';
import { exportOf } from './core/export-rota.js';
import { exchangeFixed } from './core/fixed-shifts.js';
import { NOBODY, ROTA_COLUMNS, personMeant, planRota } from './core/import-plan.js';
import type { ImportLine, PlannedShift, RotaImportWorld, ShiftDraft } from './core/import-plan.js';
import { dateStyleOf } from './core/import-times.js';
import { grouped } from './core/rota.js';
import type { Rota } from './core/rota.js';
import { dateOf, wallAt } from './core/wall-clock.js';
import type { OnCallNeeds } from './needs.js';
import { booksOf } from './store.js';
import type { Everything, Override } from './store.js';
import type { RotaViews } from './views.js';

const DAY_MS = 24 * 3600 * 1000;
/** As far as a preview looks at what a table leaves open. In days. */
const LOOKED_DAYS = 93;
/** As `rotas.ts` keeps in memory. In days. */
const KEPT_DAYS = 100;
const EXPORT_DAYS = 31;

/** What a table does to one rota. */
interface Exchange { rota: Rota; isNew: boolean; gone: string[]; added: Override[] }
interface Plan { rows: PlannedShift[]; unknownColumns: string[] }

export type RotaImport = ReturnType<typeof rotaImport>;

/** Shifts out of a table: first shown with what the rotas would look like, then taken in one transaction exactly as shown; and back into a table. */
export function rotaImport({ store, rotas, people, clock, transact }: OnCallNeeds, views: RotaViews, say: Announcing) {
  function worldOf(everything: Everything, actor: Actor): RotaImportWorld {
    const network = people.network();
    const country = (/-([A-Z]{2})$/.exec(network.locale)?.[1] ?? 'US') as CountryCode;
    return {
      now: clock.now(), timeZone: network.timeZone, style: dateStyleOf(network.locale), books: [...booksOf(everything).values()], away: everything.leave,
      teams: people.teams().map(({ id, name }) => ({ id, name, mayEdit: actor.may('rota:edit', id) })),
      people: people.all().filter(({ active }) => active).map(({ id, name, email, numbers, roles }) => ({ id, name, email, phones: numbers.map(({ number }) => number), teamIds: roles.map(({ teamId }) => teamId) })),
      phone(typed) {
        const parsed = parsePhoneNumberFromString(typed, country);
        return parsed?.isPossible() ? parsed.number : null;
      },
    };
  }

  /** @throws `oncall/import-unreadable` */
  function planOf(csv: string, world: RotaImportWorld): Plan {
    const read = readCsv(csv);
    if ('why' in read) throw problem('oncall/import-unreadable', { detail: read.why });
    if (!read.columns.some((name) => ROTA_START_COLUMNS.includes(name))) throw problem('oncall/import-unreadable', { detail: 'It has no column “starts”. The first line must name the columns.' });
    const { rows, unknownColumns } = tableOf(read, { ...ROTA_COLUMNS, starts: ROTA_START_COLUMNS });
    return { rows: planRota(rows satisfies ImportLine[], world), unknownColumns };
  }

  const countsOf = ({ rows }: Plan): RotaImportPreviewView['counts'] => {
    const count = (result: PlannedShift['result']): number => rows.filter((row) => row.result === result).length;
    return { new: count('new'), changed: count('changed'), same: count('same'), refused: count('refused') };
  };
  /** Notes are left out: what they say may change with the clock alone. */
  const digestOf = ({ rows }: Plan): string => createHash('sha256').update(JSON.stringify(rows.map(({ notes: _notes, ...row }) => row))).digest('base64url');
  const wanted = ({ rows }: Plan): ShiftDraft[] => rows.flatMap(({ draft, result }) => (draft && (result === 'new' || result === 'changed') ? [draft] : []));
  const nameKey = ({ teamId, rotaId, rotaName }: ShiftDraft): string => rotaId ?? `${teamId} ${rotaName.toLocaleLowerCase('en')}`;

  /** The same for two who make the same rota at once, so that only one of them does. */
  function idOfNew(draft: ShiftDraft, everything: Everything): string {
    const id = `imported-${createHash('sha256').update(nameKey(draft)).digest('hex').slice(0, 24)}`;
    return everything.rotas.some((rota) => rota.id === id) ? newId() : id;
  }

  function exchangesOf(drafts: readonly ShiftDraft[], everything: Everything, actor: Actor): Exchange[] {
    const now = clock.now();
    return [...grouped(drafts, nameKey).values()].flatMap((ofRota): Exchange[] => {
      const [first] = ofRota;
      if (!first) return [];
      const known = everything.rotas.find(({ id }) => id === first.rotaId);
      const rota: Rota = known ?? {
        id: idOfNew(first, everything), teamId: first.teamId, name: first.rotaName, version: 1, timeZone: people.network().timeZone, supervises: false, layers: [], mustCover: [], longestHours: null, handOffNotices: true, dutyPhone: null,
      };
      const fromNow = ofRota.map((draft) => ({ ...draft, startsAt: draft.startsAt < now ? now : draft.startsAt }));
      const made = { rotaId: rota.id, teamId: rota.teamId, madeById: actor.staffId, madeAt: now, order: 0 };
      const { gone, added } = exchangeFixed(everything.overrides.filter(({ kind, rotaId, endsAt }) => kind === 'fixed' && rotaId === rota.id && endsAt > now), fromNow.filter(({ beside }) => !beside));
      return [{
        rota, isNew: !known, gone: gone.map(({ id }) => id),
        added: [
          ...added.map(({ isRest: _rest, ...shift }): Override => ({ id: newId(), kind: 'fixed', ...made, ...shift })),
          ...fromNow.flatMap(({ beside, staffId, startsAt, endsAt }): Override[] => (beside && staffId !== null ? [{ id: newId(), kind: 'extra', staffId, startsAt, endsAt, ...made }] : [])),
        ],
      }];
    });
  }

  const applied = (everything: Everything, exchanges: readonly Exchange[]): Everything => {
    const gone = new Set(exchanges.flatMap((one) => one.gone));
    return { ...everything, rotas: [...everything.rotas, ...exchanges.filter(({ isNew }) => isNew).map(({ rota }) => rota)], overrides: [...everything.overrides.filter(({ id }) => !gone.has(id)), ...exchanges.flatMap(({ added }) => added)] };
  };

  return {
    /** What this table would do, and what the rotas would look like. Writes nothing. @throws `oncall/import-unreadable` */
    async preview(csv: string, actor: Actor): Promise<RotaImportPreviewView> {
      const everything = rotas.everything();
      const world = worldOf(everything, actor);
      const plan = planOf(csv, world);
      const drafts = plan.rows.flatMap(({ draft }) => draft ?? []);
      const exchanges = exchangesOf(wanted(plan), everything, actor);
      const from = Math.max(world.now.getTime(), Math.min(...drafts.map(({ startsAt }) => startsAt.getTime())));
      const looked = drafts.length === 0 ? null : { startsAt: new Date(from), endsAt: new Date(Math.min(from + LOOKED_DAYS * DAY_MS, Math.max(...drafts.map(({ endsAt }) => endsAt.getTime())))) };
      const rotaIds = [...new Set([...drafts.flatMap(({ rotaId }) => rotaId ?? []), ...exchanges.map(({ rota }) => rota.id)])];
      const wrong = looked ? await views.wouldBeWrong([...booksOf(applied(everything, exchanges)).values()], rotaIds, looked) : { gaps: [], warnings: [] };
      return {
        digest: digestOf(plan), counts: countsOf(plan), rows: plan.rows.map(({ draft: _draft, ...row }) => row), unknownColumns: plan.unknownColumns,
        newRotas: exchanges.filter(({ isNew }) => isNew).map(({ rota }) => ({ team: people.team(rota.teamId)?.name ?? '', rota: rota.name, timeZone: rota.timeZone })),
        looked: looked && { from: looked.startsAt.toISOString(), until: looked.endsAt.toISOString() }, ...wrong,
      };
    },

    /**
     * Does exactly what the preview of this name showed; lines that were refused stay out. Done twice it changes nothing. Whoever
     * comes on or goes off by it this moment is told; later hand-overs have their own notices.
     * @throws `oncall/import-refused` when no line can be taken, `oncall/import-changed` when the table would do something else by now, `oncall/import-unreadable`
     */
    async apply(csv: string, digest: string, actor: Actor): Promise<RotaImportDoneView> {
      const done = await transact(async (tx): Promise<RotaImportDoneView> => {
        const everything = await store.everything(new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS), tx);
        const plan = planOf(csv, worldOf(everything, actor));
        const counts = countsOf(plan);
        const drafts = wanted(plan);
        const removed = drafts.filter(({ staffId }) => staffId === null).length;
        if (drafts.length === 0 && counts.same === 0) throw problem('oncall/import-refused', { errors: plan.rows.flatMap(({ line, refusals }) => refusals.map(({ field, why }) => ({ pointer: `/lines/${line}/${field}`, detail: why }))) });
        if (drafts.length === 0) return { added: 0, changed: 0, removed: 0, same: counts.same };
        if (digestOf(plan) !== digest) throw problem('oncall/import-changed');
        const by = { staffId: actor.staffId, role: actor.role };
        const exchanges = exchangesOf(drafts, everything, actor);
        for (const { rota, isNew } of exchanges) if (isNew) await store.save(rota, 0, tx);
        const order = await store.touch(exchanges.map(({ rota }) => rota.id), tx);
        for (const exchange of exchanges) {
          const { rota, isNew, gone, added } = exchange;
          await store.exchangeOverrides(gone, added.map((one) => ({ ...one, order })), tx);
          await say.announce(tx, { by, action: isNew ? 'rota.imported' : 'rota.changed-by-import', object: `rota:${rota.id}`, teamIds: [rota.teamId], rotaId: rota.id, apply: (all) => applied(all, [exchange]) }, say.newId());
        }
        return { added: counts.new, changed: counts.changed - removed, removed, same: counts.same };
      }).catch((error: unknown) => { throw duplicateOf(error) === null ? error : problem('oncall/import-changed'); });
      await rotas.refresh();
      return done;
    },

    /** The rotas that the caller may read, or one of them, as a table. @throws `oncall/unknown-rota` */
    exported({ rotaId, days = EXPORT_DAYS }: RotaExportQuery, actor: Actor): RotaExportView {
      const books = rotas.books().filter(({ rota }) => actor.may('rota:read', rota.teamId) && (rotaId === undefined || rota.id === rotaId));
      if (rotaId !== undefined && books.length === 0) throw problem('oncall/unknown-rota');
      const now = clock.now();
      const world = worldOf(rotas.everything(), actor);
      const nameOf = (staffId: string, teamId: string): string => {
        const name = people.nameOf(staffId);
        const meant = personMeant(name, teamId, world);
        return 'id' in meant && meant.id === staffId && name.toLowerCase() !== NOBODY ? name : people.find(staffId)?.email ?? name;
      };
      return {
        fileName: `rota-${dateOf(wallAt(now, world.timeZone))}.csv`,
        csv: exportOf(books, now, new Date(now.getTime() + days * DAY_MS), { teamName: (teamId) => people.team(teamId)?.name ?? teamId, nameOf }),
      };
    },
  };
}
