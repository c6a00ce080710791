import type { NewReport, ReportDetails } from '../contract/crisis.js';
import { addMinutes, addSeconds } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, ReportId, StaffId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';
import { everyoneAsked } from '../escalation/index.js';
import type { Escalation } from '../escalation/index.js';
import { isMoreUrgent, judgeUrgency, mergeFacts } from '../triage/index.js';
import type { Crisis, Report } from './core/crisis.js';
import { emergencyAskAt } from './core/ownership.js';
import type { CrisisEvent } from './core/ownership.js';
import { retriageJobs } from './clocks.js';
import { keeper } from './needs.js';
import type { By, CrisisNeeds } from './needs.js';

/** How a report came: by the application, or as a text `EM` or from the person themselves. */
export interface Arrival { by: By; teamId: TeamId; key: string | null; body: string; how: 'app' | 'text'; senderIndex?: string }

/** A queued report joins the crisis that its own text `EM` opened, within a day. */
const DRAFT_HOURS = 24;
const TRIES_FOR_A_REF = 8;

/** What was known, with what the same people say now on top. */
export const withDetails = (known: ReportDetails, told: ReportDetails): ReportDetails =>
  ({ ...known, ...told, ...(known.facts || told.facts ? { facts: { ...known.facts, ...told.facts } } : {}) });

/** Two reports about the same person: of two answers to one question the one that asks for more care counts. */
export const bothDetails = (known: ReportDetails, told: ReportDetails): ReportDetails =>
  ({ ...known, ...told, ...(known.facts || told.facts ? { facts: mergeFacts(known.facts ?? {}, told.facts ?? {}) } : {}) });

/** The parts of a report that describe; the rest steers. */
const detailsOf = ({ choice: _c, joinsCrisisId: _j, draftCode: _d, writtenAt: _w, ...details }: NewReport): ReportDetails => details;

/** The facts with the age beside them, as triage reads them. */
export const factsOf = ({ facts, ageYears }: ReportDetails) => ({ ...facts, ...(ageYears === undefined ? {} : { ageYears }) });

/** A crisis with the escalation that began with it; null: read it, if it is needed. */
export interface Opened { crisis: Crisis; escalation: Escalation | null }

export type Raise = ReturnType<typeof raising>;

