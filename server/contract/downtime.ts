import type { StaffLanguage } from './identity.js';

/**
 * Why the last sheet of a team could not be made. `not-private`: others may read the folder. `no-access`: the folder cannot be made,
 * read or written. `full`: no room left. `unread`: what belongs on it could not be read. `fault`: anything else.
 */
export type DowntimeFailure = 'not-private' | 'no-access' | 'full' | 'unread' | 'fault';

/** One team's sheets, as they lie in the folder. */
export interface DowntimeSheetView {
  teamId: string;
  teamName: string;
  /** When the newest was made; null when there is none. */
  newestAt: string | null;
  /** Those in which the newest is there: `?lang=es` of its address. */
  languages: readonly StaffLanguage[];
  /** The last trouble, when nothing was made since; else null. */
  failure: { at: string; why: DowntimeFailure } | null;
}

/** `folder` is where the server writes them; null: not set, so none are made. */
export interface DowntimeSheetsView { asOf: string; folder: string | null; sheets: DowntimeSheetView[] }
