import { Temporal } from 'temporal-polyfill';
import type { CrisisSearchInput } from '../../contract/crisis.js';
import { SHOWS } from '../../contract/triage.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import { CRISIS_STATES } from '../../contract/words.js';
import type { CrisisState } from '../../contract/words.js';
import type { CrisisId, StaffId, TeamId } from '../../kernel/ids.js';

/** Where a page of results ended: the last instant on it, and what was shown of that very instant. */
export interface SearchCursor { at: Date; ids: readonly CrisisId[] }

/** What is looked for, in the store's terms. Left out: anything. Days are instants by now; `before` is the first that counts no more. */
export interface SearchFilter {
  states: readonly CrisisState[];
  letters?: readonly UrgencyLetter[];
  ref?: string;
  /** Null: whatever nobody has. */
  ownerId?: StaffId | null;
  teamId?: TeamId;
  from?: Date;
  before?: Date;
  personName?: string;
  phone?: string;
}

/** The filter that an input stands for, with its days in `timeZone` (IANA). A day that no calendar has was refused before. */
export function filterOf(input: CrisisSearchInput, timeZone: string): SearchFilter {
  const { ref, states, shows, owner, teamId, raisedFromOn, raisedUntilOn, personName, phone } = input;
  const letters = Object.entries(SHOWS).filter(([, shown]) => shows?.includes(shown)).map(([letter]) => letter as UrgencyLetter);
  return {
    states: states && states.length > 0 ? states : CRISIS_STATES,
    ...(shows && shows.length > 0 ? { letters } : {}), ...(ref === undefined ? {} : { ref }), ...(teamId === undefined ? {} : { teamId }),
    ...(owner === undefined ? {} : { ownerId: owner === 'nobody' ? null : owner }),
    ...(raisedFromOn === undefined ? {} : { from: dayBegins(raisedFromOn, 0, timeZone) }), ...(raisedUntilOn === undefined ? {} : { before: dayBegins(raisedUntilOn, 1, timeZone) }),
    ...(personName === undefined ? {} : { personName }), ...(phone === undefined ? {} : { phone }),
  };
}

/** The first instant of the day `days` after `date` (YYYY-MM-DD); days of 23 and 25 hours are right. */
const dayBegins = (date: string, days: number, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(timeZone).epochMilliseconds);

/** True for a date (YYYY-MM-DD) that a calendar has. */
export const isDay = (date: string): boolean => {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === date;
};

/** Names of what was searched by, for the audit: a code, never the words looked for. */
export const searchedBy = ({ after: _after, ...input }: CrisisSearchInput): string => Object.keys(input).sort().join('+') || 'all';

/** Whether it asks for one person or one crisis: then each hit is witnessed by itself. */
export const isForOne = ({ ref, personName, phone }: CrisisSearchInput): boolean => ref !== undefined || personName !== undefined || phone !== undefined;

/** Newest first; among those of one instant by id, so that pages never differ. */
export const byNewest = (a: { raisedAt: Date; id: CrisisId }, b: { raisedAt: Date; id: CrisisId }): number => b.raisedAt.getTime() - a.raisedAt.getTime() || (a.id < b.id ? -1 : 1);

/**
 * One page of `found` (one more than a page, newest first) and the cursor of the next; null when this is the last.
 * Crises of one instant that stand on both sides of a page's edge are neither lost nor shown twice.
 */
export function pageOf<T extends { raisedAt: Date; id: CrisisId }>(found: readonly T[], size: number, before: SearchCursor | null): { page: T[]; next: SearchCursor | null } {
  const page = found.slice(0, size);
  const last = page.at(-1);
  if (found.length <= size || !last) return { page, next: null };
  const at = last.raisedAt.getTime();
  const ids = [...(before?.at.getTime() === at ? before.ids : []), ...page.filter((one) => one.raisedAt.getTime() === at).map(({ id }) => id)];
  return { page, next: { at: last.raisedAt, ids } };
}

/** A cursor as it goes out. It names ids and an instant, nothing personal. */
export const writeCursor = ({ at, ids }: SearchCursor): string => Buffer.from(JSON.stringify([at.toISOString(), ...ids])).toString('base64url');

/** What was written; null for anything else. */
export function readCursor(text: string): SearchCursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed) || !parsed.every((part) => typeof part === 'string')) return null;
    const [instant = '', ...ids] = parsed;
    const at = new Date(instant);
    return Number.isFinite(at.getTime()) ? { at, ids } : null;
  } catch {
    return null;
  }
}
