import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { DirectoryImportPreview, DirectoryImportView } from '../../../server/contract/directory-edit.js';
import { unzip } from '../../../server/directory/unzip.js';
import type { Room } from './support/room.js';
import { openRoom } from './support/room.js';

let room: Room;
beforeAll(async () => { room = await openRoom(); });
afterAll(async () => { await room.close(); });

const ORGANIZATIONS = 'id,name\n1,Harbor Trust\n2,Left Behind\n';
const LOCATIONS = 'id,organization_id,name,latitude,longitude\n1,1,Harbor place,38.9,-77.0\n';
const services = (...lines: string[]): string => `id,organization_id,name,status,description\n${lines.join('\n')}\n`;
const FIRST = services('1,1,Night line,active,Somebody listens', '2,1,Day room,active,A room', '3,1,Walk in,active,Come in');
const SECOND = services('1,1,Night line,active,Somebody listens all night', '2,1,Day room,active,A warm room', '3,1,Walk in,active,Come in', '4,1,Fresh start,active,New', '5,1,Second start,active,New too');

/** A zip archive of these files, as the usual programs write it. */
function zipOf(files: Record<string, string>, lie: { size?: number } = {}): Buffer {
  const heads: Buffer[] = [];
  const bodies: Buffer[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, packed] = [Buffer.from(path), deflateRawSync(Buffer.from(text))];
    const size = lie.size ?? Buffer.byteLength(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0); local.writeUInt16LE(8, 8); local.writeUInt32LE(packed.length, 18); local.writeUInt32LE(size, 22); local.writeUInt16LE(name.length, 26);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0); head.writeUInt16LE(8, 10); head.writeUInt32LE(packed.length, 20); head.writeUInt32LE(size, 24); head.writeUInt16LE(name.length, 28); head.writeUInt32LE(at, 42);
    heads.push(head, name);
    bodies.push(local, name, packed);
    at += 30 + name.length + packed.length;
  }
  const index = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(Object.keys(files).length, 8); end.writeUInt16LE(Object.keys(files).length, 10); end.writeUInt32LE(index.length, 12); end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, index, end]);
}

const send = (uploadId: string, name: string, content: Buffer | string, role: 'directory-manager' | 'clinician' = 'directory-manager') =>
  room.as(role, 'post', `/api/v1/directory-uploads/${uploadId}/files?name=${encodeURIComponent(name)}`).set('Content-Type', 'application/octet-stream').send(Buffer.from(content) as never);
const folder = (service: string): Record<string, string> => ({ 'organizations.csv': ORGANIZATIONS, 'locations.csv': LOCATIONS, 'services.csv': service });
async function upload(files: Record<string, string>): Promise<string> {
  const id = randomUUID();
  for (const [name, text] of Object.entries(files)) await send(id, name, text).expect(201);
  return id;
}
const choices = (uploadId: string) => ({ uploadId, source: 'County 211', country: 'us' });
const preview = async (uploadId: string): Promise<DirectoryImportPreview> => (await room.as('directory-manager', 'post', '/api/v1/directory-imports/preview').send(choices(uploadId)).expect(200)).body;
async function take(files: Record<string, string>): Promise<DirectoryImportView> {
  const id = await upload(files);
  const seen = await preview(id);
  if (!seen.ok) throw new Error(JSON.stringify(seen));
  return (await room.as('directory-manager', 'post', '/api/v1/directory-imports').send({ ...choices(id), digest: seen.digest }).expect(201)).body;
}
const named = async (name: string) => (await room.store.list({ q: name })).found.find(({ service }) => service.name === name) ?? null;
const undo = (id: string) => room.as('directory-manager', 'post', `/api/v1/directory-imports/${id}/undoing`).send({});

