import type { Draft } from './draft.js';
import { notYetSent } from './draft.js';
import { isWaiting, nextErrand } from './sending.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A choice this old was made for another moment: somebody must choose again. */
const CHOICE_HOLDS_MS = 15 * MINUTE;
/** A place this old belongs to another shift. */
const PLACE_HOLDS_MS = 12 * HOUR;
/** A report with nothing left to send stays on this phone for so long, so that its pages open without a network. */
const SENT_STAYS_MS = 24 * HOUR;

/** The report that was begun and not sent off, to go on with after a refresh or a crash; its choice only while that is recent. */
export function unfinished(drafts: readonly Draft[], now: number): Draft | null {
  const latest = drafts.filter(({ outgoing, report }) => !outgoing && !report).sort((one, other) => other.changedAt - one.changedAt)[0];
  if (!latest || now - latest.changedAt >= PLACE_HOLDS_MS) return null;
  return now - latest.changedAt < CHOICE_HOLDS_MS ? latest : { ...latest, choice: null };
}

/** Where the last report of this shift was sent from; empty when there was none. It stands on the page before it is sent. */
export function lastPlace(drafts: readonly Draft[], now: number): string {
  const latest = drafts
    .filter(({ outgoing, typed }) => outgoing && now - outgoing.writtenAt < PLACE_HOLDS_MS && typed.texts.place.trim() !== '')
    .sort((one, other) => (other.outgoing?.writtenAt ?? 0) - (one.outgoing?.writtenAt ?? 0))[0];
  return latest?.typed.texts.place.trim() ?? '';
}

/**
 * The draft as it was when its page went away, over what the device had written until then: the later words count, and
 * whatever was sent stays sent.
 */
export function laterOf(written: Draft, left: Draft): Draft {
  if (left.changes < written.changes) return written;
  const call = written.call && (!left.call || written.call.at >= left.call.at) ? written.call : left.call;
  return { ...left, outgoing: written.outgoing ?? left.outgoing, report: written.report ?? left.report, known: written.report ? written.known : left.known, call };
}

/** Whether a draft may be taken off this phone: never while anything of it waits to be sent. */
export function mayForget(draft: Draft, now: number): boolean {
  if (isWaiting(draft) || nextErrand(draft) !== null) return false;
  if (!draft.report) return now - draft.changedAt >= PLACE_HOLDS_MS;
  const hasUnsentWords = !draft.finished && notYetSent(draft) !== null;
  return !hasUnsentWords && now - draft.changedAt >= SENT_STAYS_MS;
}
