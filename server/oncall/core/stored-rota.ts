import type { Rota } from './rota.js';

/** A rota as it may be stored: whole, or in the flat shape of the first release (one list of people, daily or weekly turns). */
export interface StoredRota extends Partial<Omit<Rota, 'id'>> {
  _id: string;
  /** The first release: */
  turn?: 'daily' | 'weekly';
  startsOn?: string;
  handOverAt?: string;
  staffIds?: string[];
  /** Grows with every change beside the rota, so that two which need each other's news cannot both commit. */
  revision?: number;
}

/** The fields of the first release, which a saved rota no longer has. */
export const FORMER_FIELDS = ['turn', 'startsOn', 'handOverAt', 'staffIds'] as const;

/** The id of the one layer that a rota of the first release is read as. */
export const FORMER_LAYER = 'main';

/** A stored rota as it is understood today: the flat shape is one layer for all hours, with the very same turns. */
export function readRota({ _id, teamId, name, version, timeZone, supervises, layers, mustCover, longestHours, handOffNotices, dutyPhone, ...former }: StoredRota): Rota {
  return {
    id: _id, teamId: teamId ?? '', name: name ?? '', version: version ?? 1, timeZone: timeZone ?? 'UTC', supervises: supervises ?? false,
    layers: layers ?? [{
      id: FORMER_LAYER, name: 'Everyone in turn', staffIds: former.staffIds ?? [], turn: { unit: former.turn === 'weekly' ? 'weeks' : 'days', count: 1 },
      startsOn: former.startsOn ?? '1970-01-01', handOverAt: former.handOverAt ?? '00:00', hours: [],
    }],
    mustCover: mustCover ?? [], longestHours: longestHours ?? null, handOffNotices: handOffNotices ?? true, dutyPhone: dutyPhone ?? null,
  };
}
