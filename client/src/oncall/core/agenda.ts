import type { ScheduleView, SegmentView } from '../../../../server/contract/oncall.js';

/** One line of a day: who is on call on a rota, from when. */
export interface AgendaLine {
  key: string;
  schedule: ScheduleView;
  segment: SegmentView;
  /** It began before this day and is still going on. */
  goesOn: boolean;
}

export interface AgendaDay {
  on: string;
  hours: number;
  startsAt: string;
  endsAt: string;
  rotas: readonly { schedule: ScheduleView; lines: readonly AgendaLine[] }[];
}

/**
 * The same week day by day, for a narrow screen: on each day what begins on it and what lasts all day; on the first day
 * whoever is on call when it begins; on the day of `now` (milliseconds) also who is on call at that moment. Any other night
 * stands once, on the day on which it begins. Stretches in which nobody is planned are left out.
 */
export function agendaOf(schedules: readonly ScheduleView[], now: number): readonly AgendaDay[] {
  const days = new Map<string, Omit<AgendaDay, 'rotas'> & { rotas: { schedule: ScheduleView; lines: readonly AgendaLine[] }[] }>();
  for (const schedule of schedules) {
    schedule.days.forEach(({ on, hours, startsAt, endsAt }, place) => {
      const [from, until] = [Date.parse(startsAt), Date.parse(endsAt)];
      const lines = [...schedule.segments, ...schedule.extras]
        .filter((segment) => {
          const [begins, ends] = [Date.parse(segment.startsAt), Date.parse(segment.endsAt)];
          const beginsHere = from <= begins && begins < until;
          const allDay = begins <= from && ends >= until;
          const runs = from <= now && now < until && begins <= now && now < ends;
          return segment.why !== 'off' && (beginsHere || allDay || runs || (place === 0 && begins < until && ends > from));
        })
        .map((segment) => ({ key: `${schedule.rotaId} ${segment.changeId ?? ''} ${segment.startsAt} ${segment.why}`, schedule, segment, goesOn: Date.parse(segment.wholeStartsAt) < from }))
        .toSorted((a, b) => a.segment.startsAt.localeCompare(b.segment.startsAt));
      const day = days.get(on) ?? { on, hours, startsAt, endsAt, rotas: [] };
      if (lines.length > 0) day.rotas.push({ schedule, lines });
      days.set(on, day);
    });
  }
  return [...days.values()];
}
