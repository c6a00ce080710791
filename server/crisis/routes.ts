import Joi from 'joi';
import type { AuditAction } from '../contract/audit-actions.js';
import type { ClosureInput, EmergencyContactInput, JoinInput, NewReport, ReportDetails, ReportView, UnjoinInput } from '../contract/crisis.js';
import { DISPOSITIONS, EMERGENCY_ANSWERS, OUTCOMES } from '../contract/words.js';
import type { Audit } from '../audit/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Idempotency } from '../platform/idempotency.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { Transact } from '../platform/mongo/transact.js';
import { ageYearsInput, raiseChoiceInput, triageFactsInput, urgencyLetterInput } from '../triage/index.js';
import type { Crisis } from './core/crisis.js';
import type { Joins } from './joins.js';
import { byActor, guard, mayOf } from './needs.js';
import type { CrisisNeeds } from './needs.js';
import type { Owning } from './own.js';
import type { Raise } from './raise.js';
import type { RecentCrises } from './recent.js';
import type { CrisisStore } from './store.js';
import type { Views } from './views.js';
import type { Working } from './work.js';

export interface CrisisRouteNeeds {
  store: CrisisStore; raise: Raise; own: Owning; work: Working; joins: Joins; recent: RecentCrises; views: Views; audit: Audit; people: People; transact: Transact; clock: Clock; needs: CrisisNeeds; idempotency: Idempotency;
}

const id = Joi.string().guid().required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest);
const list = Joi.array().items(words(200)).max(50);
const seenVersion = Joi.number().integer().min(1).required();

const details = {
  headline: words(140), place: words(300), narrative: words(8000), theySaid: words(2000), whatHelps: words(2000), personName: words(120), ageYears: ageYearsInput,
  language: words(60), accessNeeds: Joi.array().items(words(60)).max(20), postcode: Joi.string().trim().max(12), safeToContact: words(300), facts: triageFactsInput,
};
const report = Joi.object<NewReport>({
  choice: raiseChoiceInput, joinsCrisisId: Joi.string().guid(), draftCode: Joi.string().uppercase().pattern(/^[A-Z0-9]{4}$/), writtenAt: Joi.string().isoDate(), ...details,
});

