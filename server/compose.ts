import type { Env } from '../config/env.js';
import type { TriageProfile } from './contract/triage.js';
import { auditOn, auditPlan, auditRoutes, headsPlan, sealerOn, sealsPlan } from './audit/index.js';
import { SERVICE_DIGEST, directoryRules, distanceUnitOf, keepMatching, locatePostcode, matchingRoutes } from './matching/index.js';
import type { KnownOfCrisis, MatchingPolicy } from './matching/index.js';
import { FOLLOW_UP_JOB, PERSON_TEXT_JOB, careRoutes, careViews, consentStoreOn, consentUse, consentsPlan, followUpStoreOn, followUpUse, followUpsPlan, helpStoreOn, helpUse, helpsPlan, personRoutes, receiptLinksWith, receiptStoreOn, receiptUse, receiptsPlan, safeContactStoreOn, safeContactsPlan } from './care/index.js';
import { CRISIS_JOBS, REVIEW_JOB, askLinks, askTextsThatDoNotFit, asking, backupCallsPlan, answersByPhone, emergencyAccessPlan, emergencyAccessRoutes, emergencyReviewRoutes, guard, keepEmergencyAccess, crisesPlan, crisisRoutes, crisisSearchRoutes, crisisStoreOn, joining, keepRecent, keepRefs, keeper, overdueReviews, screening, screeningRoutes, owning, ownershipRoutes, raising, repliesOf, shifts, teamBackup, viewsOf, watching, working } from './crisis/index.js';
import type { Crisis, CrisisNeeds } from './crisis/index.js';
import { capacityState, directoryPlans, directoryRoutes, directoryStoreOn, directoryUse, entryState, finding, findingRoutes, hoursOf, intakeOpenAt, keepFoundTable, keepPlaces, managingDirectory, openAt, taxonomyPlans, taxonomyStoreOn, townOfZip } from './directory/index.js';
import { hsdsPlans, hsdsStoreOn, hsdsUse } from './hsds/index.js';
import { REMINDER_JOB, ROOM_ASK_JOB, capacityLinksOn, capacityPlans, capacitySettingsOn, capacityUse, parseCapacityPolicy, questionsOn, roomAskStoreOn, tellingStoreOn, tellingsOf } from './capacity/index.js';
import { answerLinkRoutes, answerLinksWith, callsOf, deliveryLogPlan, escalationPlans, escalationReactions, escalationStoreOn, escalationUse, keepPolicies, makeHandOffs, notificationLogOn, policyRoutes, reachedWith, savingPolicies } from './escalation/index.js';
import type { ReachedNeeds } from './escalation/index.js';
import { CHECK_JOB, checkStoreOn, checksPlan, apiKeyRoutes, apiKeyStoreOn, apiKeysPlan, factorPlans, factorStoreOn, identityPlans, identityRoutes, identityStoreOn, identityUse, keepPeople, outsideAccounts, recogniserOf, screenLockRoutes, sessionAnswers, signInRoutes, staffParts } from './identity/index.js';
import { CANARY_JOB, canaryMissedAfter, canaryWith, deadJobRoutes, pagingHealth, signStoreOn, signsPlan } from './health/index.js';
import type { Clock } from './kernel/clock.js';
import type { StaffLanguage } from './contract/identity.js';
import type { StaffId } from './kernel/ids.js';
import { EMAIL_JOB, PUBLIC_REPLY_LIMIT, PUSH_JOB, TEXT_JOB, callVoiceOf, callWordsOf, dialable, inboxOn, keepWordings, makeSender, messagesOn, messagingPlans, noticeParts, phoneStatesOn, textHandler, textLogOn, textReceipts, textsOf, textsThatDoNotFit, toGsm7, wordingRoutes, wordingsOn } from './messaging/index.js';
import type { CallAsks, ProviderAccount, StatusReport, TextNeeds } from './messaging/index.js';
import { ROTA_JOBS, alarmStoreOn, calendarLinksOn, keepRotas, onCallPlans, onCallRoutes, onCallUse, rotaStoreOn } from './oncall/index.js';
import { withCrashPoints } from './platform/crash.js';
import { eventsOn, eventsPlan } from './platform/events.js';
import { makeFeed } from './platform/feed.js';
import { idempotencyOn, idempotencyPlan } from './platform/idempotency.js';
import type { Route } from './platform/http/route.js';
import { jobStoreOn, jobsPlan, makeWorker } from './platform/jobs/index.js';
import type { Log } from './platform/log/log.js';
import type { Connection } from './platform/mongo/connect.js';
import { dataKeysOn, dataKeysPlan } from './platform/mongo/data-keys.js';
import { migrate } from './platform/mongo/migrate.js';
import { transactOn } from './platform/mongo/transact.js';
import { boardRoutes } from './realtime/index.js';
import { REFERRAL_JOBS, besideCrises, forPerson, needsYou, parseReferralPolicy, referralLinksWith, referralStoreOn, referralUse, referralsPlan } from './referral/index.js';
import { DOWNTIME_JOB, downtimePlan, downtimeRoutes, downtimeStoreOn, downtimeUse } from './downtime/index.js';
import { drillRoutes, parseNight } from './drill/index.js';
import { reportingRoutes } from './reporting/index.js';
import { recogniseScreens, wallKeyStoreOn, wallKeysPlan, wallRoutes, wallUse } from './wall/index.js';
import { readConfig, readProfiles, readScreeners } from './read-policies.js';
import { tellingStaff } from './telling-staff.js';
import { whomAsksReach } from './whom-asks-reach.js';

