import type { NewReport, ReportDetails } from '../../../../../server/contract/crisis.js';
import type { EmergencyAnswer } from '../../../../../server/contract/words.js';
import type { Draft } from './draft.js';
import { newSince } from './told.js';
import type { Told } from './told.js';

/** So often a report that lies on this phone is tried again while a page is open. Source: product design guide §3, mock-up 3. */
export const TRY_EVERY_MS = 15_000;
/** Longer than this, and a try counts as failed: a phone at the edge of a cell can wait for minutes. */
export const TRY_LASTS_MS = 10_000;
/** A try that takes longer than this is shown as not sent, because meanwhile somebody could text or ring. */
export const STILL_SENDING_MS = 4_000;

/** The next thing of a draft that the server does not know yet. */
export type Errand =
  | { kind: 'report'; body: NewReport; key: string }
  | { kind: 'call'; reportId: string; answer: EmergencyAnswer }
  | { kind: 'details'; reportId: string; details: ReportDetails; told: Told };

/** What must be sent next: the report before anything else, then whether emergency services were called, then details. */
export function nextErrand(draft: Draft): Errand | null {
  if (!draft.report) return draft.outgoing ? { kind: 'report', body: bodyOf(draft), key: draft.key } : null;
  const reportId = draft.report.id;
  if (draft.finished) return null;
  if (draft.call && !draft.call.known) return { kind: 'call', reportId, answer: draft.call.answer };
  const details = newSince(draft.given, draft.known);
  return details && { kind: 'details', reportId, details, told: draft.given };
}

/**
 * What is posted. A report that was ever unsent also says when it was written, and the code by which it joins the text
 * that may have gone ahead of it.
 */
function bodyOf({ outgoing, code }: Draft): NewReport {
  if (!outgoing) return {};
  if (outgoing.unsent === null) return outgoing.body;
  return { ...outgoing.body, draftCode: code, writtenAt: new Date(outgoing.writtenAt).toISOString() };
}

/** What was posted at the very first try. It got there after all when the server says that the key was used with other content. */
export function firstBodyOf(draft: Draft): NewReport {
  return draft.outgoing?.body ?? {};
}

/** The least that makes a report, for when something about the rest is malformed: a missing detail never blocks an emergency. */
export function bareBodyOf({ choice, joinsCrisisId, draftCode, writtenAt }: NewReport): NewReport {
  return { ...(choice && { choice }), ...(joinsCrisisId && { joinsCrisisId }), ...(draftCode && { draftCode }), ...(writtenAt && { writtenAt }) };
}

/** Whether the report itself was sent off and did not arrive. */
export function isWaiting(draft: Draft): boolean {
  return draft.outgoing !== null && draft.report === null;
}

/** Drafts with something to send: life at risk first, then the oldest. */
export function inSendingOrder(drafts: readonly Draft[]): readonly Draft[] {
  const rank = (draft: Draft): number => (isWaiting(draft) ? (draft.choice === 'life-at-risk' ? 0 : 1) : 2);
  return drafts.filter((draft) => nextErrand(draft) !== null).sort((one, other) => rank(one) - rank(other) || one.begunAt - other.begunAt);
}

/** What the raiser should see of the sending. */
export type Progress = 'sending' | 'not-sent' | 'sent';

/** At `now`. No answer yet is `sending` only for a moment; after that nobody is told that all is well. */
export function progressOf(draft: Draft, now: number): Progress {
  if (draft.report) return 'sent';
  if (!draft.outgoing || draft.outgoing.unsent) return 'not-sent';
  return now - draft.outgoing.writtenAt < STILL_SENDING_MS ? 'sending' : 'not-sent';
}
