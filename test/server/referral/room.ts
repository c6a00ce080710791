import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { auditOn, auditPlan } from '../../../server/audit/index.js';
import {
  careRoutes, careViews, consentStoreOn, consentUse, consentsPlan, FOLLOW_UP_JOB, followUpStoreOn, followUpUse, followUpsPlan, helpStoreOn, helpUse, helpsPlan, PERSON_TEXT_JOB, personRoutes, receiptLinksWith, receiptStoreOn,
  receiptUse, receiptsPlan, safeContactStoreOn, safeContactsPlan,
} from '../../../server/care/index.js';
import type { IntakeContact, Service } from '../../../server/contract/directory.js';
import type { MatchRule } from '../../../server/contract/matching.js';
import type { ConsentView, NewReferral, ProviderView, ReferralView } from '../../../server/contract/referral.js';
import type { UrgencyLetter } from '../../../server/contract/triage.js';
import type { Role } from '../../../server/contract/words.js';
import { crisesPlan, crisisStoreOn, working } from '../../../server/crisis/index.js';
import type { Crisis, CrisisNeeds } from '../../../server/crisis/index.js';
import { changeStoreOn, directoryPlans, directoryStoreOn, directoryUse, keepingChanges } from '../../../server/directory/index.js';
import { actorOf } from '../../../server/identity/actor.js';
import { identityPlans, identityStoreOn, identityUse, keepPeople } from '../../../server/identity/index.js';
import { TEXT_JOB, makeSender, messagesOn, messagingPlans, mountWebhooks, phoneStatesOn, textHandler, textsOf } from '../../../server/messaging/index.js';
import { eventsOn, eventsPlan } from '../../../server/platform/events.js';
import { jsonBody, makeApp, mount, problemHandler } from '../../../server/platform/http/app.js';
import { jobStoreOn, jobsPlan, makeWorker } from '../../../server/platform/jobs/index.js';
import { makeLog } from '../../../server/platform/log/log.js';
import { connect } from '../../../server/platform/mongo/connect.js';
import { dataKeysOn, dataKeysPlan } from '../../../server/platform/mongo/data-keys.js';
import { migrate } from '../../../server/platform/mongo/migrate.js';
import { transactOn } from '../../../server/platform/mongo/transact.js';
import { REFERRAL_JOBS, besideCrises, forPerson, providerLinkLimit, referralLinksWith, referralStoreOn, referralUse, referralsPlan } from '../../../server/referral/index.js';
import { handClock } from '../../support/hand-clock.js';
import { startScriptedCarrier } from '../../support/scripted-carrier.js';
import { NIGHT, POLICY, ZONE, aCrisis, aService, anIntake } from './builders.js';

/** Ana has the crisis, Cas is a colleague, Sue supervises, Zoe is of another team. */
export const STAFF = {
  ana: { phone: '+12025550101', team: 'north', role: 'clinician' }, cas: { phone: '+12025550103', team: 'north', role: 'clinician' },
  sue: { phone: '+12025550104', team: 'north', role: 'supervisor' }, wes: { phone: '+12025550105', team: 'north', role: 'support-worker' },
  zoe: { phone: '+12025550107', team: 'south', role: 'clinician' },
} as const satisfies Record<string, { phone: string; team: string; role: Role }>;
export type Who = keyof typeof STAFF;

export type Room = Awaited<ReturnType<typeof startRoom>>;

/**
 * The rooms referral and care on a real replica set, with those below them, a scripted carrier and a clock moved by hand;
 * matching is what the test says. Requests name their caller in a header.
 */
