import type { BoardColumn } from './crisis.js';
import type { Urgency, UrgencyLetter } from './triage.js';
import type { TeamView } from './identity.js';

/**
 * One crisis as a big screen shows it: nothing that anybody said, wrote or reported about the person, so that whoever walks
 * past may read it. Source: ux.md §5 "Wall: refs, timers, on call, clock, data age; no headlines".
 */
export interface WallCard {
  id: string;
  ref: string;
  version: number;
  teamId: string;
  column: BoardColumn;
  letter: UrgencyLetter;
  shows: Urgency['shows'];
  raisedAt: string;
  /** What it counts down to; null when nothing is due. */
  dueAt: string | null;
  ownerName: string | null;
  /** Every step was asked and nobody answered: everyone is asked again and again. */
  unanswered: boolean;
}

/** The wall of one or more teams as it is at `asOf`. */
export interface WallView {
  asOf: string;
  /** The screen's own name; null where a member of staff looks. */
  screen: string | null;
  teams: TeamView[];
  network: { name: string; dutyPhone: string; timeZone: string };
  cards: WallCard[];
  onCall: { rotaId: string; rotaName: string; name: string | null; until: string | null; reachable: boolean }[];
}

/** A key with which one screen shows the wall of one team, and nothing else. */
export interface WallKeyView {
  id: string;
  /** Where the screen hangs. */
  name: string;
  teamId: string;
  teamName: string;
  madeBy: string;
  madeAt: string;
  endsAt: string;
  /** When a screen last asked with it, to about five minutes; null: never. */
  seenAt: string | null;
}

export interface WallKeysView {
  /** Those that work, newest first. */
  keys: WallKeyView[];
  /** Teams for which the caller may make one. */
  teams: TeamView[];
}

export interface NewWallKey { name: string; teamId: string }

/** `link` is shown this once: what is kept of it cannot be turned back into it. */
export interface NewWallKeyView { key: WallKeyView; link: string }
