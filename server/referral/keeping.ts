import type { AuditAction } from '../contract/audit-actions.js';
import { URGENCY_LETTERS } from '../contract/triage.js';
import { keeper, ownedBy, progressJobs, reopened } from '../crisis/index.js';
import type { By, Crisis } from '../crisis/index.js';
import { newId } from '../kernel/ids.js';
import type { ServiceId, StaffId } from '../kernel/ids.js';
import { mustFitOne, stopped, toGsm7 } from '../messaging/index.js';
import type { NewJob } from '../platform/jobs/index.js';
import { faultOf } from '../platform/log/log.js';
import type { Tx } from '../platform/mongo/transact.js';
import { needsRetriage } from '../triage/index.js';
import { clocksFromNow, confirmDue } from './core/clocks.js';
import { isEnded, isTaken, isWaiting, owesAWord, waitsForConfirmation, wasAccepted } from './core/moves.js';
import type { Overdue } from './core/clocks.js';
import type { ReferralEvent } from './core/moves.js';
import { oneFewer, toldPlaces } from './core/places.js';
import type { Referral } from './core/referral.js';
import { acceptedNotice, needsYou } from './core/referral-texts.js';
import type { ReferralNeeds } from './needs.js';

/** Kinds of jobs of this room: the text that leaves, silence, and promises that were not kept. */
export const REFERRAL_JOBS = { text: 'referral-text', due: 'referral-due', overdue: 'referral-overdue' } as const;

/** News to the owner is worth nothing after an hour, news to a service that it is over for a day. */
const OVER_VALID_SECONDS = 86_400;

export const urgencyOf = ({ letter }: Pick<Referral, 'letter'>): number => URGENCY_LETTERS.indexOf(letter);
export const dueKey = (id: string): string => `${REFERRAL_JOBS.due}:${id}`;
export const byService: By = { staffId: null, role: 'service by link' };
export const byClock: By = { staffId: null, role: 'clock' };

/** The jobs that a sent referral brings: its text when the contact is open, and silence when its time is over. */
export const jobsOf = (referral: Referral): NewJob[] => {
  const base = { teamId: referral.teamId, urgency: urgencyOf(referral), data: { referralId: referral.id } };
  if (!isWaiting(referral)) return [];
  return [
    ...(referral.delivery ? [{ ...base, key: `${REFERRAL_JOBS.text}:${referral.id}`, kind: REFERRAL_JOBS.text, dueAt: referral.leavesAt }] : []),
    ...(referral.answerBy ? [{ ...base, key: dueKey(referral.id), kind: REFERRAL_JOBS.due, dueAt: referral.answerBy }] : []),
  ];
};

const overdueJob = (referral: Referral, what: Overdue, dueAt: Date | null): NewJob[] => (dueAt === null ? [] : [{
  key: `${REFERRAL_JOBS.overdue}:${referral.id}:${what}:${referral.steps.length}`, kind: REFERRAL_JOBS.overdue, teamId: referral.teamId, urgency: urgencyOf(referral), dueAt, data: { referralId: referral.id, what },
}]);

/** After a yes: nobody said that the person came, or how it ended. */
export const promiseJobs = (referral: Referral): NewJob[] => [...overdueJob(referral, 'contact', referral.contactBy), ...overdueJob(referral, 'close', referral.closeBy)];

/** What a change brings at later times: the end of a wait, the promises after a yes, a confirmation that does not come. */
const laterJobs = (before: Referral, after: Referral): NewJob[] => [
  ...(!isTaken(before) && isTaken(after) ? promiseJobs(after) : []),
  ...(before.state !== 'WAITLISTED' && after.state === 'WAITLISTED' && after.answerBy
    ? [{ key: `${dueKey(after.id)}:${after.steps.length}`, kind: REFERRAL_JOBS.due, teamId: after.teamId, urgency: urgencyOf(after), dueAt: after.answerBy, data: { referralId: after.id } }] : []),
  ...(!waitsForConfirmation(before) && waitsForConfirmation(after) ? overdueJob(after, 'confirm', after.confirmBy) : []),
];