export async function startRoom() {
  const uri = process.env['TEST_MONGODB_URI'];
  if (uri === undefined) throw new Error('no TEST_MONGODB_URI');
  const http = createServer();
  await new Promise<void>((resolve) => { http.listen(0, '127.0.0.1', resolve); });
  const publicUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const carrier = await startScriptedCarrier({ publicUrl });
  carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
  const db = await connect(uri, `referral_${randomUUID().slice(0, 8)}`);
  await migrate(db, [dataKeysPlan, jobsPlan, eventsPlan, auditPlan, ...identityPlans, crisesPlan, ...messagingPlans, ...directoryPlans, consentsPlan, followUpsPlan, helpsPlan, safeContactsPlan, receiptsPlan, referralsPlan]);
  const clock = handClock(NIGHT);
  const log = makeLog('silent');
  const transact = transactOn(db);
  const keys = await dataKeysOn(db, [{ kid: 'k1', secret: randomBytes(32) }]);
  const [events, audit] = [eventsOn(db), auditOn(db)];
  const worker = makeWorker({ store: jobStoreOn(db, clock, 10), clock, log, settings: { atOnce: 16, sweepSeconds: 1e6, leaseSeconds: 10, deadAfterAttempts: 3 } });
  const { jobs } = worker;

  const identityStore = await identityStoreOn(db, keys);
  const people = await keepPeople({ store: identityStore, clock });
  const identity = identityUse({ store: identityStore, people, events, audit, transact, clock });
  for (const id of ['north', 'south']) await identity.saveTeam({ id, name: id, receivedBy: id });
  for (const [id, { phone, team, role }] of Object.entries(STAFF)) {
    await identity.addStaff({ name: `${id.charAt(0).toUpperCase()}${id.slice(1)} Test`, email: `${id}@test.example`, password: 'a password for tests', phone, roles: [{ teamId: team, role }] }, null, id);
  }
  await identity.saveNetwork({
    seenVersion: 0, org: 'NORTH', name: 'North Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: ZONE, locale: 'en-US', triageProfile: 'uk-mhts',
    progressWithinMinutes: { A: 10, B: 15, C: 60, D: 480 },
  }, null);

  const sender = makeSender({ account: carrier.account, publicUrl, timeoutMilliseconds: 2000, baseUrl: carrier.baseUrl });
  const phones = phoneStatesOn({ db, keys, events, clock, log });
  const messages = await messagesOn({ db, keys, jobs, clock });
  const crises = crisisStoreOn(db, keys);
  const directoryStore = directoryStoreOn(db);
  const directory = directoryUse({ keeping: keepingChanges({ store: directoryStore, changes: changeStoreOn(db), events, audit, clock }), store: directoryStore, events, audit, transact, clock, networkZone: () => ZONE });

  /** What matching says, set by a test. */
  const matching = { excluded: null as MatchRule | null, next: [] as { serviceId: string; serviceName: string }[], down: false };
  const optedOut: string[] = [];
  const onCallIn = () => [];
  const store = referralStoreOn(db, keys);
  const [consentStore, followUpStore] = [consentStoreOn(db, keys), followUpStoreOn(db, keys)];
  const below = { crises, events, audit, jobs, transact, clock, people, onCallIn };
  const consents = consentUse({
    ...below, consents: consentStore, serviceNameOf: async (id) => (await directory.find(id))?.service.name ?? null,
    onWithdrawn: (tx, crisisId, ids, by) => referrals.manage.withdrawBasis(tx, crisisId, ids, by),
  });
  const referrals = referralUse({
    ...below, store, consents, directory, messages, texts: () => textsOf(people.network()), sender, links: referralLinksWith(await keys.named('referral-links'), publicUrl), policy: POLICY, keys, log,
    profile: () => ({ retriageAtShareOfClock: 0.5 }) as never, supervisorsOf: () => ['sue'],
    exclusionOf: async () => (matching.excluded === null ? null : { rule: matching.excluded, failed: [matching.excluded] }),
    nextMatchFor: async (_crisisId, excluding) => {
      if (matching.down) throw new Error('matching is down');
      return matching.next.find(({ serviceId }) => !excluding.includes(serviceId)) ?? null;
    },
    askPerson: (tx, crisis, referralId) => followUps.askPerson(tx, crisis, referralId), townOf: () => 'Washington', onOptedOut: async (phone) => { optedOut.push(phone); },
  });
  const crisisNeeds = { store: crises, keys, ...below, referralWaits: store.waits, makeFollowUps: (tx: never, crisis: Crisis, due: never) => followUps.makeFollowUps(tx, crisis, due) } as unknown as CrisisNeeds;
  const work = working(crisisNeeds, {} as never);
  const followUps = followUpUse({
    ...below, followUps: followUpStore, finishFollowUpIn: work.finishFollowUpIn, personSaid: (tx, referralId, outcome, actor) => referrals.manage.personSaid(tx, referralId, outcome, actor),
    tellSupervisors: async (tx, teamId, { crisisId, ref, key }) => {
      await messages.queue(tx, { key, to: STAFF.sue.phone, body: `NORTH: ${ref} needs you: open Handrail.`, sender: 'staff', purpose: 'follow-up', teamId, crisisId, urgency: 6 });
    },
  });
  const care = careViews({ consents: consentStore, followUps: followUpStore, people });
  const person = forPerson(store);
  const serviceNameOf = async (id: string) => (await directory.find(id))?.service.name ?? null;
  const helps = helpUse({ ...below, helps: helpStoreOn(db, keys), serviceNameOf, referredOf: person.referredOf });
  const receipts = receiptUse({
    ...below, receipts: receiptStoreOn(db), safeContacts: safeContactStoreOn(db, keys), consents: consentStore, links: receiptLinksWith(await keys.named('receipt-links'), publicUrl), messages,
    isOptedOut: (number) => phones.isOptedOut(number, 'public'), sharedOf: person.sharedOf, withdrawByPerson: (tx, crisisId, consentId) => consents.withdrawByPerson(tx, crisisId, consentId),
  });
  const beside = besideCrises({ store, views: referrals.views, care });

  worker.handle(REFERRAL_JOBS.text, referrals.reactions.text);
  worker.handle(REFERRAL_JOBS.due, referrals.reactions.due);
  worker.handle(REFERRAL_JOBS.overdue, referrals.reactions.overdue);
  worker.handle(FOLLOW_UP_JOB, followUps.due);
  worker.handle(PERSON_TEXT_JOB, receipts.text);
  worker.handle('progress', async () => 'done');
  worker.handle('free-ref', async () => 'done');
  worker.handle(TEXT_JOB, textHandler({ messages, phones, sender, transact, jobs, clock, needs: { onUndeliverable: async () => undefined, onDelivered: async () => undefined } }));

  const app = makeApp({ publicUrl });
  mountWebhooks(app, { publicUrl, account: carrier.account, clock, log, onText: async () => undefined, onStatus: (report) => (report.subject.kind === 'referral' ? referrals.reactions.onStatus(report) : Promise.resolve(true)) });
  app.use('/api', jsonBody());
  app.use('/api/v1/provider-link', providerLinkLimit());
  mount(app, [...careRoutes({ consents, followUps, views: care }), ...personRoutes({ helps, receipts }), ...referrals.routes], {
    log, publicUrl, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }), measure: () => undefined,
    whoIs: async (request) => { const person = people.find(request.get('x-test-staff') ?? ''); return person && actorOf(person, 'session'); },
  });
  app.use(problemHandler({ log, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }) }));
  http.on('request', app);
  worker.start();

  const settle = async (): Promise<void> => { for (let calm = 0; calm < 2; calm++) { await worker.idle(); await carrier.quiet(); } };
  const rows = (name: string) => db.getClient().db(db.name).collection<Record<string, unknown>>(name, { readConcern: { level: 'local' } });
  const as = (who: Who | null) => {
    const send = (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object, key?: string) => {
      const request = supertest(publicUrl)[method](`/api/v1${path}`).set('X-Handrail', '1');
      if (key !== undefined) void request.set('Idempotency-Key', key);
      return (who === null ? request : request.set('X-Test-Staff', who)).send(body);
    };
    return { get: (path: string) => send('get', path), post: (path: string, body: object = {}, key?: string) => send('post', path, body, key), put: (path: string, body: object = {}) => send('put', path, body), delete: (path: string) => send('delete', path) };
  };

  let nextRef = 3001;
  const room = {
    db, clock, carrier, crises, store, referrals, consents, followUps, followUpStore, work, beside, directory, matching, optedOut, transact, settle, rows, as, worker, audit, events, messages,
    pass: ({ seconds }: { seconds: number }) => clock.pass(seconds * 1000, settle),
    /** A service in the directory. */
    async hasService(more: Parameters<typeof aService>[0] = {}): Promise<Service> {
      const service = aService(more);
      await transact((tx) => directoryStore.put([{ service, version: 1 }], tx));
      return service;
    },
    /** A crisis that Ana has. */
    async hasCrisis(more: Partial<Crisis> & { letter?: UrgencyLetter } = {}): Promise<Crisis> {
      const key = await keys.take();
      const crisis = aCrisis({ ref: String(nextRef++), at: clock.now(), ...more, dataKeyId: key.id });
      await transact(async (tx) => { crises.insert(crisis, key, tx); });
      return crisis;
    },
    async agrees(crisis: Crisis, service: Service, more: object = {}): Promise<ConsentView> {
      const { body } = await as('ana').post(`/crises/${crisis.id}/consents`, { serviceId: service.id, dataClasses: ['contact', 'need', 'risk'], method: 'spoken', givenBy: 'self', ...more }).expect(201);
      return body as ConsentView;
    },
    input: (crisis: Crisis, service: Service, more: Partial<NewReferral> = {}): NewReferral => ({ crisisId: crisis.id, serviceId: service.id, need: 'A safe bed tonight', ...more }),
    /** Agreed and sent, and everything that follows at once has happened. */
    async sent(crisis: Crisis, service: Service, more: Partial<NewReferral> = {}): Promise<ReferralView> {
      await room.agrees(crisis, service);
      const { body } = await as('ana').post('/referrals', room.input(crisis, service, more)).expect(201);
      await settle();
      return body as ReferralView;
    },
    referral: async (id: string): Promise<ReferralView> => (await as('ana').get(`/referrals/${id}`).expect(200)).body as ReferralView,
    /** The token in the newest text to this number. */
    tokenOf: (number: string): string => /#([\w-]{22})/.exec(carrier.to(number).findLast(({ body }) => body.includes('#'))?.body ?? '')?.[1] ?? '',
    /** What the page behind a link does. */
    link: async (what: 'view' | 'opened' | 'code' | 'answer' | 'identity' | 'capacity', body: object) => {
      const answer = await as(null).post(`/provider-link/${what}`, body);
      await settle();
      return { status: answer.status, type: (answer.body as { type?: string }).type ?? '', body: answer.body as ProviderView };
    },
    async answers(token: string, answer: string, more: object = {}) {
      const { body: { version } } = await room.link('view', { token });
      return room.link('answer', { token, seenVersion: version, name: 'Marisol Vega', role: 'Night lead', answer, ...more });
    },
    texts: (number: string): string[] => carrier.to(number).map(({ body }) => body),
    kinds: async (crisisId: string): Promise<string[]> => (await events.ofCrisis(crisisId)).map(({ kind }) => kind),
    async stop(): Promise<void> {
      await worker.stop();
      http.closeAllConnections();
      await new Promise((resolve) => { http.close(resolve); });
      sender.close();
      await carrier.stop();
      await db.dropDatabase();
      await db.close();
    },
  };
  return room;
}

/** Two phones for texts of one service: the link goes to the first, a code to the second. */
export const twoPhones = (): IntakeContact[] => {
  const end = () => String(1000 + Math.floor(Math.random() * 8999));
  return [anIntake({ address: `+1202555${end()}` }), anIntake({ address: `+1202556${end()}` })];
};
