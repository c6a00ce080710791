import type { LeaveView, RotaPerson, ScheduleView, SegmentView } from '../../../../server/contract/oncall.js';

/** One shift that somebody has. */
export interface OneShift {
  rotaId: string;
  rotaName: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
}

/** What is being done to the rota right now, in a dialog. */
export type Act =
  | { kind: 'shift'; schedule: Pick<ScheduleView, 'rotaId' | 'rotaName' | 'teamId' | 'timeZone'>; segment: SegmentView }
  | { kind: 'put-on'; rotaId: string | null; how: 'override' | 'extra'; startsAt: string | null; endsAt: string | null; canCover: readonly string[] }
  | { kind: 'take-back'; shift: OneShift; changeId: string; extra: boolean; staff: RotaPerson }
  | { kind: 'ask'; ask: 'cover' | 'swap'; shift: OneShift; from: RotaPerson }
  | { kind: 'answer'; swapId: string }
  | { kind: 'leave' }
  | { kind: 'leave-back'; leave: LeaveView }
  | { kind: 'calendar' };

/** Opens a dialog. */
export type OnAct = (act: Act) => void;

/** The stretch of a segment that an act is about: the whole of it, also where the week shown cuts it. */
export const shiftOf = ({ rotaId, rotaName, timeZone }: Pick<ScheduleView, 'rotaId' | 'rotaName' | 'timeZone'>, { wholeStartsAt, wholeEndsAt }: SegmentView): OneShift => ({ rotaId, rotaName, timeZone, startsAt: wholeStartsAt, endsAt: wholeEndsAt });
