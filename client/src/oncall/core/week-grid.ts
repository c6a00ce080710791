import type { ScheduleView, SegmentView } from '../../../../server/contract/oncall.js';
import { localMoment } from './local-time.js';

/** What the second line of a cell tells: the gravest thing that is out of the ordinary, or nothing but the hours. */
export type CellMark = 'unreachable' | 'rest' | 'swap' | 'cover' | 'override' | 'extra' | 'clock' | null;

/** One stretch of a rota as the week draws it. `start` and `size` are hundredths of the week's real length. */
export interface Cell {
  key: string;
  segment: SegmentView;
  start: number;
  size: number;
  /** Most of it lies in the night. */
  night: boolean;
  mark: CellMark;
}

/** One rota in the week: who is on call, and people beside them in as many rows as they need to stay apart. */
export interface Lane {
  schedule: ScheduleView;
  cells: readonly Cell[];
  beside: readonly (readonly Cell[])[];
}

export interface GridDay {
  on: string;
  hours: number;
  /** Hundredths of the week's real length. */
  start: number;
  size: number;
}

/** The rotas of one time zone over the same days. */
export interface ZoneGrid {
  timeZone: string;
  days: readonly GridDay[];
  lanes: readonly Lane[];
  /** Where the present instant stands, in hundredths of the week; null when it lies outside. */
  nowAt: number | null;
}

const HOUR_MS = 3_600_000;
/** A stretch longer than this is more than a night. */
const LONGEST_NIGHT_HOURS = 16;

/** What a cell must say first: that nobody can be reached comes before everything. Where nobody is, that says it all. */
export function markOf({ staff, unreachable, restBeforeHours, why, clockChangeMinutes }: SegmentView): CellMark {
  if (staff === null) return null;
  if (unreachable !== null) return 'unreachable';
  if (restBeforeHours !== null) return 'rest';
  if (why === 'swap' || why === 'cover' || why === 'override' || why === 'extra') return why;
  return clockChangeMinutes === 0 ? null : 'clock';
}

/** Whether the middle of a stretch of at most 16 h lies between 21:00 and 07:00 by the rota's clock. */
export function isNight({ wholeStartsAt, wholeEndsAt }: Pick<SegmentView, 'wholeStartsAt' | 'wholeEndsAt'>, timeZone: string): boolean {
  const [start, end] = [Date.parse(wholeStartsAt), Date.parse(wholeEndsAt)];
  if (end - start > LONGEST_NIGHT_HOURS * HOUR_MS) return false;
  const [, middle] = localMoment((start + end) / 2, timeZone);
  return middle >= '21:00' || middle < '07:00';
}

/** Cells that overlap stand in rows below each other, each in the first row that has room. */
export function inRows<One extends { start: number; size: number }>(cells: readonly One[]): readonly (readonly One[])[] {
  const rows: One[][] = [];
  for (const cell of cells.toSorted((a, b) => a.start - b.start)) {
    const row = rows.find((one) => (one.at(-1)?.start ?? 0) + (one.at(-1)?.size ?? 0) <= cell.start + 1e-9);
    if (row) row.push(cell);
    else rows.push([cell]);
  }
  return rows;
}

/** The weeks of these rotas drawn to real hours: a day of 25 hours is wider than one of 24. One grid for each time zone. */
export function weekGrids(schedules: readonly ScheduleView[], now: number): readonly ZoneGrid[] {
  const zones = [...new Set(schedules.map(({ timeZone }) => timeZone))];
  return zones.flatMap((timeZone) => {
    const rotas = schedules.filter((schedule) => schedule.timeZone === timeZone);
    const [first] = rotas;
    const start = Date.parse(first?.days[0]?.startsAt ?? '');
    const end = Date.parse(first?.days.at(-1)?.endsAt ?? '');
    if (!first || !(end > start)) return [];
    const place = (at: string | number): number => ((Number(new Date(at)) - start) / (end - start)) * 100;
    const cellOf = (segment: SegmentView): Cell => ({
      key: `${segment.changeId ?? segment.layerId ?? segment.why} ${segment.startsAt}`,
      segment,
      start: place(segment.startsAt),
      size: place(segment.endsAt) - place(segment.startsAt),
      night: isNight(segment, timeZone),
      mark: markOf(segment),
    });
    return [{
      timeZone,
      days: first.days.map(({ on, startsAt, endsAt, hours }) => ({ on, hours, start: place(startsAt), size: place(endsAt) - place(startsAt) })),
      lanes: rotas.map((schedule) => ({ schedule, cells: schedule.segments.map(cellOf), beside: inRows(schedule.extras.map(cellOf)) })),
      nowAt: start <= now && now < end ? place(now) : null,
    }];
  });
}

/** Rotas in the order in which people are asked: the supervising ones last, else as given. */
export const inTiers = (schedules: readonly ScheduleView[]): readonly ScheduleView[] => schedules.toSorted((a, b) => Number(a.supervises) - Number(b.supervises));

/** The cell of `cells` at the same time as `cell`, the one nearest to its middle where there are several; for the arrow keys. */
export function cellBeside(cells: readonly Cell[], { start, size }: Pick<Cell, 'start' | 'size'>): Cell | undefined {
  const middle = start + size / 2;
  const distance = (cell: Cell): number => Math.max(cell.start - middle, middle - (cell.start + cell.size), 0);
  return cells.filter((cell) => cell.start < start + size && cell.start + cell.size > start).toSorted((a, b) => distance(a) - distance(b))[0];
}
