/** How rotas are told. Instants are UTC in ISO 8601; dates and times of day are wall-clock in the rota's own zone. */

/** A member of staff as a rota shows them. */
export interface RotaPerson { id: string; name: string; initials: string }

/**
 * A point in time as a person gives it: an instant with `Z` or an offset, or a wall-clock time `YYYY-MM-DDTHH:MM` in the
 * rota's zone (for leave: the network's). A wall-clock time that the clock change skips is taken later, one that comes
 * twice the first time.
 */
export type RotaTime = string;

/**
 * Hours that come every week: they begin at `from` on each of `days` (1 Monday to 7 Sunday) and last until `until`, on the
 * next day when `until` is not later than `from`. So Mon–Fri 18:00–08:00 is `{ days: [1,2,3,4,5], from: '18:00', until: '08:00' }`
 * and weekends are `{ days: [6,7], from: '00:00', until: '00:00' }`.
 */
export interface WeeklyHours { days: number[]; from: string; until: string }

/**
 * People who take turns of equal length. `startsOn` and `handOverAt` are wall-clock, and so is every later hand-over: one at
 * 08:00 stays at 08:00 across a clock change, turns of 12 hours too.
 */
export interface RotaLayer {
  /** Unique within the rota, `[a-z0-9-]`, at most 40; chosen by who makes it and kept. */
  id: string;
  name: string;
  /** Who takes turns, in order; the first has the turn that begins at the first hand-over. 1 to 100. */
  staffIds: string[];
  /** How long a turn is: `count` 1 to 168 hours, 1 to 31 days or 1 to 12 weeks. */
  turn: { unit: 'hours' | 'days' | 'weeks'; count: number };
  /** Local date of the first hand-over, YYYY-MM-DD. Before it the layer covers nothing. */
  startsOn: string;
  /** Local time of the first hand-over, HH:MM. */
  handOverAt: string;
  /** The hours of the week in which the layer covers; empty: all. Turns go on counting outside them. At most 14. */
  hours: WeeklyHours[];
}

/** Why a segment is whose it is. `gap`: nobody, though somebody must be. `off`: nobody, as planned (outside `mustCover`). */
export type SegmentWhy = 'layer' | 'override' | 'swap' | 'cover' | 'extra' | 'gap' | 'off';

/** Why nobody is there: everybody who would be is on leave, the first hand-over is still to come, or no layer covers the hours. */
export type GapBecause = 'leave' | 'not-begun' | 'no-layer';

/** Why a page cannot reach somebody. */
export type UnreachableWhy = 'left' | 'no-number' | 'not-verified' | 'opted-out' | 'unknown';

/** One stretch in which one person is on call. */
export interface ShiftView {
  rotaId: string;
  rotaName: string;
  teamId: string;
  supervises: boolean;
  timeZone: string;
  staffId: string;
  name: string;
  startsAt: string;
  endsAt: string;
  /** Real hours, so 23 or 25 for a day on which clocks change; one decimal. */
  hours: number;
  /** Minutes that the clocks go forward (60) or back (−60) within it; 0 on other nights. */
  clockChangeMinutes: number;
  why: Exclude<SegmentWhy, 'gap' | 'off'>;
}

/** One rota as it is set, with the next shifts. */
export interface RotaView {
  id: string;
  teamId: string;
  name: string;
  version: number;
  timeZone: string;
  /** True for the rota that supervises. It must cover every hour. */
  supervises: boolean;
  /** A later layer takes over where it covers. Where its person is on leave, the layer below covers. */
  layers: RotaLayer[];
  /** The hours in which somebody must be on call; empty: every hour. Outside them nobody on call is no gap. */
  mustCover: WeeklyHours[];
  /** Warn when one person's unbroken time on this rota is longer, in real hours; null: never (on call from home). */
  longestHours: number | null;
  /** Whether a text tells who comes on and who goes off at each hand-over. */
  handOffNotices: boolean;
  /** Shared phone (E.164) that goes with the rota: who is on call is reached there instead of on their own. */
  dutyPhone: string | null;
  /** The shift that runs and those after it: 14 at most, none later than 60 days. */
  upcoming: ShiftView[];
}

/**
 * A rota as it shall be, whole. `seenVersion: 0` makes a new one; only then do `teamId` and `supervises` count. Left out:
 * `mustCover` every hour, `longestHours` null, `handOffNotices` true, `dutyPhone` null.
 */
