import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ImportFileReport, Location, Organization, Service } from '../contract/directory.js';
import type { FactChange } from '../contract/directory-edit.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { ChangeStore } from './change-store.js';
import { serviceChanges } from './core/fact-changes.js';
import type { ImportOptions } from './core/import/import-draft.js';
import type { FileProblem, ImportFile } from './core/import/import-file.js';
import type { ImportFormat, ImportResult } from './core/import/read-directory.js';
import { readDirectory } from './core/import/read-directory.js';
import { toldTerms } from './core/import/told-terms.js';
import { mergeImported } from './core/merge-imported.js';
import type { ImportStore } from './import-store.js';
import type { MergeStore } from './merge-store.js';
import type { DirectoryStore } from './store.js';
import type { TaxonomyStore } from './taxonomy-store.js';
import { townOfZip } from './towns.js';

/** What an import needs of the house. */
export interface ImportNeeds {
  store: DirectoryStore; events: Events; audit: Audit; transact: Transact; clock: Clock;
  /** Keeps the terms that things are classified by; without it they stay with the things alone. */
  taxonomies?: TaxonomyStore;
  /** Keeps what every import changed, so that it can be read and undone. */
  history?: { changes: ChangeStore; imports: ImportStore };
  /** Which entries were joined into others. */
  merges?: Pick<MergeStore, 'among'>;
}

/** How many entries became new, changed, or were already so. */
export interface Tally { created: number; updated: number; unchanged: number }

/** An import that was written, or the reasons why nothing of it was. */
export type Imported =
  | { ok: true; importId: string | null; format: ImportFormat; source: string; reports: ImportFileReport[]; services: Tally; organizations: Tally; locations: Tally }
  | { ok: false; problems: FileProblem[] };

/** What whoever imports decides. */
export type ImportWish = Pick<ImportOptions, 'source' | 'country' | 'timeZone'>;

/** Only reads, and says what an import would take, repair and refuse. */
export const previewImport = (files: readonly ImportFile[], options: ImportWish, now: Date): ImportResult =>
  readDirectory(files, { ...options, trusted: false, now, cityOf: townOfZip });

/** Who started it; null for the command line and the first filling. */
export interface ImportBy { staffId: string | null; role: string; name?: string }

/** What an import would do: which services would be new (`seenVersion` null) or change, and in what. */
export type ImportPlan = Totals & {
  ok: true; format: ImportFormat; reports: ImportFileReport[];
  changed: { id: string; name: string; organizationName: string; seenVersion: number | null; fields: FactChange[] }[];
};

/** Entries that commit together. All but the largest directories are one such portion: all of it or nothing. */
const PORTION = 5000;

const portions = <T>(list: readonly T[]): T[][] => Array.from({ length: Math.ceil(list.length / PORTION) }, (_, n) => list.slice(n * PORTION, (n + 1) * PORTION));
const noTally = (): Tally => ({ created: 0, updated: 0, unchanged: 0 });
const add = (a: Tally, b: Tally): Tally => ({ created: a.created + b.created, updated: a.updated + b.updated, unchanged: a.unchanged + b.unchanged });

type Readable = Extract<ImportResult, { ok: true }>;

/**
 * Brings a directory in. A second import of the same source updates what changed and leaves the rest untouched; what was
 * checked or told here survives it. Up to 5,000 entries of all kinds commit at once; a larger directory in portions, and if one of them fails,
 * the same import run again completes it.
 */
