import type { BoardCard, CrisisView, EmergencyContactView, FollowUpView, ReportView } from '../contract/crisis.js';
import type { ConsentView, ReferralView } from '../contract/referral.js';
import type { Ask, LadderView } from '../contract/escalation.js';
import { ladderView } from '../escalation/index.js';
import type { Escalation, EscalationStore } from '../escalation/index.js';
import type { People } from '../identity/index.js';
import { addMinutes } from '../kernel/durations.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import type { Actor } from '../platform/http/route.js';
import { boardCard, handOverViews, mayNow, reportView } from './core/board-card.js';
import type { Around, Names } from './core/board-card.js';
import type { Crisis, Report } from './core/crisis.js';
import { EMERGENCY_CONFIRM_MINUTES } from './core/ownership.js';
import { isDelayed } from './core/board-card.js';
import { timelineOf } from './core/timeline.js';
import { mayOf } from './needs.js';
import type { CrisisNeeds } from './needs.js';

/** What other rooms keep about crises, for the board and for one crisis. */
export interface Beside {
  /** The referral and the follow-up that each card shows. */
  cards: (crisisIds: readonly string[]) => Promise<Map<string, { referral: BoardCard['referral']; followUp: BoardCard['followUp'] }>>;
  whole: (crisisId: string) => Promise<{ referrals: ReferralView[]; consents: ConsentView[]; followUps: FollowUpView[] }>;
}

export interface ViewNeeds {
  escalations: EscalationStore;
  events: Events;
  people: People;
  beside: Beside;
  onCallIn: CrisisNeeds['onCallIn'];
  /** Whom an ask reaches in a team at an instant. */
  whoAt: (teamId: TeamId, asks: readonly Ask[], at: Date) => StaffId[];
}

/** What other collections say of crises: escalations by their ids, the rest by the crises'. */
export interface Near {
  asked: ReadonlyMap<string, Escalation>;
  around: Awaited<ReturnType<Beside['cards']>>;
}

export type Views = ReturnType<typeof viewsOf>;

/** Crises as people read them. */
export function viewsOf({ escalations, events, people, beside, onCallIn, whoAt }: ViewNeeds) {
  const person = (id: StaffId) => {
    const found = people.find(id);
    return { name: people.nameOf(id), initials: found?.initials ?? '?' };
  };
  const names: Names = { person };
  const ladderOf = (e: Escalation | undefined | null): LadderView | null =>
    e ? ladderView(e, { person, whoAt: (asks, at) => whoAt(e.teamId, asks, at) }) : null;
  const cardOf = (crisis: Crisis, e: Escalation | undefined, more: { referral: Around['referral']; followUp: Around['followUp'] } | undefined): BoardCard =>
    boardCard(crisis, { ladder: crisis.state === 'OPEN' || crisis.state === 'ACTIVE' ? ladderOf(e) : null, referral: more?.referral ?? null, followUp: more?.followUp ?? null }, names);

  const contactView = (crisis: Crisis) => (contact: Crisis['emergencyContacts'][number]): EmergencyContactView => ({
    id: contact.id, service: contact.service, requestedAt: contact.requestedAt.toISOString(), decidedBy: people.nameOf(contact.byId), personAgreed: contact.personAgreed,
    whyPolice: contact.whyPolice, supervisorConsulted: contact.supervisorConsulted, personTold: contact.personTold,
    confirmBy: contact.confirmedAt ? null : (crisis.emergencyConfirmBy ?? addMinutes(contact.requestedAt, EMERGENCY_CONFIRM_MINUTES)).toISOString(),
    confirmedAt: contact.confirmedAt?.toISOString() ?? null, confirmation: contact.confirmation, confirmationNote: contact.confirmationNote,
  });

  async function nearAll(crises: readonly Crisis[]): Promise<Near> {
    const [asked, around] = await Promise.all([
      escalations.findMany(crises.flatMap(({ escalationId }) => (escalationId === null ? [] : [escalationId]))), beside.cards(crises.map(({ id }) => id)),
    ]);
    return { asked, around };
  }

  return {
    names, ladderOf,

    /** What stands beside one crisis on its card, for whoever knows no more than its id yet. */
    async near(crisisId: string): Promise<Near> {
      const [asked, around] = await Promise.all([escalations.ofCrisis(crisisId), beside.cards([crisisId])]);
      return { asked: new Map(asked.map((one) => [one.id, one])), around };
    },
    /** @param near what stands beside them, read at or after the version of each; without it, it is read now */
    async cards(crises: readonly Crisis[], near?: Near): Promise<BoardCard[]> {
      const { asked, around } = near ?? await nearAll(crises);
      return crises.map((crisis) => cardOf(crisis, asked.get(crisis.escalationId ?? ''), around.get(crisis.id)));
    },

    async report(crisis: Crisis, reportId: string, viewerId: StaffId | null, e: Escalation | null = null): Promise<ReportView> {
      const asked = e ?? (crisis.escalationId === null ? null : await escalations.find(crisis.escalationId));
      return reportView(crisis, crisis.reports.find(({ id }) => id === reportId) as Report, ladderOf(asked), names, viewerId);
    },

    /** One crisis, whole. Whoever asks was let in before. */
    async whole(crisis: Crisis, actor: Actor): Promise<CrisisView> {
      const [[card], happened, more] = await Promise.all([this.cards([crisis]), events.ofCrisis(crisis.id), beside.whole(crisis.id)]);
      const rights = mayOf({ onCallIn }, crisis, actor);
      return {
        ...card as BoardCard, urgency: crisis.urgency, choice: crisis.choice, details: crisis.details,
        reports: crisis.reports.map((report) => ({ id: report.id, byName: report.byId === null ? 'By text, sender not known' : people.nameOf(report.byId), at: report.at.toISOString(), choice: report.choice, delayed: isDelayed(report) })),
        timeline: timelineOf(happened, { nameOf: people.nameOf, notes: crisis.notes, screenings: crisis.screenings, serviceNameOf: (id) => more.referrals.find((referral) => referral.id === id)?.serviceName ?? 'A service' }),
        ...more, emergencyContacts: crisis.emergencyContacts.map(contactView(crisis)),
        screenings: crisis.screenings.map(({ id, byId, at, answers, result: { screener, version, level, reached, needsHumanNow } }) => ({ id, at: at.toISOString(), byName: people.nameOf(byId), screener, version, level, reached, needsHumanNow, answers })).reverse(),
        closure: crisis.closure && {
          ...crisis.closure, at: crisis.closure.at.toISOString(), byName: people.nameOf(crisis.closure.byId),
          referred: more.referrals.filter(({ sentAt }) => sentAt !== null).map(({ serviceName }) => serviceName),
        },
        handOvers: handOverViews(crisis, names),
        joinedTo: crisis.joinedTo && { crisisId: crisis.joinedTo.crisisId, ref: crisis.joinedTo.ref, byName: people.nameOf(crisis.joinedTo.byId), at: crisis.joinedTo.at.toISOString(), undoUntil: crisis.joinedTo.undoUntil.toISOString() },
        joined: crisis.joined.map(({ crisisId, ref, byId, at, undoneAt }) => ({ crisisId, ref, byName: people.nameOf(byId), at: at.toISOString(), undoneAt: undoneAt?.toISOString() ?? null })),
        may: mayNow(crisis, rights, actor.staffId),
      };
    },
  };
}
