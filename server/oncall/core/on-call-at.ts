import { Temporal } from 'temporal-polyfill';
import type { RotaView } from '../../contract/oncall.js';

/** A simple rota: people take equal turns, handed over at the same wall-clock time. */
export type Rota = Omit<RotaView, 'upcoming'>;

/** One turn: who, from when until when (the end belongs to the next). */
export interface Turn { staffId: string; startsAt: Date; endsAt: Date }

const days = (turn: Rota['turn']): number => (turn === 'daily' ? 1 : 7);

/** The hand-over of turn `index`. A wall-clock time that the clock change skips is taken later, one that comes twice the first time. */
function handOver(rota: Rota, index: number): Date {
  const at = Temporal.PlainDate.from(rota.startsOn).add({ days: index * days(rota.turn) })
    .toZonedDateTime({ timeZone: rota.timeZone, plainTime: Temporal.PlainTime.from(rota.handOverAt) });
  return new Date(at.epochMilliseconds);
}

/**
 * The turn that covers `now`, or null when the rota is empty or has not begun. Exactly one person is on call at every
 * instant after the first hand-over; a turn is over at its exact end.
 */
export function onCallAt(rota: Rota, now: Date): Turn | null {
  if (rota.staffIds.length === 0 || now < handOver(rota, 0)) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(rota.timeZone).toPlainDate();
  const elapsed = Temporal.PlainDate.from(rota.startsOn).until(today, { largestUnit: 'day' }).days;
  let index = Math.max(Math.floor(elapsed / days(rota.turn)), 0);
  while (index > 0 && now < handOver(rota, index)) index--;
  while (now >= handOver(rota, index + 1)) index++;
  return { staffId: rota.staffIds[index % rota.staffIds.length] as string, startsAt: handOver(rota, index), endsAt: handOver(rota, index + 1) };
}

/** The next `count` turns, the current one first. */
export function upcomingTurns(rota: Rota, now: Date, count: number): Turn[] {
  const first = onCallAt(rota, now) ?? onCallAt(rota, handOver(rota, 0));
  if (!first) return [];
  const turns = [first];
  while (turns.length < count) {
    const next = onCallAt(rota, (turns.at(-1) as Turn).endsAt);
    if (!next) break;
    turns.push(next);
  }
  return turns;
}