export interface ComposeNeeds {
  db: Connection;
  env: Env;
  clock: Clock;
  log: Log;
  account: ProviderAccount;
  /** Where texts are handed over, when not at the provider's own address. */
  providerBaseUrl: string | null;
}

/** Characters of the secret in a responder's and in a provider's link. */
const ANSWER_TOKEN = 14;
const PROVIDER_TOKEN = 22;

/** A job is given up after so many failures. */
const DEAD_AFTER_ATTEMPTS = 25;
/** Without these somebody would wait in silence, so they are tried for ever; as often failed, they count as dead all the same. */
const NEVER_GIVEN_UP = ['rung', 'notify', CRISIS_JOBS.progress, CRISIS_JOBS.ask, CRISIS_JOBS.retriage, CRISIS_JOBS.unowned, 'emergency-confirm', TEXT_JOB, CANARY_JOB];
/** Given up, these stand on the board and wake nobody. */
const HOUSEKEEPING = ['free-ref', CRISIS_JOBS.snooze, DOWNTIME_JOB, PUSH_JOB, EMAIL_JOB, REMINDER_JOB, REVIEW_JOB];

export type Handrail = Awaited<ReturnType<typeof compose>>;

/** The one place where parts are joined. Nothing runs yet: `web.ts` and `worker.ts` start what a role needs. */
export async function compose({ db, env, clock, log, account, providerBaseUrl }: ComposeNeeds) {
  await migrate(db, [dataKeysPlan, wallKeysPlan, jobsPlan, signsPlan, eventsPlan, auditPlan, sealsPlan, headsPlan, idempotencyPlan, ...identityPlans, ...factorPlans, apiKeysPlan, checksPlan, ...onCallPlans, ...escalationPlans, deliveryLogPlan, crisesPlan, emergencyAccessPlan, backupCallsPlan, ...messagingPlans, ...directoryPlans, ...capacityPlans, ...taxonomyPlans, ...hsdsPlans, consentsPlan, followUpsPlan, helpsPlan, safeContactsPlan, receiptsPlan, referralsPlan, downtimePlan]);
  const transact = transactOn(db);
  const keys = await dataKeysOn(db, env.fieldKeys);
  const audit = auditOn(db);
  const sealer = sealerOn({ db, clock, log, key: await keys.named('audit'), onHead: ({ seq, hash, signature }) => { log.info(`audit head ${seq} ${hash} ${signature}`, { room: 'audit' }); } });
  const idempotency = idempotencyOn(db, () => clock.now());
  const feed = makeFeed({ db, clock, log });
  const events = eventsOn(db, (event) => { feed.committed(event); });
  const worker = makeWorker({
    store: withCrashPoints('jobs', jobStoreOn(db, clock, env.leaseSeconds, DEAD_AFTER_ATTEMPTS), ['claim', 'finishAll', 'putOff']), clock, log,
    settings: { atOnce: env.jobsAtOnce, sweepSeconds: env.sweepSeconds, leaseSeconds: env.leaseSeconds, deadAfterAttempts: DEAD_AFTER_ATTEMPTS, neverGivenUp: NEVER_GIVEN_UP },
  });
  const { jobs } = worker;

  const identityStore = await identityStoreOn(db, keys);
  const apiKeys = apiKeyStoreOn(db);
  const people = await keepPeople({ store: identityStore, clock, apiKeys });
  const identity = identityUse({ store: identityStore, people, events, audit, transact, clock });
  const wallKeys = wallKeyStoreOn(db);
  const recognise = recogniseScreens(recogniserOf({ people, clock, publicUrl: env.publicUrl, onKeyUsed: apiKeys.noteUse(clock) }), { store: wallKeys, clock, publicUrl: env.publicUrl });

  const dutyNumber = (): string | null => dialable(people.network().dutyPhone, people.network().locale);
  const sender = withCrashPoints('provider', makeSender({
    account, publicUrl: env.publicUrl, timeoutMilliseconds: env.transportSeconds * 1000, baseUrl: providerBaseUrl ?? undefined, textsPerSecond: env.twilio.textsPerSecond,
    callsFrom: () => env.twilio.voiceNumber ?? dutyNumber(),
  }), ['send', 'find', 'call', 'findCall', 'endCall']);
  const phones = phoneStatesOn({ db, keys, events, clock, log });
  await phones.load();
  const messages = await messagesOn({ db, keys, jobs, clock });
  const inbox = await inboxOn({ db, keys });
  const notices = await noticeParts({
    db, keys, events, audit, jobs, transact, clock, log, vapid: env.vapid, pushServices: env.pushServices, mail: env.mail, publicUrl: env.publicUrl, timeoutMilliseconds: env.transportSeconds * 1000,
    org: () => people.network().org, signInAddressOf: (staffId) => people.find(staffId)?.email ?? '', languageOf: (staffId) => people.find(staffId)?.language ?? 'en', isAsking: async (id) => (await escalations.runningOf([id])).has(id),
  });
  const wordings = await keepWordings({ store: wordingsOn(db), events, audit, transact, clock, settings: () => people.network(), nameOf: (id) => people.nameOf(id) });
  const languageOf = (id: StaffId): StaffLanguage => people.find(id)?.language ?? 'en';
  const texts = (to?: StaffId | null, language: StaffLanguage = to ? languageOf(to) : 'en') => textsOf(people.network(), wordings.now(), language);
  const unfit = people.network().version === 0 ? [] : textsThatDoNotFit(people.network(), { answer: `${env.publicUrl}/a#`.length + ANSWER_TOKEN, referral: `${env.publicUrl}/p#`.length + PROVIDER_TOKEN });
  if (people.network().version > 0) unfit.push(...askTextsThatDoNotFit(people.network(), texts(), `${env.publicUrl}/a#`.length + ANSWER_TOKEN));
  if (unfit.length > 0) throw new Error(`The texts ${unfit.join(', ')} do not fit one message with this PUBLIC_URL and these network names. Nobody could be paged. Use a shorter PUBLIC_URL.`);

  const rotaStore = rotaStoreOn(db);
  const rotas = await keepRotas({ store: rotaStore, clock });
  const isOptedOut = (number: string): boolean => phones.isOptedOut(number);
  const {
    phoneOf, unreachable, isReachable, whyNot, withRole, asked, channelsNow, numberOf, whoAt, reachFor, onCallIn, supervisorsOf, carrierOf, staffOn,
  } = whomAsksReach({ people, rotas, clock, isOptedOut });
  const onCall = onCallUse({
    store: rotaStore, alarms: alarmStoreOn(db), calendarLinks: calendarLinksOn(db), rotas, people, events, audit, jobs, messages, tellByEmail: notices.tellByEmail, transact, idempotency, clock, log, publicUrl: env.publicUrl, withRole, unreachable,
    isAskedByPolicy: (id) => policies.all().some(({ ladders }) => Object.values(ladders).some(({ rungs }) => rungs.some(({ ask }) => ask.some((one) => one.kind === 'rota' && one.rotaId === id)))),
  });

  const escalations = withCrashPoints('escalation', escalationStoreOn(db), ['moveDelivery', 'putDeliveries']);
  const policies = await keepPolicies(escalations);
  const links = answerLinksWith(await keys.named('answer-links'), env.publicUrl);
  const handOffs = makeHandOffs();
  const escalation = escalationUse({ store: escalations, policies, links, jobs, handOffs, clock, reachFor });
  const reachability = { hasRota: (id: string) => rotas.find(id) !== null, hasResponder: (id: string) => people.find(id)?.active === true };
  const reachedNeeds: ReachedNeeds = {
    reachFor, reachability, askedAt: (teamId, ask, at) => asked(teamId, at)(ask), whyNot,
    person: (staffId) => ({ name: people.nameOf(staffId), initials: people.find(staffId)?.initials ?? '' }), rotaName: (id) => rotas.find(id)?.name ?? '',
    supervises: (teamId, ask) => ask.kind === 'supervisor' || (ask.kind === 'rota' && rotas.find(ask.rotaId)?.supervises === true) || (ask.kind === 'responder' && withRole(teamId, 'supervisor').includes(ask.staffId)),
  };
  const reached = reachedWith(reachedNeeds);
  const policyNeeds = { store: escalations, policies, events, audit, transact, clock, reachability, reached };

  const telling = tellingStaff({ messages, tellByEmail: notices.tellByEmail, phoneOf, isReachable, supervisorsOf });
  const crises = crisisStoreOn(db, keys);
  const refs = await keepRefs(crises);
  const profiles = readProfiles();
  const emergencies = await keepEmergencyAccess({ db, clock });
  const needs: CrisisNeeds = {
    store: crises, refs, keys, events, audit, jobs, transact, clock, people, escalation, escalations, links, texts, languageOf, log, onCallIn, isReachable, inEmergency: emergencies.holds,
    whoNow: (teamId, asks) => whoAt(teamId, asks, clock.now()),
    tell: telling.tell, tellTeam: telling.tellTeam,
    profile: (id) => profiles.get(id) ?? profiles.values().next().value as TriageProfile,
    referralWaits: (tx, crisisId) => referralStore.waits(tx, crisisId),
    makeFollowUps: (tx, crisis, due) => followUps.makeFollowUps(tx, crisis, due),
  };
  const raise = withCrashPoints('raise', raising(needs), ['report']);
  const own = owning(needs);
  const work = working(needs, raise);
  const ask = asking(needs, own);
  const backup = teamBackup({ db, needs });
  const joins = joining(needs, { own, ask, raise });
  const shift = shifts(needs, { own, ask });
  const watch = watching(needs, { own, ask, raise });
  const recent = await keepRecent({ store: crises, clock, teams: () => people.teams().map(({ id }) => id), nameOf: (id) => people.nameOf(id) });
  const { record, recordAtEnd } = keeper(needs);

  const taxonomies = taxonomyStoreOn(db);
  const directoryStore = directoryStoreOn(db, SERVICE_DIGEST);
  const capacityPolicy = parseCapacityPolicy(readConfig('policies/capacity.json'));
  const { freshMinutes } = capacityPolicy;
  const [tellings, capacitySettings] = [await tellingStoreOn(db, keys), capacitySettingsOn(db)];
  const onCapacityTold = tellingsOf({ tellings, settings: capacitySettings, jobs, policy: capacityPolicy, networkZone: () => people.network().timeZone });
  const managed = managingDirectory({ db, store: directoryStore, events, audit, transact, clock, idempotency, networkZone: () => people.network().timeZone, country: () => /-([A-Z]{2})$/.exec(people.network().locale)?.[1] ?? 'US', referralsOf: () => referralStore.countsByService(new Date(clock.now().getTime() - 365 * 86_400_000)), nameOf: (id) => people.nameOf(id), problemKey: await keys.named('service-problems'), taxonomies, referredAmong: (ids) => referralStore.servicesAmong(ids) });
  const directory = directoryUse({ keeping: managed.keeping, merges: managed.merges, store: directoryStore, events, audit, transact, clock, networkZone: () => people.network().timeZone, freshMinutes, onCapacityTold });
  const foundTable = keepFoundTable({ db, clock });
  const places = await keepPlaces({ store: directoryStore, clock, freshMinutes });
  const capacity = capacityUse({
    tellings, settings: capacitySettings, links: capacityLinksOn(db, env.publicUrl), questions: questionsOn(db, keys), roomAsks: await roomAskStoreOn(db, keys), policy: capacityPolicy, directory, services: directoryStore,
    crises, onCallIn, messages, inbox, keys, events, audit, jobs, transact, clock, people, idempotency,
    isOptedOut: (number) => phones.isOptedOut(number), isLockedOut: (number) => phones.isLockedOut(number), countWrongCode: (tx, number) => phones.countWrongCode(tx, number),
    isStaff: (number) => people.byPhone(number) !== null || rotas.isDutyPhone(number),
  });
  const hsds = hsdsUse({ store: hsdsStoreOn(db), taxonomies, locate: (postcode) => locatePostcode(postcode)?.point ?? null });

  const below = { crises, events, audit, jobs, transact, clock, people, onCallIn };
  const { tellLeads } = telling;
  const optOut = (phone: string): Promise<void> => transact(async (tx) => { await phones.optOut(tx, phone, { sender: 'staff', by: 'carrier' }); });

  const factorStore = await factorStoreOn({ db, keys });
  const { routes: staffRoutes, checks, factors } = staffParts({
    factorStore,
    tell: telling.tellOfSignIn,
    store: identityStore, checkStore: await checkStoreOn({ db, keys, clock }), people, events, audit, transact, clock, jobs, sender, publicUrl: env.publicUrl, isOptedOut, onOptedOut: optOut,
    pagedCallSids: (staffId, since) => escalations.callSidsOf(staffId, '', since), isDutyPhone: (number) => rotas.isDutyPhone(number),
    rotasOf: (staffId) => rotas.all().filter(({ id }) => rotas.everyoneOf(id, clock.now()).includes(staffId)).map(({ name }) => name),
    laddersOf: (staffId) => policies.all().filter(({ ladders }) => Object.values(ladders).some(({ rungs }) => rungs.some(({ ask: asks }) => asks.some((one) => one.kind === 'responder' && one.staffId === staffId)))).map(({ name }) => name),
    ownedRefs: async (staffId) => (await crises.allOwnedBy(staffId)).map(({ ref }) => ref),
  });

  const consentStore = consentStoreOn(db, keys);
  const followUpStore = followUpStoreOn(db, keys);
  const referralStore = referralStoreOn(db, keys);
  const consents = consentUse({
    ...below, consents: consentStore, serviceNameOf: async (id) => (await directory.find(id))?.service.name ?? null,
    onWithdrawn: (tx, crisisId, ids, by) => referrals.manage.withdrawBasis(tx, crisisId, ids, by),
  });
  const referrals = referralUse({
    ...below, store: referralStore, consents, directory, messages, texts, sender, links: referralLinksWith(await keys.named('referral-links'), env.publicUrl), policy: parseReferralPolicy(readConfig('policies/referral.json')), keys, log,
    profile: needs.profile, supervisorsOf, onOptedOut: optOut, townOf: townOfZip, askPerson: (tx, crisis, referralId) => followUps.askPerson(tx, crisis, referralId), room: { chosenIn: (tx, crisisId, serviceId, by) => capacity.rooms.chosenIn(tx, crisisId, serviceId, by), putBack: (tx, referralId, serviceId) => capacity.putBack(tx, referralId, serviceId) },
    exclusionOf: (crisis, serviceId) => matching.exclusionOf(crisis.id, serviceId), nextMatchFor: (crisisId, excluding) => matching.nextMatchFor(crisisId, excluding),
  });
  const knownOf = async (crisis: Crisis): Promise<KnownOfCrisis> => {
    const [past, refusedServiceIds] = await Promise.all([referralStore.pastOf(crisis.id), consents.refusedServiceIds(crisis.id)]);
    return { letter: crisis.urgency.letter, contactBy: crisis.contactBy, details: crisis.details, facts: crisis.details.facts ?? {}, refusedServiceIds, ...past };
  };
  const matching = await keepMatching({
    policy: readConfig('policies/matching.json') as MatchingPolicy, clock, locate: locatePostcode,
    network: () => ({ ...people.network(), defaultLanguage: people.network().locale.slice(0, 2), distanceUnit: people.network().locale.endsWith('US') || people.network().locale.endsWith('GB') ? 'mi' : 'km' }),
    rulesIn: (zone) => directoryRules({ hoursOf, openAt, intakeOpenAt, capacityState: (told, now) => capacityState(told, now, freshMinutes), entryState, FRESH_MINUTES: freshMinutes }, zone),
    allServices: () => directoryStore.digested(),
    findService: async (id) => (await directoryStore.find(id))?.service ?? null, brokenWords: (id) => capacity.brokenWords(id),
    crisisFor: async (id, actor) => knownOf(guard(needs, await crises.find(id), actor, 'work')),
    knownOf: async (id) => {
      const crisis = await crises.find(id);
      return crisis ? knownOf(crisis) : null;
    },
  });
  const followUps = followUpUse({
    ...below, followUps: followUpStore, finishFollowUpIn: work.finishFollowUpIn, personSaid: (tx, referralId, outcome, actor) => referrals.manage.personSaid(tx, referralId, outcome, actor),
    tellSupervisors: (tx, teamId, { crisisId, ref, key }) => tellLeads(tx, teamId, (to) => toGsm7(needsYou(people.network().org, ref, languageOf(to))), { crisisId, purpose: 'follow-up', key }),
  });
  const person = forPerson(referralStore);
  const helps = helpUse({ ...below, helps: helpStoreOn(db, keys), serviceNameOf: async (id) => (await directory.find(id))?.service.name ?? null, referredOf: person.referredOf });
  const personReceipts = receiptUse({
    ...below, receipts: receiptStoreOn(db), safeContacts: safeContactStoreOn(db, keys), consents: consentStore, links: receiptLinksWith(await keys.named('receipt-links'), env.publicUrl), messages,
    isOptedOut: (number) => phones.isOptedOut(number, 'public'), sharedOf: person.sharedOf, withdrawByPerson: (tx, crisisId, consentId) => consents.withdrawByPerson(tx, crisisId, consentId),
  });
  const care = careViews({ consents: consentStore, followUps: followUpStore, people });
  const views = viewsOf({ escalations, events, people, onCallIn, whoAt, beside: besideCrises({ store: referralStore, views: referrals.views, care }) });

  const reactions = escalationReactions({
    store: escalations, use: escalation, links, jobs, handOffs, sender, texts, languageOf, clock, transact, recordAtEnd, onOptedOut: optOut,
    contactOf: (staffId) => {
      const person = people.find(staffId);
      return { name: people.nameOf(staffId), initials: person?.initials ?? '', phone: phoneOf(staffId) };
    },
    numberOf, pushBeside: notices.beside,
    dutyPhone: () => people.network().dutyPhone,
    onCallMeFailed: async (tx, e, n) => {
      const person = people.find(n.staffId);
      const phone = phoneOf(n.staffId);
      if (person && phone !== null) await tellLeads(tx, e.teamId, (to) => texts(to).ringThem({ ref: e.ref, who: person, phone }), { crisisId: e.crisisId, purpose: 'ring-them', key: `ring:${n.id}` });
    },
  });
  const byPhone = answersByPhone({ crises, own });
  const callWords = (language: StaffLanguage) => callWordsOf(people.network(), wordings.now(), language);
  const calls = callsOf({
    store: escalations, reactions, sender, words: callWords, languageOf, clock, transact, acknowledge: byPhone.acknowledge('voice'), refuse: byPhone.refuse('voice'), carrierOf, ownerOf: byPhone.ownerOf,
    getsTexts: (staffId) => channelsNow(staffId).includes('sms'),
  });

  /** With the pages that a duty phone got before it was handed on. */
  const runningFor: typeof escalations.runningFor = async (staffId, tx) => {
    const open = await escalations.runningFor(staffId, tx);
    for (const before of rotas.carriedBefore(staffId, clock.now())) for (const one of await escalations.runningFor(before, tx)) if (open.every(({ id }) => id !== one.id)) open.push(one);
    return open;
  };
  const replies = repliesOf({
    store: crises, escalations: { ...escalations, runningFor }, own, ask, raise, people: { ...people, byPhone: staffOn }, texts, clock, transact, needs, tellLeads,
    accept: (tx, text) => inbox.accept(tx, text),
    answer: async (tx, text, body, { teamId, crisisId, purpose }) => {
      await messages.queue(tx, { key: `answer:${text.sid}`, to: text.from, body, sender: text.sender, purpose, teamId, crisisId, urgency: 1 }, purpose === 'public' ? PUBLIC_REPLY_LIMIT : undefined);
    },
    isLockedOut: (from) => phones.isLockedOut(from),
    countWrongCode: (tx, from) => phones.countWrongCode(tx, from),
    onKeyword: async (tx, text, keyword) => {
      if (keyword === 'stop') await phones.optOut(tx, text.from, { sender: text.sender, by: 'keyword' });
      if (keyword === 'start') await phones.optIn(tx, text.from, { sender: text.sender });
    },
    publicTeam: () => people.teams().find(({ id, receivedBy }) => id === receivedBy)?.id ?? null,
    senderIndexOf: (number) => keys.blindIndex('sender', number),
  });

  const textNews: TextNeeds = {
    async onUndeliverable(tx, text) {
      if (text.crisisId !== null) await record(tx, { crisisId: text.crisisId, teamId: text.teamId }, null, [{ kind: 'text.undelivered', data: { purpose: text.purpose } }]);
      log.error('a text cannot be delivered', { room: 'messaging', kind: text.purpose, crisis: text.crisisId ?? undefined });
    },
    onDelivered: async () => undefined,
  };
  const receipts = textReceipts({ messages, phones, transact, needs: textNews });

  worker.handle('rung', reactions.rung);
  worker.handle('notify', reactions.notify);
  worker.handle('hang-up', calls.hangUp);
  worker.handle(CRISIS_JOBS.progress, watch.progressDue);
  worker.handle(CRISIS_JOBS.ask, watch.askDue);
  worker.handle(CRISIS_JOBS.snooze, watch.snoozeDue);
  worker.handle(CRISIS_JOBS.retriage, watch.retriageDue);
  worker.handle(CRISIS_JOBS.unowned, watch.sweepDue);
  await watch.begin();
  const reviews = overdueReviews({ needs, accesses: emergencies, supervisorsOf: (teamId) => withRole(teamId, 'supervisor'), tellByEmail: notices.tellByEmail });
  worker.handle(REVIEW_JOB, reviews.handler);
  await reviews.begin();
  worker.handle('emergency-confirm', work.emergencyConfirmDue);
  worker.handle(REFERRAL_JOBS.text, referrals.reactions.text);
  worker.handle(REFERRAL_JOBS.due, referrals.reactions.due);
  worker.handle(REFERRAL_JOBS.overdue, referrals.reactions.overdue);
  worker.handle(FOLLOW_UP_JOB, followUps.due);
  worker.handle(PERSON_TEXT_JOB, personReceipts.text);
  worker.handle(REMINDER_JOB, capacity.asking.reminder);
  worker.handle(ROOM_ASK_JOB, capacity.rooms.due);
  worker.handle('free-ref', async (job) => {
    await crises.freeRef(String(job.data['crisisId']));
    return 'done';
  });
  worker.handle(ROTA_JOBS.look, onCall.look.look);
  worker.handle(ROTA_JOBS.handOff, onCall.look.handOff);
  worker.handle(ROTA_JOBS.swapEnds, onCall.swaps.endDue);
  await onCall.look.ensureLook();
  rotas.eachMinute(() => { void onCall.look.ensureLook().catch(() => undefined); });
  const signs = signStoreOn(db);
  const canary = canaryWith({ store: signs, jobs, transact, clock, log, everySeconds: env.canarySeconds, workerSeconds: env.pagingLateSeconds, sweepSeconds: env.sweepSeconds, secondsSinceLook: worker.secondsSinceLook });
  const paging = pagingHealth({ store: signs, jobs, clock, housekeeping: HOUSEKEEPING, limits: { lateSeconds: env.pagingLateSeconds, workerSeconds: env.pagingLateSeconds, canarySeconds: canaryMissedAfter(env.canarySeconds) } });
  worker.handle(CANARY_JOB, canary.handler);
  worker.handle(CHECK_JOB, checks.handler);
  const downtime = downtimeUse({
    folder: env.downtimeDir, works: env.roles.includes('worker'), store: downtimeStoreOn(db), people, rotas, crises, audit, jobs, transact, clock, log,
    waitingReferrals: async (ids) => {
      const waiting = new Set<string>();
      for (const id of ids) if (await transact((tx) => referralStore.waits(tx, id))) waiting.add(id);
      return waiting;
    },
  });
  worker.handle(DOWNTIME_JOB, downtime.handler);
  await downtime.begin();
  for (const [kind, handler] of Object.entries(notices.handlers)) worker.handle(kind, handler);
  worker.handle(TEXT_JOB, textHandler({ messages, phones, sender, transact, jobs, clock, needs: textNews }));

  for (const reader of [people.reader, rotas.reader, onCall.look.reader, policies.reader, refs.reader, recent.reader, emergencies.reader, phones.reader, wordings.reader, notices.reader, places.reader, foundTable.reader, matching.reader]) feed.read(reader);
  feed.read({ event: () => { worker.wake(); }, resync: () => { worker.wake(); } });

  const answers = sessionAnswers({ people, clock, publicUrl: env.publicUrl, simulated: env.phones === 'simulated' });
  const routes: Route[] = [
    ...staffRoutes,
    ...notices.routes,
    ...wordingRoutes(wordings),
    ...identityRoutes({ use: identity, people, answers, signIn: { factors, store: factorStore, clock, answers } }),
    ...signInRoutes({ use: identity, factors, store: factorStore, people, clock, answers }),
    ...screenLockRoutes({ store: identityStore, people, factors, answers, events, audit, transact, clock }),
    ...apiKeyRoutes({ store: apiKeys, people, events, audit, transact, clock }),
    ...onCallRoutes({ use: onCall, people, clock, idempotency }),
    ...policyRoutes(policyNeeds),
    ...drillRoutes({ ...reachedNeeds, night: parseNight(readConfig('policies/drills/night-of-100.json')), policies, audit, clock }),
    ...downtimeRoutes({ use: downtime }),
    ...reportingRoutes({
      notifications: notificationLogOn(db), texts: textLogOn({ db, keys }), notices: notices.log, textsOfCrisis: (id) => messages.ofCrisis(id), people, audit, clock,
      findCrisis: (by) => ('id' in by ? crises.find(by.id) : crises.findOpenByRef(by.ref)), isOptedOut: (number) => phones.isOptedOut(number), paging,
    }),
    ...ownershipRoutes({ needs, ask, work, joins, shift, views, idempotency }),
    ...emergencyAccessRoutes({ needs, accesses: emergencies, supervisorsOf, confirm: (actor, password) => factors.confirmed(actor, password) }),
    ...emergencyReviewRoutes({ needs, accesses: emergencies }),
    ...auditRoutes({
      audit, sealer, clock, nameOf: (id) => (id.startsWith('wall:') ? 'A screen on a wall' : people.nameOf(id)), teamNameOf: (id) => people.team(id)?.name ?? null, refsOf: (ids) => crises.openRefs(ids),
      crisisOf: async (ref) => (await crises.findOpenByRef(ref))?.id ?? null, confirm: (actor, password) => factors.confirmed(actor, password),
    }),
    ...crisisSearchRoutes({ store: crises, views, people, audit, clock }),
    ...screeningRoutes({ use: screening({ needs, raise, definitions: readScreeners() }), needs, views, idempotency }),
    ...crisisRoutes({ store: crises, raise, own, work, joins, recent, views, audit, people, transact, clock, needs, idempotency }),
    ...answerLinkRoutes({ store: escalations, links, people, clock, transact, record, acknowledge: byPhone.acknowledge('link'), refuse: byPhone.refuse('link'), carrierOf, ownerOf: byPhone.ownerOf, asks: askLinks(needs, ask) }),
    ...managed.routes,
    ...findingRoutes({ find: finding({ db, clock, table: foundTable, networkZone: () => people.network().timeZone, unit: () => distanceUnitOf(people.network().locale), locate: (postcode) => locatePostcode(postcode)?.point ?? null }) }),
    ...directoryRoutes({ use: directory }),
    ...capacity.routes,
    ...careRoutes({ consents, followUps, views: care }),
    ...personRoutes({ helps, receipts: personReceipts }),
    ...referrals.routes,
    ...referrals.inboxRoutes({ services: directoryStore, freshMinutes, accounts: outsideAccounts({ store: identityStore, people, events, audit, transact, clock, publicUrl: env.publicUrl }) }),
    ...matchingRoutes({ matching }),
    ...deadJobRoutes({ jobs, audit, transact, clock }),
    ...wallRoutes({ use: wallUse({ store: wallKeys, people, events, audit, transact, clock, publicUrl: env.publicUrl }), store: wallKeys, crises, views, people, onCall, audit, clock, publicUrl: env.publicUrl }),
    ...boardRoutes({ crises, views, people, onCall, audit, clock, places: async () => places.shown(), deadJobs: async () => (await jobs.health()).dead, backupCalls: (teams) => backup.callsOf(teams) }),
    ...backup.routes,
  ];

  const { onText, onStatus, onCall: onCallAnswered } = withCrashPoints('webhook', {
    onCall: (asks: CallAsks) => (asks.subject.kind === 'check' ? checks : calls).onCall(asks),
    /** A telling of free places, or an answer to a question about them, is nobody's call for help; everything else goes to those who answer people. */
    async onText(text: Parameters<typeof replies.onText>[0]): Promise<void> { if (!await capacity.onText(text)) await replies.onText(text); },
    onStatus(report: StatusReport): Promise<boolean> {
      switch (report.subject.kind) {
        case 'escalation': return reactions.onStatus(report);
        case 'referral': return referrals.reactions.onStatus(report);
        case 'message': return receipts(report);
        case 'check': return checks.onStatus(report);
      }
    },
  }, ['onText', 'onStatus', 'onCall']);

  return {
    canary, paging, downtime, notices, onText, onStatus,
    voice: { onCall: onCallAnswered, words: callWords, voiceOf: (language: StaffLanguage) => callVoiceOf(language, people.network().locale, wordings.now()), dutyPhone: dutyNumber },
    matching, directoryImport: managed.importer, places,
    holderOf: (number: string): string | null => staffOn(number)?.name ?? null,
    hsds, audit,
    db, env, clock, log, transact, routes, feed, worker, jobs, sealer, recognise, people, identity, rotas, onCall, rotaStore, policies, savePolicy: savingPolicies(policyNeeds),
    crises, escalations, views, raise, own, ask, watch, work, needs, account, texts, sender, phones, messages,
  };
}