export function importing({ store, events, audit, transact, clock, taxonomies, history, merges }: ImportNeeds) {
  async function compareOrganizations(list: readonly Organization[], placeholders: ReadonlySet<string>, tx?: Tx) {
    const known = new Map((await store.findOrganizations(list.map(({ id }) => id), tx)).map((one) => [one.organization.id, one]));
    const tally = noTally();
    const changed = list.map((organization) => ({ organization, standsIn: placeholders.has(organization.id) })).flatMap((next) => {
      const before = known.get(next.organization.id) ?? null;
      const same = before !== null && ((next.standsIn && !before.standsIn) || isDeepStrictEqual(before, next));
      tally[same ? 'unchanged' : before ? 'updated' : 'created']++;
      return same ? [] : [{ next, before }];
    });
    return { tally, changed };
  }

  async function compareLocations(list: readonly Location[], tx?: Tx) {
    const known = new Map((await store.findLocations(list.map(({ id }) => id), tx)).map((one) => [one.id, one]));
    const tally = noTally();
    const changed = list.flatMap((next) => {
      const before = known.get(next.id) ?? null;
      const same = before !== null && isDeepStrictEqual(before, next);
      tally[same ? 'unchanged' : before ? 'updated' : 'created']++;
      return same ? [] : [{ next, before }];
    });
    return { tally, changed };
  }

  /** A service put under one that stands in gets its real organization back when an earlier import told who that is. */
  async function withRealNames(list: readonly Service[], placeholders: ReadonlySet<string>, tx?: Tx): Promise<Service[]> {
    const wanted = [...new Set(list.map(({ organizationId }) => organizationId))].filter((id) => placeholders.has(id));
    const real = new Map((await store.findOrganizations(wanted, tx)).filter(({ standsIn }) => !standsIn).map(({ organization }) => [organization.id, organization.name]));
    return list.map((service) => {
      const name = real.get(service.organizationId);
      return name === undefined ? service : { ...service, organizationName: name, handrail: { ...service.handrail, review: null } };
    });
  }

  async function compareServices(list: readonly Service[], placeholders: ReadonlySet<string>, tx?: Tx) {
    const known = new Map((await store.findMany(list.map(({ id }) => id), tx)).map((one) => [one.service.id, one]));
    const joined = await merges?.among(list.map(({ id }) => id), tx);
    const tally = noTally();
    const changed = (await withRealNames(list, placeholders, tx)).flatMap((told) => {
      const before = known.get(told.id) ?? null;
      const next = before ? mergeImported(before.service, told) : told;
      // an entry that was joined into another stays joined, whatever its source says
      const same = before !== null && (joined?.has(told.id) === true || isDeepStrictEqual(before.service, next));
      tally[same ? 'unchanged' : before ? 'updated' : 'created']++;
      return same ? [] : [{ next, before }];
    });
    return { tally, changed };
  }

  async function putOrganizations(list: readonly Organization[], read: Readable, mark: Mark | null, tx: Tx): Promise<Tally> {
    const { tally, changed } = await compareOrganizations(list, read.placeholders, tx);
    await store.putOrganizations(changed.map(({ next }) => next), tx);
    if (mark) history?.imports.addParts(changed.map(({ next, before }) => ({ importId: mark.id, entryId: next.organization.id, before: { kind: 'organization', standsIn: before?.standsIn ?? false, was: before?.organization ?? null }, wrote: digestOf(next) })), tx);
    return tally;
  }

  async function putLocations(list: readonly Location[], mark: Mark | null, tx: Tx): Promise<Tally> {
    const { tally, changed } = await compareLocations(list, tx);
    await store.putLocations(changed.map(({ next }) => next), tx);
    if (mark) history?.imports.addParts(changed.map(({ next, before }) => ({ importId: mark.id, entryId: next.id, before: { kind: 'location', was: before }, wrote: digestOf(next) })), tx);
    return tally;
  }

  async function putServices(list: readonly Service[], read: Readable, mark: Mark | null, tx: Tx): Promise<Tally> {
    const { tally, changed } = await compareServices(list, read.placeholders, tx);
    await store.put(changed.map(({ next, before }) => ({ service: next, version: (before?.version ?? 0) + 1 })), tx);
    if (mark) {
      history?.changes.add(changed.map(({ next, before }) => ({
        id: newId(), serviceId: next.id, version: (before?.version ?? 0) + 1, at: clock.now(), by: { staffId: mark.by.staffId, name: mark.by.name }, act: 'imported', why: `import of ${mark.files}`,
        fields: before ? serviceChanges(before.service, next) : [], before: before?.service ?? null, importId: mark.id, otherId: null,
      })), tx);
    }
    return tally;
  }

  async function witness(read: Readable, by: ImportBy, mark: Mark | null, total: Totals, tx: Tx): Promise<void> {
    const at = clock.now();
    if (mark) {
      const sum = (key: 'rows' | 'repaired' | 'refused'): number => read.reports.reduce((all, report) => all + report[key], 0);
      history?.imports.add({ id: mark.id, at, by: { staffId: by.staffId, name: mark.by.name }, source: read.source, format: read.format, files: mark.names, ...structuredClone(total), rows: sum('rows'), repaired: sum('repaired'), refused: sum('refused'), undone: null }, tx);
    }
    await events.append(tx, [{ at, kind: 'directory.imported', teamId: 'network', actorId: by.staffId, data: { source: read.source, services: read.services.length } }]);
    await audit.append(tx, [{ at, actorId: by.staffId, role: by.role, action: 'directory.imported', object: `directory:${read.source}`, teamId: 'network' }]);
  }

  async function write(read: Readable, by: ImportBy, mark: Mark | null): Promise<Extract<Imported, { ok: true }>> {
    const total = { organizations: noTally(), locations: noTally(), services: noTally() };
    const count = async (part: keyof typeof total, act: (tx: Tx) => Promise<Tally>, tx: Tx): Promise<void> => { total[part] = add(total[part], await act(tx)); };
    const work = [
      ...portions(read.organizations).map((list) => (tx: Tx) => count('organizations', (inner) => putOrganizations(list, read, mark, inner), tx)),
      ...portions(read.locations).map((list) => (tx: Tx) => count('locations', (inner) => putLocations(list, mark, inner), tx)),
      ...portions(read.services).map((list) => (tx: Tx) => count('services', (inner) => putServices(list, read, mark, inner), tx)),
      ...(taxonomies ? [(tx: Tx) => taxonomies.put(toldTerms(read, [read.organizations, read.locations, read.services]), tx)] : []),
      (tx: Tx) => witness(read, by, mark, total, tx),
    ];
    const small = read.organizations.length + read.locations.length + read.services.length <= PORTION;
    for (const together of small ? [work] : work.map((one) => [one])) {
      const before = structuredClone(total);
      // it may be run again: what an aborted try counted must not count
      await transact(async (tx) => { Object.assign(total, structuredClone(before)); for (const act of together) await act(tx); });
    }
    return { ok: true, importId: mark?.id ?? null, format: read.format, source: read.source, reports: read.reports, ...total };
  }

  const reading = (files: readonly ImportFile[], options: ImportWish, trusted: boolean): ImportResult => readDirectory(files, { ...options, trusted, now: clock.now(), cityOf: townOfZip });

  return {
    /** What an import would do to what is here now. Only reads. */
    async preview(files: readonly ImportFile[], options: ImportWish): Promise<ImportPlan | Extract<ImportResult, { ok: false }>> {
      const read = reading(files, options, false);
      if (!read.ok) return read;
      const total = { organizations: noTally(), locations: noTally(), services: noTally() };
      const changed: ImportPlan['changed'] = [];
      for (const list of portions(read.organizations)) total.organizations = add(total.organizations, (await compareOrganizations(list, read.placeholders)).tally);
      for (const list of portions(read.locations)) total.locations = add(total.locations, (await compareLocations(list)).tally);
      for (const list of portions(read.services)) {
        const compared = await compareServices(list, read.placeholders);
        total.services = add(total.services, compared.tally);
        changed.push(...compared.changed.map(({ next, before }) => ({ id: next.id, name: next.name, organizationName: next.organizationName, seenVersion: before?.version ?? null, fields: before ? serviceChanges(before.service, next) : [] })));
      }
      return { ok: true, format: read.format, reports: read.reports, ...total, changed };
    },
    /**
     * @param trusted only for the product's own demo directory; such an import leaves no history
     * @param id of the import in the history
     */
    async run(files: readonly ImportFile[], options: ImportWish, by: ImportBy, trusted = false, id = newId()): Promise<Imported> {
      const read = reading(files, options, trusted);
      if (!read.ok) return read;
      const names = files.map(({ name }) => name);
      const mark = trusted ? null : { id, by: { staffId: by.staffId, name: by.name ?? 'the command line' }, names, files: names.length > 2 ? `${options.source} (${names.length} files)` : names.join(', ') };
      return write(read, by, mark);
    },
  };
}

/** Whose import it is, for the history of every entry that it touches. */
interface Mark { id: string; by: { staffId: string | null; name: string }; names: string[]; files: string }
type Totals = Record<'organizations' | 'locations' | 'services', Tally>;

/** The same for the same content, so that a later change by somebody else is noticed. */
export const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
