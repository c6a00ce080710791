import type { AskKind, AskState, HandOverWords } from '../../contract/asks.js';
import type { AttentionReason } from '../../contract/crisis.js';
import { decided, refused } from '../../kernel/decision.js';
import type { Decision } from '../../kernel/decision.js';
import { addMinutes } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';
import type { AskedPerson, Crisis, CrisisAsk } from './crisis.js';
import { ownedBy } from './ownership.js';
import type { CrisisEvent, ProgressMinutes } from './ownership.js';

/** No answer for so long returns a hand-over to its sender, and a shift's list to everyone. Source: ux.md §4, design.md §9 "End of shift". */
export const HAND_OVER_MINUTES = 10;
/** No backup for so long asks again, wider. Decision of this project. */
export const BACKUP_MINUTES = 5;
/** So many times backup is asked for before a person must decide what comes next. Decision of this project. */
export const BACKUP_ROUNDS = 3;

type Outcome = Decision<Crisis, CrisisEvent>;

/** A new ask as its author wants it. */
export interface NewAsk { id: string; kind: AskKind; byId: StaffId; to: readonly AskedPerson[]; words: HandOverWords | null }

const isTransfer = (kind: AskKind): boolean => kind !== 'backup';

/** The one open ask to take the crisis, or null. */
export const openTransfer = ({ asks }: Pick<Crisis, 'asks'>): CrisisAsk | null => asks.find(({ kind, state }) => state === 'asked' && isTransfer(kind)) ?? null;

/** The open ask for a second person, or null. */
export const openBackup = ({ asks }: Pick<Crisis, 'asks'>): CrisisAsk | null => asks.find(({ kind, state }) => state === 'asked' && kind === 'backup') ?? null;

/** True while this person is asked and has not said no. */
export const isWaitingFor = (ask: CrisisAsk | null, staffId: StaffId): ask is CrisisAsk =>
  ask !== null && ask.state === 'asked' && ask.to.some((person) => person.staffId === staffId && person.cannotAt === null);

/** Whom an ask still waits for. */
export const waiting = (ask: CrisisAsk): StaffId[] => (ask.state === 'asked' ? ask.to.filter(({ cannotAt }) => cannotAt === null).map(({ staffId }) => staffId) : []);

const minutesOf = (kind: AskKind): number => (kind === 'backup' ? BACKUP_MINUTES : HAND_OVER_MINUTES);

const replaced = (crisis: Crisis, ask: CrisisAsk): Crisis => ({ ...crisis, asks: crisis.asks.map((one) => (one.id === ask.id ? ask : one)) });

const finished = (ask: CrisisAsk, state: AskState, now: Date, answeredBy: StaffId | null = null): CrisisAsk => ({ ...ask, state, until: null, endedAt: now, answeredBy });

/** `crisis` with this reason to look at it, once for each reason. */
export const withAttention = (crisis: Crisis, why: AttentionReason, forId: StaffId | null, now: Date): Crisis =>
  ({ ...crisis, attention: [...crisis.attention.filter((one) => one.why !== why), { why, at: now, forId }] });

/** `crisis` without these reasons. */
export const withoutAttention = (crisis: Crisis, ...whys: AttentionReason[]): Crisis => ({ ...crisis, attention: crisis.attention.filter(({ why }) => !whys.includes(why)) });

const event = (ask: CrisisAsk, what: string, more: CrisisEvent['data'] = {}): CrisisEvent =>
  ({ kind: `${ask.kind === 'backup' ? 'backup' : 'hand-over'}.${what}`, data: { askId: ask.id, ask: ask.kind, toId: ask.to.length === 1 ? ask.to[0]?.staffId ?? null : null, ...more } });

/**
 * Puts an ask to named people. Nothing changes hands by it: an owner stays owner, and a ladder runs on. One hand-over, shift
 * or assignment at a time, and one ask for backup.
 * Refuses `crisis/unowned`, `crisis/closed`, `crisis/taken` (an assignment of what somebody has), `crisis/hand-over-open`,
 * `crisis/backup-open`, `crisis/backup-taken`, `crisis/cannot-take-it` (to nobody, or to the owner).
 */
