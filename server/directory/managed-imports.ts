import type { Readable as Stream } from 'node:stream';
import type { DirectoryImportPreview, DirectoryImportView, ImportChoices, UploadView } from '../contract/directory-edit.js';
import { MOST_UPLOAD_BYTES, MOST_UPLOAD_FILES, MOST_UPLOAD_FILE_BYTES } from '../contract/directory-edit.js';
import type { Location, Organization } from '../contract/directory.js';
import type { ServiceId, StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { FileProblem, ImportFile } from './core/import/import-file.js';
import { putBack } from './core/fact-changes.js';
import type { ServiceChange } from './change-store.js';
import type { DirectoryImport, ImportPart, ImportStore, Undone } from './import-store.js';
import type { ImportPlan, importing } from './importing.js';
import { digestOf } from './importing.js';
import type { Keeping, KeepingNeeds } from './keeping.js';
import { isZip, unzip } from './unzip.js';
import type { DirectoryActor } from './usecases.js';

/** What imports in the browser need of the house. */
export interface ManagedImportNeeds extends KeepingNeeds {
  transact: Transact; keeping: Keeping; imports: ImportStore; importer: ReturnType<typeof importing>;
  /** Which of these services were ever referred to. */
  referredAmong: (ids: readonly ServiceId[]) => Promise<ReadonlySet<ServiceId>>;
}

export type ManagedImports = ReturnType<typeof managedImports>;
type By = DirectoryActor & { staffId: StaffId };

/** So many reasons of a file, and changed services, are shown; the counts are whole. */
const SHOWN = 200;
/** Entries whose undoing commits together. */
const PORTION = 500;

/** Sending files, seeing what an import would do, doing it, and undoing it. */
export function managedImports({ store, changes, events, audit, clock, transact, keeping, imports, importer, referredAmong }: ManagedImportNeeds) {
  async function uploadView(id: string, staffId: StaffId): Promise<UploadView> {
    const files = await imports.uploadSizes(keyOf(id, staffId), staffId);
    return { id, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  /** The files of an upload, archives unpacked. @throws `directory/upload-absent` */
  async function filesOf(uploadId: string, staffId: StaffId): Promise<ImportFile[] | { problems: FileProblem[] }> {
    const sent = await imports.uploadsOf(keyOf(uploadId, staffId), staffId);
    if (sent.length === 0) throw problem('directory/upload-absent');
    const files: ImportFile[] = [];
    const problems: FileProblem[] = [];
    for (const file of sent) {
      const used = files.reduce((sum, { content }) => sum + content.byteLength, 0);
      const unpacked = isZip(file) ? unzip(file, MOST_UPLOAD_BYTES - used) : { files: [file] };
      if ('why' in unpacked) problems.push(unpacked);
      else files.push(...unpacked.files);
    }
    const twice = files.find(({ name }, n) => files.some((other, m) => m < n && other.name === name));
    if (twice) problems.push({ file: twice.name, why: 'is there twice' });
    return problems.length > 0 ? { problems } : files;
  }

  /** Names the files, how they are read, and what is here now of the entries that they would change. */
  const digestFor = (files: readonly ImportFile[], choices: ImportChoices, plan: ImportPlan): string =>
    digestOf([choices.source, choices.country, choices.timeZone ?? null, files.map(({ name, content }) => [name, Buffer.from(content).toString('base64')]), plan.changed.map(({ id, seenVersion }) => [id, seenVersion]), plan.organizations, plan.locations, plan.services]);

  async function planned(choices: ImportChoices, staffId: StaffId): Promise<{ files: ImportFile[]; plan: ImportPlan; digest: string } | { problems: FileProblem[] }> {
    const files = await filesOf(choices.uploadId, staffId);
    if ('problems' in files) return files;
    const plan = await importer.preview(files, wishOf(choices));
    return plan.ok ? { files, plan, digest: digestFor(files, choices, plan) } : plan;
  }

  async function undoService(change: ServiceChange, latest: { version: number; importId: string | null; act: string } | undefined, isReferred: boolean, by: By, tx: Tx): Promise<Undone> {
    const result: Undone = { at: clock.now(), by: by.name, restored: 0, removed: 0, kept: [] };
    const now = await store.find(change.serviceId, tx);
    // undone by an earlier try that did not reach its end, or gone
    if (!now || (latest?.importId === change.importId && latest.act === 'import-undone')) return result;
    const name = now.service.name;
    if (latest !== undefined && latest.version > change.version) return { ...result, kept: [{ id: change.serviceId, name, why: 'changed-since' }] };
    const how = { act: 'import-undone' as const, why: change.why, by, importId: change.importId };
    if (change.before !== null) {
      await keeping.keep({ before: now, after: putBack(change.before, now.service), ...how }, tx);
      return { ...result, restored: 1 };
    }
    if (isReferred) {
      await keeping.keep({ before: now, after: { ...now.service, status: 'inactive' }, ...how }, tx);
      return { ...result, kept: [{ id: change.serviceId, name, why: 'referred' }] };
    }
    await store.remove([change.serviceId], tx);
    await events.append(tx, [{ at: result.at, kind: 'service.changed', teamId: 'network', actorId: by.staffId, data: { service: change.serviceId, version: now.version + 1, what: 'import-undone' } }]);
    await audit.append(tx, [{ at: result.at, actorId: by.staffId, role: by.role, action: 'service.import-undone', object: `service:${change.serviceId}`, teamId: 'network' }]);
    return { ...result, removed: 1 };
  }

  /** Organizations and places that are still as the import wrote them; new ones go only when nothing is left there. */
  async function undoParts(parts: readonly ImportPart[], tx: Tx): Promise<void> {
    const ids = parts.map(({ entryId }) => entryId);
    const [locations, organizations, used] = [await store.findLocations(ids, tx), await store.findOrganizations(ids, tx), await store.usedAmong(ids, tx)];
    const places = parts.filter((part) => part.before.kind === 'location' && locations.some((one) => one.id === part.entryId && digestOf(one) === part.wrote));
    const owners = parts.filter((part) => part.before.kind === 'organization' && organizations.some((one) => one.organization.id === part.entryId && digestOf(one) === part.wrote));
    await store.putLocations(places.flatMap(({ before }) => (before.was === null ? [] : [before.was as Location])), tx);
    await store.putOrganizations(owners.flatMap(({ before }) => (before.kind === 'organization' && before.was !== null ? [{ organization: before.was satisfies Organization, standsIn: before.standsIn }] : [])), tx);
    const gone = (list: readonly ImportPart[]): string[] => list.filter(({ before, entryId }) => before.was === null && !used.has(entryId)).map(({ entryId }) => entryId);
    await store.removeLocations(gone(places), tx);
    await store.removeOrganizations(gone(owners), tx);
  }

  async function get(id: string): Promise<DirectoryImport> {
    const found = await imports.find(id);
    if (!found) throw problem('directory/import-absent');
    return found;
  }

  return {
    show: async (id: string): Promise<DirectoryImportView> => viewOf(await get(id)),
    list: async (): Promise<DirectoryImportView[]> => (await imports.list()).map(viewOf),
    /**
     * Keeps one file of an import for a day.
     * @throws `directory/upload-too-large` beyond 8 MB for a file, 16 MB or 100 files for all; `request/malformed` for an empty one
     */
    async upload(id: string, name: string, body: Stream, staffId: StaffId): Promise<UploadView> {
      const content = await readAll(body, MOST_UPLOAD_FILE_BYTES);
      if (content === null) throw problem('directory/upload-too-large');
      if (content.byteLength === 0) throw problem('request/malformed', { errors: [{ pointer: '', detail: 'the file is empty; send its bytes as application/octet-stream' }] });
      const others = (await imports.uploadSizes(keyOf(id, staffId), staffId)).filter((one) => one.name !== name);
      if (others.length >= MOST_UPLOAD_FILES || others.reduce((sum, { bytes }) => sum + bytes, content.byteLength) > MOST_UPLOAD_BYTES) throw problem('directory/upload-too-large');
      await imports.putUpload({ uploadId: keyOf(id, staffId), byId: staffId, name, at: clock.now(), content });
      return uploadView(id, staffId);
    },
    /** What an import would do. Only reads. @throws `directory/upload-absent` */
    async preview(choices: ImportChoices, staffId: StaffId): Promise<DirectoryImportPreview> {
      const found = await planned(choices, staffId);
      if ('problems' in found) return { ok: false, problems: found.problems };
      const { plan, digest } = found;
      return {
        ok: true, digest, format: plan.format, services: plan.services, organizations: plan.organizations, locations: plan.locations,
        files: plan.reports.map((report) => ({ ...report, reasons: report.reasons.slice(0, SHOWN), reasonCount: report.reasons.length })),
        changed: plan.changed.slice(0, SHOWN).map(({ seenVersion, ...one }) => ({ ...one, isNew: seenVersion === null })),
      };
    },
    /**
     * Does what the preview with this digest said. Sent again under the same id, it is answered by the import as it stands.
     * @throws `directory/upload-absent`, `directory/import-unreadable`, `directory/import-changed`
     */
    async apply(id: string, choices: ImportChoices, digest: string, by: By): Promise<DirectoryImportView> {
      const known = await imports.find(id);
      if (known) return viewOf(known);
      const found = await planned(choices, by.staffId);
      if ('problems' in found) throw problem('directory/import-unreadable');
      if (found.digest !== digest) throw problem('directory/import-changed');
      const done = await importer.run(found.files, wishOf(choices), by, false, id);
      if (!done.ok || done.importId === null) throw problem('directory/import-unreadable');
      await imports.dropUpload(keyOf(choices.uploadId, by.staffId));
      return viewOf(await get(done.importId));
    },
    /**
     * Makes every entry of an import as it was before. Entries that somebody changed since stay as they are and are named; so do new
     * ones that were referred to, which stop running instead of going. @throws `directory/import-absent`, `directory/import-undone`
     */
    async undo(id: string, by: By): Promise<DirectoryImportView> {
      if ((await get(id)).undone) throw problem('directory/import-undone');
      const total: Undone = { at: clock.now(), by: by.name, restored: 0, removed: 0, kept: [] };
      for (let after: string | undefined, more = true; more;) {
        const page = await changes.ofImport(id, { limit: PORTION, ...(after === undefined ? {} : { after }) });
        const ids = page.map(({ serviceId }) => serviceId);
        const referred = await referredAmong(page.filter(({ before }) => before === null).map(({ serviceId }) => serviceId));
        const results = await transact(async (tx) => {
          const latest = await changes.latestOf(ids, tx);
          const made: Undone[] = [];
          for (const change of page) made.push(await undoService(change, latest.get(change.serviceId), referred.has(change.serviceId), by, tx));
          return made;
        });
        for (const one of results) { total.restored += one.restored; total.removed += one.removed; total.kept.push(...one.kept); }
        after = page.at(-1)?.id;
        more = page.length === PORTION;
      }
      await transact(async (tx) => {
        await undoParts(await imports.partsOf(id, tx), tx);
        await imports.setUndone(id, total, tx);
        await events.append(tx, [{ at: total.at, kind: 'directory.imported', teamId: 'network', actorId: by.staffId, data: { source: 'undone', services: total.restored + total.removed } }]);
        await audit.append(tx, [{ at: total.at, actorId: by.staffId, role: by.role, action: 'directory.import-undone', object: `import:${id}`, teamId: 'network' }]);
      });
      return viewOf(await get(id));
    },
  };
}

/** Nobody reaches another's files by their id. */
const keyOf = (uploadId: string, staffId: StaffId): string => `${staffId}:${uploadId}`;

const wishOf = ({ source, country, timeZone }: ImportChoices) => ({ source, country, timeZone: timeZone ?? null });

const viewOf = ({ at, by, undone, ...one }: DirectoryImport): DirectoryImportView => ({ ...one, at: at.toISOString(), by: by.name, undone: undone && { ...undone, at: undone.at.toISOString() } });

/** All bytes of a request, or null when there are more than `most`; the rest is read and thrown away, so that the caller hears why. */
async function readAll(body: Stream, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes <= most) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > most * 8) break;
  }
  return bytes > most ? null : Buffer.concat(chunks);
}
