import type { RotaInput, RotaLayer, RotaView, WeeklyHours } from '../../../../server/contract/oncall.js';
import { isDate } from './local-time.js';

/** A rota as it is being changed; numbers stand as typed. */
export interface RotaDraft extends Omit<Required<RotaInput>, 'seenVersion' | 'longestHours' | 'dutyPhone' | 'layers'> {
  layers: readonly LayerDraft[];
  longestHours: string;
  dutyPhone: string;
}

export interface LayerDraft extends Omit<RotaLayer, 'turn'> {
  turn: { unit: RotaLayer['turn']['unit']; count: string };
}

/** How many of a unit a turn may have. Source: server/contract/oncall.ts, RotaLayer. */
export const MOST_OF: Readonly<Record<RotaLayer['turn']['unit'], number>> = { hours: 168, days: 31, weeks: 12 };

/** What the server takes at most. Source: server/contract/oncall.ts. */
export const MOST = { people: 100, hours: 14 } as const;

/** The rota as it stands, to be changed. */
export function draftOf({ teamId, supervises, name, timeZone, layers, mustCover, longestHours, handOffNotices, dutyPhone }: RotaView): RotaDraft {
  return {
    teamId, supervises, name, timeZone, mustCover, handOffNotices,
    layers: layers.map((layer) => ({ ...layer, turn: { ...layer.turn, count: String(layer.turn.count) } })),
    longestHours: longestHours === null ? '' : String(longestHours),
    dutyPhone: dutyPhone ?? '',
  };
}

/** A layer that nobody is in yet. @param id unique within the rota */
export const newLayer = (id: string, name: string, startsOn: string): LayerDraft => ({ id, name, staffIds: [], turn: { unit: 'weeks', count: '1' }, startsOn, handOverAt: '08:00', hours: [] });

/** A layer's id that none of these has. */
export function freeLayerId(layers: readonly Pick<RotaLayer, 'id'>[]): string {
  for (let number = layers.length + 1; ; number += 1) {
    const id = `layer-${number}`;
    if (!layers.some((layer) => layer.id === id)) return id;
  }
}

/** The draft as the server takes it. Only for one without faults. */
export function inputOf({ longestHours, dutyPhone, layers, ...draft }: RotaDraft, seenVersion: number): RotaInput {
  return {
    ...draft, seenVersion, name: draft.name.trim(),
    layers: layers.map(({ turn, name, ...layer }) => ({ ...layer, name: name.trim(), staffIds: [...layer.staffIds], turn: { unit: turn.unit, count: Number(turn.count) } })),
    longestHours: longestHours.trim() === '' ? null : Number(longestHours),
    dutyPhone: dutyPhone.trim() === '' ? null : dutyPhone.trim(),
  };
}

export type FaultKind = 'name' | 'layers' | 'layer-name' | 'people' | 'turn' | 'starts' | 'hand-over' | 'days' | 'hours' | 'longest';

/** What must be mended before it can be saved. `pointer` as the server would name it (RFC 6901). */
export interface DraftFault {
  pointer: string;
  kind: FaultKind;
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
const isWhole = (text: string, most: number): boolean => /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;

function hoursFaults(hours: readonly WeeklyHours[], pointer: string): readonly DraftFault[] {
  return hours.flatMap(({ days, from, until }, place): DraftFault[] => [
    ...(days.length === 0 ? [{ pointer: `${pointer}/${place}/days`, kind: 'days' } as const] : []),
    ...(isTime(from) && isTime(until) ? [] : [{ pointer: `${pointer}/${place}/from`, kind: 'hours' } as const]),
  ]);
}

/** Everything that must be mended first, in the order of the form. `mayBeEmpty`: its shifts come from a table. */
export function draftFaults({ name, layers, mustCover, longestHours }: RotaDraft, mayBeEmpty = false): readonly DraftFault[] {
  return [
    ...(name.trim() === '' ? [{ pointer: '/name', kind: 'name' } as const] : []),
    ...(layers.length === 0 && !mayBeEmpty ? [{ pointer: '/layers', kind: 'layers' } as const] : []),
    ...layers.flatMap((layer, place): DraftFault[] => {
      const at = `/layers/${place}`;
      return [
        ...(layer.name.trim() === '' ? [{ pointer: `${at}/name`, kind: 'layer-name' } as const] : []),
        ...(layer.staffIds.length === 0 ? [{ pointer: `${at}/staffIds`, kind: 'people' } as const] : []),
        ...(isWhole(layer.turn.count, MOST_OF[layer.turn.unit]) ? [] : [{ pointer: `${at}/turn/count`, kind: 'turn' } as const]),
        ...(isDate(layer.startsOn) ? [] : [{ pointer: `${at}/startsOn`, kind: 'starts' } as const]),
        ...(isTime(layer.handOverAt) ? [] : [{ pointer: `${at}/handOverAt`, kind: 'hand-over' } as const]),
        ...hoursFaults(layer.hours, `${at}/hours`),
      ];
    }),
    ...hoursFaults(mustCover, '/mustCover'),
    ...(longestHours.trim() === '' || (Number(longestHours) > 0 && Number(longestHours) <= 2016) ? [] : [{ pointer: '/longestHours', kind: 'longest' } as const]),
  ];
}

/** The id of the field that a pointer is about: `/layers/0/name` → `rota-layers-0-name`. */
export const fieldIdOf = (pointer: string): string => `rota${pointer.replaceAll('/', '-')}`;