export function ask(crisis: Crisis, { id, kind, byId, to, words }: NewAsk, now: Date): Outcome {
  if (crisis.state !== 'OPEN' && crisis.state !== 'ACTIVE') return refused('crisis/closed');
  if (kind === 'assignment' ? crisis.owner !== null : crisis.owner === null) return refused(kind === 'assignment' ? 'crisis/taken' : 'crisis/unowned');
  if (kind === 'backup') {
    if (crisis.backup) return refused('crisis/backup-taken');
    if (openBackup(crisis)) return refused('crisis/backup-open');
  } else if (openTransfer(crisis)) return refused('crisis/hand-over-open');
  if (to.length === 0 || to.some(({ staffId }) => staffId === crisis.owner?.staffId)) return refused('crisis/cannot-take-it');
  const made: CrisisAsk = { id, kind, state: 'asked', byId, at: now, until: addMinutes(now, minutesOf(kind)), round: 1, to: [...to], endedAt: null, answeredBy: null, words };
  const next = { ...crisis, asks: [...crisis.asks, made], askedIds: [...new Set([...crisis.askedIds, ...to.map(({ staffId }) => staffId)])] };
  return decided(
    kind === 'backup' ? withoutAttention(next, 'backup-unanswered') : withoutAttention(next, 'hand-over-returned', 'hand-over-declined'),
    [event(made, 'asked', { people: to.length, round: 1 })]);
}

/**
 * The receiver says yes: only now they own it, and their own clock starts. A yes to something that ended (returned, withdrawn,
 * somebody else was first) is refused with `crisis/hand-over-ended`, for backup `crisis/no-backup`.
 */
export function accept(crisis: Crisis, kind: 'hand-over' | 'backup', staffId: StaffId, minutes: ProgressMinutes, now: Date): Outcome {
  if (kind === 'backup') return acceptBackup(crisis, staffId, now);
  const open = openTransfer(crisis);
  if (!isWaitingFor(open, staffId) || open.kind === 'assignment' || !crisis.owner || crisis.state !== 'ACTIVE') return refused('crisis/hand-over-ended');
  const fromId = crisis.owner.staffId;
  const next = ownedBy(replaced(crisis, finished(open, 'accepted', now, staffId)), staffId, minutes, now);
  return decided(withoutAttention(next, 'hand-over-returned', 'hand-over-declined', 'with-them-yet'), [event(open, 'accepted', { fromId, toId: staffId })]);
}

function acceptBackup(crisis: Crisis, staffId: StaffId, now: Date): Outcome {
  const open = openBackup(crisis);
  if (!isWaitingFor(open, staffId) || crisis.owner?.staffId === staffId) return refused('crisis/no-backup');
  return decided(
    withoutAttention({ ...replaced(crisis, finished(open, 'accepted', now, staffId)), backup: { staffId, since: now } }, 'backup-unanswered'),
    [event(open, 'accepted', { toId: staffId })]);
}

/** Somebody who was not asked helps: they are backup at once, and never owner by it. */
export function offerBackup(crisis: Crisis, staffId: StaffId, now: Date): Outcome {
  if (!crisis.owner || crisis.state !== 'ACTIVE') return refused(crisis.state === 'OPEN' ? 'crisis/unowned' : 'crisis/closed');
  if (crisis.backup?.staffId === staffId) return decided(crisis);
  if (crisis.backup || crisis.owner.staffId === staffId) return refused('crisis/backup-taken');
  const open = openBackup(crisis);
  const next = open ? replaced(crisis, finished(open, 'accepted', now, staffId)) : crisis;
  return decided(
    withoutAttention({ ...next, backup: { staffId, since: now }, askedIds: [...new Set([...next.askedIds, staffId])] }, 'backup-unanswered'),
    [{ kind: 'backup.offered', data: { toId: staffId } }]);
}

/** Backup is not needed any more, or the backup leaves. */
export function endBackup(crisis: Crisis, now: Date): Outcome {
  const open = openBackup(crisis);
  if (!open && !crisis.backup) return refused('crisis/no-backup');
  return decided(
    withoutAttention({ ...(open ? replaced(crisis, finished(open, 'withdrawn', now)) : crisis), backup: null }, 'backup-unanswered'),
    [{ kind: 'backup.ended', data: { toId: crisis.backup?.staffId ?? null } }]);
}

/**
 * Somebody asked says no. The last no ends a hand-over (it is its sender's as before, and loud) and a shift's list; a backup
 * that all refused waits for its next round.
 */
export function decline(crisis: Crisis, kind: 'hand-over' | 'backup', staffId: StaffId, now: Date): Outcome {
  const open = kind === 'backup' ? openBackup(crisis) : openTransfer(crisis);
  if (!isWaitingFor(open, staffId)) return refused(kind === 'backup' ? 'crisis/no-backup' : 'crisis/hand-over-ended');
  const said = { ...open, to: open.to.map((person) => (person.staffId === staffId ? { ...person, cannotAt: now } : person)) };
  const last = waiting(said).length === 0;
  const events = [event(open, 'declined', { toId: staffId })];
  if (!last || kind === 'backup') return decided(replaced(crisis, said), events);
  return decided(loudFor(replaced(crisis, finished(said, 'declined', now)), said, 'hand-over-declined', now), events);
}

