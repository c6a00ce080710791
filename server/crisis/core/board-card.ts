import type { AskView, HandOverView } from '../../contract/asks.js';
import type { BoardCard, BoardColumn, CrisisView, EmergencyCallView, OwnerView, ReportView } from '../../contract/crisis.js';
import type { LadderView } from '../../contract/escalation.js';
import type { StaffId } from '../../kernel/ids.js';
import { isWaitingFor, openBackup, openTransfer } from './asks.js';
import type { Crisis, CrisisAsk, Report } from './crisis.js';
import type { May } from './may.js';
import { ownJoin } from './joining.js';
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
    locationState: crisis.locationState, waitingSince: crisis.waitingSince.toISOString(), handOver: askOrNull(openTransfer(crisis), names),
    backup: crisis.backup && { id: crisis.backup.staffId, ...names.person(crisis.backup.staffId), since: crisis.backup.since.toISOString() }, backupAsk: askOrNull(openBackup(crisis), names),
    graceUntil: iso(crisis.graceUntil), snooze: crisis.snooze && { until: crisis.snooze.until.toISOString(), byName: names.person(crisis.snooze.byId).name, times: crisis.snoozes },
    attention: crisis.attention.map(({ why, at, forId }) => ({ why, at: at.toISOString(), forId })),
    ownerlessSince: iso(crisis.ownerlessSince), ownerlessMinutes: inMinutes(crisis.ownerlessSeconds), unownedMinutes: inMinutes(crisis.unownedSeconds),
  };
}

/** Seconds as minutes with one decimal. */
export const inMinutes = (seconds: number): number => Math.round(seconds / 6) / 10;

/** An ask as it is shown on the board: who asks whom, until when, and what each said. Never its words. */
export const askView = (one: CrisisAsk, { person }: Names): AskView => ({
  id: one.id, kind: one.kind, state: one.state, by: { id: one.byId, name: person(one.byId).name }, at: one.at.toISOString(), until: iso(one.until), round: one.round,
  to: one.to.map(({ staffId, cannotAt }) => ({ id: staffId, ...person(staffId), said: one.answeredBy === staffId ? 'accepted' as const : cannotAt ? 'cannot' as const : 'waiting' as const })),
  endedAt: iso(one.endedAt),
});

const askOrNull = (one: CrisisAsk | null, names: Names): AskView | null => one && askView(one, names);

/** Every ask to take it, with its words, newest first. */
export const handOverViews = ({ asks }: Pick<Crisis, 'asks'>, names: Names): HandOverView[] =>
  asks.filter(({ kind }) => kind !== 'backup').map((one) => ({ ...askView(one, names), words: one.words })).reverse();

/** What somebody with these rights may do with the crisis as it is now. */
export function mayNow(crisis: Crisis, { answer, work, supervise }: May, staffId: StaffId): CrisisView['may'] {
  const owns = crisis.owner?.staffId === staffId;
  const leads = owns || supervise;
  const [active, live] = [crisis.state === 'ACTIVE', crisis.state === 'ACTIVE' || crisis.state === 'OPEN'];
  const [transfer, backupAsk] = [openTransfer(crisis), openBackup(crisis)];
  return {
    answer, work, supervise, handOver: active && leads && !transfer, acceptHandOver: isWaitingFor(transfer, staffId), withdrawHandOver: transfer !== null && (leads || transfer.byId === staffId),
    assign: live && leads && !transfer, askBackup: active && leads && !backupAsk && !crisis.backup, offerBackup: active && answer && !owns && !crisis.backup, answerBackup: isWaitingFor(backupAsk, staffId),
    endBackup: (backupAsk !== null || crisis.backup !== null) && (leads || crisis.backup?.staffId === staffId),
    snooze: leads && crisis.owner !== null && (active || crisis.state === 'FOLLOW_UP') && crisis.urgency.letter !== 'A', locate: leads && crisis.owner !== null && crisis.state !== 'CLOSED', join: live && work,
  };
}

/** Older than this on arrival, a report is marked as delayed, and still escalates. Source: reliability.md §4. */
const DELAYED_MINUTES = 15;

/** True when a report was written down long before it arrived. */
export const isDelayed = ({ writtenAt, at }: Pick<Report, 'writtenAt' | 'at'>): boolean => writtenAt !== null && addMinutes(writtenAt, DELAYED_MINUTES) < at;

/** What the raiser is told of their report: who is being asked, in which order, by when, or who has it. */
export function reportView(crisis: Crisis, report: Report, ladder: LadderView | null, names: Names, viewerId: StaffId | null): ReportView {
  const mine = viewerId !== null && crisis.raisedById === viewerId;
  const own = viewerId === null ? null : ownJoin(crisis, report.id, viewerId);
  return {
    id: report.id, crisisId: crisis.id, ref: crisis.ref, version: crisis.version, teamId: crisis.teamId, state: crisis.state, choice: report.choice, urgency: crisis.urgency,
    sentAt: report.at.toISOString(), delayed: isDelayed(report), answerBy: iso(crisis.answerBy), owner: ownerView(crisis, names), withThemSince: iso(crisis.withThemAt), ladder,
    emergencyCall: emergencyCallView(crisis, names), emergencyAskAt: iso(crisis.emergencyAskAt),
    standDownUntil: mine && !crisis.owner && crisis.state === 'OPEN' ? addSeconds(crisis.raisedAt, SECOND_THOUGHTS_SECONDS).toISOString() : null,
    details: crisis.details, mine, similar: [], joinedFrom: own && { ref: own.ref, undoUntil: addSeconds(own.at, SECOND_THOUGHTS_SECONDS).toISOString() },
  };
}