export interface RotaInput {
  seenVersion: number;
  teamId?: string;
  supervises?: boolean;
  name: string;
  timeZone: string;
  layers: RotaLayer[];
  mustCover?: WeeklyHours[];
  longestHours?: number | null;
  handOffNotices?: boolean;
  /** As somebody would dial it or E.164; stored as E.164. */
  dutyPhone?: string | null;
}

/** A stretch of a rota's schedule with one answer to who is on call. Segments of a schedule meet without gap or overlap. */
export interface SegmentView {
  /** Cut to the days asked for. */
  startsAt: string;
  endsAt: string;
  /** The whole stretch, when it begins before or ends after the days asked for (looked at up to 8 days beyond them). */
  wholeStartsAt: string;
  wholeEndsAt: string;
  why: SegmentWhy;
  /** Null for `gap` and `off`. */
  staff: RotaPerson | null;
  /** The layer that the turn comes from; null for anything else. */
  layerId: string | null;
  /** The override or swap that made it so, to be taken back by that id; null for a layer or a gap. */
  changeId: string | null;
  /** Who would be on call without the override, swap or cover; null otherwise or when nobody would. */
  insteadOf: RotaPerson | null;
  /** Only for a gap. */
  because: GapBecause | null;
  /** Those on leave who would be on call. */
  away: RotaPerson[];
  /** Real hours of the whole stretch, one decimal. */
  hours: number;
  /** Minutes that the clocks go forward (60) or back (−60) within the whole stretch; else 0. */
  clockChangeMinutes: number;
  /** Real hours of rest before it when they are under the limit (11 h), counted across all rotas; null when enough. */
  restBeforeHours: number | null;
  /** Null when a page reaches this person, or nobody is there. */
  unreachable: UnreachableWhy | null;
}

/** One rota's days. */
export interface ScheduleView {
  rotaId: string;
  rotaName: string;
  teamId: string;
  supervises: boolean;
  timeZone: string;
  /** Each local day: its instants and its real length (23 or 25 hours when clocks change; half hours exist). */
  days: { on: string; startsAt: string; endsAt: string; hours: number }[];
  segments: SegmentView[];
  /** People added beside who is on call. May overlap each other. Never cut by a gap. */
  extras: SegmentView[];
}

/** `from` is a local date in each rota's zone, by default today; `days` 1 to 31, by default 7. Ninety days back at most. */
export interface ScheduleQuery { from?: string; days?: number; rotaId?: string }

/** What a draft of a rota would do, without saving it. */
export interface RotaPreviewView {
  /** From today, 14 days. Overrides, swaps and leave that stand already are counted. */
  schedule: ScheduleView;
  gaps: GapView[];
  warnings: RotaWarningView[];
}

/** One stretch in which nobody is on call though somebody must be. */
export interface GapView {
  rotaId: string;
  rotaName: string;
  teamId: string;
  supervises: boolean;
  timeZone: string;
  startsAt: string;
  /** Null when it does not end within the days looked at. */
  endsAt: string | null;
  /** Real hours within the days looked at, one decimal. */
  hours: number;
  because: GapBecause;
  away: RotaPerson[];
  /** People of the rota who could take it: reachable, not on leave, not on call elsewhere, with 11 h of rest on both sides. */
  canCover: RotaPerson[];
  /** When the rota managers were told; null when not yet. */
  toldAt: string | null;
  /** A request for cover that overlaps it and still waits for an answer. */
  swapId: string | null;
}

/**
 * Something that is wrong with one shift. `rest`: less than 11 h after the shift before, on whichever rota. `hours`: longer
 * than the rota's `longestHours`. `double`: on two rotas at the same time. `unreachable`: a page does not reach them.
 */
export interface RotaWarningView {
  kind: 'rest' | 'hours' | 'double' | 'unreachable';
  rotaId: string;
  rotaName: string;
  teamId: string;
  timeZone: string;
  staff: RotaPerson;
  startsAt: string;
  endsAt: string;
  /** `rest`: hours of rest; `hours`: hours without a break; `double`: hours on both; else null. One decimal. */
  hours: number | null;
  /** `rest`: when the shift before ends; else null. */
  previousEndsAt: string | null;
  /** The other rota for `rest` and `double`; null when it is the same one. */
  otherRotaName: string | null;
  unreachable: UnreachableWhy | null;
  toldAt: string | null;
}

/** What needs somebody in the next 14 days, soonest first. */
export interface RotaWarningsView {
  from: string;
  until: string;
  gaps: GapView[];
  warnings: RotaWarningView[];
}

