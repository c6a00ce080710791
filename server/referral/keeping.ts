import { URGENCY_LETTERS } from '../contract/triage.js';
import { keeper } from '../crisis/index.js';
import type { By, Crisis } from '../crisis/index.js';
import { newId } from '../kernel/ids.js';
import type { ServiceId, StaffId } from '../kernel/ids.js';
import { mustFitOne, stopped } from '../messaging/index.js';
import type { NewJob } from '../platform/jobs/index.js';
import { faultOf } from '../platform/log/log.js';
import type { Tx } from '../platform/mongo/transact.js';
import { needsRetriage } from '../triage/index.js';
import { isEnded, isTaken, isWaiting } from './core/moves.js';
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

/** After a yes: nobody said that the person came, or how it ended. */
export const promiseJobs = (referral: Referral): NewJob[] => (['contact', 'close'] as const).flatMap((what) => {
  const dueAt = what === 'contact' ? referral.contactBy : referral.closeBy;
  return dueAt ? [{ key: `${REFERRAL_JOBS.overdue}:${referral.id}:${what}`, kind: REFERRAL_JOBS.overdue, teamId: referral.teamId, urgency: urgencyOf(referral), dueAt, data: { referralId: referral.id, what } }] : [];
});

export type Keeping = ReturnType<typeof keepingReferrals>;

/** What follows from each change of a referral, in the change's own transaction: events, audit, jobs, news, free places. */
export function keepingReferrals(needs: ReferralNeeds) {
  const { store, crises, directory, messages, texts, policy, audit, jobs, clock, log, people, supervisorsOf, nextMatchFor } = needs;
  const { keep: keepCrisis, record } = keeper({ ...needs, store: crises });

  async function textTo(tx: Tx, referral: Referral, staffIds: readonly StaffId[], body: string, what: string): Promise<void> {
    for (const staffId of new Set(staffIds)) {
      const to = people.find(staffId)?.phone;
      if (!to) continue;
      await messages.queue(tx, {
        key: `referral-notice:${referral.id}:${what}:${staffId}`, to, body: mustFitOne(body), sender: 'staff', purpose: 'referral-notice', about: referral.id,
        teamId: referral.teamId, crisisId: referral.crisisId, urgency: urgencyOf(referral),
      });
    }
  }

  /** The owner now, or whoever sent it while nobody has the crisis. */
  const ownerOf = (crisis: Crisis | null, referral: Referral): StaffId => crisis?.owner?.staffId ?? referral.sentById;

  /** Something about this referral waits for its owner. `what` makes the news one for each reason. */
  const needOwner = (tx: Tx, referral: Referral, crisis: Crisis | null, what: string): Promise<void> =>
    textTo(tx, referral, [ownerOf(crisis, referral)], needsYou(people.network().org, referral.ref), what);

  const about = (referral: Referral, events: readonly ReferralEvent[]) => events.map(({ kind, data }) => ({ kind, data: { referralId: referral.id, serviceId: referral.serviceId, ...data } }));

  /** A service said that the risk is too high for it: the urgency must be judged again, by a person, now. Source: domain.md §7.2. */
  async function askForTriage(tx: Tx, crisis: Crisis, referral: Referral, events: readonly ReferralEvent[], by: By): Promise<void> {
    const triggers = needsRetriage({
      since: crisis.urgency.since, contactBy: crisis.urgency.contactBy, contactedAt: crisis.withThemAt?.toISOString() ?? null, newReport: false, missedFollowUp: false,
      referralDeclined: true, askedByWorker: false, share: needs.profile(crisis.urgency.profileId).retriageAtShareOfClock, now: clock.now(),
    });
    const note = { id: newId(), byId: referral.sentById, at: clock.now(), kind: 'note' as const, text: `${referral.serviceName}: the risk is too high for them. Judge the urgency again.` };
    await keepCrisis(tx, crisis, { ...crisis, notes: [...crisis.notes, note] }, [
      ...about(referral, events), { kind: 'crisis.retriage-asked', data: { triggers: triggers.join(' '), referralId: referral.id } }, { kind: 'crisis.note', data: { noteId: note.id, kind: 'note' } },
    ], by, 'crisis.retriage-asked');
  }

  /** Free places follow what a service says: one fewer after a yes, none after "full". */
  async function tellPlaces(tx: Tx, before: Referral, after: Referral, by: { staffId: StaffId | null; name: string; role: string }): Promise<void> {
    const accepted = isWaiting(before) && isTaken(after);
    const full = after.state === 'DECLINED' && after.reason === 'AT_CAPACITY';
    if (!accepted && !full) return;
    const stored = await directory.find(after.serviceId, tx);
    if (!stored) return;
    const method = after.way === 'phone' ? 'phone' : 'link';
    const told = accepted ? oneFewer(stored.service) : toldPlaces(stored.service, 0, method);
    if (told) await directory.tellCapacityIn(tx, after.serviceId, told, by, accepted ? 'acceptance' : method);
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
    if (isWaiting(before) && isTaken(after)) await textTo(tx, after, [ownerOf(crisis, after)], acceptedNotice(people.network().org, after.ref), 'accepted');
    const failed = after.state === 'DECLINED' || after.state === 'EXPIRED';
    if (failed || after.state === 'HANDED_BACK' || after.state === 'NO_SHOW') await needOwner(tx, after, crisis, `${after.state}:${after.steps.length}`);
    if (events.some(({ kind }) => kind === 'referral.proposed' || kind === 'referral.talk-first')) await needOwner(tx, after, crisis, `said:${after.steps.length}`);
    if (after.state === 'HANDED_BACK' && crisis?.state !== 'ACTIVE') await textTo(tx, after, supervisorsOf(after.teamId), needsYou(people.network().org, after.ref), 'handed-back');
    if (failed && after.chain.failures + 1 >= policy.supervisorAfterFailures) {
      await record(tx, after, null, about(after, [{ kind: 'referral.nobody-takes', data: { services: after.chain.failures + 1 } }]));
      await textTo(tx, after, supervisorsOf(after.teamId), needsYou(people.network().org, after.ref), 'supervisor');
    }
  }

  return {
    record, about, needOwner, ownerOf,

    /** Writes a move with all that follows from it. @throws conflict `referral/changed` */
    async keep(tx: Tx, before: Referral, after: Referral, events: readonly ReferralEvent[], by: By & { name?: string }, action: string): Promise<Referral> {
      if (after === before) return before;
      const crisis = await crises.find(after.crisisId, tx);
      await store.replace(after, before.version, tx);
      const tooHigh = after.reason === 'RISK_TOO_HIGH' && !isEnded(before) && (after.state === 'DECLINED' || after.state === 'HANDED_BACK');
      if (tooHigh && crisis) await askForTriage(tx, crisis, after, events, by);
      else await record(tx, after, by.staffId, about(after, events));
      await audit.append(tx, [{ at: clock.now(), actorId: by.staffId, role: by.role, action, object: `referral:${after.id}`, teamId: after.teamId, ...(after.reason === null || !isEnded(after) ? {} : { reason: after.reason }) }]);
      if (isWaiting(before) && !isWaiting(after)) await jobs.cancel(tx, [dueKey(after.id)]);
      if (isWaiting(before) && isTaken(after)) await jobs.add(tx, promiseJobs(after));
      await tellPlaces(tx, before, after, { ...by, name: by.name ?? after.serviceName });
      if (after.state === 'CANCELLED_BY_SENDER' || after.state === 'WITHDRAWN_BY_PERSON') await callOff(tx, before);
      await news(tx, before, after, crisis, events);
      return { ...after, version: before.version + 1 };
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
