import type { CapacityKind, CapacityMethod, HelpKind } from './directory.js';

/** Live free places: the board, what was told before, the link without an account, and "have you room?". */

/** Free places as told, with everything that says how far to trust the number. */
export interface CapacityNow {
  id: string;
  /** What is counted: Bed, Place, Slot, Team. */
  unit: string;
  kind: CapacityKind;
  available: number;
  maximum: number | null;
  /** When somebody last said it. A place that a yes took away does not make the number younger. */
  updatedAt: string;
  /** From this instant on it is not confirmed any more. */
  freshUntil: string;
  reportedBy: string | null;
  method: CapacityMethod | null;
}

/** One service on the board of free places. */
export interface CapacityLine {
  serviceId: string;
  serviceName: string;
  organizationName: string;
  kinds: HelpKind[];
  /** To be rung when the number is old; null when none is known. */
  phone: string | null;
  capacities: CapacityNow[];
  /** Whether it can be asked by text (a checked contact), and when that was last done without an answer since. */
  ask: { canText: boolean; askedAt: string | null };
  settings: CapacitySettingsView;
}

/** Whether a service wants to be reminded before its number grows old, and whether it may be texted by night. */
export interface CapacitySettingsView { remind: boolean; byNight: boolean; version: number }
export interface CapacitySettingsInput { remind: boolean; byNight: boolean; seenVersion: number }

export interface CapacityBoardView { asOf: string; freshMinutes: Record<CapacityKind, number>; services: CapacityLine[] }

/** Why a number is what it is: somebody said so, a yes took a place, it came back, or a service refused for want of room. */
export const TELLING_REASONS = ['told', 'acceptance', 'put-back', 'refused'] as const;
export type TellingReason = (typeof TELLING_REASONS)[number];

/** One number of the past. Never altered. */
export interface CapacityTellingView {
  id: string;
  capacityId: string;
  unit: string;
  available: number;
  maximum: number | null;
  at: string;
  /** Name and role as they were given; null when the system did it. */
  by: string | null;
  method: CapacityMethod;
  why: TellingReason;
  /** What stood before; null when it was the first. */
  before: number | null;
}
export interface CapacityHistoryView { serviceId: string; serviceName: string; tellings: CapacityTellingView[] }

/** The whole history as a file; `cut`: there is more than a file takes. */
export interface CapacityHistoryFile { fileName: string; csv: string; cut: boolean }

/** How soon a place is wanted; no closer, because nothing may tell who it is for. */
export const ROOM_SOON = ['now', 'today', 'this-week'] as const;
export type RoomSoon = (typeof ROOM_SOON)[number];

/** What a service can say to "have you room?". */
export const ROOM_ANSWERS = ['yes', 'no', 'ring-us'] as const;
export type RoomAnswer = (typeof ROOM_ANSWERS)[number];

/** `silent`: no answer by the time; it may still come. `chosen`: the referral went there. `over`: told that it is not needed. */
export const ROOM_STATES = ['asked', 'yes', 'no', 'ring-us', 'silent', 'chosen', 'over'] as const;
export type RoomState = (typeof ROOM_STATES)[number];

/** Asks up to three services whether they have room. Carries nothing of the person but, if wanted, an age band. */
export interface RoomAskInput { serviceIds: string[]; kind: HelpKind; soon: RoomSoon; withAgeBand?: boolean }

export interface RoomAskedView {
  serviceId: string;
  serviceName: string;
  state: RoomState;
  /** What it said, whatever came of it. */
  answer: RoomAnswer | null;
  answeredAt: string | null;
  answeredBy: string | null;
  phone: string | null;
  /** The text could not be brought there: ring. */
  undelivered: boolean;
}
export interface RoomAskView {
  id: string;
  crisisId: string;
  kind: HelpKind;
  soon: RoomSoon;
  ageBand: string | null;
  askedAt: string;
  answerBy: string;
  open: boolean;
  services: RoomAskedView[];
}

/** What stands behind `/c#…`. Reading it changes nothing. */
export interface CapacityLinkView {
  asks: 'places' | 'room';
  org: string;
  serviceName: string;
  capacities: CapacityNow[];
  /** The question, when the link asks for room. */
  room: { kind: HelpKind; soon: RoomSoon; ageBand: string | null; answerBy: string; state: RoomState; answer: RoomAnswer | null } | null;
  dutyPhone: string;
  serverTime: string;
  expiresAt: string;
}
/** Free places by link; `seen` is the number that stood on the page. */
export interface CapacityLinkTelling { token: string; capacityId: string; available: number; seen: { available: number; updatedAt: string }; name: string; role: string }
export interface CapacityLinkRoomAnswer { token: string; answer: RoomAnswer; name: string; role: string }