/** Who is on call on one rota at one instant. */
export interface OnCallView {
  rotaId: string;
  rotaName: string;
  teamId: string;
  supervises: boolean;
  staff: RotaPerson | null;
  /** When this answer ends; null when nobody is on call and no change is in sight. */
  until: string | null;
  /** False when nothing can reach them, or nobody is on call. */
  reachable: boolean;
  unreachable: UnreachableWhy | null;
  why: SegmentWhy;
  /** Added beside, for this shift. */
  extras: (RotaPerson & { until: string; reachable: boolean })[];
  /** True when they carry the rota's duty phone. */
  onDutyPhone: boolean;
}

/** `override`: is on call instead of whoever would be. `extra`: is on call beside them. */
export interface OverrideView {
  id: string;
  rotaId: string;
  kind: 'override' | 'extra';
  staff: RotaPerson;
  startsAt: string;
  endsAt: string;
  madeBy: RotaPerson;
  madeAt: string;
}

/** From now at the earliest: what was is not rewritten. At most 31 days long, at most a year ahead. A later one wins where two overlap. */
export interface OverrideInput { kind: 'override' | 'extra'; staffId: string; startsAt: RotaTime; endsAt: RotaTime }

/** `ended`: nobody had answered when the first of its shifts began. */
export type SwapState = 'asked' | 'accepted' | 'declined' | 'withdrawn' | 'ended';

/** A request that somebody else takes a shift. It counts only once accepted; until then `from` stays on call. */
export interface SwapView {
  id: string;
  version: number;
  teamId: string;
  /** `swap`: two people trade shifts. `cover`: one takes it for another. */
  kind: 'swap' | 'cover';
  state: SwapState;
  askedBy: RotaPerson;
  askedAt: string;
  /** Whose shift it is. */
  from: RotaPerson;
  shift: { rotaId: string; rotaName: string; timeZone: string; startsAt: string; endsAt: string };
  /** Who is asked; null: everyone on the rota, the first to accept has it. After acceptance: who took it. */
  to: RotaPerson | null;
  /** True when everyone on the rota was asked. */
  toEveryone: boolean;
  /** A swap: the shift of `to` that `from` takes in return. */
  inReturn: { rotaId: string; rotaName: string; timeZone: string; startsAt: string; endsAt: string } | null;
  /** When it ends by itself: the first of its shifts begins. */
  endsAt: string;
  decidedAt: string | null;
  decidedBy: RotaPerson | null;
  /** Rest or double duty that acceptance would cause, for the eyes of who decides; empty when none. */
  warnings: RotaWarningView[];
  /** What the caller may do now. */
  may: { accept: boolean; decline: boolean; withdraw: boolean };
}

/**
 * `from` must be on call for the whole stretch. A swap names `toStaffId` and `inReturn`, through which that person is on call;
 * cover names `toStaffId` or, without it, asks everyone on the rota. `fromStaffId` is the caller unless they may edit the rota.
 */
export interface NewSwap {
  kind: 'swap' | 'cover';
  rotaId: string;
  fromStaffId?: string;
  startsAt: RotaTime;
  endsAt: RotaTime;
  toStaffId?: string;
  inReturn?: { rotaId: string; startsAt: RotaTime; endsAt: RotaTime };
}

/** A stretch in which somebody is not put on call, on any rota. No reason is kept. */
export interface LeaveView { id: string; staff: RotaPerson; startsAt: string; endsAt: string; madeBy: RotaPerson; madeAt: string; mayRemove: boolean }

/** At most a year long. `staffId` is the caller unless they may edit a rota of that person's teams. */
export interface LeaveInput { staffId?: string; startsAt: RotaTime; endsAt: RotaTime }

/** What one person has coming, soonest first: 60 days. */
export interface ShiftsView { staff: RotaPerson; shifts: ShiftView[]; leave: LeaveView[]; swaps: SwapView[]; warnings: RotaWarningView[] }

/** A calendar subscription of the caller: their own shifts (`rotaId` null) or a whole rota. The address is shown once, when made. */
export interface CalendarLinkView { id: string; rotaId: string | null; rotaName: string | null; madeAt: string; lastReadAt: string | null }

/** The address with its secret, `https://…/calendar/<secret>.ics`. Making it again renews it: the former stops working. */
export interface NewCalendarLinkView extends CalendarLinkView { url: string }