/** The sender takes the ask back. */
export function withdraw(crisis: Crisis, now: Date): Outcome {
  const open = openTransfer(crisis);
  if (!open) return refused('crisis/hand-over-ended');
  return decided(replaced(crisis, finished(open, 'withdrawn', now)), [event(open, 'withdrawn')]);
}

/** Nobody answered in time: the crisis is its sender's as before, and the board says so loudly. */
export function returned(crisis: Crisis, askId: string, now: Date): Outcome {
  const open = openTransfer(crisis);
  if (open?.id !== askId || open.until === null || now < open.until) return refused('crisis/hand-over-ended');
  return decided(loudFor(replaced(crisis, finished(open, 'returned', now)), open, 'hand-over-returned', now), [event(open, 'returned')]);
}

/** No backup yet: asked again of `more` people too; after the last round a person decides. */
export function backupDue(crisis: Crisis, askId: string, more: readonly AskedPerson[], now: Date): Outcome {
  const open = openBackup(crisis);
  if (open?.id !== askId || open.until === null || now < open.until) return refused('crisis/no-backup');
  const owner = crisis.owner?.staffId ?? null;
  if (open.round >= BACKUP_ROUNDS) {
    return decided(withAttention(replaced(crisis, finished(open, 'returned', now)), 'backup-unanswered', owner, now), [event(open, 'returned')]);
  }
  const known = new Set(open.to.map(({ staffId }) => staffId));
  const fresh = more.filter(({ staffId }) => !known.has(staffId) && staffId !== owner);
  const next = { ...open, round: open.round + 1, until: addMinutes(now, BACKUP_MINUTES), to: [...open.to, ...fresh] };
  return decided(
    withAttention({ ...replaced(crisis, next), askedIds: [...new Set([...crisis.askedIds, ...fresh.map(({ staffId }) => staffId)])] }, 'backup-unanswered', owner, now),
    [event(next, 'asked', { people: next.to.length, round: next.round })]);
}

/**
 * Ends the asks that make no sense any more after a change of another kind: all once it is closed; a hand-over, a shift's list and
 * a backup ask once nobody has it; whatever asked somebody to take it once somebody else did.
 * @returns the crisis as it may be kept, and the events of what ended
 */
export function settled(before: Crisis, after: Crisis, now: Date): { crisis: Crisis; events: CrisisEvent[] } {
  const changedHands = after.owner?.staffId !== before.owner?.staffId;
  const noSense = ({ kind, state, to }: CrisisAsk): boolean => {
    if (state !== 'asked') return false;
    if (after.state === 'CLOSED' || after.state === 'FOLLOW_UP') return true;
    if (after.owner === null) return kind !== 'assignment';
    return isTransfer(kind) ? changedHands || kind === 'assignment' : to.every(({ staffId, cannotAt }) => staffId === after.owner?.staffId || cannotAt !== null) && changedHands;
  };
  const ending = after.asks.filter(noSense);
  const took = (one: CrisisAsk): boolean => one.kind === 'assignment' && after.owner !== null && isWaitingFor(one, after.owner.staffId);
  const ended = ending.map((one) => (took(one) ? finished(one, 'accepted', now, after.owner?.staffId ?? null) : finished(one, 'ended', now)));
  const gone = after.state === 'CLOSED' || after.state === 'FOLLOW_UP';
  const crisis = {
    ...after,
    asks: after.asks.map((one) => ended.find(({ id }) => id === one.id) ?? one),
    backup: gone || after.backup?.staffId === after.owner?.staffId ? null : after.backup,
    snooze: after.state === 'OPEN' || after.state === 'CLOSED' || after.urgency.letter === 'A' ? null : after.snooze,
  };
  return { crisis, events: ended.map((one) => event(one, one.state === 'accepted' ? 'accepted' : 'ended', one.state === 'accepted' ? { toId: one.answeredBy } : {})) };
}

/** An assignment is nobody's work yet: its author hears of it, the ladder runs on, and no card needs to be loud. */
const loudFor = (crisis: Crisis, { kind }: CrisisAsk, why: AttentionReason, now: Date): Crisis =>
  (kind === 'assignment' ? crisis : withAttention(crisis, why, crisis.owner?.staffId ?? null, now));
