import type { NewReport, ReportDetails, ReportView } from '../../../../../server/contract/crisis.js';
import type { Answer, QuickQuestionId, RaiseChoice } from '../../../../../server/contract/triage.js';
import type { EmergencyAnswer } from '../../../../../server/contract/words.js';
import { NOTHING_TOLD, mergeTold, newSince, tellSame, toldIn, withAnswer } from './told.js';
import type { Told } from './told.js';

/** Why a report still lies on this phone. `signed-out`: sending needs a sign-in first. `refused`: the server will not take it. */
export type Unsent = 'no-answer' | 'signed-out' | 'refused';

/** A report on its way. What it says is fixed when Send is pressed, so that sending it again is sending the same. */
export interface Outgoing {
  body: NewReport;
  /** When Send was pressed, in milliseconds. */
  writtenAt: number;
  lastTryAt: number | null;
  unsent: Unsent | null;
}

/**
 * A report as it lies on this phone: from the first touch, over its sending, to the details that follow. `typed` is what
 * stands on the screen, `given` what the worker has handed over, `known` what the server has confirmed.
 */
export interface Draft {
  id: string;
  /** Sent with every try, so that however often it is sent it is one report. */
  key: string;
  /** Joins a text `EM code` and this report. */
  code: string;
  begunAt: number;
  changedAt: number;
  /** How often it was changed: of two states of one draft the later has more, whatever the clocks said. */
  changes: number;
  choice: RaiseChoice | null;
  joins: { crisisId: string; ref: string } | null;
  typed: Told;
  given: Told;
  known: Told;
  outgoing: Outgoing | null;
  report: { id: string; crisisId: string; ref: string } | null;
  /** What was answered about the emergency number, and whether the server knows it. */
  call: { answer: EmergencyAnswer; at: number; known: boolean } | null;
  /** The raiser said that it was sent by mistake, while asking goes on all the same. */
  standDownAskedAt: number | null;
  /** What was begun to be written for the next person, before leaving. */
  leavingNote: string;
  /** The server takes no more details for it: it was closed. */
  finished: boolean;
  /** When the server last confirmed something of it, in milliseconds. */
  knownAt: number | null;
}

export interface Beginning {
  id: string;
  key: string;
  code: string;
  now: number;
  place?: string | undefined;
  joins?: Draft['joins'];
}

/** A new draft. Its key is made here, before anything is known, and never changes. */
export function beginDraft({ id, key, code, now, place = '', joins = null }: Beginning): Draft {
  const typed: Told = { ...NOTHING_TOLD, texts: { ...NOTHING_TOLD.texts, place } };
  return {
    id, key, code, begunAt: now, changedAt: now, changes: 0, choice: null, joins, typed, given: NOTHING_TOLD, known: NOTHING_TOLD,
    outgoing: null, report: null, call: null, standDownAskedAt: null, leavingNote: '', finished: false, knownAt: null,
  };
}

/** A draft as it was kept by this or an earlier version of the client, with whatever that lacked; null for anything else. */
export function restoreDraft(kept: unknown): Draft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { id, key, code, begunAt } = kept as Partial<Draft>;
  if (typeof id !== 'string' || typeof key !== 'string' || typeof code !== 'string' || typeof begunAt !== 'number') return null;
  return { ...beginDraft({ id, key, code, now: begunAt }), ...kept };
}

/** A draft for adding to a report that was sent from elsewhere. It goes by the report's own id. */
export function draftOf(report: ReportView, { key, code, now }: Pick<Beginning, 'key' | 'code' | 'now'>): Draft {
  const told = toldIn(report.details);
  return {
    ...beginDraft({ id: report.id, key, code, now }), choice: report.choice, typed: told, given: told, known: told, report: pick(report),
  };
}

/** Send was pressed: from now on the report is on its way. Without a choice, or pressed twice, nothing changes. */
export function sendOff(draft: Draft, now: number): Draft {
  if (draft.choice === null || draft.outgoing) return draft;
  const place = draft.typed.texts.place.trim();
  const body: NewReport = { choice: draft.choice, ...(place && { place }), ...(draft.joins && { joinsCrisisId: draft.joins.crisisId }) };
  return { ...draft, changedAt: now, given: draft.typed, outgoing: { body, writtenAt: now, lastTryAt: null, unsent: null } };
}

/** A try to send began. */
export function tried(draft: Draft, now: number): Draft {
  return draft.outgoing ? { ...draft, outgoing: { ...draft.outgoing, lastTryAt: now } } : draft;
}

/** A try failed; the report stays on this phone. */
export function stayed(draft: Draft, unsent: Unsent): Draft {
  return draft.outgoing && !draft.report ? { ...draft, outgoing: { ...draft.outgoing, unsent } } : draft;
}

/** The server has it for good. */
export function arrived(draft: Draft, view: ReportView, now: number): Draft {
  const sent = draft.outgoing?.body.place ?? '';
  return refreshed({ ...draft, changedAt: now, knownAt: now, report: pick(view), known: { ...draft.known, texts: { ...draft.known.texts, place: sent } } }, view);
}

/** The server's details were read: what nobody has touched here follows them. */
export function refreshed(draft: Draft, view: ReportView): Draft {
  const told = toldIn(view.details);
  if (tellSame(told, draft.known) && draft.finished === (view.state === 'CLOSED')) return draft;
  return {
    ...draft, typed: mergeTold(draft.typed, draft.known, told), given: mergeTold(draft.given, draft.known, told), known: told, finished: view.state === 'CLOSED',
  };
}

/** Keeps an answer on the screen and hands it over at once: it may change how fast somebody comes. */
export function answered(draft: Draft, id: QuickQuestionId, answer: Answer | undefined, now: number): Draft {
  return { ...draft, changedAt: now, typed: withAnswer(draft.typed, id, answer), given: withAnswer(draft.given, id, answer) };
}

/** Hands over everything that was typed. */
export function gaveAll(draft: Draft, now: number): Draft {
  return { ...draft, changedAt: now, given: draft.typed };
}

/** These details were confirmed by the server; what was handed over meanwhile still goes. */
export function detailsKnown(draft: Draft, sent: Told, view: ReportView, now: number): Draft {
  return refreshed({ ...draft, known: sent, knownAt: now }, view);
}

/** Whether anyone has called the emergency number. A new answer replaces the old. */
export function called(draft: Draft, answer: EmergencyAnswer, now: number): Draft {
  return { ...draft, changedAt: now, call: { answer, at: now, known: false } };
}

/** The server knows this answer; one given since then still goes. */
export function callKnown(draft: Draft, answer: EmergencyAnswer): Draft {
  return draft.call?.answer === answer ? { ...draft, call: { ...draft.call, known: true } } : draft;
}

/** What the screen holds and the server does not; null when nothing. */
export function notYetSent(draft: Draft): ReportDetails | null {
  return newSince(draft.typed, draft.known);
}

function pick({ id, crisisId, ref }: ReportView): NonNullable<Draft['report']> {
  return { id, crisisId, ref };
}
