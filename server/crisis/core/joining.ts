import type { ReportDetails } from '../../contract/crisis.js';
import { decided, refused } from '../../kernel/decision.js';
import type { Decision } from '../../kernel/decision.js';
import { addHours } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Crisis, Report } from './crisis.js';
import { atRest } from './ownership.js';
import type { CrisisEvent } from './ownership.js';

/** So long an added crisis can be taken out again. Decision of this project. */
export const JOIN_UNDO_HOURS = 24;
/** So many identifiers must agree before two crises are taken for the same person without a person's word. Source: reliability.md §9 hazard 7. */
export const IDENTIFIERS_WANTED = 2;

export type Identifier = 'name' | 'age' | 'postcode' | 'number';

/** A name as it is compared: without case, accents, punctuation and order of its words. Empty when nothing is left. */
export const plainName = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').sort().join(' ');

const plainCode = (code: string): string => code.replace(/\s+/g, '').toLowerCase();

type Known = Pick<Crisis, 'details' | 'senderIndex'>;

/** Which identifiers both carry and agree on. Unknown never agrees. */
export function identifiersThatAgree(a: Known, b: Known): Identifier[] {
  const same = <T>(one: T | null | undefined, other: T | null | undefined): boolean => one !== null && one !== undefined && one !== '' && one === other;
  const name = (known: Known): string => plainName(known.details.personName ?? '');
  const code = (known: Known): string => plainCode(known.details.postcode ?? '');
  return [
    ...(same(name(a), name(b)) ? ['name' as const] : []), ...(same(a.details.ageYears, b.details.ageYears) ? ['age' as const] : []),
    ...(same(code(a), code(b)) ? ['postcode' as const] : []), ...(same(a.senderIndex, b.senderIndex) ? ['number' as const] : []),
  ];
}

/**
 * Whether `source` may be added to `target`, both about the same person. Two identifiers must agree, or a person says how they
 * know (hazard 7): nothing merges by itself.
 * @param confirmed a person's words, or null
 * Refuses `crisis/join-same`, `crisis/closed`, `crisis/join-owned`, `crisis/join-unfinished`, `crisis/join-not-sure`.
 */
export function mayJoin(source: Crisis, target: Crisis, confirmed: string | null, sourceReferralWaits: boolean): Decision<Identifier[], CrisisEvent> {
  if (source.id === target.id) return refused('crisis/join-same');
  if (source.teamId !== target.teamId) return refused('crisis/join-same');
  const live = (crisis: Crisis): boolean => crisis.state === 'OPEN' || crisis.state === 'ACTIVE';
  if (!live(source) || !live(target)) return refused('crisis/closed');
  if (source.owner && !target.owner) return refused('crisis/join-owned');
  if (sourceReferralWaits || source.emergencyContacts.some(({ confirmedAt }) => !confirmedAt)) return refused('crisis/join-unfinished');
  const agree = identifiersThatAgree(source, target);
  if (agree.length < IDENTIFIERS_WANTED && !confirmed?.trim()) return refused('crisis/join-not-sure');
  return decided(agree);
}

/**
 * The two after adding: the source rests, its reports, the people asked and its raiser are the target's. Urgency is the caller's.
 * @param merged the facts of both
 */
export function joined(source: Crisis, target: Crisis, merged: ReportDetails, byId: StaffId, now: Date): { source: Crisis; target: Crisis } {
  const reportIds = source.reports.map(({ id }) => id);
  return {
    source: {
      ...atRest(source, now), state: 'CLOSED', owner: null, reports: [], answerBy: null, contactBy: null, emergencyAskAt: null, emergencyConfirmBy: null, closedAt: now, locationState: 'CLOSED',
      joinedTo: { crisisId: target.id, ref: target.ref, byId, at: now, undoUntil: addHours(now, JOIN_UNDO_HOURS), reportIds },
    },
    target: {
      ...target, details: merged, reports: inOrder([...target.reports, ...source.reports]), raisedById: target.raisedById ?? source.raisedById,
      askedIds: [...new Set([...target.askedIds, ...source.askedIds])],
      joined: [...target.joined, { crisisId: source.id, ref: source.ref, byId, at: now, reportIds, undoneAt: null, before: target.details, merged }],
    },
  };
}

/**
 * Takes `source` out of `target` again: its reports go home, and what came with them goes from the target's facts, save what
 * somebody has changed since. Nobody has the source: it is asked for anew. A raised urgency stays; only a person lowers it.
 */
export function parted(source: Crisis, target: Crisis, now: Date): Decision<{ source: Crisis; target: Crisis }, CrisisEvent> {
  const link = source.joinedTo;
  const record = target.joined.findLast(({ crisisId, undoneAt }) => crisisId === source.id && undoneAt === null);
  if (!link || !record) return refused('crisis/not-joined');
  if (now > link.undoUntil) return refused('crisis/join-undo-too-late');
  const home = new Set(link.reportIds);
  return decided({
    source: {
      ...source, state: 'OPEN', owner: null, closedAt: null, joinedTo: null, reports: target.reports.filter(({ id }) => home.has(id)), ownerlessSince: now,
      locationState: 'AWAITING_RESPONSE', waitingSince: now, resumeFrom: null,
    },
    target: {
      ...target, reports: target.reports.filter(({ id }) => !home.has(id)), details: withoutMerged(target.details, record.merged, record.before),
      joined: target.joined.map((one) => (one === record ? { ...one, undoneAt: now } : one)),
    },
  });
}

/** How the raiser of a report added it to this crisis themselves; null when they did not, or it was taken out again. */
export const ownJoin = ({ joined: all }: Pick<Crisis, 'joined'>, reportId: string, raiserId: StaffId): Crisis['joined'][number] | null =>
  all.find(({ byId, undoneAt, reportIds }) => undoneAt === null && byId === raiserId && reportIds.some((id) => id === reportId)) ?? null;

const inOrder = (reports: readonly Report[]): Report[] => [...reports].sort((a, b) => a.at.getTime() - b.at.getTime());

/** `current` with every field that still is as the merge left it put back to what it was before. */
export function withoutMerged(current: ReportDetails, merged: ReportDetails, before: ReportDetails): ReportDetails {
  const { facts, ...plain } = current;
  const { facts: mergedFacts = {}, ...mergedPlain } = merged;
  const { facts: beforeFacts = {}, ...beforePlain } = before;
  const details = putBack(plain, mergedPlain, beforePlain);
  const left = putBack(facts ?? {}, mergedFacts, beforeFacts);
  return { ...details, ...(Object.keys(left).length > 0 ? { facts: left } : {}) };
}

function putBack<T extends object>(current: T, merged: T, before: T): T {
  const as = (value: unknown): string => JSON.stringify(value) ?? '';
  const at = (from: T, key: string): unknown => (from as Record<string, unknown>)[key];
  const entries = Object.entries(current).flatMap(([key, value]) => {
    const untouched = as(value) === as(at(merged, key));
    if (!untouched) return [[key, value]];
    return at(before, key) === undefined ? [] : [[key, at(before, key)]];
  });
  return Object.fromEntries(entries) as T;
}