export function crisisRoutes({ store, raise, own, work, joins, recent, views, audit, people, transact, clock, needs, idempotency }: CrisisRouteNeeds): Route[] {
  /** What the actor raises is taken by the team that receives for theirs. */
  const receivingTeam = (actor: Actor): TeamId => {
    const [team] = actor.teamsWhere('report:create');
    if (team === undefined) throw problem('identity/not-allowed');
    return people.team(team)?.receivedBy ?? team;
  };
  const raisedBy = (crisis: Crisis, actor: Actor): boolean => crisis.reports.some(({ byId }) => byId === actor.staffId);
  const myReport = async (reportId: string, actor: Actor): Promise<Crisis> => {
    const crisis = await store.findByReport(reportId);
    if (!crisis || !raisedBy(crisis, actor)) throw problem('crisis/absent');
    return crisis;
  };
  const reportOf = (crisis: Crisis, reportId: string, actor: Actor): Promise<ReportView> => views.report(crisis, reportId, actor.staffId);
  /** With what may be about the same person: only offered, never joined by itself. */
  const withSimilar = async (report_: ReportView, crisis: Crisis, actor: Actor): Promise<ReportView> => ({ ...report_, similar: await recent.similarTo(crisis, actor.staffId) });
  const whole = (crisis: Crisis, actor: Actor) => views.whole(crisis, actor);
  const asItIs = async (crisisId: string, actor: Actor) => whole(guard(needs, await store.find(crisisId), actor, 'see'), actor);
  const witness = (crisis: Crisis, actor: Actor, action: AuditAction): Promise<void> =>
    audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action, object: `crisis:${crisis.id}`, teamId: crisis.teamId });

  return [
    route('POST /api/v1/reports', {
      allow: 'report:create', whileLocked: true, status: 201, says: 'Raise a crisis: one choice is enough, even none. Answered when it is durable, with who is being asked, in which order, by when.',
      input: report,
      async handle(input, actor, call) {
        const key = call.idempotencyKey === null ? null : `${actor.staffId}:${call.idempotencyKey}`;
        const taken = await raise.report(input, { by: byActor(actor), teamId: receivingTeam(actor), key, body: call.bodyHash, how: 'app' },
          (crisis) => raisedBy(crisis, actor) || mayOf(needs, crisis, actor).see);
        return withSimilar(await views.report(taken.crisis, taken.reportId, actor.staffId, taken.escalation), taken.crisis, actor);
      },
    }),
    route('GET /api/v1/reports', {
      allow: 'report:follow', whileLocked: true, says: 'My open reports, newest first.', input: Joi.object({}),
      async handle(_input, actor) {
        const open = await store.openRaisedBy(actor.staffId);
        return { reports: await Promise.all(open.flatMap((crisis) => crisis.reports.filter(({ byId }) => byId === actor.staffId).slice(-1).map(({ id: reportId }) => reportOf(crisis, reportId, actor)))) };
      },
    }),
    route('GET /api/v1/reports/:id', {
      allow: 'report:follow', whileLocked: true, says: 'One of my reports: who is answering.', input: Joi.object({ id }),
      async handle({ id: reportId }, actor) {
        const crisis = await myReport(reportId, actor);
        return withSimilar(await reportOf(crisis, reportId, actor), crisis, actor);
      },
    }),
    route('PATCH /api/v1/reports/:id', {
      allow: 'report:follow', whileLocked: true, says: 'Add details to my report, any time. Urgency may only rise by them.', input: Joi.object<{ id: string } & ReportDetails>({ id, ...details }),
      async handle({ id: reportId, ...told }, actor) {
        const crisis = await myReport(reportId, actor);
        const now = await raise.addDetails(crisis.id, told, byActor(actor));
        return withSimilar(await reportOf(now, reportId, actor), now, actor);
      },
    }),
    route('POST /api/v1/reports/:id/joined-to', {
      allow: 'report:follow', whileLocked: true, says: 'Add my report to another crisis that was offered, about the same person. Two identifiers agree, or I say how I know.',
      input: Joi.object<JoinInput & { id: string }>({ id, crisisId: Joi.string().guid().required(), confirmed: words(500) }),
      async handle({ id: reportId, crisisId: targetId, confirmed }, actor, call) {
        const again = async (): Promise<ReportView> => reportOf(await myReport(reportId, actor), reportId, actor);
        return idempotency.once(call, actor, async (claim) => {
          const crisis = await myReport(reportId, actor);
          const isOffered = async (source: Crisis): Promise<boolean> => (await recent.similarTo(source, actor.staffId)).some((one) => one.crisisId === targetId);
          return reportOf(await joins.joinOwn(crisis.id, targetId, confirmed ?? null, actor, claim, isOffered), reportId, actor);
        }, again);
      },
    }),
    route('POST /api/v1/reports/:id/joined-to/undo', {
      allow: 'report:follow', whileLocked: true, says: 'Take my report out again, within two minutes after I added it. It is asked for anew.', input: Joi.object<UnjoinInput & { id: string }>({ id, reason: words(500).required() }),
      async handle({ id: reportId, reason }, actor, call) {
        const again = async (): Promise<ReportView> => reportOf(await myReport(reportId, actor), reportId, actor);
        return idempotency.once(call, actor, async (claim) => reportOf(await joins.undoOwn((await myReport(reportId, actor)).id, reportId, reason, actor, claim), reportId, actor), again);
      },
    }),
    route('POST /api/v1/reports/:id/stand-down', {
      allow: 'report:follow', whileLocked: true, says: 'Sent by mistake: within two minutes, while nobody has it. For an emergency asking goes on.',
      input: Joi.object({ id, reason: Joi.string().valid('mistake', 'resolved', 'other').required(), note: words(500) }),
      async handle({ id: reportId, reason }, actor) {
        const crisis = await myReport(reportId, actor);
        return reportOf(await own.standDown(crisis.id, actor, reason), reportId, actor);
      },
    }),
    route('POST /api/v1/reports/:id/emergency-answer', {
      allow: 'report:follow', whileLocked: true, says: 'Has anyone called the emergency number?', input: Joi.object({ id, answer: Joi.string().valid(...EMERGENCY_ANSWERS).required() }),
      async handle({ id: reportId, answer }, actor) {
        const crisis = await myReport(reportId, actor);
        return reportOf(await own.emergencyAnswer(crisis.id, answer, actor, (now) => raisedBy(now, actor)), reportId, actor);
      },
    }),

    route('GET /api/v1/crises', {
      allow: 'crisis:open', says: 'Crises of my teams: one by its ref while it is open, or the open or the closed ones.',
      input: Joi.object({ ref: Joi.string().pattern(/^\d{4,6}$/), state: Joi.string().valid('open', 'closed') }),
      async handle({ ref, state }, actor) {
        const teams = actor.teamsWhere('crisis:open');
        if (ref !== undefined) {
          const found = await store.findOpenByRef(ref);
          const mine = found && mayOf(needs, found, actor).see ? [found] : [];
          for (const crisis of mine) await witness(crisis, actor, 'crisis.found');
          return { crises: await views.cards(mine) };
        }
        await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'crises.listed', object: 'crises', teamId: teams[0] ?? 'network' });
        return { crises: await views.cards(state === 'closed' ? await store.closedOf(teams) : await store.board(teams, actor.staffId)) };
      },
    }),
    route('GET /api/v1/crises/:id', {
      allow: 'signed-in', machine: 'crisis:open', says: 'One crisis, whole, for its team, its owner and whoever was asked.', input: Joi.object({ id }),
      async handle({ id: crisisId }, actor) {
        const crisis = guard(needs, await store.find(crisisId), actor, 'see');
        await witness(crisis, actor, 'crisis.opened');
        return whole(crisis, actor);
      },
    }),
    route('POST /api/v1/crises/:id/acknowledgement', {
      allow: 'signed-in', says: 'I’ve got this. The first answer owns; the next learns who.', input: Joi.object({ id, via: Joi.string().valid('board', 'crisis') }),
      handle: async ({ id: crisisId, via }, actor) => whole(await own.acknowledge(crisisId, actor, via ?? 'board'), actor),
    }),
    route('POST /api/v1/crises/:id/refusal', {
      allow: 'signed-in', says: 'I cannot take it. The last one asked on a step brings the next step at once.', input: Joi.object({ id, note: words(300) }),
      async handle({ id: crisisId }, actor) {
        const crisis = await transact(async (tx) => own.refuse(tx, guard(needs, await store.find(crisisId, tx), actor, 'see'), actor.staffId, byActor(actor)));
        return { ladder: (await views.cards([crisis]))[0]?.ladder ?? null };
      },
    }),
    route('POST /api/v1/crises/:id/release', {
      allow: 'signed-in', says: 'Give it back; asking begins again at once.', input: Joi.object({ id, reason: words(500).required() }),
      handle: async ({ id: crisisId, reason }, actor) => whole(await own.release(crisisId, actor, reason), actor),
    }),
    route('POST /api/v1/crises/:id/next-rung', {
      allow: 'crisis:answer', says: 'Ask the next step now. Earlier steps may still answer.', input: Joi.object({ id, reason: words(300).required() }),
      handle: async ({ id: crisisId }, actor) => whole(await own.askNext(crisisId, actor), actor),
    }),
    route('POST /api/v1/crises/:id/progress', {
      allow: 'signed-in', says: 'How it goes: spoken with them, with them, handed on.', input: Joi.object({ id, state: Joi.string().valid('with-them', 'spoke', 'handed-on').required() }),
      handle: async ({ id: crisisId, state }, actor) => whole(await own.progress(crisisId, state, actor), actor),
    }),
    route('POST /api/v1/crises/:id/notes', {
      allow: 'signed-in', status: 201, says: 'Add a note or log a call.', input: Joi.object({ id, kind: Joi.string().valid('note', 'call').required(), text: words(4000).required() }),
      handle: ({ id: crisisId, kind, text }, actor, call) =>
        idempotency.once(call, actor, async (claim) => whole(await work.addNote(crisisId, kind, text, actor, claim), actor), () => asItIs(crisisId, actor)),
    }),
    route('PATCH /api/v1/crises/:id/facts', {
      allow: 'signed-in', says: 'Correct or complete the facts.', input: Joi.object({ id, seenVersion, details: Joi.object<ReportDetails>(details).min(1).required() }),
      handle: async ({ id: crisisId, seenVersion: seen, details: told }, actor) => whole(await work.changeFacts(crisisId, seen, told, actor), actor),
    }),
    route('POST /api/v1/crises/:id/urgency', {
      allow: 'signed-in', says: 'Set the urgency. Lowering needs a reason; from A or B a supervisor does it who is not the owner.', input: Joi.object({ id, seenVersion, letter: urgencyLetterInput.required(), reason: words(500).required() }),
      handle: async ({ id: crisisId, seenVersion: seen, letter, reason }, actor) => whole(await work.changeUrgency(crisisId, seen, letter, reason, actor), actor),
    }),
    route('POST /api/v1/crises/:id/emergency-answer', {
      allow: 'signed-in', says: 'Has anyone called the emergency number?', input: Joi.object({ id, answer: Joi.string().valid(...EMERGENCY_ANSWERS).required() }),
      handle: async ({ id: crisisId, answer }, actor) => whole(await own.emergencyAnswer(crisisId, answer, actor, (crisis) => mayOf(needs, crisis, actor).see), actor),
    }),
    route('POST /api/v1/crises/:id/emergency-contacts', {
      allow: 'signed-in', status: 201, says: 'An emergency service was asked for; it is asked after every 15 minutes until confirmed.',
      input: Joi.object<EmergencyContactInput & { id: string }>({
        id, service: Joi.string().valid('ambulance', 'police', 'fire', 'mental-health-team', 'other').required(), personAgreed: Joi.string().valid('yes', 'no', 'not-asked').required(),
        whyPolice: words(500), supervisorConsulted: Joi.boolean(), personTold: words(500),
      }),
      handle: ({ id: crisisId, ...input }, actor, call) =>
        idempotency.once(call, actor, async (claim) => whole(await work.addEmergencyContact(crisisId, input, actor, claim), actor), () => asItIs(crisisId, actor)),
    }),
    route('POST /api/v1/crises/:id/emergency-contacts/:contactId/confirmation', {
      allow: 'signed-in', says: 'They reached the person, or what was done instead.',
      input: Joi.object({ id, contactId: id, confirmation: Joi.string().valid('reached', 'alternative').required(), note: words(500) }),
      handle: async ({ id: crisisId, contactId, ...input }, actor) => whole(await work.confirmEmergencyContact(crisisId, contactId, input, actor), actor),
    }),
    route('POST /api/v1/crises/:id/closure', {
      allow: 'signed-in', says: 'End the acute part with a disposition and an outcome; follow-up contacts make themselves.',
      input: Joi.object<ClosureInput & { id: string }>({
        id, seenVersion, disposition: Joi.string().valid(...DISPOSITIONS).required(), outcome: Joi.string().valid(...OUTCOMES).required(), given: list, information: list, obtained: list, note: words(2000),
      }),
      handle: async ({ id: crisisId, ...input }, actor) => whole(await work.close(crisisId, input, actor), actor),
    }),
    route('POST /api/v1/crises/:id/reopening', {
      allow: 'signed-in', says: 'Open it again, with a reason.', input: Joi.object({ id, reason: words(500).required() }),
      handle: async ({ id: crisisId, reason }, actor) => whole(await work.reopen(crisisId, reason, actor), actor),
    }),
  ];
}
