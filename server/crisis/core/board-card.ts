import type { BoardCard, BoardColumn, EmergencyCallView, OwnerView, ReportView } from '../../contract/crisis.js';
import type { LadderView } from '../../contract/escalation.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Crisis, Report } from './crisis.js';
import { SECOND_THOUGHTS_SECONDS } from './ownership.js';
import { addMinutes, addSeconds } from '../../kernel/durations.js';

/** What lies around a crisis and is kept by other rooms. */
export interface Around {
  ladder: LadderView | null;
  referral: BoardCard['referral'];
  followUp: BoardCard['followUp'];
}

export interface Names { person: (id: StaffId) => { name: string; initials: string } }

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const ownerView = ({ owner }: Pick<Crisis, 'owner'>, { person }: Names): OwnerView | null =>
  owner && { id: owner.staffId, ...person(owner.staffId), since: owner.since.toISOString() };

export const emergencyCallView = ({ emergencyCall }: Pick<Crisis, 'emergencyCall'>, { person }: Names): EmergencyCallView | null =>
  emergencyCall && { answer: emergencyCall.answer, byName: person(emergencyCall.byId).name, at: emergencyCall.at.toISOString() };

/** Where a card stands. A referral that waits or is being taken up shows as such, whoever has the crisis. */
export function columnOf(crisis: Pick<Crisis, 'state'>, referral: Around['referral']): BoardColumn {
  if (crisis.state === 'FOLLOW_UP') return 'follow-up';
  if (crisis.state === 'OPEN') return 'needs-someone';
  return referral ? 'referral' : 'has-it';
}

/** A crisis on the board: the same for everyone of the team who may see it, without the person's name. */
export function boardCard(crisis: Crisis, around: Around, names: Names): BoardCard {
  return {
    id: crisis.id, ref: crisis.ref, version: crisis.version, teamId: crisis.teamId, state: crisis.state, column: columnOf(crisis, around.referral),
    letter: crisis.urgency.letter, shows: crisis.urgency.shows, headline: crisis.details.headline ?? null, place: crisis.details.place ?? null,
    raisedBy: crisis.raisedById === null ? 'By text, sender not known' : names.person(crisis.raisedById).name, raisedAt: crisis.raisedAt.toISOString(),
    answerBy: iso(crisis.answerBy), contactBy: iso(crisis.contactBy), owner: ownerView(crisis, names), withThemSince: iso(crisis.withThemAt), progressBy: iso(crisis.progressBy),
    emergencyCall: emergencyCallView(crisis, names), emergencyAskAt: iso(crisis.emergencyAskAt), emergencyConfirmBy: iso(crisis.emergencyConfirmBy),
    ladder: around.ladder, referral: around.referral, followUp: around.followUp,
  };
}

/** Older than this on arrival, a report is marked as delayed, and still escalates. Source: reliability.md §4. */
const DELAYED_MINUTES = 15;

/** True when a report was written down long before it arrived. */
export const isDelayed = ({ writtenAt, at }: Pick<Report, 'writtenAt' | 'at'>): boolean => writtenAt !== null && addMinutes(writtenAt, DELAYED_MINUTES) < at;

/** What the raiser is told of their report: who is being asked, in which order, by when, or who has it. */
export function reportView(crisis: Crisis, report: Report, ladder: LadderView | null, names: Names, viewerId: StaffId | null): ReportView {
  const mine = viewerId !== null && crisis.raisedById === viewerId;
  return {
    id: report.id, crisisId: crisis.id, ref: crisis.ref, version: crisis.version, teamId: crisis.teamId, state: crisis.state, choice: report.choice, urgency: crisis.urgency,
    sentAt: report.at.toISOString(), delayed: isDelayed(report), answerBy: iso(crisis.answerBy), owner: ownerView(crisis, names), withThemSince: iso(crisis.withThemAt), ladder,
    emergencyCall: emergencyCallView(crisis, names), emergencyAskAt: iso(crisis.emergencyAskAt),
    standDownUntil: mine && !crisis.owner && crisis.state === 'OPEN' ? addSeconds(crisis.raisedAt, SECOND_THOUGHTS_SECONDS).toISOString() : null,
    details: crisis.details, mine,
  };
}