/** Ended by our side, not by the service: it must be told. */
const calledOff = ({ state, steps }: Referral): boolean =>
  state === 'CANCELLED_BY_SENDER' || state === 'WITHDRAWN_BY_PERSON' || state === 'ENTERED_IN_ERROR' || (state === 'REDIRECTED' && steps.at(-1)?.by.kind !== 'service');

/** The service gave no yes, and somebody else must be asked. */
const gaveNoYes = ({ state, steps }: Referral): boolean => state === 'DECLINED' || state === 'EXPIRED' || (state === 'REDIRECTED' && steps.at(-1)?.by.kind === 'service');

/** States in which the owner must do something now. */
const LOUD: readonly Referral['state'][] = ['HANDED_BACK', 'NO_SHOW', 'WAITLISTED', 'NEEDS_CLIENT_ACTION'];

/** After a yes these leave the place that it took free again. */
const GIVES_BACK: ReadonlySet<Referral['state']> = new Set(['HANDED_BACK', 'NO_SHOW', 'CANCELLED_BY_SENDER', 'WITHDRAWN_BY_PERSON']);

export type Keeping = ReturnType<typeof keepingReferrals>;

/** What follows from each change of a referral, in the change's own transaction: events, audit, jobs, news, free places. */
export function keepingReferrals(needs: ReferralNeeds) {
  const { store, crises, directory, messages, texts, policy, audit, jobs, clock, log, people, supervisorsOf, nextMatchFor } = needs;
  const { keep: keepCrisis, record } = keeper({ ...needs, store: crises });

  async function textTo(tx: Tx, referral: Referral, staffIds: readonly StaffId[], body: typeof needsYou, what: string): Promise<void> {
    for (const staffId of new Set(staffIds)) {
      const person = people.find(staffId);
      const to = person?.phone;
      if (!to) continue;
      await messages.queue(tx, {
        key: `referral-notice:${referral.id}:${what}:${staffId}`, to, body: mustFitOne(toGsm7(body(people.network().org, referral.ref, person.language ?? 'en'))), sender: 'staff', purpose: 'referral-notice', about: referral.id,
        teamId: referral.teamId, crisisId: referral.crisisId, urgency: urgencyOf(referral),
      });
    }
  }

  /** The owner now, or whoever sent it while nobody has the crisis. */
  const ownerOf = (crisis: Crisis | null, referral: Referral): StaffId => crisis?.owner?.staffId ?? referral.sentById;

  /** Something about this referral waits for its owner. `what` makes the news one for each reason. */
  const needOwner = (tx: Tx, referral: Referral, crisis: Crisis | null, what: string): Promise<void> =>
    textTo(tx, referral, [ownerOf(crisis, referral)], needsYou, what);

  const about = (referral: Pick<Referral, 'id' | 'serviceId'>, events: readonly ReferralEvent[]) => events.map(({ kind, data }) => ({ kind, data: { referralId: referral.id, serviceId: referral.serviceId, ...data } }));

  /** A service said that the risk is too high for it: the urgency must be judged again, by a person, now. Source: domain.md §7.2. */
  function askForTriage(crisis: Crisis, referral: Referral): { crisis: Crisis; events: ReferralEvent[] } {
    const triggers = needsRetriage({
      since: crisis.urgency.since, contactBy: crisis.urgency.contactBy, contactedAt: crisis.withThemAt?.toISOString() ?? null, newReport: false, missedFollowUp: false,
      referralDeclined: true, askedByWorker: false, share: needs.profile(crisis.urgency.profileId).retriageAtShareOfClock, now: clock.now(),
    });
    const note = { id: newId(), byId: referral.sentById, at: clock.now(), kind: 'note' as const, text: `${referral.serviceName}: the risk is too high for them. Judge the urgency again.` };
    return {
      crisis: { ...crisis, notes: [...crisis.notes, note] },
      events: [{ kind: 'crisis.retriage-asked', data: { triggers: triggers.join(' '), referralId: referral.id } }, { kind: 'crisis.note', data: { noteId: note.id, kind: 'note' } }],
    };
  }

  /** The person came back: the owner's clock starts anew, and a crisis whose acute part was over is open again. Source: domain.md §7.2, HANDED_BACK. */
  function taskReopens(crisis: Crisis): { crisis: Crisis; events: ReferralEvent[] } {
    const { owner, state } = crisis;
    if (!owner || (state !== 'ACTIVE' && state !== 'FOLLOW_UP')) return { crisis, events: [] };
    const minutes = people.network().progressWithinMinutes;
    if (state === 'ACTIVE') return { crisis: { ...ownedBy(crisis, owner.staffId, minutes, clock.now()), owner }, events: [] };
    const decision = reopened(crisis, owner.staffId, minutes, clock.now());
    return decision.ok ? { crisis: decision.state, events: [...decision.events] } : { crisis, events: [] };
  }

  /** What happened to a referral, on its crisis: beside it, or in it where the crisis itself changes. */
  async function tellCrisis(tx: Tx, crisis: Crisis | null, before: Referral, after: Referral, events: readonly ReferralEvent[], by: By): Promise<void> {
    const tooHigh = after.reason === 'RISK_TOO_HIGH' && !isEnded(before) && (after.state === 'DECLINED' || after.state === 'HANDED_BACK');
    const back = after.state === 'HANDED_BACK' && before.state !== 'HANDED_BACK';
    if (!crisis || (!tooHigh && !back)) return record(tx, after, by.staffId, about(after, events));
    const judged = tooHigh ? askForTriage(crisis, after) : { crisis, events: [] };
    const opened = back ? taskReopens(judged.crisis) : { crisis: judged.crisis, events: [] };
    if (opened.crisis === crisis) return record(tx, after, by.staffId, about(after, events));
    await keepCrisis(tx, crisis, opened.crisis, [...about(after, events), ...judged.events, ...opened.events], by, tooHigh ? 'crisis.retriage-asked' : 'crisis.handed-back');
    if (back) await jobs.add(tx, progressJobs(opened.crisis, crisis.version + 1));
  }

  /** Free places follow what a service says: one fewer after a yes, none after "full". */
  async function tellPlaces(tx: Tx, before: Referral, after: Referral, by: { staffId: StaffId | null; name: string; role: string }): Promise<void> {
    const accepted = !wasAccepted(before) && isTaken(after);
    const full = after.state === 'DECLINED' && after.reason === 'AT_CAPACITY';
    if (isTaken(before) && before.state !== after.state && GIVES_BACK.has(after.state)) await needs.room?.putBack(tx, after.id, after.serviceId);
    if (!accepted && !full) return;
    const stored = await directory.find(after.serviceId, tx);
    if (!stored) return;
    const method = after.way === 'phone' ? 'phone' : 'link';
    const told = accepted ? oneFewer(stored.service) : toldPlaces(stored.service, 0, method);
    if (told) await directory.tellCapacityIn(tx, after.serviceId, told, by, accepted ? 'acceptance' : method, after.id);
  }

  /** Tells a service that had the text that nothing is asked of it any more; a text that has not left stays here. */
  async function callOff(tx: Tx, before: Referral): Promise<void> {
    if (!before.intake || !before.delivery) return;
    if (before.delivery.state === 'waiting') {
      await store.moveDelivery(before, stopped(before.delivery), { onlyWaiting: false, tx });
      return;
    }
    const say = texts();
    await messages.queue(tx, {
      key: `referral-over:${before.id}`, to: before.intake.address, body: isTaken(before) ? say.stoodDown({ ref: before.ref, at: clock.now() }) : say.over({ ref: before.ref }), sender: 'staff',
      purpose: 'referral-over', about: before.id, teamId: before.teamId, crisisId: before.crisisId, urgency: urgencyOf(before), validitySeconds: OVER_VALID_SECONDS,
    });
  }

  async function news(tx: Tx, before: Referral, after: Referral, crisis: Crisis | null, events: readonly ReferralEvent[]): Promise<void> {
    if (!isTaken(before) && isTaken(after)) await textTo(tx, after, [ownerOf(crisis, after)], acceptedNotice, `accepted:${after.steps.length}`);
    const failed = !isEnded(before) && gaveNoYes(after);
    const moved = before.state !== after.state;
    if (failed || (moved && LOUD.includes(after.state))) await needOwner(tx, after, crisis, `${after.state}:${after.steps.length}`);
    if (events.some(({ kind }) => kind === 'referral.proposed' || kind === 'referral.talk-first')) await needOwner(tx, after, crisis, `said:${after.steps.length}`);
    if (moved && after.state === 'HANDED_BACK' && crisis?.state !== 'ACTIVE') await textTo(tx, after, supervisorsOf(after.teamId), needsYou, 'handed-back');
    if (failed && after.chain.failures + 1 >= policy.supervisorAfterFailures) {
      await record(tx, after, null, about(after, [{ kind: 'referral.nobody-takes', data: { services: after.chain.failures + 1 } }]));
      await textTo(tx, after, supervisorsOf(after.teamId), needsYou, 'supervisor');
    }
  }

  return {
    record, about, needOwner, ownerOf,

    /** Writes a move with all that follows from it. @throws conflict `referral/changed` */
    async keep(tx: Tx, before: Referral, changed: Referral, events: readonly ReferralEvent[], by: By & { name?: string }, action: AuditAction): Promise<Referral> {
      if (changed === before) return before;
      const fromList = before.state === 'WAITLISTED' && isTaken(changed);
      const after: Referral = fromList ? { ...changed, ...clocksFromNow(changed.letter, clock.now(), policy) } : changed;
      const crisis = await crises.find(after.crisisId, tx);
      await store.replace(after, before.version, tx);
      await tellCrisis(tx, crisis, before, after, events, by);
      await audit.append(tx, [{ at: clock.now(), actorId: by.staffId, role: by.role, action, object: `referral:${after.id}`, teamId: after.teamId, ...(after.reason === null || !isEnded(after) ? {} : { reason: after.reason }) }]);
      if (owesAWord(before) && !owesAWord(after)) await jobs.cancel(tx, [dueKey(after.id)]);
      await jobs.add(tx, laterJobs(before, after));
      await tellPlaces(tx, before, after, { ...by, name: by.name ?? after.serviceName });
      if (!isEnded(before) && calledOff(after)) await callOff(tx, before);
      if (!isEnded(before) && after.state.startsWith('COMPLETED') && after.personOutcome === null && crisis) await needs.askPerson(tx, crisis, after.id);
      await news(tx, before, after, crisis, events);
      return { ...after, version: before.version + 1 };
    },

    /**
     * By when a service must say that it knows that `before` is over: null when it never heard of it, because its text has not left
     * and nobody rang.
     */
    confirmBy(before: Referral): Date | null {
      const knows = before.answeredBy !== null || (before.delivery !== null && before.delivery.state !== 'waiting' && before.delivery.state !== 'failed');
      return knows && !isEnded(before) ? confirmDue(before.letter, clock.now(), policy) : null;
    },

    /**
     * What to put before the owner next, asked anew because time has passed; what was planned at sending when matching cannot
     * say. Never a service that was asked for this crisis already.
     */
    async nextMatch(referral: Referral): Promise<Referral['nextMatch']> {
      const asked: ServiceId[] = [...new Set((await store.ofCrisis(referral.crisisId)).map(({ serviceId }) => serviceId))];
      const planned = referral.nextMatch && !asked.includes(referral.nextMatch.serviceId) ? referral.nextMatch : null;
      try {
        return await nextMatchFor(referral.crisisId, asked) ?? planned;
      } catch (error) {
        log.warn('the next match could not be asked for; the one planned before stands', { room: 'referral', referral: referral.id, ...faultOf(error) });
        return planned;
      }
    },
  };
}
