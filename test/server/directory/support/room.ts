import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { auditOn, auditPlan } from '../../../../server/audit/index.js';
import type { Role } from '../../../../server/contract/words.js';
import { directoryPlans, directoryRoutes, directoryStoreOn, directoryUse, keepPlaces, managingDirectory } from '../../../../server/directory/index.js';
import { ROLE_INCLUDES } from '../../../../server/identity/core/permissions.js';
import type { Clock } from '../../../../server/kernel/clock.js';
import { eventsOn, eventsPlan } from '../../../../server/platform/events.js';
import { idempotencyOn, idempotencyPlan } from '../../../../server/platform/idempotency.js';
import { jsonBody, makeApp, mount, problemHandler } from '../../../../server/platform/http/app.js';
import type { Actor } from '../../../../server/platform/http/route.js';
import { makeLog } from '../../../../server/platform/log/log.js';
import { connect } from '../../../../server/platform/mongo/connect.js';
import { migrate } from '../../../../server/platform/mongo/migrate.js';
import { transactOn } from '../../../../server/platform/mongo/transact.js';

/** Somebody with one role, as the door would know them. */
export const actorWith = (role: Role): Actor => ({
  staffId: `somebody-${role}`, name: `Somebody, ${role}`, role, isDevice: false,
  teamsWhere: (permission) => (ROLE_INCLUDES[role].includes(permission) ? ['north'] : []), may: (permission) => ROLE_INCLUDES[role].includes(permission),
});

/** This room alone, on a database of its own of the real replica set, with a clock set by hand. */
export async function openRoom(start = new Date('2026-11-02T12:00:00Z')) {
  const uri = process.env['TEST_MONGODB_URI'];
  if (uri === undefined) throw new Error('TEST_MONGODB_URI is not set: run through the jest config');
  const db = await connect(uri, `directory_${randomUUID().slice(0, 8)}`);
  await migrate(db, [eventsPlan, auditPlan, idempotencyPlan, ...directoryPlans]);
  let now = start;
  const clock: Clock = { now: () => now, after: () => ({ cancel: () => undefined }) };
  const parts = { store: directoryStoreOn(db), events: eventsOn(db), audit: auditOn(db), transact: transactOn(db), clock };
  const referrals = new Map<string, number>();
  const managed = managingDirectory({ ...parts, db, idempotency: idempotencyOn(db, () => now), networkZone: () => 'America/New_York', country: () => 'US', referralsOf: async () => referrals, nameOf: (id) => id, problemKey: { id: 'k', secret: randomBytes(32) }, referredAmong: async (ids) => new Set(ids.filter((id) => referrals.has(id))) });
  const use = directoryUse({ ...parts, keeping: managed.keeping, merges: managed.merges, networkZone: () => 'America/New_York' });
  const log = makeLog('silent');
  let caller: Actor | null = null;
  const app = makeApp({ publicUrl: 'http://127.0.0.1:1' });
  app.use(jsonBody());
  mount(app, [...managed.routes, ...directoryRoutes({ use })], { log, publicUrl: 'http://127.0.0.1:1', whoIs: async () => caller, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }), measure: () => undefined });
  app.use(problemHandler({ log, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }) }));
  const server = app.listen(0, '127.0.0.1');
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (role: Role | null, method: 'get' | 'put' | 'post' | 'delete', path: string) => { caller = role && actorWith(role); return supertest(address())[method](path).set('X-Handrail', '1'); };
  return {
    ...parts, use, managed, referrals, db, importer: managed.importer, places: await keepPlaces(parts),
    set: (to: Date) => { now = to; }, as: send,
    rows: (name: string) => db.getClient().db(db.name).collection(name, { readConcern: { level: 'local' } }),
    async close() { await new Promise((done) => { server.close(done); }); await db.dropDatabase(); await db.close(); },
  };
}
export type Room = Awaited<ReturnType<typeof openRoom>>;
