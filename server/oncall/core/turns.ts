import type { RotaLayer } from './rota.js';
import { instantAt, wallAt, wallOf } from './wall-clock.js';

/** One turn: who, from when until when (the end belongs to the next). */
export interface Turn { index: number; staffId: string; startsAt: Date; endsAt: Date }

const UNIT_MINUTES = { hours: 60, days: 1440, weeks: 10_080 } as const;

/** Hand-overs are equally far apart on the wall clock, turns of hours too: 08:00 and 20:00 stay so when the clocks change. */
const lengthOf = ({ turn }: RotaLayer): number => UNIT_MINUTES[turn.unit] * turn.count;
const firstOf = ({ startsOn, handOverAt }: RotaLayer): number => wallOf(startsOn, handOverAt);
const handOver = (layer: RotaLayer, timeZone: string, index: number): Date => instantAt(firstOf(layer) + index * lengthOf(layer), timeZone);

/** When a layer's first turn begins. */
export const beginsAt = (layer: RotaLayer, timeZone: string): Date => handOver(layer, timeZone, 0);

/**
 * The turn of a layer that covers `at`, or null when it has nobody or has not begun. Exactly one turn covers every instant after
 * the first hand-over. A turn that a clock change leaves no time for is nobody's: the next begins at the same instant.
 */
export function turnAt(layer: RotaLayer, timeZone: string, at: Date): Turn | null {
  if (layer.staffIds.length === 0 || at < handOver(layer, timeZone, 0)) return null;
  let index = Math.max(Math.floor((wallAt(at, timeZone) - firstOf(layer)) / lengthOf(layer)), 0);
  while (index > 0 && at < handOver(layer, timeZone, index)) index--;
  while (at >= handOver(layer, timeZone, index + 1)) index++;
  return { index, staffId: layer.staffIds[index % layer.staffIds.length] as string, startsAt: handOver(layer, timeZone, index), endsAt: handOver(layer, timeZone, index + 1) };
}

/** Every hand-over of a layer in a stretch, the first one included when it lies there. */
export function handOversIn(layer: RotaLayer, timeZone: string, from: Date, until: Date): Date[] {
  const found: Date[] = [];
  const begins = beginsAt(layer, timeZone);
  for (let at = begins > from ? begins : turnAt(layer, timeZone, from)?.endsAt; at && at < until; at = turnAt(layer, timeZone, at)?.endsAt) found.push(at);
  return found;
}