describe('an import in the browser', () => {
  it('shows first what it would do and writes nothing; then does just that, and says who did it', async () => {
    const id = await upload(folder(FIRST));
    const seen = await preview(id);
    expect(seen).toMatchObject({ ok: true, format: 'hsds-1-csv', services: { created: 3, updated: 0, unchanged: 0 }, organizations: { created: 2 } });
    expect(await named('Night line')).toBeNull();
    if (!seen.ok) throw new Error('unreadable');
    expect(seen.files.map(({ file, rows, taken }) => [file, rows, taken])).toContainEqual(['services.csv', 3, 3]);
    const key = randomUUID();
    const { body } = await room.as('directory-manager', 'post', '/api/v1/directory-imports').set('Idempotency-Key', key).send({ ...choices(id), digest: seen.digest }).expect(201);
    expect((await room.as('directory-manager', 'post', '/api/v1/directory-imports').set('Idempotency-Key', key).send({ ...choices(id), digest: seen.digest }).expect(201)).body).toEqual(body);
    expect(body).toMatchObject({ source: 'county 211', by: 'Somebody, directory-manager', services: { created: 3 }, undone: null, files: ['locations.csv', 'organizations.csv', 'services.csv'] });
    const service = await named('Night line');
    expect((await room.as('clinician', 'get', `/api/v1/services/${service?.service.id}/history`)).body.changes).toMatchObject([{ act: 'imported', why: 'import of county 211 (3 files)', canPutBack: false }]);
    expect((await room.as('directory-manager', 'get', '/api/v1/directory-imports').expect(200)).body.imports.map((one: DirectoryImportView) => one.id)).toEqual([body.id]);
    await room.as('directory-manager', 'post', '/api/v1/directory-imports').send({ ...choices(id), digest: seen.digest }).expect(404);
  });
  it('names every fact that would change, before and after; the same files again change nothing', async () => {
    const again = await preview(await upload(folder(FIRST)));
    expect(again).toMatchObject({ services: { created: 0, updated: 0, unchanged: 3 }, changed: [] });
    const seen = await preview(await upload(folder(SECOND)));
    if (!seen.ok) throw new Error('unreadable');
    expect(seen.changed.map(({ name, isNew, fields }) => [name, isNew, fields.map(({ field, from, to }) => [field, from, to])])).toEqual(expect.arrayContaining([
      ['Night line', false, [['description', 'Somebody listens', 'Somebody listens all night']]], ['Fresh start', true, []],
    ]));
  });
  it('that somebody overtook is not taken as it was seen', async () => {
    const id = await upload(folder(SECOND));
    const seen = await preview(id);
    const one = await named('Night line');
    if (!one || !seen.ok) throw new Error('nothing there');
    await room.use.tellCapacity(one.service.id, { available: 1, unit: 'Bed' }, { staffId: null, name: 'x', role: 'x' });
    await room.as('directory-manager', 'post', '/api/v1/directory-imports').send({ ...choices(id), digest: seen.digest }).expect(409);
  });
  it('undone, every entry is as before: new ones go, changed ones go back, what somebody changed since stays and is named, told places stay', async () => {
    const done = await take(folder(SECOND));
    const [night, day, fresh, second] = await Promise.all(['Night line', 'Day room', 'Fresh start', 'Second start'].map(named));
    if (!night || !day || !fresh || !second) throw new Error('nothing there');
    room.referrals.set(second.service.id, 1);
    await room.use.tellCapacity(night.service.id, { available: 4 }, { staffId: null, name: 'Night line', role: 'service' });
    const { body: facts } = await room.as('directory-manager', 'get', `/api/v1/services/${day.service.id}/facts`);
    await room.as('directory-manager', 'put', `/api/v1/services/${day.service.id}`).send({ seenVersion: facts.version, facts: { ...facts.facts, alert: 'By hand' }, why: 'w', checkedAll: false }).expect(200);
    const { body } = await undo(done.id).expect(200);
    expect(body.undone).toMatchObject({ by: 'Somebody, directory-manager', restored: 1, removed: 1 });
    expect(new Set(body.undone.kept.map(({ name, why }: { name: string; why: string }) => `${name}: ${why}`))).toEqual(new Set(['Day room: changed-since', 'Second start: referred']));
    const after = await named('Night line');
    expect([after?.service.description, after?.service.capacities[0]?.available]).toEqual(['Somebody listens', 4]);
    expect([await named('Fresh start'), (await named('Second start'))?.service.status, (await named('Day room'))?.service.alert]).toEqual([null, 'inactive', 'By hand']);
    await undo(done.id).expect(409);
    await undo(randomUUID()).expect(404);
  });
  it('undone as a whole takes its organizations and places with it, where nothing is left there', async () => {
    const before = await room.store.counts();
    const done = await take({ 'organizations.csv': 'id,name\n91,Short Visit\n', 'locations.csv': 'id,organization_id,name\n91,91,A room\n', 'services.csv': services('91,91,Gone soon,active,x') });
    expect((await room.store.counts()).organizations).toBe(before.organizations + 1);
    await undo(done.id).expect(200);
    expect(await room.store.counts()).toEqual(before);
  });
  it('a zip of a folder is read like the folder; one that is broken, lies about its size or holds a file twice is named', async () => {
    const id = randomUUID();
    await send(id, 'folder.zip', zipOf({ 'dir/organizations.csv': ORGANIZATIONS, 'dir/locations.csv': LOCATIONS, 'dir/services.csv': FIRST, '__MACOSX/dir/._services.csv': 'x', 'dir/readme.txt': 'x' })).expect(201);
    expect(await preview(id)).toMatchObject({ ok: true, services: { unchanged: 2 } });
    const why = (content: Buffer, most = 1000): string => { const read = unzip({ name: 'a.zip', content: new Uint8Array(content) }, most); return 'why' in read ? read.why : 'taken'; };
    expect(why(zipOf({ 'a.csv': 'x'.repeat(5000) }))).toBe('unpacks to more than an import takes');
    expect(why(zipOf({ 'a.csv': 'x'.repeat(5000) }, { size: 10 }))).toBe('unpacks to more than an import takes');
    expect(why(zipOf({ 'a.csv': 'x' }).subarray(0, 40))).toBe('is no whole zip archive');
    expect(why(zipOf({ 'a/a.csv': 'x', 'b/a.csv': 'y' }))).toBe('holds two files of the name a.csv');
    expect(why(zipOf({ 'a.csv': 'hello' }))).toBe('taken');
  });
  it('files that are no directory are named, and nothing can be taken of them', async () => {
    const id = await upload({ 'services.csv': FIRST });
    expect(await preview(id)).toMatchObject({ ok: false, problems: [{ file: 'organizations.csv' }, { file: 'locations.csv' }] });
    await room.as('directory-manager', 'post', '/api/v1/directory-imports').send({ ...choices(id), digest: 'x' }).expect(422);
  });
  it('a file beyond 8 MB, or all beyond 16 MB, is refused and the rest stays', async () => {
    const id = randomUUID();
    const large = Buffer.alloc(8 * 1024 * 1024, 97);
    expect((await send(id, 'one.csv', Buffer.concat([large, large.subarray(0, 1)])).expect(413)).body.type).toBe('/problems/directory/upload-too-large');
    await send(id, 'one.csv', large).expect(201);
    await send(id, 'one.csv', large).expect(201);
    const { body } = await send(id, 'two.csv', large).expect(201);
    expect([body.bytes, body.files.length]).toEqual([16 * 1024 * 1024, 2]);
    await send(id, 'three.csv', 'x').expect(413);
  });
  it('is for directory managers, each with their own files; names with folders and empty files are refused', async () => {
    const id = await upload(folder(FIRST));
    await send(id, 'a.csv', 'x', 'clinician').expect(403);
    await room.as('clinician', 'post', '/api/v1/directory-imports/preview').send(choices(id)).expect(403);
    await expect(room.managed.imports.preview({ ...choices(id), country: 'US' }, 'somebody-else')).rejects.toMatchObject({ slug: 'directory/upload-absent' });
    await send(id, '../a.csv', 'x').expect(400);
    await send(id, 'a.exe', 'x').expect(400);
    await send(id, 'a.csv', '').expect(400);
    await room.as('directory-manager', 'post', `/api/v1/directory-uploads/${id}/files`).send({ name: 'a.csv' }).expect(400);
    expect((await room.as('directory-manager', 'post', '/api/v1/directory-imports/preview').send({ ...choices(id), country: 'USA', timeZone: 'Nowhere' }).expect(400)).body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/country', '/timeZone']);
  });
});
