import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { auditOn, auditPlan } from '../../../../server/audit/index.js';
import type { Role } from '../../../../server/contract/words.js';
import { directoryPlans, directoryStoreOn, importing, taxonomyPlans, taxonomyStoreOn } from '../../../../server/directory/index.js';
import { hsdsPlans, hsdsStoreOn, hsdsUse, mountHsds } from '../../../../server/hsds/index.js';
import type { Clock } from '../../../../server/kernel/clock.js';
import { locatePostcode } from '../../../../server/matching/index.js';
import { eventsOn, eventsPlan } from '../../../../server/platform/events.js';
import { makeApp, problemHandler } from '../../../../server/platform/http/app.js';
import { makeLog } from '../../../../server/platform/log/log.js';
import { connect } from '../../../../server/platform/mongo/connect.js';
import { migrate } from '../../../../server/platform/mongo/migrate.js';
import { transactOn } from '../../../../server/platform/mongo/transact.js';
import { actorWith } from '../../directory/support/room.js';
import { NOW, filesFrom, filesOf, ownFolder, sharedFolder } from '../../directory/support/shared-data.js';

export const REAL = ['directory-illinois-legal-aid', 'directory-san-mateo-ohana'] as const;
export const hasReal = REAL.every((name) => existsSync(sharedFolder(name)));

/** A service of a refuge with an address, as an import may well bring it. */
export const REFUGE = {
  id: 'aaaaaaaa-0000-4000-8000-000000000001', organization_id: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Quiet Harbour Refuge', status: 'active', assurer_email: 'somebody@house.example',
  service_at_locations: [{ id: 'aaaaaaaa-0000-4000-8000-000000000003', location: {
    id: 'aaaaaaaa-0000-4000-8000-000000000004', location_type: 'physical', name: 'Quiet Harbour', latitude: 38.9, longitude: -77.01, transportation: 'Bus 7 to Secret Street', external_identifier: '12345',
    addresses: [{ id: 'aaaaaaaa-0000-4000-8000-000000000005', address_1: '9 Secret Street', city: 'Washington', state_province: 'DC', postal_code: '20001', country: 'US', address_type: 'physical' }],
  } }],
  handrail: { kinds: ['domestic-abuse', 'shelter'], intake: [{ id: 'aaaaaaaa-0000-4000-8000-000000000006', channel: 'sms', address: '202-555-0163' }] },
};

/** The HSDS API alone, over the demo directory, both real ones where they are, and a refuge; on a database of its own. */
export async function openHsds() {
  const uri = process.env['TEST_MONGODB_URI'];
  if (uri === undefined) throw new Error('TEST_MONGODB_URI is not set: run through the jest config');
  const db = await connect(uri, `hsds_${randomUUID().slice(0, 8)}`);
  await migrate(db, [eventsPlan, auditPlan, ...directoryPlans, ...taxonomyPlans, ...hsdsPlans]);
  const clock: Clock = { now: () => NOW, after: () => ({ cancel: () => undefined }) };
  const parts = { store: directoryStoreOn(db), taxonomies: taxonomyStoreOn(db), events: eventsOn(db), audit: auditOn(db), transact: transactOn(db), clock };
  const importer = importing(parts);
  const bring = async (files: ReturnType<typeof filesOf>, source: string, trusted = false): Promise<void> => {
    const done = await importer.run(files, { source, country: 'US', timeZone: null }, { staffId: null, role: 'test' }, trusted);
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
  };
  await bring(filesOf(ownFolder('config/demo/directory')), 'demo', true);
  await bring(filesFrom({ 'refuge.json': JSON.stringify([{ id: REFUGE.organization_id, name: 'Quiet Harbour' }, REFUGE]) }), 'refuge');
  if (hasReal) for (const name of REAL) await bring(filesOf(sharedFolder(name)), name);

  const use = hsdsUse({ store: hsdsStoreOn(db), taxonomies: parts.taxonomies, locate: (postcode) => locatePostcode(postcode)?.point ?? null });
  let caller: ReturnType<typeof actorWith> | null = null;
  const log = makeLog('silent');
  const serve = (isPublic: boolean, limits = { often: 10_000, seldom: 10_000 }) => {
    const app = makeApp({ publicUrl: 'http://127.0.0.1:1' });
    mountHsds(app, { use, whoIs: async () => caller, isPublic, publicUrl: 'http://127.0.0.1:1', audit: parts.audit, transact: parts.transact, clock, limits });
    app.use(problemHandler({ log, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }) }));
    return new Promise<Server>((resolve) => { const server = app.listen(0, '127.0.0.1', () => { resolve(server); }); });
  };
  const servers = { open: await serve(true), closed: await serve(false), narrow: await serve(true, { often: 4, seldom: 1 }) };
  const at = (which: keyof typeof servers): string => `http://127.0.0.1:${(servers[which].address() as AddressInfo).port}`;
  return {
    ...parts, use, importer,
    /** A request to the public API, or to the one that only those who keep the directory may read. */
    get: (path: string, { role = null, which = 'open' }: { role?: Role | null; which?: keyof typeof servers } = {}) => { caller = role && actorWith(role); return supertest(at(which)).get(`/hsds${path}`); },
    send: (method: 'post' | 'options' | 'head', path: string, which: keyof typeof servers = 'open') => { caller = null; return supertest(at(which))[method](`/hsds${path}`); },
    rows: (name: string) => db.getClient().db(db.name).collection(name, { readConcern: { level: 'local' } }),
    async close() {
      for (const server of Object.values(servers)) await new Promise((done) => { server.close(done); });
      await db.dropDatabase();
      await db.close();
    },
  };
}
export type OpenHsds = Awaited<ReturnType<typeof openHsds>>;
