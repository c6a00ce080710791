import type { RotaInput, RotaView } from '../../../../server/contract/oncall.js';

/** A rota as it is being changed. */
export type RotaDraft = Omit<RotaInput, 'seenVersion'>;

/** What of a draft is missing. */
export type DraftFault = 'name' | 'people' | 'hand-over' | 'starts';

/** The rota as it stands, to be changed. */
export function draftOf({ name, timeZone, turn, startsOn, handOverAt, staffIds }: RotaView): RotaDraft {
  return { name, timeZone, turn, startsOn, handOverAt, staffIds };
}

/** What must be given before it can be saved, in the order of the form. */
export function draftFaults({ name, staffIds, handOverAt, startsOn }: RotaDraft): readonly DraftFault[] {
  return [
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(staffIds.length === 0 ? (['people'] as const) : []),
    ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(handOverAt) ? [] : (['hand-over'] as const)),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(startsOn) ? [] : (['starts'] as const)),
  ];
}
