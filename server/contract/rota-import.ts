import type { GapView, RotaWarningView } from './oncall.js';

/** Names of the column that says when a shift begins. A table with one of them is of shifts; tables of staff and teams have none. */
export const ROTA_START_COLUMNS: readonly string[] = ['starts', 'start', 'from', 'begins', 'begin', 'shift start', 'start time', 'starts at', 'start date and time'];

export const ROTA_IMPORT_FIELDS = ['team', 'rota', 'person', 'date', 'starts', 'end date', 'ends', 'beside'] as const;
export type RotaImportField = (typeof ROTA_IMPORT_FIELDS)[number];

/** One line of a table of shifts as it would be taken. `line` counts from 1, the header included. */
export interface RotaImportRowView {
  line: number;
  /** Who; as the line has it when nobody is found by that. Empty: nobody. */
  person: string;
  team: string;
  rota: string;
  /** UTC instants; null when a time could not be read. */
  startsAt: string | null;
  endsAt: string | null;
  /** Of the rota; for one that is still to be made the network's. */
  timeZone: string;
  /** `changed`: an imported shift of somebody else makes way. */
  result: 'new' | 'changed' | 'same' | 'refused';
  /** What was read otherwise than it is written, and what stands in the way of it. */
  notes: string[];
  changes: { field: RotaImportField; from: string; to: string }[];
  refusals: { field: RotaImportField | 'row'; why: string }[];
}

/** What a table of shifts would do, and what the rotas would look like then. */
export interface RotaImportPreviewView {
  /** Names exactly this preview; applying it takes nothing else. */
  digest: string;
  counts: Record<RotaImportRowView['result'], number>;
  rows: RotaImportRowView[];
  unknownColumns: string[];
  /** Rotas that are not there yet and would be made, with no layers. */
  newRotas: { team: string; rota: string; timeZone: string }[];
  /** From the first shift to the last, 93 days at most; null when nothing could be read. */
  looked: { from: string; until: string } | null;
  /** Gaps that remain on the rotas of the table in that time, soonest first. */
  gaps: GapView[];
  /** Too little rest, double duty, too long hours and people whom a page does not reach, on these rotas in that time. */
  warnings: RotaWarningView[];
}

/** `removed`: imported shifts that a line of `nobody` took away. */
export interface RotaImportDoneView { added: number; changed: number; removed: number; same: number }

/** The rotas of the caller's teams, or one of them: from the shift that runs, `days` 1 to 92, by default 31. */
export interface RotaExportQuery { rotaId?: string; days?: number }

/** Shifts as a table that can be imported again. Times are wall-clock in each rota's zone. */
export interface RotaExportView { fileName: string; csv: string }
