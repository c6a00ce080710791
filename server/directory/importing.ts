import { isDeepStrictEqual } from 'node:util';
import type { ImportFileReport, Location, Organization, Service } from '../contract/directory.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Events } from '../platform/events.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { ImportOptions } from './core/import/import-draft.js';
import type { FileProblem, ImportFile } from './core/import/import-file.js';
import type { ImportFormat, ImportResult } from './core/import/read-directory.js';
import { readDirectory } from './core/import/read-directory.js';
import { mergeImported } from './core/merge-imported.js';
import type { DirectoryStore } from './store.js';
import { townOfZip } from './towns.js';

/** What an import needs of the house. */
export interface ImportNeeds { store: DirectoryStore; events: Events; audit: Audit; transact: Transact; clock: Clock }

/** How many entries became new, changed, or were already so. */
export interface Tally { created: number; updated: number; unchanged: number }

/** An import that was written, or the reasons why nothing of it was. */
export type Imported =
  | { ok: true; format: ImportFormat; source: string; reports: ImportFileReport[]; services: Tally; organizations: Tally; locations: Tally }
  | { ok: false; problems: FileProblem[] };

/** What whoever imports decides. */
export type ImportWish = Pick<ImportOptions, 'source' | 'country' | 'timeZone'>;

/** Only reads, and says what an import would take, repair and refuse. */
export const previewImport = (files: readonly ImportFile[], options: ImportWish, now: Date): ImportResult =>
  readDirectory(files, { ...options, trusted: false, now, cityOf: townOfZip });

/** Who started it; null for the command line and the first filling. */
export interface ImportBy { staffId: string | null; role: string }

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
export function importing({ store, events, audit, transact, clock }: ImportNeeds) {
  async function putOrganizations(list: readonly Organization[], placeholders: ReadonlySet<string>, tx: Tx): Promise<Tally> {
    const known = new Map((await store.findOrganizations(list.map(({ id }) => id), tx)).map((one) => [one.organization.id, one]));
    const tally = noTally();
    const changed = list.map((organization) => ({ organization, standsIn: placeholders.has(organization.id) })).filter((next) => {
      const before = known.get(next.organization.id);
      const same = before !== undefined && ((next.standsIn && !before.standsIn) || isDeepStrictEqual(before, next));
      tally[same ? 'unchanged' : before ? 'updated' : 'created']++;
      return !same;
    });
    await store.putOrganizations(changed, tx);
    return tally;
  }

  async function putLocations(list: readonly Location[], tx: Tx): Promise<Tally> {
    const known = new Map((await store.findLocations(list.map(({ id }) => id), tx)).map((one) => [one.id, one]));
    const tally = noTally();
    const changed = list.filter((location) => {
      const before = known.get(location.id);
      const same = before !== undefined && isDeepStrictEqual(before, location);
      tally[same ? 'unchanged' : before ? 'updated' : 'created']++;
      return !same;
    });
    await store.putLocations(changed, tx);
    return tally;
  }

  /** A service put under one that stands in gets its real organization back when an earlier import told who that is. */
  async function withRealNames(list: readonly Service[], placeholders: ReadonlySet<string>, tx: Tx): Promise<Service[]> {
    const wanted = [...new Set(list.map(({ organizationId }) => organizationId))].filter((id) => placeholders.has(id));
    const real = new Map((await store.findOrganizations(wanted, tx)).filter(({ standsIn }) => !standsIn).map(({ organization }) => [organization.id, organization.name]));
    return list.map((service) => {
      const name = real.get(service.organizationId);
      return name === undefined ? service : { ...service, organizationName: name, handrail: { ...service.handrail, review: null } };
    });
  }

  async function putServices(list: readonly Service[], placeholders: ReadonlySet<string>, tx: Tx): Promise<Tally> {
    const known = new Map((await store.findMany(list.map(({ id }) => id), tx)).map((one) => [one.service.id, one]));
    const tally = noTally();
    const changed = (await withRealNames(list, placeholders, tx)).flatMap((told) => {
      const before = known.get(told.id);
      const service = before ? mergeImported(before.service, told) : told;
      const same = before !== undefined && isDeepStrictEqual(before.service, service);
      tally[same ? 'unchanged' : before ? 'updated' : 'created']++;
      return same ? [] : [{ service, version: (before?.version ?? 0) + 1 }];
    });
    await store.put(changed, tx);
    return tally;
  }

  async function witness(read: Readable, by: ImportBy, tx: Tx): Promise<void> {
    const at = clock.now();
    await events.append(tx, [{ at, kind: 'directory.imported', teamId: 'network', actorId: by.staffId, data: { source: read.source, services: read.services.length } }]);
    await audit.append(tx, [{ at, actorId: by.staffId, role: by.role, action: 'directory.imported', object: `directory:${read.source}`, teamId: 'network' }]);
  }

  async function write(read: Readable, by: ImportBy): Promise<Extract<Imported, { ok: true }>> {
    const total = { organizations: noTally(), locations: noTally(), services: noTally() };
    const count = async (part: keyof typeof total, act: (tx: Tx) => Promise<Tally>, tx: Tx): Promise<void> => { total[part] = add(total[part], await act(tx)); };
    const work = [
      ...portions(read.organizations).map((list) => (tx: Tx) => count('organizations', (inner) => putOrganizations(list, read.placeholders, inner), tx)),
      ...portions(read.locations).map((list) => (tx: Tx) => count('locations', (inner) => putLocations(list, inner), tx)),
      ...portions(read.services).map((list) => (tx: Tx) => count('services', (inner) => putServices(list, read.placeholders, inner), tx)),
      (tx: Tx) => witness(read, by, tx),
    ];
    const small = read.organizations.length + read.locations.length + read.services.length <= PORTION;
    for (const together of small ? [work] : work.map((one) => [one])) {
      const before = structuredClone(total);
      // it may be run again: what an aborted try counted must not count
      await transact(async (tx) => { Object.assign(total, structuredClone(before)); for (const act of together) await act(tx); });
    }
    return { ok: true, format: read.format, source: read.source, reports: read.reports, ...total };
  }

  return {
    /** @param trusted only for the product's own demo directory */
    async run(files: readonly ImportFile[], options: ImportWish, by: ImportBy, trusted = false): Promise<Imported> {
      const read = readDirectory(files, { ...options, trusted, now: clock.now(), cityOf: townOfZip });
      return read.ok ? write(read, by) : read;
    },
  };
}
