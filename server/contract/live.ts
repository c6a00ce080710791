import type { BoardCard, ReportView } from './crisis.js';
import type { WallCard } from './wall.js';

/** What the server says over the socket. Every message can be missed: versions show the gap. */
export interface LiveNews {
  heartbeat: (beat: { at: string }) => void;
  /** A crisis as it is now; `card` is null when it left the board. Older versions than yours are dropped. */
  card: (news: { crisisId: string; teamId: string; version: number; card: BoardCard | null }) => void;
  /** The same for big screens: nothing about the person; `card` is null when it left. */
  'wall-card': (news: { crisisId: string; version: number; card: WallCard | null }) => void;
  /** For the raiser: their own report as it is now. */
  report: (news: ReportView) => void;
  /** On call, places, policy, settings: fetch the board again when convenient. `serviceId`: only this service's places. */
  surroundings: (news: { what: 'on-call' | 'places' | 'settings' | 'health'; serviceId?: string }) => void;
  /** The session ended elsewhere. */
  'signed-out': () => void;
}

/** What a page may ask of the socket: subscriptions only, never commands. */
export interface LiveAsks {
  'watch-board': (answer: (ok: boolean) => void) => void;
  'watch-wall': (answer: (ok: boolean) => void) => void;
  'watch-crisis': (input: { crisisId: string }, answer: (ok: boolean) => void) => void;
  'leave-crisis': (input: { crisisId: string }) => void;
}
