import type { ScheduleView, SegmentView } from '../../../../server/contract/oncall.js';
import type { IconName } from '../../ui/icon.js';
import type { Tone } from '../../ui/tone.js';
import type { CellMark } from '../core/week-grid.js';
import { rotaWords } from '../rota-words.js';
import { hoursIn, spanIn } from '../time-words.js';

/** How each mark looks; the words say the same. */
export const MARK_ICON: Readonly<Record<Exclude<CellMark, null>, IconName>> = {
  unreachable: 'warning', rest: 'warning', swap: 'swap', cover: 'cover', override: 'edit', extra: 'add', clock: 'clock',
};

export const MARK_TONE: Readonly<Record<Exclude<CellMark, null | 'clock'>, Tone>> = { unreachable: 'warning', rest: 'warning', swap: 'info', cover: 'success', override: 'neutral', extra: 'neutral' };

/** The second line of a cell: its hours, or what is out of the ordinary. */
export function lineOf(segment: SegmentView, mark: CellMark, timeZone: string): string {
  switch (mark) {
    case null:
      return hoursIn(segment, timeZone);
    case 'rest':
      return rotaWords('cell.rest', { hours: segment.restBeforeHours ?? 0 });
    case 'clock':
      return rotaWords('cell.clock', { hours: segment.hours });
    default:
      return rotaWords(`cell.${mark}`);
  }
}

/** Everything that is out of the ordinary about a shift, in words. */
export function marksOf({ why, insteadOf, restBeforeHours, unreachable, clockChangeMinutes, hours, staff }: SegmentView): readonly string[] {
  const name = insteadOf?.name;
  return [
    ...(why === 'swap' || why === 'cover' || why === 'override' ? [name === undefined ? rotaWords(`mark.${why}-plain`) : rotaWords(`mark.${why}`, { name })] : []),
    ...(why === 'extra' ? [rotaWords('mark.extra')] : []),
    ...(restBeforeHours === null ? [] : [rotaWords('mark.rest', { hours: restBeforeHours })]),
    ...(unreachable === null || staff === null ? [] : [rotaWords('mark.unreachable')]),
    ...(clockChangeMinutes === 0 ? [] : [rotaWords('mark.clock', { hours })]),
  ];
}

/** The whole of a cell for somebody who does not see where it stands: who, on which rota, from when to when, and what is out of the ordinary. */
export function cellName(segment: SegmentView, { rotaName, timeZone }: Pick<ScheduleView, 'rotaName' | 'timeZone'>, meId: string | undefined): string {
  const when = spanIn(segment.wholeStartsAt, segment.wholeEndsAt, timeZone);
  if (!segment.staff) return rotaWords(segment.why === 'off' ? 'name.off' : 'name.gap', { rota: rotaName, when });
  const name = segment.staff.id === meId ? rotaWords('you-named', { name: segment.staff.name }) : segment.staff.name;
  const marks = marksOf(segment);
  return marks.length === 0 ? rotaWords('name.turn', { name, rota: rotaName, when }) : rotaWords('name.with', { name, rota: rotaName, when, marks: marks.join(', ') });
}