/** Raising, and adding to what was raised. */
export function raising(needs: CrisisNeeds) {
  const { store, refs, keys, events, audit, jobs, transact, clock, people, escalation, profile } = needs;
  const { keep } = keeper(needs);

  const ownProfile = () => profile(people.network().triageProfile);

  const judge = (crisis: Crisis | null, choice: Crisis['choice'], details: ReportDetails, occasion: 'new-report' | 'more-known') => judgeUrgency({
    choice, facts: factsOf(details), screeners: crisis?.screenings.map(({ result }) => result) ?? [], previous: crisis?.urgency ?? null, profile: ownProfile(), now: clock.now(), occasion,
  });

  /**
   * What a more urgent letter brings. Unowned: everyone is asked anew by the ladder of the new letter. Owned: the owner's
   * clock starts from now. @returns the crisis and the events to append with its own
   */
  async function escalateIfMoreUrgent(tx: Tx, before: Crisis, after: Crisis): Promise<{ crisis: Crisis; happened: CrisisEvent[] }> {
    if (!isMoreUrgent(after.urgency.letter, before.urgency.letter)) return { crisis: after, happened: [] };
    const changed: CrisisEvent = { kind: 'crisis.urgency-changed', data: { from: before.urgency.letter, to: after.urgency.letter } };
    const asked = after.emergencyCall ? after.emergencyAskAt : emergencyAskAt(after.urgency.letter, false, clock.now());
    const crisis = { ...after, contactBy: dateOf(after.urgency.contactBy), emergencyAskAt: asked };
    await jobs.add(tx, retriageJobs(crisis, before.version + 1, ownProfile()));
    if (crisis.state !== 'OPEN' || crisis.escalationId === null) return { crisis, happened: [changed] };
    const ended = await escalation.replaced(tx, crisis.escalationId);
    const begun = await escalation.begin(tx, { crisisId: crisis.id, ref: crisis.ref, teamId: crisis.teamId, letter: crisis.urgency.letter, raisedById: crisis.raisedById });
    return { crisis: withEscalation(crisis, begun.escalation), happened: [changed, ...ended.events, ...begun.events] };
  }

  async function open(input: NewReport, { by, teamId, key, body, how, senderIndex }: Arrival, ids: { crisis: CrisisId; report: ReportId }): Promise<Opened> {
    const now = clock.now();
    const choice = input.choice ?? 'not-sure';
    const details = detailsOf(input);
    const urgency = judge(null, choice, details, 'new-report');
    const dataKey = await keys.take();
    const report: Report = { id: ids.report, key, body, byId: by.staffId, at: now, writtenAt: dateOf(input.writtenAt ?? null), choice, draftCode: input.draftCode ?? null, details };
    const bare: Omit<Crisis, 'ref'> = {
      id: ids.crisis, teamId, dataKeyId: dataKey.id, state: 'OPEN', urgency, choice, raisedById: by.staffId, senderIndex: senderIndex ?? null, raisedAt: now, owner: null, escalationId: null,
      answerBy: null, contactBy: dateOf(urgency.contactBy), withThemAt: null, progressBy: null, graceUntil: null, contactedAt: null, asks: [], backup: null, snooze: null, snoozes: 0, attention: [],
      ownerlessSince: now, ownerlessSeconds: 0, unownedSeconds: 0, joinedTo: null, joined: [], locationState: 'WITH_REPORTER', waitingSince: now, emergencyCall: null,
      emergencyAskAt: emergencyAskAt(urgency.letter, false, now), emergencyContacts: [], emergencyConfirmBy: null, details, reports: [report], notes: [], screenings: [], askedIds: [],
      releasedAt: null, resumeFrom: null, closure: null, closedAt: null, version: 1, changedAtVersion: 1,
    };
    for (let tries = 1; ; tries++) {
      const ref = refs.next();
      try {
        return await transact(async (tx) => {
          const begun = await escalation.begin(tx, { crisisId: bare.id, ref, teamId, letter: urgency.letter, raisedById: by.staffId });
          const crisis = withEscalation({ ...bare, ref }, begun.escalation);
          store.insert(crisis, dataKey, tx);
          await jobs.add(tx, retriageJobs(crisis, 1, ownProfile()));
          const at = { at: now, teamId, crisisId: crisis.id, version: 1 };
          await events.append(tx, [
            { ...at, actorId: by.staffId, kind: 'report.received', data: { ref, letter: urgency.letter, how, reportId: report.id } },
            ...begun.events.map((event) => ({ ...at, ...event, actorId: null })),
          ]);
          await audit.append(tx, [{ at: now, actorId: by.staffId, role: by.role, action: 'report.received', object: `crisis:${crisis.id}`, teamId }]);
          return { crisis, escalation: begun.escalation };
        });
      } catch (error) {
        const index = duplicateOf(error);
        if (index === 'one_per_ref' && tries < TRIES_FOR_A_REF) continue;
        const committed = index === '_id_' ? await store.find(bare.id) : null;
        if (committed) return { crisis: committed, escalation: null };
        throw error;
      }
    }
  }

  /** Adds a report to a crisis that is still open; urgency may only rise by it. */
  async function join(tx: Tx, before: Crisis, input: NewReport, { by, key, body }: Arrival, id: ReportId): Promise<Crisis> {
    const now = clock.now();
    const choice = input.choice ?? before.choice;
    const details = bothDetails(before.details, detailsOf(input));
    const urgency = judge(before, choice, detailsOf(input), 'new-report');
    const report: Report = { id, key, body, byId: by.staffId, at: now, writtenAt: dateOf(input.writtenAt ?? null), choice, draftCode: input.draftCode ?? null, details: detailsOf(input) };
    const { crisis, happened } = await escalateIfMoreUrgent(tx, before, {
      ...before, details, urgency, reports: [...before.reports, report], raisedById: before.raisedById ?? by.staffId,
    });
    return keep(tx, before, crisis, [{ kind: 'report.added', data: { reportId: id, letter: urgency.letter } }, ...happened], by, 'report.added');
  }

  return {
    judge, escalateIfMoreUrgent,

    /**
     * Takes a report: durable on a majority, with its crisis and its first messages, before this returns. The same key
     * gives the same report for good.
     * @throws `request/key-reused` for the same key with another body; `server/not-durable`
     */
    async report(input: NewReport, arrival: Arrival, mayJoin: (crisis: Crisis) => boolean): Promise<Opened & { reportId: ReportId }> {
      const ids = { crisis: newId<CrisisId>(), report: newId<ReportId>() };
      try {
        const target = await joinTarget(input, arrival, mayJoin);
        const crisis = target ? await transact(async (tx) => {
          const fresh = await store.find(target, tx);
          return fresh && fresh.state !== 'CLOSED' ? join(tx, fresh, input, arrival, ids.report) : null;
        }) : null;
        return { ...(crisis ? { crisis, escalation: null } : await open(input, arrival, ids)), reportId: ids.report };
      } catch (error) {
        if (arrival.key === null || duplicateOf(error) !== 'one_per_key') throw error;
        return repeatOf(arrival.key, arrival.body);
      }
    },

    /** Details that follow later, from the raiser or anyone who works on it. Urgency may only rise by them. */
    async addDetails(crisisId: CrisisId, told: ReportDetails, by: By): Promise<Crisis> {
      return transact(async (tx) => {
        const before = await store.find(crisisId, tx);
        if (!before) throw problem('crisis/absent');
        if (before.state === 'CLOSED') throw problem('crisis/closed');
        const details = withDetails(before.details, told);
        const { crisis, happened } = await escalateIfMoreUrgent(tx, before, { ...before, details, urgency: judge(before, before.choice, details, 'more-known') });
        return keep(tx, before, crisis, [{ kind: 'report.details', data: { fields: Object.keys(told).length } }, ...happened], by, 'report.details');
      });
    },

  };

  async function joinTarget({ joinsCrisisId, draftCode }: NewReport, { by }: Arrival, mayJoin: (crisis: Crisis) => boolean): Promise<CrisisId | null> {
    if (joinsCrisisId !== undefined) {
      const crisis = await store.find(joinsCrisisId);
      return crisis && crisis.state !== 'CLOSED' && mayJoin(crisis) ? crisis.id : null;
    }
    if (draftCode === undefined || by.staffId === null) return null;
    return (await store.findByDraft(by.staffId, draftCode, addMinutes(clock.now(), -DRAFT_HOURS * 60)))?.id ?? null;
  }

  async function repeatOf(key: string, body: string): Promise<Opened & { reportId: ReportId }> {
    const crisis = await store.findByKey(key);
    const report = crisis?.reports.find((one) => one.key === key);
    if (!crisis || !report) throw problem('server/fault');
    if (report.body !== body) throw problem('request/key-reused');
    return { crisis, escalation: null, reportId: report.id };
  }
}

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

/** The crisis as it is asked for by this escalation; `answerBy` is the end of the first rung's answer time. */
export function withEscalation(crisis: Crisis, e: Escalation): Crisis {
  const seconds = e.ladder.rungs[0]?.answerWithinSeconds ?? e.ladder.repeatEverySeconds;
  return { ...crisis, escalationId: e.id, answerBy: addSeconds(e.startedAt, seconds), askedIds: union(crisis.askedIds, everyoneAsked(e)) };
}

const union = (one: readonly StaffId[], other: readonly StaffId[]): StaffId[] => [...new Set([...one, ...other])];
