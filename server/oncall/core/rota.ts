import type { GapBecause, RotaLayer, RotaView, SegmentWhy, WeeklyHours } from '../../contract/oncall.js';

export type { RotaLayer, WeeklyHours };

/** One rota as it is set. */
export type Rota = Omit<RotaView, 'upcoming'>;

/**
 * A stretch that somebody put on the rota by hand: in place of whoever is on call, or (`extra`) beside them. `fixed` is a shift
 * as planned elsewhere and imported: it stands above the layers and below whatever is done by hand; those of a rota never overlap.
 */
export interface Change {
  id: string; kind: 'override' | 'swap' | 'cover' | 'extra' | 'fixed'; staffId: string; startsAt: Date; endsAt: Date; madeAt: Date;
  /** Grows with every change of a rota, whatever the clock says: the later of two wins. */
  order: number;
}

/** A stretch in which somebody is not put on call, on any rota. */
export interface Away { staffId: string; startsAt: Date; endsAt: Date }

/** All that decides who is on call on one rota. `changes` stand in the order in which they were made: a later one wins. */
export interface Book { rota: Rota; changes: readonly Change[]; away: readonly Away[] }

/** Somebody added beside who is on call. */
export interface Beside { staffId: string; changeId: string }

/** The one answer to who is on call on a rota at an instant. `staffId` is null for `gap` and `off` only. */
export interface Answer {
  staffId: string | null;
  why: SegmentWhy;
  layerId: string | null;
  /** Which turn of the layer; null for anything else. */
  turn: number | null;
  changeId: string | null;
  /** Who would be on call without the change; null when there is none or it is the same person. */
  insteadOf: string | null;
  because: GapBecause | null;
  /** Those on leave who would be on call. */
  away: readonly string[];
  extras: readonly Beside[];
}

/** A stretch over which something holds; the end belongs to what follows. */
export interface Stretch { startsAt: Date; endsAt: Date }

/** A stretch of a rota with one answer. */
export interface Segment extends Stretch, Omit<Answer, 'extras'> {}

export const covers = ({ startsAt, endsAt }: Stretch, at: Date): boolean => startsAt <= at && at < endsAt;
export const overlap = (a: Stretch, b: Stretch): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** Everyone of a rota: of its layers and of what was put on it by hand. */
export const peopleOf = ({ rota, changes }: Pick<Book, 'rota' | 'changes'>): string[] =>
  [...new Set([...rota.layers.flatMap(({ staffIds }) => staffIds), ...changes.map(({ staffId }) => staffId)])];

/** What a fixed shift has for a layer. No layer can have this id. */
export const FIXED_LAYER = '+fixed';

/** Who has shifts by plan on this rota: the people of its layers and of its fixed shifts. */
export const regularsOf = ({ rota, changes }: Pick<Book, 'rota' | 'changes'>): string[] =>
  [...new Set([...rota.layers.flatMap(({ staffIds }) => staffIds), ...changes.filter(({ kind }) => kind === 'fixed').map(({ staffId }) => staffId)])];

/** `items` by a key, in the order in which the keys first come. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
